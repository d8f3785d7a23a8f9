"""The registry: each file of `sources/` is read strictly into a Source."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from courseatlas.errors import InvalidFile
from courseatlas.schema.column import NAME_PATTERN
from courseatlas.source_file import ExpectEntry, SourceFile
from courseatlas.values.dates import DateOrder
from courseatlas.yaml_files import read_model

# no file of such a name can be written there, and the outputs of a source bear its name
_DEVICE_NAME = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")


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
    """A source's floors: the fewest rows per table, the least share filled per `table.column`."""

    at_least: Mapping[str, int]
    filled: Mapping[str, float]


@dataclass(frozen=True)
class Source:
    """One catalog to scrape, as its YAML file declares it.

    `pages` and `minutes` are the budget of one crawl. `digest` is the SHA-256 of the file.
    """

    id: str
    name: str
    platform: str
    provider: Provider
    state: str
    reason: str | None
    start_urls: tuple[str, ...]
    hosts: tuple[str, ...]
    follow: tuple[str, ...]
    pages: int
    minutes: float
    delay_seconds: float
    defaults: Mapping[str, str]
    expect: Expect
    titles: str
    credits: str
    dates: DateOrder | None
    terms: str | None
    path: Path
    digest: str

    @property
    def provider_id(self) -> str:
        """The key of the source's row in `providers`."""
        return self.id

    @property
    def institution(self) -> str:
        """Who is behind the source: the ROR id, else the IPEDS id, else the source's own id.

        It is the same for all sources of a university.
        """
        return self.provider.ror_id or self.provider.ipeds_unitid or self.id


def load(path: Path, platforms: Collection[str] | None = None) -> Source:
    """Read one source file.

    `platforms` are the names that an active source may give as its platform; None leaves the name
    unchecked. Raises InvalidFile with one line per problem: file, line, field, remedy.
    """
    problems = []
    if not re.fullmatch(NAME_PATTERN, path.stem):
        problems.append(
            f"{path}:1: the file's name: must be of a-z, 0-9 and -, at most 64 characters; "
            "rename the file"
        )
    if _DEVICE_NAME.fullmatch(path.stem):
        problems.append(f"{path}:1: the file's name: is a device on Windows; rename the file")
    try:
        declared = read_model(path, SourceFile, {"platforms": platforms})
    except InvalidFile as e:
        raise InvalidFile("\n".join([*problems, str(e)])) from e
    if problems:
        raise InvalidFile("\n".join(problems))
    return _source(path, declared)


def load_all(folder: Path, platforms: Collection[str] | None = None) -> dict[str, Source]:
    """Read all sources of a folder, by id, sorted.

    Raises InvalidFile with the problems of all files together, and where there is no file.
    """
    sources = _load_files(sorted(folder.glob("*.yml")), platforms)
    if not sources:
        raise InvalidFile(f"{folder}: holds no source; add a file such as sources/cmu.yml")
    return sources


def load_registry(
    folder: Path, others: Path, platforms: Collection[str] | None = None
) -> dict[str, Source]:
    """Read the sources of a folder, and those of another one that may hold none, by id, sorted.

    Raises InvalidFile as `load_all` does, and where two files have the same id.
    """
    paths = [*sorted(folder.glob("*.yml")), *sorted(others.glob("*.yml"))]
    if not paths:
        return load_all(folder, platforms)
    return dict(sorted(_load_files(paths, platforms).items()))


def _load_files(paths: Collection[Path], platforms: Collection[str] | None) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    problems = []
    for path in paths:
        try:
            source = load(path, platforms)
        except InvalidFile as e:
            problems.append(str(e))
            continue
        if source.id in sources:
            problems.append(
                f"{path}:1: id: is {source.id}, as in {sources[source.id].path}; give another id"
            )
        sources[source.id] = source
    if problems:
        raise InvalidFile("\n".join(problems))
    return sources


def _source(path: Path, declared: SourceFile) -> Source:
    provider = declared.provider
    return Source(
        id=declared.id or path.stem,
        name=declared.name,
        platform=declared.platform,
        provider=Provider(
            name=provider.name or declared.name,
            type=provider.type,
            country=provider.country,
            website=provider.website,
            ipeds_unitid=provider.ipeds_unitid,
            ror_id=provider.ror_id,
        ),
        state=declared.state,
        reason=declared.reason,
        start_urls=declared.start_urls,
        hosts=declared.hosts,
        follow=declared.follow,
        pages=declared.budget.pages,
        minutes=declared.budget.minutes,
        delay_seconds=declared.delay_seconds,
        defaults=declared.defaults.model_dump(exclude_none=True),
        expect=_expect(declared.expect),
        titles=declared.titles,
        credits=declared.credits,
        dates=declared.dates,
        terms=declared.terms,
        path=path,
        digest=sha256(path.read_bytes()).hexdigest(),
    )


def _expect(declared: ExpectEntry) -> Expect:
    floors = {"programs": declared.programs, "courses": declared.courses, "events": declared.events}
    return Expect(
        at_least={table: floor.at_least for table, floor in floors.items() if floor is not None},
        filled=declared.filled,
    )
