"""Preformatted text (`<pre>`) as paragraphs: old sites print their lists of courses in it.

Inferred: no such page is among the real ones. A line that begins in bold begins an entry, a blank
line ends it, and a line that begins with a label ("Prerequisite: …") is a line of its own; the
others are one text that was wrapped.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

import lxml.html
from lxml.html import HtmlElement

from courseatlas.text import one_line

_BOLD = ("b", "strong")
_LABEL = re.compile(r"\s*[A-Z][A-Za-z()/ -]{2,30}:\s")


class _Line(NamedTuple):
    """A line: the bold words that it begins with, and the words behind them."""

    bold: str
    words: str


def with_paragraphs(region: HtmlElement) -> HtmlElement:
    """The region, or a copy in which the entries of preformatted text are paragraphs."""
    if next(region.iter("pre"), None) is None:
        return region
    copied = deepcopy(region)
    for block in list(copied.iter("pre")):
        part = lxml.html.Element("div")
        part.extend(_paragraph(entry) for entry in _entries(_lines(block)))
        part.tail = block.tail
        parent = block.getparent()
        if parent is not None and len(part):
            parent.replace(block, part)
    return copied


def _lines(block: HtmlElement) -> Iterator[_Line]:
    bold, words = "", block.text or ""
    for child in block:
        before, *complete = f"{words}\n".split("\n")[:-1]
        is_at_start = not (complete[-1] if complete else before).strip()
        inner = child.text_content() if isinstance(child.tag, str) else ""
        if child.tag in _BOLD and is_at_start:
            yield _Line(bold, before)
            yield from (_Line("", line) for line in complete[:-1])
            bold, words = inner, child.tail or ""
        else:
            words += inner + (child.tail or "")
    first, *rest = words.split("\n")
    yield _Line(bold, first)
    yield from (_Line("", line) for line in rest)


def _entries(lines: Iterator[_Line]) -> Iterator[list[_Line]]:
    entry: list[_Line] = []
    for line in lines:
        ends = bool(line.bold) or not line.words.strip()
        if ends and entry:
            yield entry
            entry = []
        if line.bold or line.words.strip():
            entry.append(line)
    if entry:
        yield entry


def _paragraph(entry: list[_Line]) -> HtmlElement:
    """A paragraph of an entry: its bold beginning, and its lines."""
    paragraph = lxml.html.Element("p")
    first, *others = entry
    texts = [first.words]
    for number, (_, words) in enumerate(others):
        if number == 0 or _LABEL.match(words):
            texts.append(words)
        else:
            texts[-1] += f" {words}"
    name = lxml.html.Element("strong")
    name.text, name.tail = one_line(first.bold), f" {one_line(texts[0])}"
    paragraph.append(name)
    for text in texts[1:]:
        ending = lxml.html.Element("br")
        ending.tail = one_line(text)
        paragraph.append(ending)
    return paragraph
