"""Facts that a page labels: "Duration: 8 weeks", definition lists, two-column tables, a bold label and what follows it.

Whatever the markup is called, a label is a short text with its value right behind it. The labels are in `facts.yml`.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.text import one_line
from courseatlas.yaml_files import read_own
from spiders.readers.markup import text

_SKIPPED = frozenset(("nav", "footer", "script", "style", "noscript", "template", "form", "select", "button", "svg"))
_HOLDERS = frozenset(("li", "p", "div", "td", "dd", "span", "section", "article", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset(("strong", "b", "em", "i", "span", "label", "th", "small", "h3", "h4", "h5", "h6", "p", "div", "dt"))
_LONGEST_LABEL, _LONGEST_VALUE = 40, 1500
_PRINTED = re.compile(r"^(?P<label>[A-Za-z][\w &/()'.-]{1,39}?)\s*:\s+(?P<value>\S.*)$", re.S)
_CLOSERS = lxml.etree.XPath("ancestor-or-self::*[self::nav or self::footer or self::form or self::aside or self::noscript]")


@cache
def columns() -> dict[str, tuple[str, ...]]:
    """Label -> the columns it may state."""
    known: dict[str, tuple[str, ...]] = {}
    for column, labels in read_own(Path(__file__).with_name("facts.yml")).items():
        for label in labels:
            known[label] = (*known.get(label, ()), column)
    return known


def labelled(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """(label, value) as printed, in page order, for every label that `facts.yml` knows. Menus, footers and forms are passed over."""
    known = columns()
    for element in root.iter(*_HOLDERS, "dt", "tr"):
        for label, value in _pairs(element):
            name = one_line(label).rstrip(" :").casefold()
            if name in known and value and len(value) <= _LONGEST_VALUE and not _CLOSERS(element):
                yield one_line(label).rstrip(" :"), value


def facts(root: HtmlElement) -> dict[str, str]:
    """Column -> the first value that the page labels for it."""
    out: dict[str, str] = {}
    for label, value in labelled(root):
        for column in columns()[label.casefold()]:
            out.setdefault(column, value)
    return out


def _pairs(element: HtmlElement) -> Iterator[tuple[str, str]]:
    if element.tag == "dt":
        after = element.getnext()
        if after is not None and after.tag == "dd":
            yield text(element), text(after)
        return
    if element.tag == "tr":
        cells = element.findall("th") + element.findall("td")
        if len(cells) == 2:
            yield text(cells[0]), text(cells[1])
        return
    if element.tag in ("h2", "h3", "h4", "h5", "h6"):
        after = element.getnext()
        if after is not None and after.tag in ("p", "div", "ul", "span", "dl") and _short(element):
            yield text(element), text(after)
        return
    first = next((child for child in element if isinstance(child.tag, str) and child.tag not in _SKIPPED), None)
    if first is not None and not one_line(element.text) and first.tag in _INLINE and _short(first):
        value = one_line("".join([first.tail or "", *(_words(one) for one in first.itersiblings())]))
        if label := text(first):
            yield label, value.lstrip(": ")
            return
    # without children of its own, "Label: value" in one run of text
    if len(element) == 0 and (found := _PRINTED.match(one_line(element.text))):
        yield found["label"], found["value"]


def _words(sibling: HtmlElement) -> str:
    """A sibling's words and what follows it; of a comment only what follows."""
    return ("".join(sibling.itertext()) if isinstance(sibling.tag, str) else "") + (sibling.tail or "")


def _short(element: HtmlElement) -> bool:
    return sum(len(part) for part in element.itertext()) <= _LONGEST_LABEL + 10
