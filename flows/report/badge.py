"""A badge a source: its name, how it does and how many rows it has, as an SVG that needs nothing from outside."""

from courseatlas.text import printable
from flows.templates import environment

_COLOURS = {
    "ok": "#2b7a4b",
    "degraded": "#2b7a4b",  # some of its pages are gone; its rows are fresh
    "stale": "#95610a",
    "failed": "#a8322f",
    "blocked": "#a8322f",
}
_OTHER = "#5d6975"
_LONGEST = 40
# widths of Verdana at 11 pixels, near enough: `textLength` makes every font keep to them
_NARROW, _WIDE, _USUAL, _FULL = 4.2, 9.8, 6.6, 11.5


def badge(name: str, state: str, rows: int) -> str:
    """The SVG text."""
    left = _shortened(printable(name))
    right = f"{state.replace('_', ' ')}, {rows:,} row{'' if rows == 1 else 's'}" if rows else state.replace("_", " ")
    widths = [round(_width(text)) for text in (left, right)]
    return (
        environment()
        .get_template("badge.svg.j2")
        .render(left=left, right=right, wide=widths, colour=_COLOURS.get(state, _OTHER), total=sum(widths) + 40)
    )


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _width(text: str) -> float:
    return sum(
        _NARROW if one in "ijlI.,:;'|! ()[]ft" else _WIDE if one in "mwMW@%" else _USUAL if ord(one) < 0x1100 else _FULL for one in text
    )
