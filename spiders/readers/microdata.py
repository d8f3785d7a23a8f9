"""schema.org microdata (`itemscope`, `itemprop`) as the objects that JSON-LD would hold (HTML Living Standard, chapter 5)."""

from collections.abc import Iterator
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from spiders.readers.markup import text

_ROOTS = lxml.etree.XPath("//*[@itemscope][@itemtype][not(@itemprop)]")
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


def nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every top-level item of a document."""
    for element in _ROOTS(tree):
        yield _item(element)


def _item(element: HtmlElement) -> dict[str, Any]:
    item: dict[str, Any] = {"@type": [kind.rpartition("/")[2] for kind in (element.get("itemtype") or "").split()]}
    if element.get("itemid"):
        item["@id"] = element.get("itemid")
    for child in element:
        _collect(child, item)
    return {name: value[0] if len(value) == 1 and name != "@type" else value for name, value in item.items()}


def _collect(element: HtmlElement, item: dict[str, Any]) -> None:
    if not isinstance(element.tag, str):
        return
    scope = element.get("itemscope") is not None
    for name in (element.get("itemprop") or "").split():
        item.setdefault(name, []).append(_item(element) if scope else _value(element))
    if not scope:
        for child in element:
            _collect(child, item)


def _value(element: HtmlElement) -> str:
    named = element.get(_VALUES.get(element.tag, "content"))
    return named if named else text(element)
