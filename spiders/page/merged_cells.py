"""Tables of courses by hand: cells that several rows share, and numbers without their subject.

Inferred: pages of departments, whose heading names the subject once ("Courses in Lamps (LMP)").
"""

import re
from collections.abc import Iterable

import lxml.etree
from lxml.html import HtmlElement

from spiders.page.markup import text

_HEADINGS_BEFORE = lxml.etree.XPath(
    "preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::caption]|.//caption"
)
_SUBJECT = re.compile(r"\w.*\((?P<subject>[A-Z]{2,5})\)(?:\s+courses)?", re.I)


def shared_columns(rows: Iterable[HtmlElement]) -> dict[HtmlElement, frozenset[int]]:
    """The columns of a row that cells of the rows above it reach into, as their `rowspan` says.

    Rows without any are left out.
    """
    shared: dict[HtmlElement, frozenset[int]] = {}
    left: dict[int, int] = {}
    for row in rows:
        taken = frozenset(left)
        if taken:
            shared[row] = taken
        left = {column: count - 1 for column, count in left.items() if count > 1}
        column = 0
        for cell in row.iterchildren("td", "th"):
            while column in taken:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if height > 1:
                left |= dict.fromkeys(range(column, column + width), height - 1)
            column += width
    return shared


def _span(cell: HtmlElement, name: str) -> int:
    printed = cell.get(name, "1").strip()
    return min(int(printed), 1000) if re.fullmatch(r"[1-9]\d{0,5}", printed) else 1


def subject_above(table: HtmlElement) -> str:
    """The subject in brackets that the caption or the nearest heading of a table ends in, or ''."""
    headings = _HEADINGS_BEFORE(table)
    named = _SUBJECT.fullmatch(text(headings[-1])) if headings else None
    return named["subject"] if named and named["subject"].isupper() else ""
