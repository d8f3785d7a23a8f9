"""Where a page leads: the entries of a site map, or the links of an HTML page."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, get_args
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Unreadable
from courseatlas.text import one_line

# why a page is asked for: a start URL, the current edition of a catalog, a list, a detail page, the
# next page of the same list, an entry of a site map, or no more than a link
Reason = Literal[
    "start",
    "edition",
    "course_list",
    "program_list",
    "course",
    "program",
    "next_page",
    "sitemap",
    "link",
]
REASONS: tuple[str, ...] = get_args(Reason)
# a catalog's pages repeat a few hundred links: what is found out about one is kept for so many
LINKS_KEPT = 1 << 14
# how an address begins that is the same on all pages of a site, and one that differs from page to
# page; any other is the same on all pages of a folder
_OF_THE_SITE = ("/", "http://", "https://")
_OF_THE_PAGE = ("", "?", "#", ";")


class Link(NamedTuple):
    """An absolute address that a page leads to, why it is followed, and the words of the link."""

    url: str
    reason: Reason
    words: str = ""


def with_reason(links: Iterable[Link | str], reason: Reason) -> Iterator[Link]:
    """The links, with a reason for those of which the platform gives the address alone."""
    for link in links:
        yield link if isinstance(link, Link) else Link(link, reason)


def joined(base: str, address: object) -> str:
    """An address made absolute; the base itself for what is no address."""
    try:
        return urljoin(base, address) if isinstance(address, str) else base
    except ValueError:  # a malformed address, such as "http://[::1/"
        return base


def page_links(page: Page) -> Iterator[str]:
    """The absolute addresses that a page leads to, before scope and budget are considered.

    A JSON document has no links: its platform knows which of its values are addresses.
    """
    return (link.url for link in worded_links(page))


def worded_links(page: Page) -> Iterator[Link]:
    """The links of a page with their words, each address once: `sitemap` or plain `link`s."""
    if page.is_sitemap:
        yield from (Link(url, "sitemap") for url in _sitemap_entries(page))
    elif "html" in page.content_type and not page.is_json:
        yield from _html_links(page)


def _sitemap_entries(page: Page) -> list[str]:
    """The addresses in a site map. Raises Unreadable where it is broken."""
    # imported here because reading one saved page needs no Scrapy, which is slow to import
    from scrapy.utils.sitemap import Sitemap

    try:
        return [entry["loc"] for entry in Sitemap(page.body)]
    except (StopIteration, lxml.etree.XMLSyntaxError) as e:
        raise Unreadable(f"no site map in {len(page.body)} bytes: {e}") from e


def _html_links(page: Page) -> Iterator[Link]:
    base = urljoin(page.url, (page.tree.xpath("//base/@href") or [""])[-1])
    # a catalog's page repeats the same few links: each distinct address is joined once
    words_by_href: dict[str, str] = {}
    for element in page.tree.iter("a"):
        href = element.get("href")
        if href is not None and not words_by_href.get(href):
            words_by_href[href] = _words(element)
    root, folder = urljoin(base, "/"), urljoin(base, ".")
    for href, words in words_by_href.items():
        address = href.strip()
        hangs_on = folder
        if address.startswith(_OF_THE_SITE):
            hangs_on = root
        elif address[:1] in _OF_THE_PAGE:
            hangs_on = base
        link = _link(hangs_on, address, words)
        if link is not None:
            yield link


def _words(anchor: HtmlElement) -> str:
    """The words of a link, or those that stand for its picture.

    Most links hold no other element, and lxml is asked once then.
    """
    words = one_line(anchor.text_content() if len(anchor) else anchor.text)
    if words or not len(anchor):
        return words
    pictures = (one_line(picture.get("alt")) for picture in anchor.iter("img"))
    return next((alternative for alternative in pictures if alternative), "")


@lru_cache(LINKS_KEPT)
def _link(base: str, address: str, words: str) -> Link | None:
    """The link of an address that a page prints; None for a malformed one."""
    try:
        return Link(urljoin(base, address), "link", words)
    except ValueError:
        return None


# `urlsplit` of the standard library keeps what it found out about 128 addresses
split = lru_cache(LINKS_KEPT)(urlsplit)
