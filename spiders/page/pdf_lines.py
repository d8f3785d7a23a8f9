"""Lines of a PDF's page from texts at places: rows by their height, columns by a common left edge.

It knows nothing of PDF's own format and imports nothing of the project, so that the process that
reads a file begins fast.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

# a letter of a proportional font is about half as wide as it is high
_LETTER = 0.5
# a gap that is wider stands between two cells, a narrower one between two words
_CELL_GAP, _WORD_GAP = 1.5, 0.3
_BETWEEN_CELLS = "   "
# where the second of two columns may begin, as shares of the width of a page
_MIDDLE = (0.35, 0.7)
_FEWEST_LINES, _LEAST_SHARE = 6, 0.3
_EDGE_POINTS = 3
# in a table the cells before the edge are short, in a column of text they fill it
_LEAST_FILLED, _MOST_CROSSING = 0.5, 0.25


@dataclass(frozen=True)
class PlacedText:
    """A text at a place of a page, in points from the lower left corner."""

    words: str
    x: float
    y: float
    size: float
    is_bold: bool

    @property
    def end(self) -> float:
        """About where the text ends."""
        return self.x + _LETTER * self.size * len(self.words.strip())


@dataclass(frozen=True)
class TextLine:
    """A line of a page. Three spaces stand between the cells of a row.

    `is_bold` is said of the first letters, and `lead` counts those that are as bold as the first:
    the heading of a paragraph may stand in its first line.
    """

    words: str
    x: float
    y: float
    size: float
    is_bold: bool
    lead: int


def lines_of(texts: Sequence[PlacedText], width: float) -> list[TextLine]:
    """The lines of a page in the order in which they are read: column by column, top to bottom."""
    edge = column_edge(texts, width)
    if edge is None:
        return list(_rows(texts))
    left = [text for text in texts if text.x < edge - _EDGE_POINTS]
    right = [text for text in texts if text.x >= edge - _EDGE_POINTS]
    return [*_rows(left), *_rows(right)]


def column_edge(texts: Sequence[PlacedText], width: float) -> float | None:
    """Where the second of two columns begins; None for a page of one column.

    Many texts begin there, few texts cross it, and those before it fill their column.
    """
    low, high = (share * width for share in _MIDDLE)
    starts = Counter(round(text.x) for text in texts if low <= text.x <= high)
    if not starts:
        return None
    edge, _ = starts.most_common(1)[0]
    beginning = sum(count for x, count in starts.items() if abs(x - edge) <= _EDGE_POINTS)
    rows = len({round(text.y) for text in texts})
    if beginning < max(_FEWEST_LINES, _LEAST_SHARE * rows):
        return None
    before = [text for text in texts if text.x < edge - _EDGE_POINTS]
    if not before:
        return None
    left = min(text.x for text in before)
    crossing = sum(text.end > edge + 2 * text.size for text in before)
    filled = median((text.end - left) / max(1.0, edge - left) for text in before)
    is_column = crossing <= _MOST_CROSSING * len(before) and filled >= _LEAST_FILLED
    return float(edge) if is_column else None


def _rows(texts: Sequence[PlacedText]) -> Iterator[TextLine]:
    """The texts of each row as one line, from the top of the page to its bottom."""
    row: list[PlacedText] = []
    for text in sorted(texts, key=lambda each: (-round(each.y, 1), each.x)):
        if row and abs(row[0].y - text.y) > 0.4 * max(row[0].size, text.size):
            yield from _line(row)
            row = []
        row.append(text)
    if row:
        yield from _line(row)


def _line(row: Sequence[PlacedText]) -> Iterator[TextLine]:
    """A row as a line, without one that holds white space alone."""
    texts = sorted(row, key=lambda each: each.x)
    first = texts[0]
    words, lead = first.words.lstrip(), 0
    for before, text in zip(texts, texts[1:], strict=False):
        if text.is_bold != first.is_bold and not lead:
            lead = len(words)
        words += _between(before, text) + text.words.lstrip()
    words = re.sub(r"[^\S ]", " ", words).rstrip()
    if words:
        size = max(text.size for text in texts)
        yield TextLine(words, first.x, first.y, size, first.is_bold, lead or len(words))


def _between(before: PlacedText, text: PlacedText) -> str:
    """What stands between two texts of a row: nothing within a word, a space, or a wide gap."""
    gap = text.x - before.end
    if gap > _CELL_GAP * text.size:
        return _BETWEEN_CELLS
    has_space = before.words[-1:].isspace() or text.words[:1].isspace()
    return " " if has_space or gap > _WORD_GAP * text.size else ""
