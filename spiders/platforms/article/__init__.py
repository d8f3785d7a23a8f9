"""Any page without a known platform, read by its markup, its labels, its headings and its lists.

How to recognise a page: not at all. A source names this platform, or `--platform article` does.

In a source's YAML: `start_urls` name the pages or a site map, `follow` the pages below them. Where
this states too little, the site needs a platform of its own.

Seen on real pages: a summer school's and a few sites of certificates. JSON-LD and microdata win;
then a calendar of events; then a list of courses, told by their codes or cards; then the page's own
title with its labelled values ("Duration: 8 weeks").

Key: the course's code, else the last part of the page's address; of an event in a calendar its
title.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record, field_names
from courseatlas.requirements.totals import stated_total
from courseatlas.text import one_line, slug
from courseatlas.values.words import credential
from spiders.page import jsonld, microdata
from spiders.page.content import address, description, heading, is_chrome, main_region
from spiders.page.course_lists import courses_of_any_list
from spiders.page.fields import stated
from spiders.page.labelled import labelled_values, values_by_column
from spiders.page.labels import columns_by_label
from spiders.page.markup import text
from spiders.page.program_pages import coded_components
from spiders.page.strength import Strength
from spiders.page.title_lines import course_with_code_behind
from spiders.platforms.article import events

_LIST_HEADING = re.compile(
    r"^(?:(?:the |our |all )?(?:certificate |program |required |core |included )?"
    r"(?:courses|curriculum|modules|classes)\b.*"
    r"|what you(?:'|’)ll (?:study|take)|course list|\w+ courses (?:in|included).*)$",
    re.I,
)
_COURSE_PATH = re.compile(r"/(?:courses?|classes|boot-?camps?|training)/[^/]+/?", re.I)
_PROGRAM_PATH = re.compile(
    r"/(?:certificates?|programs?|degrees?|learning-paths?|career-paths?|specializations?)/[^/]+/?",
    re.I,
)
_EVENT_PATH = re.compile(r"/(?:events?|conferences?)/")
_EVENT_TITLE = re.compile(
    r"\b(?:symposi(?:um|a)|conference|congress|(?:summer|winter|spring|autumn) school|workshop"
    r"|colloquium|hackathon|bootcamp week|seminar series)\b",
    re.I,
)
_COURSE_CODE = re.compile(r"^[A-Z]{2,8}[- ]?\d{2,4}\w? - ")
_FILE_SUFFIX = re.compile(r"\.(?:s?html?|aspx?|php)$")
# labelled values that only a course or a program has
_TEACHING = frozenset(
    [
        "duration_text",
        "effort_text",
        "credits_text",
        "credits_total_text",
        "prerequisites_text",
        "difficulty_text",
        "instructors_text",
        "price_text",
        "code",
    ]
)
# of these a course has one value
_OF_ONE_COURSE = frozenset(["duration_text", "credits_text", "code"])
_MANY = 3
_OF_EVENTS = ("place", "organizer", "deadlines_text")
_LONGEST_TITLE = 150

Labelled = dict[str, str]


def recognises(page: Page) -> Strength:
    """NONE for every page: a source or a person has to name the platform."""
    return Strength.NONE


def read(page: Page) -> Iterator[Record]:
    """The records that the page states. A page without a statement of its own gives none."""
    labelled = values_by_column(main_region(page.tree)) if b"<" in page.body[:2000] else {}
    marked = list(_marked(page))
    if marked:
        yield from _with_labels(marked, labelled)
        return
    listed = list(events.listing(page, main_region(page.tree))) or list(courses_of_any_list(page))
    if listed:
        yield from listed
        return
    title = heading(page)
    if title:
        yield from _own(page, title, labelled)


def _marked(page: Page) -> Iterator[Record]:
    """The records of the page's JSON-LD and microdata."""
    yield from jsonld.page_records(page)
    if b"itemscope" in page.body:
        yield from jsonld.records_of(list(microdata.nodes(page.tree)), page)


def _with_labels(records: list[Record], labelled: Labelled) -> Iterator[Record]:
    """The records of the markup; a single course or program also has the page's labels."""
    single = records[0]
    if len(records) == 1 and single.kind != "event":
        fields = _fields(single.kind, labelled) | dict(single.fields)
        yield replace(single, fields=fields)
    else:
        yield from records


