"""CourseLeaf (CAT): course lists, course pages, program pages, and their XML twins (`index.xml`)."""

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line
from spiders.readers import courseleaf_courses, courseleaf_programs

_EDITION = re.compile(r"\b(20\d\d)\s*[-–/]\s*((?:20)?\d\d)\b")
_EDITION_PLACES = lxml.etree.XPath(
    "//*[@id='edition' or @id='site-edition' or contains(@class,'edition')] | //h2[a][contains(., 'atalog')]"
)


def recognises(page: Page) -> bool:
    """Whether the page bears CourseLeaf's marks: its block classes, its assets, its text containers or its XML root."""
    body = page.body
    return any(
        mark in body for mark in (b"courseblock", b"sc_courselist", b"/courseleaf/", b"<courseleaf>", b"az_sitemap", b'id="textcontainer"')
    )


def read(page: Page) -> Iterator[Record]:
    """Courses and programs that a CourseLeaf page states, in page order. Strings as printed; no value is parsed here.

    Raises Unreadable where the body is no document.
    """
    head = page.body.lstrip()[:300]
    tree = _xml_as_html(page) if b"<courseleaf" in head else _bubbles_as_html(page) if b"<courseinfo" in head else page.tree
    edition = _edition(tree) if b"dition" in page.body or b"atalog" in page.body else None
    yield from courseleaf_courses.courses(page, tree, edition)
    if (program := courseleaf_programs.program(page, tree, edition)) is not None:
        yield program


def _edition(tree: HtmlElement) -> str | None:
    for place in _EDITION_PLACES(tree):
        if found := _EDITION.search(one_line(place.text_content())):
            return f"{found[1]}-{found[2]}"
    return None


def _bubbles_as_html(page: Page) -> HtmlElement:
    """The answers of `/ribbit/?page=getcourse.rjs`: one element a course, its block in CDATA, at some schools without the block around it."""
    document = lxml.html.document_fromstring("<body id='page'></body>")
    for course in _xml(page).iter("course"):
        if course.text and "<" in course.text:
            whole = 'courseblock"' in course.text or "courseblock " in course.text
            block = lxml.html.fragment_fromstring(course.text, create_parent="div")
            if not whole:
                block.set("class", "courseblock")
            document.body.append(block)
    return document


def _xml(page: Page) -> lxml.etree._Element:
    root = lxml.etree.fromstring(page.body, lxml.etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True))
    if root is None:
        raise Unreadable("no XML document")
    return root


def _xml_as_html(page: Page) -> HtmlElement:
    """The XML twin holds one element a tab, its HTML in CDATA: the same tabs as the HTML page, under the same ids."""
    root = _xml(page)
    document = lxml.html.document_fromstring("<body id='page'></body>")
    heading = lxml.etree.SubElement(document.body, "h1")
    heading.text = one_line(root.findtext("title"))
    for element in root.iterchildren(tag=lxml.etree.Element):
        if element.tag != "title" and element.text and "<" in element.text:
            tab = lxml.html.fragment_fromstring(element.text, create_parent="div")
            tab.set("id", f"{element.tag}container")
            document.body.append(tab)
    return document
