"""Events from pages of prose: the title, the first and last day beside it, the place; dates of deadlines and of other tracks are not taken."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from courseatlas.values.dates import span
from spiders.readers.markup import text, visible

# a date in such a sentence is a deadline, or belongs to another event of the same week
_NOT_THE_EVENT = re.compile(
    r"\b(?:deadlines?|due|submit|submissions?|notif\w+|camera[- ]ready|abstracts?|early[- ]bird|registration (?:opens|closes|ends)|last updated|posted"
    r"|published|applications? (?:open|close|due)|main (?:technical )?track|bridge program"
    r"|workshops? (?:will|are)|tutorials? (?:will|are)|doctoral consortium|copyright)\b",
    re.I,
)
_OTHER_TRACKS = re.compile(r"\bIAAI\b|\bmain conference\b", re.I)
_DEADLINE = re.compile(
    r"\b(?:deadline|due|submission|notification|camera[- ]ready|early[- ]bird|registration|application|abstracts?|papers?)\b", re.I
)
_PLACE = re.compile(r"\b(?:in|at)\s+(?P<place>(?:the\s+)?[A-ZÀ-Ý][\w.'’-]*(?:(?:,\s+|\s+(?:of\s+|de\s+|and\s+)?)[A-ZÀ-Ý][\w.'’-]*){0,7})")
_AFTER_DATE = re.compile(
    r"^[\s,;:|·•–—-]*(?:in\s+|at\s+)?(?P<place>[A-ZÀ-Ý][\w.'’-]*(?:(?:,\s+|\s+(?:of\s+|de\s+)?)[A-ZÀ-Ý][\w.'’-]*){0,7})\s*(?:[.;|(]|$)"
)
_PARENT = re.compile(
    r"\b(?:co-?located with|collocated with|held (?:in conjunction )?with|in conjunction with|as part of"
    r"|together with|alongside)\s+(?:the\s+)?(?P<name>[A-Z][\w&/-]*(?:[ -][A-Z0-9][\w&/-]*){0,6})"
)
_HELD = re.compile(r"\b(?:held|takes? place|hosted|convenes?|will (?:be|run)|runs? from)\b", re.I)
_DATED = re.compile(r"\b(?:19|20|21)\d\d\b")
_MONTHS = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_KIND = re.compile(
    r"\b(?:symposi(?:um|a)|conference|congress|(?:summer|winter|spring|autumn) school"
    r"|workshop|colloquium|competition|challenge|tutorial|WCCI|IJCNN|FUZZ-IEEE|CEC|SSCI)\b",
    re.I,
)
_CHROME = ("nav", "footer", "header", "form", "aside", "script", "style", "noscript")


def event(page: Page, title: str, region: HtmlElement, known: dict[str, str]) -> Record | None:
    """The event that a page announces, or None where it states no day of its own."""
    lines = sentences(region)
    where = next(((first, last, line) for line in _dated(lines, known) for first, last in [span(line)] if first), None)
    if where is None:
        return None
    first, last, line = where
    fields = {
        "starts_on": first.isoformat() if first else None,
        "ends_on": last.isoformat() if last else None,
        "place": known.get("place") or place(line),
        "organizer": known.get("organizer"),
        "deadlines_text": deadlines(lines),
        "parent_event": parent[1] if (parent := _PARENT.search(" ".join(lines[:40]))) else None,
    }
    last_part = page.path.strip("/").rpartition("/")[2]
    return Record(
        "event", slug(last_part or title), page.url.split("#")[0], title, {name: value for name, value in fields.items() if value}
    )


def listing(page: Page, region: HtmlElement) -> Iterator[Record]:
    """The events of a calendar: blocks that each hold one linked or headed title, a date, and little else. Fewer than three are no calendar."""
    found: dict[str, Record] = {}
    for block in region.iter("li", "tr", "article", "dd", "p", "div"):
        words = text(block)
        if not 20 <= len(words) <= 600 or not _DATED.search(words) or any(ancestor.tag in _CHROME for ancestor in block.iterancestors()):
            continue
        titles = [one for one in block.iter("a", "h2", "h3", "h4", "strong") if len(text(one)) > 8 and not span(text(one))[0]]
        named = {text(one) for one in titles if _KIND.search(text(one))}
        first, last = span(words)
        if len(named) != 1 or first is None or last is None or _NOT_THE_EVENT.search(words):
            continue
        title = named.pop()
        link = next((one.get("href") for one in block.iter("a") if one.get("href") and text(one) == title), None)
        fields: dict[str, Any] = {"starts_on": first.isoformat(), "ends_on": last.isoformat(), "place": place(words.replace(title, " "))}
        record = Record("event", slug(title), _absolute(page, link), title, {name: value for name, value in fields.items() if value})
        found.setdefault(title, record)
    if len(found) >= 3:
        yield from found.values()


def sentences(region: HtmlElement) -> list[str]:
    """The lines of a region as a browser breaks them, menus left out, in order."""
    return [line for part in visible(region, frozenset(("nav", "footer", "form", "aside"))).split("\n") if (line := one_line(part))]


def place(line: str) -> str | None:
    """The place that a sentence names behind its date, or behind "in" or "at"; None where it names none."""
    for match in _candidates(line):
        words = re.sub(r"^the\s+", "", match).strip(" ,.")
        if words and not _MONTHS.match(words) and not re.fullmatch(r"(?:AAAI|EAAI|IAAI|IEEE)(?:-\d+)?", words):
            return words
    return None


def deadlines(lines: list[str]) -> str | None:
    """The lines that state a deadline with its date, as printed."""
    found = [line for line in lines if _DEADLINE.search(line) and span(line)[0] and len(line) <= 300]
    return "\n".join(dict.fromkeys(found)) or None


def _dated(lines: list[str], known: dict[str, str]) -> Iterator[str]:
    """The texts in which the event's own date may stand, the surest first: its label, then its sentences."""
    if known.get("starts_text"):
        yield f"{known['starts_text']} - {known.get('ends_text', '')}" if known.get("ends_text") else known["starts_text"]
    if "dates_text" in known and not _NOT_THE_EVENT.search(known["dates_text"]):
        yield known["dates_text"]
    dated = [
        sentence
        for line in lines
        for sentence in re.split(r"(?<=[a-z\d)]\.)\s+(?=[A-Z])", line)
        if _DATED.search(sentence) and not _NOT_THE_EVENT.search(sentence) and not _OTHER_TRACKS.search(sentence)
    ]
    yield from sorted(dated, key=lambda sentence: not _HELD.search(sentence))


def _candidates(line: str) -> Iterator[str]:
    # the end of the date, then what follows it: "21-23 February 2027, Montréal, Canada"
    year = _DATED.search(line)
    if year and (after := _AFTER_DATE.match(line[year.end() :])):
        yield after["place"]
    for found in _PLACE.finditer(line):
        yield found["place"]


def _absolute(page: Page, link: str | None) -> str:
    url = urljoin(page.url, link) if link else page.url
    return url.split("#")[0] if url.startswith("http") else page.url
