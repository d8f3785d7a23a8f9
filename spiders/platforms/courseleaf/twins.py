"""CourseLeaf's XML twins: `…/lamps/index.xml` is the page `…/lamps/`, its tabs as HTML in CDATA.

Seen on real twins: the root `<courseleaf>`, its `<title>`, and one element per tab, whose name is
the id of the tab without "container". Inferred: that a school that serves a page also serves its
twin.
"""

import re
from urllib.parse import urlsplit, urlunsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from courseatlas.records import Page
from courseatlas.text import one_line
from spiders.page.markup import visible

_NAME = "index.xml"
_MARK = b"<courseleaf"
_TABS = lxml.etree.XPath("//div[contains(@id, 'textcontainer')]")
_HAS_LINK = lxml.etree.XPath("boolean(.//a[@href])")
# no page has so many; where nobody closes them, each tab holds all that follow
_MOST_TABS = 20
# what a tab says until its scripts have filled it: "Loading…", or nothing
_UNFILLED = re.compile(r"(?:(?:loading|please wait)\W*)*", re.I)


def is_twin(page: Page) -> bool:
    """Whether a body is that of an XML twin."""
    return _MARK in page.head


def page_address(url: str) -> str:
    """The address of the page whose twin an address names; any other address as it is.

    >>> page_address("https://catalog.example.edu/lamps/index.xml")
    'https://catalog.example.edu/lamps/'
    """
    if _NAME not in url:  # as all but a few of the thousand links of a page
        return url
    parts = urlsplit(url)
    if parts.path.rpartition("/")[2] != _NAME:
        return url
    return urlunsplit(parts._replace(path=parts.path.removesuffix(_NAME), query="", fragment=""))


def twin_address(url: str) -> str | None:
    """The address of a page's twin; None where an address does not end as those of pages do.

    >>> twin_address("https://catalog.example.edu/lamps/")
    'https://catalog.example.edu/lamps/index.xml'
    """
    parts = urlsplit(url)
    is_page = parts.path.endswith("/") and not parts.query
    return f"{url.partition('#')[0]}{_NAME}" if is_page else None


def as_page(page: Page) -> Page:
    """The page of a twin, as HTML at its own address; any other page as it is.

    Raises Unreadable where the body is no XML document.
    """
    if not is_twin(page):
        return page
    body = lxml.html.tostring(document(page), encoding="utf-8")
    return Page(page_address(page.url), body, "text/html", page.fetched_at, "utf-8")


def document(page: Page) -> HtmlElement:
    """The tabs of a twin under the ids that they have on the HTML page, labelled by their names."""
    root = page.xml
    document = lxml.html.document_fromstring("<body id='page'></body>")
    heading = lxml.etree.SubElement(document.body, "h1")
    heading.text = one_line(root.findtext("title"))
    for element in root.iterchildren(tag=lxml.etree.Element):
        if element.tag != "title" and element.text and "<" in element.text:
            tab = lxml.html.fragment_fromstring(element.text, create_parent="div")
            tab.set("id", f"{element.tag}container")
            tab.set("aria-label", one_line(element.get("name")))
            document.body.append(tab)
    return document


def has_empty_tab(page: Page) -> bool:
    """Whether an HTML page leaves a tab to its scripts: it holds no link and no words.

    Of a page without tabs, the whole body has to be so.
    """
    tabs = _TABS(page.tree)[:_MOST_TABS] or page.tree.iter("body")
    return any(
        not _HAS_LINK(tab) and _UNFILLED.fullmatch(one_line(visible(tab))) is not None
        for tab in tabs
    )
