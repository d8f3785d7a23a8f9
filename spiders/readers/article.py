"""Any page: JSON-LD and microdata first, then Open Graph, headings and labelled text. It says how sure it is and states nothing more."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.words import credential
from spiders.readers import article_events, jsonld, microdata
from spiders.readers.facts import facts
from spiders.readers.markup import text
from spiders.readers.totals import stated_total

_MAIN = (
    lxml.etree.XPath("//main"),
    lxml.etree.XPath("//*[@role='main']"),
    lxml.etree.XPath("//*[@id='genesis-content' or @id='content' or @id='main-content' or @id='main' or @id='contentarea']"),
    lxml.etree.XPath("//article"),
    lxml.etree.XPath("//body"),
)
_META = lxml.etree.XPath("string(//meta[@property=$name or @name=$name]/@content)")
_CANONICAL = lxml.etree.XPath("string(//link[@rel='canonical']/@href)")
_HEADINGS = lxml.etree.XPath(".//h1[not(ancestor::nav or ancestor::footer)]")
_LISTS = re.compile(
    r"^(?:(?:the |our |all )?(?:certificate |program |required |core |included )?(?:courses|curriculum"
    r"|modules|classes)\b.*|what you(?:'|’)ll (?:study|take)|course list|\w+ courses (?:in|included).*)$",
    re.I,
)
_COURSE_PATH = re.compile(r"/(?:courses?|classes|boot-?camps?|training)/[^/]+/?", re.I)
_PROGRAM_PATH = re.compile(r"/(?:certificates?|programs?|degrees?|learning-paths?|career-paths?|specializations?)/[^/]+/?", re.I)
_EVENT_WORDS = re.compile(
    r"\b(?:symposi(?:um|a)|conference|congress|(?:summer|winter|spring|autumn) school|workshop|colloquium|hackathon|bootcamp week|seminar series)\b",
    re.I,
)
# facts that only a course or a program has
_TEACHING = frozenset(
    (
        "duration_text",
        "effort_text",
        "credits_text",
        "credits_total_text",
        "prerequisites_text",
        "difficulty_text",
        "instructors_text",
        "price_text",
        "code",
    )
)
_CHROME = frozenset(("nav", "footer", "header", "form", "aside", "script", "style", "noscript", "template", "button", "svg", "table"))
_BOILERPLATE = re.compile(
    r"cookie|all rights reserved|^©|^copyright\b|^(?:share|subscribe|sign (?:up|in)|log ?in|read more|show more|learn more|skip to)\b", re.I
)


# how sure a record is, 0 to 1, by what it was read from
MARKUP, LABELLED, HEADINGS = 0.95, 0.75, 0.6


def recognises(page: Page) -> bool:
    """Never by itself: a source names this platform, or `--platform article` does."""
    return False


def read(page: Page) -> Iterator[Record]:
    """The records of a page, each with its `confidence`. A page without a statement of its own gives none."""
    known = facts(main(page.tree)) if b"<" in page.body[:2000] else {}
    marked = list(_marked(page))
    if marked:
        extra = _fields(known) if len(marked) == 1 and marked[0].kind != "event" else {}
        yield from (replace(record, fields=extra | dict(record.fields) | {"confidence": MARKUP}) for record in marked)
        return
    if listed := list(article_events.listing(page, main(page.tree))):
        yield from (replace(record, fields=dict(record.fields) | {"confidence": HEADINGS}) for record in listed)
        return
    title = heading(page)
    if title and (record := _own(page, title, known)):
        yield record


def _marked(page: Page) -> Iterator[Record]:
    yield from jsonld.read(page)
    if b"itemscope" in page.body:
        yield from jsonld.of_nodes(list(microdata.nodes(page.tree)), page)


def _own(page: Page, title: str, known: dict[str, str]) -> Record | None:
    region = main(page.tree)
    kind = _kind(page, title, known)
    if kind == "event":
        event = article_events.event(page, title, region, known)
        return (
            replace(event, fields=dict(event.fields) | {"description": description(page, region), "confidence": LABELLED})
            if event
            else None
        )
    if kind is None:
        return None
    fields = _fields(known) | {"description": description(page, region)}
    listed: tuple[Component, ...] = ()
    if kind == "program":
        listed = tuple(components(page, region))
        fields["credential_text"] = f"{title} | {known.get('credential_text', '')}".rstrip("| ")
        fields["credits_total_text"] = (
            known.get("credits_total_text")
            or stated_total([text(one) for one in region.iter("p", "li", "h2", "h3")])
            or fields.pop("credits_text", None)
        )
    fields["confidence"] = LABELLED if _TEACHING & known.keys() or listed else HEADINGS
    return Record(
        kind,
        _key(page, title, known if kind == "course" else {}),
        address(page),
        title,
        {name: value for name, value in fields.items() if value not in (None, "", [])},
        listed,
    )


def _kind(page: Page, title: str, known: dict[str, str]) -> str | None:
    """What the page is about, by its title, its address and its labels; None where it teaches nothing that can be told."""
    if _EVENT_WORDS.search(title) or re.search(r"/(?:events?|conferences?)/", page.path):
        return "event"
    stated = _TEACHING & known.keys()
    if credential(title)[0] or _PROGRAM_PATH.search(page.path):
        return "program" if stated or credential(title)[0] or components_heading(main(page.tree)) is not None else None
    if _COURSE_PATH.search(page.path) or len(stated) >= 2 or re.search(r"\bcourse\b", title, re.I) and stated:
        return "course"
    return None


def _fields(known: dict[str, str]) -> dict[str, Any]:
    """The labelled facts as columns of a course or program."""
    fields: dict[str, Any] = {
        name: value
        for name, value in known.items()
        if name not in ("dates_text", "place", "organizer", "deadlines_text", "instructors_text", "campuses_text")
    }
    if people := known.get("instructors_text"):
        fields["instructors"] = [one_line(name) for name in re.split(r"\s*[,;|]\s*|\s+and\s+", people) if name.strip()]
    if places := known.get("campuses_text"):
        fields["campuses"] = [one_line(place) for place in re.split(r"\s*[;|]\s*|,\s+(?=[A-Z][a-z]+$)", places) if place.strip()]
    if dates := known.get("dates_text"):
        fields["dates_text"] = dates
    return fields


def main(tree: HtmlElement) -> HtmlElement:
    """The part of a document that is its own content: the first of the usual regions that holds a text."""
    for places in _MAIN:
        found = [one for one in places(tree) if len(text(one)) > 80]
        if len(found) == 1 or found and places is not _MAIN[3]:
            return found[0]
    return tree


def heading(page: Page) -> str:
    """The page's own title: its first heading, else Open Graph's, without the site's name."""
    for one in (*_HEADINGS(main(page.tree)), *_HEADINGS(page.tree)):
        if title := text(one):
            return title
    title = one_line(_META(page.tree, name="og:title") or page.tree.findtext(".//title"))
    return re.split(r"\s+[|–—<]\s+", title)[0].strip()


