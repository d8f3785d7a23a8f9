"""Class Central, an aggregator of online courses.

How to recognise a page: the site's name, with cards `li.course-list-course` (a listing) or facts
`li.course-details-item` (a course page).

In a source's YAML: `start_urls` name subject or provider listings, `follow` the course pages
(`['^/course/[^/]+$']`).

Seen on real pages: listings and course pages of March 2023, some of them Cloudflare challenges.
Unknown: robots.txt and the markup since 2024.

Key: the site's own number at the end of the course's address, the words before it may change.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import paragraphs
from spiders.page import jsonld, schema_org, walls
from spiders.page.fields import distinct_records, stated
from spiders.page.labels import columns_by_label
from spiders.page.markup import first_text, has_class, text
from spiders.page.strength import Strength

_SITE = "https://www.classcentral.com/"
# a classroom shows the videos of a course
_COURSE = re.compile(r"(?:^|/)(course|classroom)/([^/?#]+?)(?:\.html)?/?$")
_NUMBER_OF_ADDRESS = re.compile(r"(?<=-)\d+$")
_CARDS = lxml.etree.XPath(f"//li[{has_class('course-list-course')}]")
_NAME = lxml.etree.XPath(f"(.//a[.//*[@itemprop='name']] | .//a[{has_class('course-name')}])[1]")
_WORKLOAD = lxml.etree.XPath("(.//*[@aria-label='Workload and duration'])[1]")
_FACTS = lxml.etree.XPath(f"//li[{has_class('course-details-item')}]")
_TAUGHT_BY = lxml.etree.XPath("(//h3[normalize-space() = 'Taught by']/following-sibling::p)[1]")
_COLUMNS = ("language_text", "duration_text", "difficulty_text")


def recognises(page: Page) -> Strength:
    """The site's name in the page or its address, and the class of a card or a fact."""
    names_site = b"classcentral.com" in page.body[:200_000] + page.url.encode()
    has_marks = b"course-list-course" in page.body or b"course-details-item" in page.body
    return Strength.NAMED.when(names_site and has_marks)


def read(page: Page) -> Iterator[Record]:
    """A course page's course, or each card of a listing.

    Raises Unreadable with the code `blocked` for a challenge.
    """
    walls.check(page)
    if _FACTS(page.tree):
        yield from _course(page)
    else:
        yield from distinct_records(map(_card, _CARDS(page.tree)))


def _card(card: HtmlElement) -> Record | None:
    links = _NAME(card)
    address = _COURSE.search(links[0].get("href") or "") if links else None
    if address is None or not text(links[0]):
        return None
    return _record(address, text(links[0]), _workload(first_text(_WORKLOAD(card))))


def _course(page: Page) -> Iterator[Record]:
    """The page's own Course object gives name, text, rating and school, its facts the rest."""
    nodes = schema_org.walk_nodes(jsonld.blocks(page))
    # the first is the page's own: related courses have none
    node = next((node for node in nodes if "Course" in schema_org.types(node)), {})
    address = _COURSE.search(urljoin(_SITE, page.path))
    title = schema_org.text(node.get("name"))
    if not (address and title):
        return
    people = re.split(r"\s*,\s*|\s+and\s+", first_text(_TAUGHT_BY(page.tree)))
    labelled = _labelled(page)
    fields = {
        "description": paragraphs(schema_org.plain_text(node.get("description"))),
        "offered_by": schema_org.names(node.get("provider")),
        "instructors": [name for name in people if name],
        **schema_org.rating(node),
        **schema_org.offer(node),
        **labelled,
        **_workload(labelled.get("duration_text", "")),
    }
    yield _record(address, title, fields)


def _labelled(page: Page) -> dict[str, str]:
    """The facts of a course page whose label states a column that is read."""
    fields = {}
    for item in _FACTS(page.tree):
        cells = item.findall("div")
        if len(cells) == 2:
            for column in columns_by_label().get(text(cells[0]).casefold(), ()):
                if column in _COLUMNS:
                    fields[column] = text(cells[1])
    return fields


def _workload(printed: str) -> dict[str, str]:
    """The duration and the effort, which stand in one phrase: "5-10 hours a week, 6 weeks long"."""
    return {"duration_text": printed, "effort_text": printed} if printed else {}


def _record(address: re.Match[str], title: str, fields: dict[str, Any]) -> Record:
    url = f"{_SITE}{address[1]}/{address[2]}"
    # "/course/machine-learning-835": the number stays when the words before it change
    number = _NUMBER_OF_ADDRESS.search(address[2])
    key, aliases = (number[0], (address[2],)) if number else (address[2], ())
    return Record("course", key, url, title, stated(fields), aliases=aliases)
