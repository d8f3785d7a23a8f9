"""schema.org microdata (`itemscope`, `itemprop`) as the objects that JSON-LD would hold.

The rules are those of the HTML Living Standard, chapter 5.
"""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page
from spiders.page.markup import text
from spiders.page.schema_org import Node

_ROOTS = lxml.etree.XPath("//*[@itemscope][@itemtype][not(@itemprop)]")
_COURSE = re.compile(
    rb"""itemtype\s*=\s*["']?https?://schema\.org/(?:Course|EducationalOccupationalProgram)\b"""
)
# the attribute that holds an element's value, where it is not its text (section 5.2.4)
_VALUES = {
    "meta": "content",
    "a": "href",
    "link": "href",
    "img": "src",
    "time": "datetime",
    "data": "value",
    "object": "data",
    "iframe": "src",
}


def names_a_course(page: Page) -> bool:
    """Whether an item is a course or a program of schema.org, in the page's bytes alone."""
    return page.is_html and _COURSE.search(page.body) is not None


def nodes(tree: HtmlElement) -> Iterator[Node]:
    """Every top-level item of a document."""
    return map(_item, _ROOTS(tree))


def _item(element: HtmlElement) -> Node:
    types = [kind.rpartition("/")[2] for kind in (element.get("itemtype") or "").split()]
    item: Node = {"@type": types}
    if element.get("itemid"):
        item["@id"] = element.get("itemid")
    values: dict[str, list[Any]] = {}
    for child in element:
        for name, value in _properties(child):
            values.setdefault(name, []).append(value)
    return item | {name: each[0] if len(each) == 1 else each for name, each in values.items()}


def _properties(element: HtmlElement) -> Iterator[tuple[str, Any]]:
    """(name, value) of each property that an element and its descendants state of the same item."""
    if not isinstance(element.tag, str):
        return
    is_item = element.get("itemscope") is not None
    for name in (element.get("itemprop") or "").split():
        yield name, _item(element) if is_item else _value(element)
    if not is_item:
        for child in element:
            yield from _properties(child)


def _value(element: HtmlElement) -> str:
    value = element.get(_VALUES.get(element.tag, "content"))
    return value if value else text(element)
