"""Preformatted text (`<pre>`) as paragraphs: old sites print their lists of courses in it.

Inferred: no such page is among the real ones. A line that begins in bold begins an entry, a blank
line ends it, and a line that begins with a label ("Prerequisite: …") is a line of its own; the
others are one text that was wrapped. Without bold an entry begins with the one line of it that
begins with a code. Behind the title, two spaces and more part the columns, of which the credits are
kept; others ("F,S") are terms.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

import lxml.html
from lxml.html import HtmlElement

from courseatlas.text import one_line
from courseatlas.values.codes import split_code, with_plain_hyphens

_BOLD = ("b", "strong")
_COLUMNS = re.compile(r"\s{2,}")
_CREDITS = re.compile(r"\(?\d[\d.–-]*\s*(?:cr\.?|credits?|units?|hours?|hrs?\.?|s\.h\.)\)?", re.I)
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
    first, *others = _with_name(entry)
    title, credits_text = _name_and_credits(first.bold)
    texts = [f"{credits_text} {first.words}"]
    for number, (_, words) in enumerate(others):
        if number == 0 or _LABEL.match(words):
            texts.append(words)
        else:
            texts[-1] += f" {words}"
    name = lxml.html.Element("strong")
    name.text, name.tail = title, f" {one_line(texts[0])}"
    paragraph.append(name)
    for text in texts[1:]:
        ending = lxml.html.Element("br")
        ending.tail = one_line(text)
        paragraph.append(ending)
    return paragraph


def _with_name(entry: list[_Line]) -> list[_Line]:
    """An entry without bold words, with its first line in bold where that alone has a code."""
    first, *others = entry
    named = [split_code(with_plain_hyphens(line.words.strip())).code for line in entry]
    has_name = named[0] and not any(named[1:]) and others and not first.bold
    return [_Line(first.words, ""), *others] if has_name else entry


def _name_and_credits(bold: str) -> tuple[str, str]:
    """The name of a course, and the credits in a column behind it; '' for none."""
    columns = _COLUMNS.split(bold.strip())
    code = split_code(with_plain_hyphens(columns[0]))
    if not code.code:
        return one_line(bold), ""
    length = 1 if code.rest.strip() else 2
    stated = (column for column in columns[length:] if _CREDITS.fullmatch(column))
    return one_line(" ".join(columns[:length])), next(stated, "")
