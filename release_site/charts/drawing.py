"""Draw charts as SVG with matplotlib: the same numbers give the same bytes.

Text stays text. The colours of the page around a picture decide those of its text and lines: a
style sheet within the picture changes them where the reader's scheme is dark.
"""

from io import StringIO
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from release_site.charts.chart import Chart

# as in the style sheet of the report: light, dark
_INK, _DIM, _LINE = ("#1b2530", "#e3e9ef"), ("#586675", "#9aa8b6"), ("#dbe1e7", "#2e3944")
# these can be told from a light and from a dark ground
_SERIES = ("#4a7fb5", "#d0833a", "#4f9a6b", "#a267a4", "#c25b5b", "#808892")
_WIDTH, _ROW, _REST = 7.2, 0.3, 1.1  # inches
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "courseatlas",
    "text.parse_math": False,
    "font.size": 10,
    "text.color": _INK[0],
    "axes.labelcolor": _DIM[0],
    "axes.edgecolor": _LINE[0],
    "xtick.color": _DIM[0],
    "ytick.color": _INK[0],
    "grid.color": _LINE[0],
    "axes.axisbelow": True,
}
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def draw(chart: Chart) -> str:
    """The SVG of a chart. Its numbers must be enough to draw: see `Chart.too_few`."""
    rows = chart.rows[: chart.drawn_rows]
    height = _ROW * len(rows) + _REST if chart.form == "bars" else 3.6
    with rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        axes = figure.subplots()
        (_draw_bars if chart.form == "bars" else _draw_lines)(axes, chart, rows)
        if len(chart.series) > 1:
            figure.legend(loc="outside upper left", ncols=3, frameon=False)
        drawn = StringIO()
        figure.savefig(drawn, format="svg", transparent=True, metadata=_NO_METADATA)
    return _with_dark_colours(drawn.getvalue())


def _draw_bars(axes: Axes, chart: Chart, rows: Any) -> None:
    """One bar per row, its series one after the other, and the sum at its end."""
    labels = [label for label, _ in rows]
    places = range(len(rows))
    starts = [0] * len(rows)
    for position, name in enumerate(chart.series):
        numbers = [row[position] for _, row in rows]
        colour = _SERIES[position % len(_SERIES)]
        axes.barh(places, numbers, left=starts, height=0.68, color=colour, label=name)
        starts = [start + number for start, number in zip(starts, numbers, strict=True)]
    for place, total in zip(places, starts, strict=True):
        axes.annotate(f"{total:,}", (total, place), (4, 0), textcoords="offset points", va="center")
    axes.set_yticks(places, labels)
    axes.invert_yaxis()
    axes.margins(x=0.1, y=0.01)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="x")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _draw_lines(axes: Axes, chart: Chart, rows: Any) -> None:
    """One line per series, from the first row to the last."""
    labels = [label for label, _ in rows]
    for position, name in enumerate(chart.series):
        numbers = [row[position] for _, row in rows]
        axes.plot(range(len(labels)), numbers, marker="o", color=_SERIES[position], label=name)
    step = max(1, len(labels) // 6)
    axes.set_xticks(range(0, len(labels), step), labels[::step])
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="y")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _with_dark_colours(svg: str) -> str:
    rules = "".join(
        f'[style*="{name}: {light}"]{{{name}:{dark}!important}}'
        for light, dark in (_INK, _DIM, _LINE)
        for name in ("fill", "stroke")
    )
    style = f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
    return svg.replace("<defs>", f"{style}<defs>", 1)
