"""Events on pages of prose: the title, the event's own first and last day, its place.

Dates of deadlines and of other events of the same week are not taken.
"""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import slug
from courseatlas.values.dates import span
from spiders.page.content import is_chrome
from spiders.page.fields import stated
from spiders.page.markup import text, visible_lines

# a date in such a sentence is a deadline, or belongs to another event of the same week
_NOT_THE_EVENT = re.compile(
    r"\b(?:deadlines?|due|submit|submissions?|notif\w+|camera[- ]ready|abstracts?|early[- ]bird"
    r"|registration (?:opens|closes|ends)|last updated|posted|published"
    r"|applications? (?:open|close|due)|main (?:technical )?track|bridge program"
    r"|workshops? (?:will|are)|tutorials? (?:will|are)|doctoral consortium|copyright)\b",
    re.I,
)
_OTHER_TRACKS = re.compile(r"\bIAAI\b|\bmain conference\b", re.I)
_DEADLINE = re.compile(
    r"\b(?:deadline|due|submission|notification|camera[- ]ready|early[- ]bird|registration"
    r"|application|abstracts?|papers?)\b",
    re.I,
)
_NAME = r"[A-ZÀ-Ý][\w.'’-]*"
_PLACE = re.compile(
    rf"\b(?:in|at)\s+(?P<place>(?:the\s+)?{_NAME}"
    rf"(?:(?:,\s+|\s+(?:of\s+|de\s+|and\s+)?){_NAME}){{0,7}})"
)
_PLACE_BEHIND_DATE = re.compile(
    rf"^[\s,;:|·•–—-]*(?:in\s+|at\s+)?(?P<place>{_NAME}"
    rf"(?:(?:,\s+|\s+(?:of\s+|de\s+)?){_NAME}){{0,7}})\s*(?:[.;|(]|$)"
)
_PARENT = re.compile(
    r"\b(?:co-?located with|collocated with|held (?:in conjunction )?with|in conjunction with"
    r"|as part of|together with|alongside)\s+(?:the\s+)?"
    r"(?P<name>[A-Z][\w&/-]*(?:[ -][A-Z0-9][\w&/-]*){0,6})"
)
_HELD = re.compile(r"\b(?:held|takes? place|hosted|convenes?|will (?:be|run)|runs? from)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
_DAY_NAMES = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
# names of conferences that stand after "at" as a place does
_CONFERENCES = re.compile(r"(?:AAAI|EAAI|IAAI|IEEE)(?:-\d+)?")
_KIND = re.compile(
    r"\b(?:symposi(?:um|a)|conference|congress|(?:summer|winter|spring|autumn) school|workshop"
    r"|colloquium|competition|challenge|tutorial|WCCI|IJCNN|FUZZ-IEEE|CEC|SSCI)\b",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<=[a-z\d)]\.)\s+(?=[A-Z])")
_MENUS = frozenset(("nav", "footer", "form", "aside"))
_SHORTEST_ENTRY, _LONGEST_ENTRY, _LONGEST_DEADLINE = 20, 600, 300
_LEAST_EVENTS = 3
_SHORTEST_TITLE = 8
_OPENING_LINES = 40


def event(page: Page, title: str, region: HtmlElement, labelled: dict[str, str]) -> Record | None:
    """The event that a page announces, or None where it states no day of its own."""
    lines = visible_lines(region, _MENUS)
    dated = next((line for line in _dated(lines, labelled) if span(line)[0]), None)
    if dated is None:
        return None
    parent = _PARENT.search(" ".join(lines[:_OPENING_LINES]))
    fields = {
        **_days(*span(dated)),
        "place": labelled.get("place") or place(dated),
        "organizer": labelled.get("organizer"),
        "deadlines_text": deadlines(lines),
        "parent_event": parent["name"] if parent else None,
    }
    last_part = page.path.strip("/").rpartition("/")[2]
    return Record("event", slug(last_part or title), page.url.split("#")[0], title, stated(fields))


