"""Cards of courses: a heading that links to a course's page, with a summary and a price."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import slug
from courseatlas.values.money import money
from spiders.page.fields import distinct_records, stated
from spiders.page.markup import HEADINGS, classes, text

_LINKED_HEADINGS = lxml.etree.XPath(
    ".//*[self::h2 or self::h3 or self::h4 or self::h5][.//a/@href or parent::a/@href]"
    "[not(ancestor::nav or ancestor::footer)]"
)
_COURSE_PATH = re.compile(r"/courses?/[^/?#]+/?$", re.I)
_SUMMARY = re.compile(r"brief|summary|descri|teaser|excerpt|blurb", re.I)
_PRICE = re.compile(r"price|cost|fee", re.I)
_LEAST_CARDS = 3


def courses_of_cards(page: Page, region: HtmlElement) -> Iterator[Record]:
    """Each course that a card names, once; none where fewer than three cards do."""
    records = list(distinct_records(_card(each, page) for each in _LINKED_HEADINGS(region)))
    if len(records) >= _LEAST_CARDS:
        yield from records


def _card(heading: HtmlElement, page: Page) -> Record | None:
    links = heading.xpath(".//a/@href | parent::a/@href")
    url = urljoin(page.url, links[0])
    title = text(heading)
    if not title or not _COURSE_PATH.search(urlsplit(url).path):
        return None
    card = _widest(heading)
    fields = {"description": _part(card, _SUMMARY) or _paragraph(card), "price_text": _price(card)}
    key = urlsplit(url).path.strip("/").rpartition("/")[2]
    return Record("course", slug(key), url, title, stated(fields))


def _widest(heading: HtmlElement) -> HtmlElement:
    """The widest element around a heading that holds no other heading."""
    card = heading
    for above in heading.iterancestors():
        if sum(1 for _ in above.iter(*HEADINGS)) > 1 or above.tag in ("body", "html"):
            break
        card = above
    return card


def _part(card: HtmlElement, name: re.Pattern[str]) -> str:
    """The words of the first part of a card whose class tells what it is."""
    parts = (each for each in card.iter() if any(name.search(one) for one in classes(each)))
    return next((text(part) for part in parts if part is not card and text(part)), "")


def _paragraph(card: HtmlElement) -> str:
    return next((text(each) for each in card.iter("p") if len(text(each)) > 40), "")


def _price(card: HtmlElement) -> Any:
    """The printed price, where it names an amount or says that there is none to pay."""
    printed = _part(card, _PRICE)
    return printed if money(printed)[0] is not None else None
