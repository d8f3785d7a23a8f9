"""What the pages of a catalog say of it: where it lists what, how much, and what speaks of AI."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from courseatlas import relevance
from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line
from spiders import platforms
from spiders.page import walls
from spiders.page.content import site_name
from spiders.page.links import Link, with_reason
from spiders.probe.software import software_of

_ABOUT_AI = ("core", "applied")
_LEAST_TITLES, _LEAST_SHARE = 5, 0.9
_LISTS = ("course_list", "program_list", "next_page", "edition")


@dataclass(frozen=True)
class ListingPage:
    """A page that lists courses or programs, and how many it leads to or prints."""

    url: str
    reason: str
    courses: int
    programs: int


@dataclass(frozen=True)
class Survey:
    """What is known of a catalog from some of its pages.

    `addresses` counts the distinct addresses that the pages lead to, by the reason of the link.
    `records` are those that the platform's reader finds, each once. `ai_subjects` and `ai_programs`
    are names that speak of AI/ML by the vocabulary. `site` is the name that the site gives itself,
    `languages` are those that the pages declare, `editions` those that the records state. `problem`
    is why a page leads to no catalog and what can be done, where the platform knows it. `software`
    says who makes it and which version the pages print. `has_lists_of_lists` says that a list leads
    to further lists below its own path. `pages_of_records` are the addresses of pages with records.
    `unread` counts the addresses of lists that the pages lead to and that are not among them, by
    the reason of the link.
    """

    platform: str
    listings: tuple[ListingPage, ...]
    addresses: Mapping[str, int]
    records: tuple[Record, ...]
    ai_subjects: tuple[str, ...]
    ai_programs: tuple[str, ...]
    site: str
    languages: tuple[str, ...]
    editions: tuple[str, ...]
    problem: str = ""
    software: str = ""
    has_lists_of_lists: bool = False
    pages_of_records: tuple[str, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)

    @property
    def courses(self) -> int:
        """How many courses were seen: records, or addresses of courses that were not asked for."""
        return max(self._count("course"), self.addresses.get("course", 0))

    @property
    def programs(self) -> int:
        """How many programs were seen, as `courses` counts courses."""
        return max(self._count("program"), self.addresses.get("program", 0))

    @property
    def has_catalog(self) -> bool:
        """Whether any course or program was seen."""
        return bool(self.courses or self.programs)

    @property
    def has_titles_in_capitals(self) -> bool:
        """Whether the titles that were read are in capitals, at least nine in ten of several."""
        titles = [record.title for record in self.records if record.kind == "course"]
        in_capitals = sum(title.isupper() for title in titles)
        return len(titles) >= _LEAST_TITLES and in_capitals >= _LEAST_SHARE * len(titles)

    @property
    def unread_lists(self) -> int:
        """How many lists the pages lead to that are not among them."""
        return sum(self.unread.values())

    def unread_lists_of(self, kind: str) -> int:
        """How many lists of courses or of programs the pages lead to that are not among them."""
        return self.unread.get(f"{kind}_list", 0)

    def _count(self, kind: str) -> int:
        return sum(record.kind == kind for record in self.records)


def survey(platform: str, pages: Sequence[Page]) -> Survey:
    """Survey the pages with the platform's own reader; a page that cannot be read adds nothing."""
    readings = [_reading(platform, page) for page in pages]
    links = _distinct(link for reading in readings for link in reading.links)
    by_key = {
        (record.kind, record.key): record for reading in readings for record in reading.records
    }
    records = tuple(by_key.values())
    return Survey(
        platform=platform,
        listings=tuple(_listings(readings, links)),
        addresses=dict(Counter(link.reason for link in links.values())),
        records=records,
        ai_subjects=_about_ai(_subjects(records, links.values())),
        ai_programs=_about_ai(_programs(records, links.values())),
        site=next((name for name in map(_site_name, pages) if name), ""),
        languages=_most_common(page.language for page in pages if page.is_html),
        editions=_most_common(str(record.fields.get("edition") or "") for record in records),
        software=software_of(platform, pages),
        problem=next((reading.problem for reading in readings if reading.problem), ""),
        has_lists_of_lists=any(_is_list_of_lists(reading, links) for reading in readings),
        pages_of_records=tuple(reading.page.url for reading in readings if reading.records),
        unread=_unread(links, pages),
    )


