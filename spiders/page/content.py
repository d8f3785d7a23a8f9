"""A page's own content, whatever software made it: its region, title, description and address."""

import re
from urllib.parse import urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page
from courseatlas.text import one_line, paragraphs
from courseatlas.values.codes import split_code, with_plain_hyphens
from spiders.page.declared_codes import is_in_capitals
from spiders.page.labels import labels_requisites
from spiders.page.links import joined
from spiders.page.markup import first_text, is_popup, text, visible_lines

# the usual places of a document's own content, the most reliable first
_REGIONS = (
    lxml.etree.XPath("//main"),
    lxml.etree.XPath("//*[@role='main']"),
    lxml.etree.XPath(
        "//*[@id='genesis-content' or @id='content' or @id='main-content' or @id='main'"
        " or @id='contentarea']"
    ),
    lxml.etree.XPath("//article"),
    lxml.etree.XPath("//body"),
)
# several of these on a page are a listing; only a single one is the page's own content
_ONLY_ALONE = _REGIONS[3]
_LEAST_TEXT = 80
_META = lxml.etree.XPath("string(//meta[@property=$name or @name=$name]/@content)")
_CANONICAL = lxml.etree.XPath("string(//link[@rel='canonical']/@href)")
_TITLES = lxml.etree.XPath(".//h1[not(ancestor::nav or ancestor::footer)]")
_SECOND_TITLES = lxml.etree.XPath(".//h2[not(ancestor::nav or ancestor::footer)]")
CHROME = frozenset(
    [
        "nav",
        "footer",
        "header",
        "form",
        "aside",
        "script",
        "style",
        "noscript",
        "template",
        "button",
        "svg",
        "table",
    ]
)
_SITE_WORDS = re.compile(
    r"cookie|all rights reserved|^©|^copyright\b"
    r"|^(?:share|subscribe|sign (?:up|in)|log ?in|read more|show more|learn more|skip to)\b",
    re.I,
)
_JOINER = re.compile(r"(?:or|and)\s+", re.I)
_SHORTEST_PARAGRAPH = 40
_SCHOOL = re.compile(
    r"\b(?:university|college|institute|school|academy|polytechnic)\b.+"
    r"|.+\b(?:university|college|institute|school|academy|polytechnic)\b",
    re.I,
)
# "Example University Catalog 2026-2027"
_CATALOG = re.compile(r"\b(?:(?:course|academic|general) )?(?:catalogue?|bulletin)\b.*", re.I)


def main_region(tree: HtmlElement) -> HtmlElement:
    """The part of a document that is its own content: the first usual region that holds a text."""
    for region in _REGIONS:
        filled = [element for element in region(tree) if len(text(element)) > _LEAST_TEXT]
        if len(filled) == 1 or filled and region is not _ONLY_ALONE:
            return filled[0]
    return tree


def heading(page: Page) -> str:
    """The page's own title: its first heading, else that of Open Graph without the site's name.

    Where a page has no `h1`, its first `h2` is its title if it says what the document's title does.
    """
    region = main_region(page.tree)
    title = first_text(_TITLES(region)) or first_text(_TITLES(page.tree))
    if title:
        return title
    title = one_line(_META(page.tree, name="og:title") or page.tree.findtext(".//title"))
    parts = {part.strip() for part in re.split(r"\s+[|–—<:-]\s+", title.casefold())}
    title = re.split(r"\s+[|–—<]\s+", title)[0].strip()
    below = first_text(_SECOND_TITLES(region))
    is_said = below.casefold() in parts or bool(title) and title.casefold() in below.casefold()
    return below if below and is_said else title


def site_name(tree: HtmlElement) -> str:
    """The name that a site gives itself: that of Open Graph, else the school that its title names.

    '' where neither says it.
    """
    stated = one_line(_META(tree, name="og:site_name"))
    title = one_line(tree.findtext(".//title"))
    parts = (_CATALOG.sub("", part).strip() for part in re.split(r"\s+[|–—<:-]\s+", title))
    return stated or next((part for part in parts if _SCHOOL.search(part)), "")


def description(page: Page, region: HtmlElement) -> str | None:
    """The paragraphs between the title and the next heading, else the page's own summary."""
    described = first_paragraphs(region)
    if described:
        return described
    summary = _META(page.tree, name="og:description") or _META(page.tree, name="description")
    return one_line(summary) or None


def first_paragraphs(region: HtmlElement) -> str | None:
    """The paragraphs between the title of a region, or its beginning, and the next heading."""
    lines: list[str] = []
    begun, is_other = not _TITLES(region), False
    for element in region.iter("h1", "h2", "h3", "h4", "p"):
        if is_chrome(element):
            continue
        if element.tag == "h1":
            begun = True
        elif element.tag != "p":
            if lines:
                break
            is_other = labels_requisites(text(element))
        elif begun and not is_other and _is_paragraph(text(element)) and not _is_list(element):
            lines.append(text(element))
    return paragraphs("\n".join(lines)) or None


def _is_paragraph(line: str) -> bool:
    return len(line) >= _SHORTEST_PARAGRAPH and not _SITE_WORDS.search(line)


def _is_list(paragraph: HtmlElement) -> bool:
    """Whether the lines of a paragraph, but at most the first, begin with codes of courses."""
    lines = visible_lines(paragraph)[1:] if paragraph.find("br") is not None else []
    plain = (with_plain_hyphens(_JOINER.sub("", line)) for line in lines)
    codes = [split_code(line).code for line in plain]
    return bool(codes) and all(code and is_in_capitals(code) for code in codes)


def is_chrome(element: HtmlElement) -> bool:
    """Whether an element lies in a menu, a pop-up, a form or another part that is not content."""
    ancestors = element.iterancestors()
    return any(ancestor.tag in CHROME or is_popup(ancestor) for ancestor in ancestors)


def canonical_address(page: Page) -> str:
    """The address that the page states as its own, which may be on any host; '' for none."""
    return one_line(_CANONICAL(page.tree))


def address(page: Page) -> str:
    """The page's canonical address on its own host, without parameters that track visitors."""
    canonical = canonical_address(page)
    url = joined(page.url, canonical)
    if _host(url) != _host(page.url):
        url = page.url
    return re.sub(r"[?&]utm_[^&#]*", "", url).split("#")[0]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
