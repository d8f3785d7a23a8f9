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
# where the second of two columns may begin, and the others of three, as shares of a page's width
_MIDDLE, _SECOND, _THIRD = (0.35, 0.7), (0.25, 0.45), (0.55, 0.75)
# three columns are equally wide, by this share of their width; the cells of a table seldom are
_MOST_UNEVEN = 0.1
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
    lines: list[TextLine] = []
    left = float("-inf")
    for edge in (*column_edges(texts, width), float("inf")):
        lines += _rows([text for text in texts if left <= text.x < edge - _EDGE_POINTS])
        left = edge - _EDGE_POINTS
    return lines


def column_edges(texts: Sequence[PlacedText], width: float) -> tuple[float, ...]:
    """Where the second and the third column begin; empty for a page of one column."""
    if not texts:
        return ()
    left = min(text.x for text in texts)
    seconds, thirds = _edges(texts, width, _SECOND), _edges(texts, width, _THIRD)
    if seconds and thirds:
        second, third = seconds[0], thirds[0]
        is_even = abs((third - second) - (second - left)) <= _MOST_UNEVEN * (second - left)
        if is_even and _is_column(texts, second) and _is_column(texts, third, second):
            return (second, third)
    edges = _edges(texts, width, _MIDDLE)
    return edges[:1] if edges and _is_column(texts, edges[0]) else ()


def _edges(
    texts: Sequence[PlacedText], width: float, shares: tuple[float, float]
) -> tuple[float, ...]:
    """The left edge that most texts of a part of the page have; empty where few texts share one."""
    low, high = (share * width for share in shares)
    starts = Counter(round(text.x) for text in texts if low <= text.x <= high)
    if not starts:
        return ()
    edge, _ = starts.most_common(1)[0]
    beginning = sum(count for x, count in starts.items() if abs(x - edge) <= _EDGE_POINTS)
    rows = len({round(text.y) for text in texts})
    return (float(edge),) if beginning >= max(_FEWEST_LINES, _LEAST_SHARE * rows) else ()


def _is_column(texts: Sequence[PlacedText], edge: float, begin: float = float("-inf")) -> bool:
    """Whether the texts from `begin` to an edge fill their column, and few of them cross it."""
    low, high = begin - _EDGE_POINTS, edge - _EDGE_POINTS
    before = [text for text in texts if low <= text.x < high]
    if not before:
        return False
    left = min(text.x for text in before)
    crossing = sum(text.end > edge + 2 * text.size for text in before)
    filled = median((text.end - left) / max(1.0, edge - left) for text in before)
    return crossing <= _MOST_CROSSING * len(before) and filled >= _LEAST_FILLED


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