def _days(first: date | None, last: date | None) -> dict[str, str]:
    days = {"starts_on": first, "ends_on": last}
    return {name: day.isoformat() for name, day in days.items() if day}


def listing(page: Page, region: HtmlElement) -> Iterator[Record]:
    """The events of a calendar; fewer than three are no calendar.

    An entry is a block that holds one linked or headed title, a date, and little else.
    """
    events: dict[str, Record] = {}
    for block in region.iter("li", "tr", "article", "dd", "p", "div"):
        entry = _entry(page, block)
        if entry:
            events.setdefault(entry.title, entry)
    if len(events) >= _LEAST_EVENTS:
        yield from events.values()


def _entry(page: Page, block: HtmlElement) -> Record | None:
    """The event of a calendar's block, or None for another block."""
    words = text(block)
    if not _SHORTEST_ENTRY <= len(words) <= _LONGEST_ENTRY or not _YEAR.search(words):
        return None
    if is_chrome(block) or _NOT_THE_EVENT.search(words):
        return None
    titles = {text(element) for element in block.iter("a", "h2", "h3", "h4", "strong")}
    titles = {title for title in titles if len(title) > _SHORTEST_TITLE and _KIND.search(title)}
    titles = {title for title in titles if not span(title)[0]}
    first, last = span(words)
    if len(titles) != 1 or first is None:
        return None
    title = titles.pop()
    links = (link.get("href") for link in block.iter("a") if text(link) == title)
    fields = {**_days(first, last), "place": place(words.replace(title, " "))}
    url = _absolute(page, next((link for link in links if link), None))
    return Record("event", slug(title), url, title, stated(fields))


def place(line: str) -> str | None:
    """The place that a sentence names after its date, or after "in" or "at", or None."""
    for candidate in _places(line):
        words = re.sub(r"^the\s+", "", candidate).strip(" ,.")
        if words and not _DAY_NAMES.match(words) and not _CONFERENCES.fullmatch(words):
            return words
    return None


def _places(line: str) -> Iterator[str]:
    """What may be a place: first after the date, as in "21-23 February 2027, Montréal"."""
    year = _YEAR.search(line)
    behind_date = _PLACE_BEHIND_DATE.match(line[year.end() :]) if year else None
    if behind_date:
        yield behind_date["place"]
    for match in _PLACE.finditer(line):
        yield match["place"]


def deadlines(lines: list[str]) -> str | None:
    """The lines that state a deadline with its date, as printed, or None."""
    stated_lines = (
        line
        for line in lines
        if len(line) <= _LONGEST_DEADLINE and _DEADLINE.search(line) and span(line)[0]
    )
    return "\n".join(dict.fromkeys(stated_lines)) or None


def _dated(lines: list[str], labelled: dict[str, str]) -> Iterator[str]:
    """The texts in which the event's own date may stand, the most reliable first.

    These are the labelled dates, then the sentences that say that something is held, then others.
    """
    starts, ends = labelled.get("starts_text"), labelled.get("ends_text")
    if starts:
        yield f"{starts} - {ends}" if ends else starts
    dates = labelled.get("dates_text")
    if dates and not _NOT_THE_EVENT.search(dates):
        yield dates
    sentences = (sentence for line in lines for sentence in _SENTENCE_END.split(line))
    dated = [sentence for sentence in sentences if _is_of_event(sentence)]
    yield from sorted(dated, key=lambda sentence: not _HELD.search(sentence))


def _is_of_event(sentence: str) -> bool:
    """Whether a sentence has a year and is about the event itself."""
    if not _YEAR.search(sentence):
        return False
    return not _NOT_THE_EVENT.search(sentence) and not _OTHER_TRACKS.search(sentence)


def _absolute(page: Page, link: str | None) -> str:
    url = urljoin(page.url, link) if link else page.url
    return url.split("#")[0] if url.startswith("http") else page.url