@dataclass(frozen=True)
class _PageReading:
    """What one page gave."""

    page: Page
    records: tuple[Record, ...] = ()
    links: tuple[Link, ...] = ()
    problem: str = ""


def _reading(platform: str, page: Page) -> _PageReading:
    reader = platforms.load(platform)
    try:
        walls.check(page)
        links = [
            *with_reason(reader.links(page), "sitemap" if page.is_sitemap else "link"),
            *with_reason(reader.next_pages(page), "next_page"),
        ]
        records = () if page.is_sitemap else tuple(platforms.records_of(page, reader, ()))
    except Unreadable as e:
        return _PageReading(
            page, problem=f"{page.url}: {e}" if e.code == platforms.UNWALKABLE else ""
        )
    return _PageReading(page, records, tuple(links))


def _distinct(links: Iterable[Link]) -> dict[str, Link]:
    """The first link to each address."""
    by_url: dict[str, Link] = {}
    for link in links:
        by_url.setdefault(link.url, link)
    return by_url


def _unread(links: Mapping[str, Link], pages: Sequence[Page]) -> dict[str, int]:
    """How many lists are linked from the pages and are not among them, by the reason."""
    read = {page.url for page in pages}
    lists = (link for link in links.values() if link.reason in _LISTS)
    return dict(Counter(link.reason for link in lists if link.url not in read))


def _listings(readings: Sequence[_PageReading], links: Mapping[str, Link]) -> Iterator[ListingPage]:
    """The pages that lead to more than one course or program, or print more than one."""
    for reading in readings:
        leads = Counter(link.reason for link in reading.links)
        prints = Counter(record.kind for record in reading.records)
        courses = max(leads["course"], prints["course"])
        programs = max(leads["program"], prints["program"])
        if courses > 1 or programs > 1:
            link = links.get(reading.page.url)
            yield ListingPage(reading.page.url, link.reason if link else "start", courses, programs)


def _is_list_of_lists(reading: _PageReading, links: Mapping[str, Link]) -> bool:
    """Whether a list of a subject's courses, say, leads to lists of each of its levels."""
    link, below = links.get(reading.page.url), f"{reading.page.url.rstrip('/')}/"
    if link is None or link.reason not in ("course_list", "program_list"):
        return False
    return any(each.reason == link.reason and each.url.startswith(below) for each in reading.links)


def _subjects(records: Iterable[Record], links: Iterable[Link]) -> Iterator[str]:
    """The names of subjects: of the departments of records, and of the lists of courses."""
    for record in records:
        if record.kind == "course":
            yield one_line(str(record.fields.get("department") or ""))
    yield from (link.words for link in links if link.reason == "course_list")


def _programs(records: Iterable[Record], links: Iterable[Link]) -> Iterator[str]:
    """The titles of programs, and the words of the links to more of them."""
    yield from (record.title for record in records if record.kind == "program")
    yield from (link.words for link in links if link.reason == "program")


def warnings(surveyed: Survey) -> Iterator[str]:
    """What a person should look at before a source is made of a survey, a line each."""
    if not surveyed.programs:
        yield "no program was seen: add the address of the list of programs to start_urls"
    if not surveyed.courses:
        yield "no course was seen: add the address of the list of courses to start_urls"
    if len(surveyed.editions) > 1:
        editions = ", ".join(surveyed.editions)
        yield f"pages of several editions were seen ({editions}): start at the newest one"


def _about_ai(names: Iterable[str]) -> tuple[str, ...]:
    vocabulary = relevance.load()
    distinct = dict.fromkeys(one_line(name) for name in names)
    about = (name for name in distinct if name and vocabulary.classify(name).relevance in _ABOUT_AI)
    return tuple(sorted(about, key=str.casefold))


def _site_name(page: Page) -> str:
    return site_name(page.tree) if page.is_html and not page.is_sitemap else ""


def _most_common(values: Iterable[str | None]) -> tuple[str, ...]:
    """The distinct values, the most frequent first."""
    return tuple(value for value, _ in Counter(filter(None, values)).most_common())
