"""A chart as numbers: a table whose rows are drawn as bars, or as points in time."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Chart:
    """What a picture shows.

    `columns` are the heading of the labels and the names of the series; a row is a label and a
    number per series. `drawn_rows` is how many rows are drawn, from the first; the table has all.
    `too_few` says in a sentence why nothing is drawn, '' where there is enough to draw.
    """

    key: str
    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    form: Literal["bars", "lines"] = "bars"
    drawn_rows: int = 24
    too_few: str = ""

    @property
    def series(self) -> tuple[str, ...]:
        """The names of the series."""
        return self.columns[1:]

    @property
    def total(self) -> int:
        """The sum of all numbers."""
        return sum(sum(numbers) for _, numbers in self.rows)


@dataclass(frozen=True)
class DrawnChart:
    """A chart and the address of its picture within the site, None where nothing is drawn."""

    chart: Chart
    image: str | None