def description(page: Page, region: HtmlElement) -> str | None:
    """The paragraphs between the title and the next heading; where there are none, the page's own summary."""
    lines: list[str] = []
    begun = not _HEADINGS(region)
    for element in region.iter("h1", "h2", "h3", "h4", "p"):
        if any(ancestor.tag in _CHROME for ancestor in element.iterancestors()):
            continue
        if element.tag == "h1":
            begun = True
        elif element.tag != "p":
            if lines:
                break
        elif begun and len(line := text(element)) >= 40 and not _BOILERPLATE.search(line):
            lines.append(line)
    if lines:
        return paragraphs("\n".join(lines))
    summary = one_line(_META(page.tree, name="og:description") or _META(page.tree, name="description"))
    return summary or None


def components(page: Page, region: HtmlElement) -> Iterator[Component]:
    """The courses that a program's page lists under a heading such as "Courses" or "Curriculum": its sub-headings, else its list items."""
    start = components_heading(region)
    if start is None:
        return
    level = int(start.tag[1])
    names: list[HtmlElement] = []
    items: list[HtmlElement] = []
    for element in start.itersiblings() if start.getnext() is not None else start.getparent().itersiblings():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("h1", "h2", "h3") and int(element.tag[1]) <= level:
            break
        for one in element.iter("h3", "h4", "h5", "li"):
            if any(ancestor.tag in _CHROME for ancestor in one.iterancestors()):
                continue
            (items if one.tag == "li" else names).append(one)
    for one in names or [item for item in items if item.find(".//li") is None]:
        name = text(next(iter(one.iter("a", "strong")), one)) or text(one)
        code, _, rest = name.partition(" - ") if re.match(r"^[A-Z]{2,8}[- ]?\d{2,4}\w? - ", name) else ("", "", name)
        if rest and len(rest) < 150:
            yield Component(one_line(code) or None, one_line(rest), "component")


def components_heading(region: HtmlElement) -> HtmlElement | None:
    return next((one for one in region.iter("h2", "h3", "h4") if _LISTS.match(text(one))), None)


def address(page: Page) -> str:
    """The page's canonical address on its own host, without tracking."""
    canonical = one_line(_CANONICAL(page.tree))
    url = urljoin(page.url, canonical) if canonical else page.url
    if (urlsplit(url).hostname or "").removeprefix("www.") != (urlsplit(page.url).hostname or "").removeprefix("www."):
        url = page.url
    return re.sub(r"[?&]utm_[^&#]*", "", url).split("#")[0]


def _key(page: Page, title: str, known: dict[str, str]) -> str:
    last = urlsplit(address(page)).path.strip("/").rpartition("/")[2]
    return slug(known.get("code") or re.sub(r"\.(?:s?html?|aspx?|php)$", "", last) or title)
