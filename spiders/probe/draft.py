"""The first YAML file of a source, in which each line says what it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import dumps
from urllib.parse import urlsplit

from courseatlas.known_catalogs import KnownCatalog
from courseatlas.sites import registered_domain
from spiders import platforms
from spiders.platforms import adds_to_lists, reads_any_site
from spiders.probe.survey import Survey, warnings
from spiders.robots_rules import RobotsRules
from spiders.settings import ROBOTSTXT_USER_AGENT

# a budget is somewhat larger than what was seen, so that next year's catalog fits too
_ROOM = 1.25
_LEAST_PAGES, _MOST_PAGES = 50, 100_000
# the links of a site whose software is not known do not tell how many courses it has
_LEAST_PAGES_OF_ANY_SITE = 1000
# how many pages a list that was not read may lead to, and one that leads to further lists
_UNKNOWN_LIST, _UNKNOWN_LIST_OF_LISTS = 30, 120
_MOST_MINUTES = 1440
_MOST_LISTINGS = 12
_LONGEST_DELAY = 60.0
# countries of domains that are no country's
_COUNTRY_OF_SUFFIX = {"edu": "US", "gov": "US", "mil": "US", "uk": "GB"}


@dataclass(frozen=True)
class Origin:
    """Where a draft comes from: the address that was visited, and on which day (UTC).

    `hosts` are those that a crawl must ask, `robots` the rules by host, None where they are hidden.
    """

    url: str
    day: str
    hosts: tuple[str, ...]
    robots: Mapping[str, RobotsRules | None]


@dataclass(frozen=True)
class Trial:
    """What a trial crawl read: its pages, and the records about AI/ML by kind, each once."""

    pages: int
    records: Mapping[str, int]


def draft(
    origin: Origin,
    survey: Survey,
    catalog: KnownCatalog | None = None,
    trial: Trial | None = None,
    candidate_id: str | None = None,
) -> str:
    """The text of a source file for a catalog that was surveyed.

    `catalog` is what the registry knows of the host. With a `candidate_id` the file is that of a
    candidate, whose name is not its id.
    """
    lines = [
        "# yaml-language-server: $schema=source.schema.json",
        f"# Drafted from {origin.url} on {origin.day}; check each line before you rely on it.",
    ]
    if candidate_id:
        lines += [f"id: {candidate_id}", "state: candidate"]
    lines += [
        *_whose(origin, survey, catalog),
        *_where(origin, survey),
        *_budget(origin, survey),
        *_defaults(survey),
        *(f"# TODO: {warning}" for warning in warnings(survey)),
        *_expect(survey, trial),
    ]
    return "\n".join(lines) + "\n"


def _line(field: str, value: str, comment: str) -> str:
    return f"{field}: {value}".ljust(34) + f"  # {comment}"


def _whose(origin: Origin, survey: Survey, catalog: KnownCatalog | None) -> Iterator[str]:
    host = urlsplit(origin.url).hostname or ""
    name, why = host, "TODO: no page names the school; this is the host"
    if survey.site:
        name, why = survey.site, "the name that the site gives itself"
    if catalog and catalog.institution:
        name, why = catalog.institution, "the registry's name for this host"
    yield _line("name", dumps(name, ensure_ascii=False), why)
    yield _line("platform", survey.platform, "the marks of its pages")
    if survey.software:
        yield f"# {survey.software}"
    country, country_why = _country(host, catalog)
    website = (catalog and catalog.website) or _website(host)
    provider = f"type: university, country: {country}, website: {dumps(website)}"
    if catalog and catalog.ipeds_unitid:
        provider += f', ipeds_unitid: "{catalog.ipeds_unitid}"'
    source = "the registry" if catalog and catalog.website else "the host; not looked at"
    yield f"# the country is {country_why}, the website is from {source}"
    yield f"provider: {{{provider}}}"


def _website(host: str) -> str:
    """The likely website of the school of a host; an IP address has no domain with a www."""
    domain = registered_domain(host)
    return f"https://www.{domain}" if domain[-1:].isalpha() else f"https://{host}"


def _country(host: str, catalog: KnownCatalog | None) -> tuple[str, str]:
    if catalog and catalog.country:
        return catalog.country, "the registry's"
    suffix = host.rpartition(".")[2].lower()
    if suffix in _COUNTRY_OF_SUFFIX:
        return _COUNTRY_OF_SUFFIX[suffix], f"that of .{suffix}"
    if len(suffix) == 2 and suffix.isalpha():
        return suffix.upper(), f"that of .{suffix}"
    return "US", "not known: TODO"


def _where(origin: Origin, survey: Survey) -> Iterator[str]:
    for listing in survey.listings[:_MOST_LISTINGS]:
        holds = f"{listing.courses} courses, {listing.programs} programs"
        yield f"# {listing.url}: {holds}"
    if survey.unread_lists:
        yield f"# {survey.unread_lists} more lists are linked and were not asked for"
    yield _line("start_urls", f"[{dumps(origin.url)}]", "leads to the lists above")
    yield f"hosts: [{', '.join(map(dumps, origin.hosts))}]"
    held = [*(listing.url for listing in survey.listings), *survey.pages_of_records]
    if not all(_is_below(url, origin.url) for url in held):
        yield _line("follow", "['^/']", "some lists are not below the start URL")


def _is_below(url: str, start: str) -> bool:
    """Whether a crawl from a start URL comes to an address without a `follow`."""
    parts, start_parts = urlsplit(url), urlsplit(start)
    folder = f"{start_parts.path.rpartition('/')[0]}/"
    return parts.netloc != start_parts.netloc or parts.path.startswith(folder)


def _budget(origin: Origin, survey: Survey) -> Iterator[str]:
    """Pages for all that was seen and some room; minutes for the pages at the delay."""
    details = survey.addresses.get("course", 0) + survey.addresses.get("program", 0)
    lists = len(survey.listings) + survey.unread_lists
    seen = details + lists + _behind_unread_lists(survey)
    is_any_site = reads_any_site(platforms.load(survey.platform))
    least = _LEAST_PAGES_OF_ANY_SITE if is_any_site else _LEAST_PAGES
    pages = min(_MOST_PAGES, max(least, round(seen * _ROOM)))
    delay, why = _delay(origin.robots)
    minutes = min(_MOST_MINUTES, max(10, round(pages * delay * _ROOM / 60)))
    comment = f"{details} courses and programs and {lists} lists are linked, and room for growth"
    yield _line("budget", f"{{pages: {pages}, minutes: {minutes}}}", comment)
    yield _line("delay_seconds", f"{delay:g}", why)


def _behind_unread_lists(survey: Survey) -> int:
    """How many pages the lists may lead to that were not read.

    Where the lists of courses that were read lead to no course, they print theirs in full, and so
    do the others, unless the platform asks for what its lists leave out. A list of programs always
    leads to them.
    """
    per_list = _UNKNOWN_LIST_OF_LISTS if survey.has_lists_of_lists else _UNKNOWN_LIST
    leads_to_courses = survey.addresses.get("course") or adds_to_lists(
        platforms.load(survey.platform)
    )
    kinds = ("course", "program") if leads_to_courses else ("program",)
    further_pages = survey.unread.get("next_page", 0) if leads_to_courses else 0
    return per_list * (further_pages + sum(survey.unread_lists_of(kind) for kind in kinds))


def _delay(robots: Mapping[str, RobotsRules | None]) -> tuple[float, str]:
    asked = [rules.crawl_delay(ROBOTSTXT_USER_AGENT) or 0.0 for rules in robots.values() if rules]
    longest = max(asked, default=0.0)
    if longest > _LONGEST_DELAY:
        return _LONGEST_DELAY, f"robots.txt asks for {longest:g} s, which a crawl keeps to anyhow"
    if longest > 1:
        return longest, "robots.txt asks for it"
    return 1.0, "the default; robots.txt asks for no more"


def _defaults(survey: Survey) -> Iterator[str]:
    if survey.languages:
        yield _line("defaults", f"{{language: {survey.languages[0]}}}", "its pages declare it")
    if survey.has_titles_in_capitals:
        yield _line("titles", "capitals", "its titles are, and get title case")
    if survey.editions:
        yield f"# its pages are of the edition {', '.join(survey.editions)}"


def _expect(survey: Survey, trial: Trial | None) -> Iterator[str]:
    """Floors for what was read: half of a trial's records about AI/ML, else one."""
    read = trial.records if trial else {"course": survey.courses, "program": survey.programs}
    floors = [(f"{kind}s", count) for kind, count in sorted(read.items()) if count]
    if floors:
        yield "expect:"
    elif trial:
        seen = f"no record about AI/ML on {trial.pages} pages of a trial"
        yield f"# TODO: {seen}: set a floor by hand"
    for table, count in floors:
        if trial:
            floor = max(1, count // 2)
            why = f"half of {count} about AI/ML on {trial.pages} pages of a trial"
        else:
            floor, why = 1, f"{count} were seen; a trial (--trial N) sets a better floor"
        yield "  " + _line(table, f"{{at_least: {floor}}}", why)
