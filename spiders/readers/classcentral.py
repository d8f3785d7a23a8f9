"""Class Central, an aggregator: the courses of a listing, and the one of a course page by its JSON-LD and labelled facts."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import paragraphs
from spiders.readers import jsonld, walls
from spiders.readers import jsonld_nodes as nodes
from spiders.readers.markup import text

_SITE = "https://www.classcentral.com/"
_COURSE = re.compile(r"(?:^|/)(course|classroom)/([^/?#]+?)(?:\.html)?/?$")  # a classroom shows the videos of a course beside it
_CARDS = lxml.etree.XPath("//li[contains(concat(' ', @class, ' '), ' course-list-course ')]")
_NAME = lxml.etree.XPath("(.//a[.//*[@itemprop='name']])[1]")
_WORKLOAD = lxml.etree.XPath("(.//*[@aria-label='Workload and duration'])[1]")
_FACTS = lxml.etree.XPath("//li[contains(concat(' ', @class, ' '), ' course-details-item ')]")
_TAUGHT_BY = lxml.etree.XPath("(//h3[normalize-space() = 'Taught by']/following-sibling::p)[1]")
# the labels of a course page's box, and what their values are here
_LABELS = {"languages": "language_text", "duration & workload": "duration_text", "level": "difficulty_text"}


def recognises(page: Page) -> bool:
    head = page.body[:200_000]
    return b"classcentral.com" in head + page.url.encode() and (b"course-list-course" in page.body or b"course-details-item" in page.body)


def read(page: Page) -> Iterator[Record]:
    """A course page's course, or each card of a listing. Raises Unreadable with the code `blocked` for a challenge."""
    walls.check(page)
    if _FACTS(page.tree):
        yield from _course(page)
    else:
        for card in _CARDS(page.tree):
            yield from _card(card, page)


def _card(card: HtmlElement, page: Page) -> Iterator[Record]:
    link, workload = _NAME(card), _WORKLOAD(card)
    found = _COURSE.search(link[0].get("href") or "") if link else None
    if found:
        yield _record(found, text(link[0]), _load(text(workload[0]) if workload else ""))


def _course(page: Page) -> Iterator[Record]:
    """The page's own Course node gives name, text, rating and school; related courses have none."""
    node = next((one for one in nodes.walk(jsonld.blocks(page)) if "Course" in nodes.types(one)), {})
    found = _COURSE.search(urljoin(_SITE, page.path))
    title = nodes.text(node.get("name"))
    if not (found and title):
        return
    fields: dict[str, Any] = {
        "description": paragraphs(nodes.plain(node.get("description"))),
        "offered_by": nodes.names(node.get("provider")),
        **nodes.rating(node),
        **nodes.offer(node),
    }
    if people := _TAUGHT_BY(page.tree):
        fields["instructors"] = [name for name in re.split(r"\s*,\s*|\s+and\s+", text(people[0])) if name]
    for item in _FACTS(page.tree):
        cells = item.findall("div")
        name = _LABELS.get(text(cells[0]).casefold()) if len(cells) == 2 else None
        if name:
            fields[name] = text(cells[1])
    yield _record(found, title, fields | _load(fields.get("duration_text") or ""))


def _load(printed: str) -> dict[str, Any]:
    """ "5-10 hours a week, 6 weeks long": the effort and the duration stand in one phrase."""
    return {"duration_text": printed, "effort_text": printed} if printed else {}


def _record(address: re.Match[str], title: str, fields: dict[str, Any]) -> Record:
    return Record(
        "course",
        address[2],
        f"{_SITE}{address[1]}/{address[2]}",
        title,
        {name: value for name, value in fields.items() if value not in (None, "", [])},
    )
