"""The next page of a list, by the markup of its link, by its words or by its number."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

import lxml.etree

from courseatlas.records import Page
from spiders.page.links import Link, joined, split, worded_links
from spiders.page.markup import has_class, text

_ANCHORS = lxml.etree.XPath("//a[@href]")
_NEXT = lxml.etree.XPath(
    "//link[@rel='next']/@href | //a[@rel='next']/@href"
    f" | //li[{has_class('next')} or {has_class('pager__item--next')} or {has_class('pager-next')}]"
    "//a/@href"
)
_NEXT_WORDS = re.compile(r"next(?: page)?(?: [›»>]+)?|[›»]+|next [›»>]+", re.I)
# what lists count their pages or their rows by
_NUMBERS = ("page", "p", "pg", "paged", "start", "offset", "skip")


def hub_next_pages(page: Page) -> Iterator[Link]:
    """The next page of a list, by the markup or the words of its link, else by its number."""
    if not page.is_html:
        return
    anchors = _ANCHORS(page.tree)
    by_words = (each.get("href") for each in anchors if _NEXT_WORDS.fullmatch(text(each)))
    hrefs = dict.fromkeys([*_NEXT(page.tree), *by_words])
    urls = [joined(page.url, href) for href in hrefs] or _next_by_number(page)
    for url in urls:
        yield Link(url, "next_page")


def page_number(url: str, other: str) -> int | None:
    """The number by which another address names a page of the same list; None for another list.

    >>> page_number("https://example.edu/list?by=name", "https://example.edu/list?by=name&page=3")
    3
    """
    parts, other_parts = split(url), split(other)
    if (parts.netloc, parts.path) != (other_parts.netloc, other_parts.path):
        return None
    query, other_query = dict(parse_qsl(parts.query)), dict(parse_qsl(other_parts.query))
    numbers = [other_query.pop(name) for name in _NUMBERS if name in other_query]
    is_same = other_query == {name: query[name] for name in query if name not in _NUMBERS}
    return int(numbers[0]) if is_same and len(numbers) == 1 and numbers[0].isdigit() else None


def _next_by_number(page: Page) -> list[str]:
    """The page behind this one among the numbered pages of a list; on the first one that is "2"."""
    numbered = [(page_number(page.url, link.url), link) for link in worded_links(page)]
    own = page_number(page.url, page.url)
    later = [
        (number, link.url)
        for number, link in numbered
        if number is not None and (link.words == "2" if own is None else number > own)
    ]
    return [min(later)[1]] if later else []
