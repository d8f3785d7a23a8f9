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
# names of courses that begin a column, and how far behind its code a title may begin
_CODE = re.compile(r"[A-Z][A-Z&]{1,7}[ -]?[A-Z]?\d{2,5}[A-Z]{0,2}\b")
_FEWEST_COURSES, _TITLE_GAP = 3, 4


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


def lines_of(
    texts: Sequence[PlacedText], width: float, usual: Sequence[float] = ()
) -> list[TextLine]:
    """The lines of a page in the order in which they are read: column by column, top to bottom.

    `usual` are edges of columns on other pages of the file.
    """
    lines: list[TextLine] = []
    left = float("-inf")
    for edge in (*(column_edges(texts, width) or _usual_edge(texts, usual)), float("inf")):
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
    # the cells of a table within a column share edges as well
    edges = _edges(texts, width, _MIDDLE)
    return next(((edge,) for edge in edges if _is_column(texts, edge)), ())


def usual_edges(pages: Sequence[tuple[Sequence[PlacedText], float]]) -> tuple[float, ...]:
    """The edges that half of the pages of two columns have, of (texts, width) by page."""
    of_pages = (column_edges(texts, width) for texts, width in pages)
    edges = [round(edges[0]) for edges in of_pages if len(edges) == 1]
    counts = Counter(edges)
    return tuple(float(edge) for edge, count in counts.items() if count >= max(2, len(edges) / 2))


def _usual_edge(texts: Sequence[PlacedText], usual: Sequence[float]) -> tuple[float, ...]:
    """An edge of other pages that texts begin at and none crosses: the end of a section, often."""
    for edge in usual:
        begins = any(abs(text.x - edge) <= _EDGE_POINTS for text in texts)
        crosses = any(text.x < edge - _EDGE_POINTS and text.end > edge for text in texts)
        if begins and not crosses:
            return (edge,)
    return ()


def _edges(
    texts: Sequence[PlacedText], width: float, shares: tuple[float, float]
) -> tuple[float, ...]:
    """The left edges that many texts of a part of the page share, that of most texts first."""
    low, high = (share * width for share in shares)
    starts = Counter(round(text.x) for text in texts if low <= text.x <= high)
    rows = len({round(text.y) for text in texts})
    edges: list[float] = []
    for edge, _ in starts.most_common():
        beginning = sum(count for x, count in starts.items() if abs(x - edge) <= _EDGE_POINTS)
        is_known = any(abs(edge - known) <= _EDGE_POINTS for known in edges)
        if beginning >= max(_FEWEST_LINES, _LEAST_SHARE * rows) and not is_known:
            edges.append(float(edge))
    return tuple(edges)


def _is_column(texts: Sequence[PlacedText], edge: float, begin: float = float("-inf")) -> bool:
    """Whether the texts from `begin` to an edge are a column, and few of them cross the edge.

    They fill the column, or names of courses begin on both of its sides. Titles and credits that
    have lines of their own leave half of a column empty.
    """
    low, high = begin - _EDGE_POINTS, edge - _EDGE_POINTS
    before = [text for text in texts if low <= text.x < high]
    if not before:
        return False
    left = min(text.x for text in before)
    crossing = sum(text.end > edge + 2 * text.size for text in before)
    filled = median((text.end - left) / max(1.0, edge - left) for text in before)
    is_full = filled >= _LEAST_FILLED
    names_courses = all(_courses_at(texts, x) >= _FEWEST_COURSES for x in (left, edge))
    return crossing <= _MOST_CROSSING * len(before) and (is_full or names_courses)


def _courses_at(texts: Sequence[PlacedText], x: float) -> int:
    """How many rows begin with a course's code at a left edge, and go on behind it.

    The code and the title are one text, or the title is the next cell of a table.
    """
    at_edge = [text for text in texts if abs(text.x - x) <= _EDGE_POINTS]
    codes = [(text, _CODE.match(text.words.strip())) for text in at_edge]
    return sum(
        len(text.words.strip()) > code.end() + 2 or _goes_on(text, texts)
        for text, code in codes
        if code
    )


def _goes_on(code: PlacedText, texts: Sequence[PlacedText]) -> bool:
    """Whether letters stand close behind a code, in its row."""
    gaps = (
        text.x - code.end
        for text in texts
        if abs(text.y - code.y) < 1 and text.x > code.x and text.words.strip()[:1].isalpha()
    )
    return any(gap < _TITLE_GAP * code.size for gap in gaps)


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
