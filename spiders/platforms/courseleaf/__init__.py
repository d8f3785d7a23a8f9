"""CourseLeaf CAT (Leepfrog): the catalog of a school, in the template that the school ordered.

How to recognise a page: the class of a course block or a requirement table, assets below
`/courseleaf/`, `div#textcontainer`, or the root of an XML answer.

In a source's YAML: the root of the catalog is enough as `start_urls`. Its lists are found by what
their links say ("Computer Science (CS)", "Robotics, BS"), as each school names their paths in its
own way; pages of which nothing is known are read last. `start_urls` may also name subject pages
(`…/course-descriptions/cs/`), hubs of programs or program pages. `follow` narrows what a hub leads
to, for example `['^/graduate/.*artificial-intelligence.*/$']`. Links to `/search/`, which
robots.txt closes as a rule, to earlier editions below `/archive/` and to PDF twins are never
followed.

A page `…/lamps/` has an XML twin `…/lamps/index.xml`, which may be named too, and whose records are
those of the page, at the page's address. A crawl asks for one of both: for the one that was named
first, for the twin of a page that states no record and leaves a tab to its scripts, and for the
page of a twin that is gone. A challenge or a denial is left alone: its twin is not asked for.

Seen on real pages: course blocks of five generations of templates, requirement tables and plan
grids of some thirty schools (2018 to 2026), XML twins (CMU) and the answers of
`/ribbit/?page=getcourse.rjs`.

Key: a course's code; a program's path, without the campus where its title names one, so that a new
title keeps its id; of several programs on one page, the path and the title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from spiders.page.fields import distinct_records, stated
from spiders.page.hubs import hub_links
from spiders.page.links import Link, joined, split
from spiders.page.markup import text
from spiders.page.strength import Strength
from spiders.page.title_lines import listed_course
from spiders.platforms.courseleaf import twins
from spiders.platforms.courseleaf.courses import courses
from spiders.platforms.courseleaf.programs import programs

_MARKS = (
    b"courseblock",
    b"sc_courselist",
    b"/courseleaf/",
    b"<courseleaf>",
    b"az_sitemap",
    b'id="textcontainer"',
)
# bubble links lead to /search/, which robots.txt closes; /ribbit/ answers their scripts
_NOT_FOLLOWED = ("/search/", "/ribbit/", "/archive/")
_LISTED = lxml.etree.XPath("//*[contains(@id, 'textcontainer')]//li/a[@href]")
_EDITION = re.compile(r"\b(20\d\d)\s*[-–/]\s*((?:20)?\d\d)\b")
_EDITION_PLACES = lxml.etree.XPath(
    "//*[@id='edition' or @id='site-edition' or contains(@class,'edition')]"
    " | //h2[a][contains(., 'atalog')]"
)


def recognises(page: Page) -> Strength:
    """Its block classes, its assets, its text containers or the root of its XML."""
    return Strength.OWN.when(any(mark in page.body for mark in _MARKS))


def links(page: Page) -> Iterator[Link]:
    """Hubs, subject pages and program pages."""
    whole = twins.as_page(page)
    own = (whole.url, twins.twin_address(whole.url))
    for link in hub_links(whole):
        if link.url not in own and not split(link.url).path.startswith(_NOT_FOLLOWED):
            yield link
    yield from _own_twin(page)


def _own_twin(page: Page) -> Iterator[Link]:
    """The twin of a page that states no record and leaves a tab to its scripts."""
    twin = twins.twin_address(page.url)
    is_page = page.is_html and not page.is_sitemap and recognises(page)
    if twin and is_page and twins.has_empty_tab(page) and next(read(page), None) is None:
        yield Link(twin, "link")


def public_address(url: str, start_urls: Sequence[str]) -> str:
    """The page that people read, for the address of its XML twin."""
    return twins.page_address(url)


def fallback(url: str, start_urls: Sequence[str]) -> str | None:
    """The page of a twin that is gone."""
    page = twins.page_address(url)
    return page if page != url else None


def read(page: Page) -> Iterator[Record]:
    """The courses and the programs that a page states, in page order, with strings as printed.

    Raises Unreadable where the body is not a document.
    """
    tree = _document(page)
    if twins.is_twin(page):
        page = replace(page, url=twins.page_address(page.url))
    has_edition = b"dition" in page.body or b"atalog" in page.body
    edition = _edition(tree) if has_edition else None
    records = list(distinct_records(courses(page, tree, edition)))
    records += distinct_records(programs(page, tree, edition))
    yield from records or distinct_records(_listed(page, tree))


def _listed(page: Page, tree: HtmlElement) -> Iterator[Record]:
    """The courses that a list names, each by a link to its own page: "COMP 250 - Computers."."""
    for link in _LISTED(tree):
        course = listed_course(text(link))
        url = joined(page.url, link.get("href"))
        if course and _letters(course.code) in _letters(urlsplit(url).path):
            fields = stated({"code": course.code, "credits_text": course.credits_text})
            yield Record("course", slug(course.code), url, course.title.rstrip("."), fields)


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words).casefold()


def _document(page: Page) -> HtmlElement:
    """The page as HTML, whichever of its three forms it has."""
    if twins.is_twin(page):
        return twins.document(page)
    if b"<courseinfo" in page.head:
        return _bubbles_as_html(page)
    return page.tree


def _edition(tree: HtmlElement) -> str | None:
    """The catalog's years as printed: "2025-2026"."""
    for place in _EDITION_PLACES(tree):
        years = _EDITION.search(one_line(place.text_content()))
        if years:
            return f"{years[1]}-{years[2]}"
    return None


def _bubbles_as_html(page: Page) -> HtmlElement:
    """An answer of `/ribbit/`: one element per course, with its block in CDATA.

    At some schools the block comes without the element around it.
    """
    document = lxml.html.document_fromstring("<body id='page'></body>")
    for course in page.xml.iter("course"):
        if course.text and "<" in course.text:
            block = lxml.html.fragment_fromstring(course.text, create_parent="div")
            if 'courseblock"' not in course.text and "courseblock " not in course.text:
                block.set("class", "courseblock")
            document.body.append(block)
    return document
