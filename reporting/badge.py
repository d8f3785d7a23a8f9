"""A badge per source: its name, state and number of rows, as a self-contained SVG."""

from courseatlas.text import printable
from reporting.environment import environment

_COLOURS = {
    "ok": "#2b7a4b",
    "degraded": "#2b7a4b",  # some of its pages are gone; its rows are fresh
    "stale": "#95610a",
    "failed": "#a8322f",
    "blocked": "#a8322f",
}
_OTHER_COLOUR = "#5d6975"
_LONGEST_NAME = 40
# widths of Verdana at 11 pixels, near enough: `textLength` makes every font keep to them
_NARROW, _WIDE, _USUAL, _FULL = 4.2, 9.8, 6.6, 11.5
_NARROW_LETTERS, _WIDE_LETTERS = frozenset("ijlI.,:;'|! ()[]ft"), frozenset("mwMW@%")
_FULL_WIDTH_FROM = 0x1100  # Hangul Jamo: the first block whose letters are as wide as they are high


def badge(name: str, state: str, rows: int) -> str:
    """The SVG text."""
    left, right = _shortened(printable(name)), state.replace("_", " ")
    if rows:
        right += f", {rows:,} row{'' if rows == 1 else 's'}"
    widths = [round(sum(map(_width, text))) for text in (left, right)]
    return (
        environment()
        .get_template("badge.svg.j2")
        .render(
            left=left,
            right=right,
            wide=widths,
            colour=_COLOURS.get(state, _OTHER_COLOUR),
            total=sum(widths) + 40,
        )
    )


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _width(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    return _USUAL if ord(letter) < _FULL_WIDTH_FROM else _FULL