def _own(page: Page, title: str, labelled: Labelled) -> Iterator[Record]:
    """The course, program or event that the page is about, by its title, address and labels."""
    region = main_region(page.tree)
    kind = _kind(page, title, labelled)
    if kind == "event":
        event = events.event(page, title, region, labelled)
        if event:
            fields = dict(event.fields) | {"description": description(page, region)}
            yield replace(event, fields=stated(fields))
    elif kind == "program":
        listed = tuple(_components(region)) or coded_components(page)
        fields = _program(page, title, region, labelled)
        yield Record(kind, _key(page, title, None), address(page), title, fields, listed)
    elif kind == "course" and not _is_of_many(region):
        fields = _fields(kind, labelled) | {"description": description(page, region)}
        key = _key(page, title, labelled.get("code"))
        named = course_with_code_behind(title)
        if named is None:
            yield Record(kind, key, address(page), title, stated(fields))
            return
        fields |= {"code": named.code, "cross_listed": list(named.cross_listed)}
        # earlier readers took the code for a part of the title
        aliases = (key,) if key != slug(named.code) else ()
        yield Record(
            kind, slug(named.code), address(page), named.title, stated(fields), aliases=aliases
        )


def _is_of_many(region: HtmlElement) -> bool:
    """Whether a label repeats with other values, as it does on the cards of several courses."""
    values: dict[str, set[str]] = {}
    for label, value in labelled_values(region):
        if not _OF_ONE_COURSE.isdisjoint(columns_by_label()[label.casefold()]):
            values.setdefault(label.casefold(), set()).add(value)
    return any(len(each) >= _MANY for each in values.values())


def _kind(page: Page, title: str, labelled: Labelled) -> str | None:
    """What the page is about; None where it teaches nothing that can be told."""
    if _EVENT_TITLE.search(title) or _EVENT_PATH.search(page.path):
        return "event"
    teaching = _TEACHING & labelled.keys()
    names_credential = credential(title)[0] is not None
    if names_credential or _PROGRAM_PATH.search(page.path):
        lists_courses = _components_heading(main_region(page.tree)) is not None
        return "program" if teaching or names_credential or lists_courses else None
    names_course = bool(re.search(r"\bcourse\b", title, re.I))
    if _COURSE_PATH.search(page.path) or len(teaching) >= 2 or (names_course and teaching):
        return "course"
    return None


def _fields(kind: str, labelled: Labelled) -> dict[str, Any]:
    """The labelled values as fields of a kind.

    The labels are those of all kinds: a value that the kind has no field for is left out.
    """
    fields: dict[str, Any] = {
        name: value for name, value in labelled.items() if name not in _OF_EVENTS
    }
    people = re.split(r"\s*[,;|]\s*|\s+and\s+", labelled.get("instructors_text", ""))
    places = re.split(r"\s*[;|]\s*|,\s+(?=[A-Z][a-z]+$)", labelled.get("campuses_text", ""))
    fields["instructors"] = [one_line(name) for name in people if name.strip()]
    fields["campuses"] = [one_line(place) for place in places if place.strip()]
    names = field_names(kind)
    return {name: value for name, value in stated(fields).items() if name in names}


def _program(page: Page, title: str, region: HtmlElement, labelled: Labelled) -> dict[str, Any]:
    """The fields of a program. The credits that a program's page labels are its total."""
    fields = _fields("program", labelled)
    credits_text = fields.pop("credits_text", None)
    sentences = [text(element) for element in region.iter("p", "li", "h2", "h3")]
    total = labelled.get("credits_total_text") or stated_total(sentences)
    credential_text = f"{title} | {labelled.get('credential_text', '')}".rstrip("| ")
    fields |= {
        "description": description(page, region),
        "credential_text": credential_text,
        "credits_total_text": total or credits_text,
    }
    if total and credits_text:
        fields["credits_text"] = credits_text
    return stated(fields)


def _components(region: HtmlElement) -> Iterator[Component]:
    """The courses under a heading such as "Courses": its sub-headings, else its list items."""
    start = _components_heading(region)
    if start is None:
        return
    elements = [element for element in _under(start) if not is_chrome(element)]
    headings = [element for element in elements if element.tag != "li"]
    items = [element for element in elements if element.tag == "li"]
    leaves = [item for item in items if item.find(".//li") is None]
    for element in headings or leaves:
        name = text(next(iter(element.iter("a", "strong")), element)) or text(element)
        code, title = "", name
        if _COURSE_CODE.match(name):
            code, _, title = name.partition(" - ")
        if title and len(title) < _LONGEST_TITLE:
            yield Component(one_line(code) or None, one_line(title), "component")


def _under(start: HtmlElement) -> Iterator[HtmlElement]:
    """The sub-headings and list items between a heading and the next one of its level."""
    level = int(start.tag[1])
    first = start if start.getnext() is not None else start.getparent()
    for element in first.itersiblings():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("h1", "h2", "h3") and int(element.tag[1]) <= level:
            return
        yield from element.iter("h3", "h4", "h5", "li")


def _components_heading(region: HtmlElement) -> HtmlElement | None:
    """The heading of the list of courses, or None."""
    headings = region.iter("h2", "h3", "h4")
    return next((element for element in headings if _LIST_HEADING.match(text(element))), None)


def _key(page: Page, title: str, code: str | None) -> str:
    last_part = urlsplit(address(page)).path.strip("/").rpartition("/")[2]
    return slug(code or _FILE_SUFFIX.sub("", last_part) or title)
