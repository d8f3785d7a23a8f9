"""The registry: `sources/*.yml`, each read strictly into a Source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from courseatlas import words
from courseatlas.errors import InvalidFile
from courseatlas.yaml_fields import Fields, compose, mapping, number, one_of, text, texts

STATES = ("active", "needs_key", "forbidden", "planned")
# those that have a spider; a planned source may name another
PLATFORMS = (
    "acalog", "article", "banner8", "banner9", "bulletin", "classcentral", "cmu", "columbia", "coursera", "courseleaf",
    "edx", "jsonld", "khan", "kuali", "learn", "ocw", "openedx", "roster", "udemy", "vsb", "vtools",
)  # fmt: skip
_KINDS = ("programs", "courses", "events")
_DEFAULTS = {
    "credit_unit": words.CREDIT_UNIT,
    "delivery": words.DELIVERY,
    "academic_level": words.ACADEMIC_LEVEL,
    "difficulty": words.DIFFICULTY,
    "pacing": words.PACING,
    "language": None,
    "price_currency": None,
    "license": None,
    "edition": None,
}


@dataclass(frozen=True)
class Provider:
    """Who is behind a source."""

    name: str
    type: str
    country: str
    website: str
    ipeds_unitid: str | None = None
    ror_id: str | None = None


@dataclass(frozen=True)
class Expect:
    """A source's gates: least rows by table, least share filled by `table.column`."""

    at_least: Mapping[str, int]
    filled: Mapping[str, float]


@dataclass(frozen=True)
class Source:
    """One catalog to scrape, as its YAML declares it."""

    id: str
    name: str
    platform: str
    provider: Provider
    state: str
    reason: str | None
    start_urls: tuple[str, ...]
    hosts: tuple[str, ...]
    follow: Mapping[str, tuple[str, ...]]
    pages: int
    minutes: float
    delay_seconds: float
    defaults: Mapping[str, str]
    expect: Expect
    titles: str
    terms: str | None
    path: Path
    digest: str

    @property
    def provider_id(self) -> str:
        return self.id

    @property
    def institution(self) -> str:
        """Who is behind the source, the same for all sources of a university: its ROR or IPEDS id, else the source alone."""
        return self.provider.ror_id or self.provider.ipeds_unitid or self.id


def load(path: Path) -> Source:
    """One source. Raises InvalidFile with a line for each problem: file, line, field, remedy."""
    problems: list[str] = []
    if not re.fullmatch(r"[a-z0-9-]{1,64}", path.stem):
        problems.append(f"{path}:1: the file's name: must be of a-z, 0-9 and -, at most 64; rename it")
    fields = Fields(path, compose(path), problems)
    state = fields.take("state", one_of(STATES), "active")
    active = state == "active"
    source = Source(
        id=path.stem,
        name=fields.take("name", text, must="must be the source's name"),
        platform=fields.take("platform", one_of(PLATFORMS) if active else text, must="must be a platform"),
        provider=_provider(fields),
        state=state,
        reason=fields.take("reason", text, None),
        start_urls=fields.take("start_urls", _urls, ... if active else (), "must be a list of http(s) addresses") or (),
        hosts=fields.take("hosts", texts, ... if active else (), "must be a list of host names") or (),
        follow=fields.take("follow", mapping(_patterns), {}, "must map a kind to a list of regular expressions"),
        pages=_budget(fields, "pages", 400),
        minutes=_budget(fields, "minutes", 60),
        delay_seconds=fields.take("delay_seconds", number(0.5, 60), 1.0, "must be from 0.5 to 60 seconds"),
        defaults=_defaults(fields),
        expect=_expect(fields),
        titles=fields.take("titles", one_of(("as_printed", "capitals")), "as_printed"),
        terms=fields.take("terms", text, None),
        path=path,
        digest=sha256(path.read_bytes()).hexdigest(),
    )
    fields.rest()
    if not active and not source.reason:
        problems.append(f"{path}:1: reason: is missing; say why the source is {state}")
    for url in source.start_urls:
        if not {urlsplit(url).hostname, urlsplit(url).netloc} & set(source.hosts):
            problems.append(f"{path}:1: hosts: does not name {urlsplit(url).netloc} of a start URL; add it")
    if problems:
        raise InvalidFile("\n".join(problems))
    return source


def load_all(folder: Path) -> dict[str, Source]:
    """All sources of a folder by id, sorted. Raises InvalidFile with the problems of all files together."""
    found, problems = {}, []
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise InvalidFile(f"{folder}: holds no source; add a file such as sources/cmu.yml")
    for path in paths:
        try:
            found[path.stem] = load(path)
        except InvalidFile as e:
            problems.append(str(e))
    if problems:
        raise InvalidFile("\n".join(problems))
    return found


def _provider(fields: Fields) -> Provider:
    within = fields.within("provider")
    if within is None:
        fields.problem(None, "provider", "is missing; give type, country and website")
        return Provider("", "", "", "")
    provider = Provider(
        name=within.take("name", text, None) or fields.take("name", text, ""),
        type=within.take("type", one_of(words.PROVIDER_TYPE), must="must be a type of provider"),
        country=within.take("country", _matching(r"[A-Z]{2}"), must="must be an ISO 3166-1 code such as US"),
        website=within.take("website", _matching(r"https?://\S+"), must="must be an http(s) address"),
        ipeds_unitid=within.take("ipeds_unitid", _matching(r"\d{6}"), None, "must be six digits in quotes"),
        ror_id=within.take("ror_id", _matching(r"https://ror\.org/0[a-z0-9]{8}"), None, "must be a ROR address"),
    )
    within.rest()
    return provider


def _budget(fields: Fields, name: str, default: int) -> Any:
    within = fields.within("budget")
    if within is None:
        return default
    values = {
        key: within.take(key, number(1, high), start, f"must be from 1 to {high}")
        for key, high, start in (("pages", 100_000, 400), ("minutes", 1440, 60))
    }
    within.rest() if name == "pages" else None
    return values[name]


def _defaults(fields: Fields) -> Mapping[str, str]:
    within = fields.within("defaults")
    if within is None:
        return {}
    taken = {name: within.take(name, one_of(allowed) if allowed else text, None) for name, allowed in _DEFAULTS.items()}
    within.rest()
    return {name: value for name, value in taken.items() if value}


def _expect(fields: Fields) -> Expect:
    within = fields.within("expect")
    if within is None:
        return Expect({}, {})
    at_least = {}
    for kind in _KINDS:
        if (floor := within.within(kind)) is not None:
            at_least[kind] = int(floor.take("at_least", number(0, 10_000_000), must="must be a row count") or 0)
            floor.rest()
    filled = within.take("filled", mapping(number(0, 1)), {}, "must map table.column to a share from 0 to 1")
    for name in filled:
        if not re.fullmatch(r"(?:programs|courses|events)\.[a-z_]+", name):
            within.problem(None, "filled", f"{name} is not a table and column such as courses.description")
    within.rest()
    return Expect(at_least, filled)


def _urls(value: Any) -> tuple[str, ...]:
    for url in texts(value):
        if not re.match(r"https?://[^\s/]+", url):
            raise ValueError(f"{url} is no http(s) address")
    return texts(value)


def _patterns(value: Any) -> tuple[str, ...]:
    for pattern in texts(value):
        try:
            re.compile(pattern)
        except re.error as e:
            raise ValueError(f"{pattern}: {e}") from e
    return texts(value)


def _matching(pattern: str) -> Any:
    def kind(value: Any) -> str:
        if not re.fullmatch(pattern, text(value)):
            raise ValueError(f"not like {pattern}")
        return text(value)

    return kind
