"""Print rows: as a rich table on a terminal, as plain aligned lines elsewhere."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from courseatlas.text import printable

_MAX_TABLE_ROWS = (
    2000  # a longer table is printed as lines: a table is shown only once all of its rows are known
)

_UNLIMITED = 100_000  # characters


@dataclass(frozen=True)
class Heading:
    """One column of a table.

    `width` is its least width in plain lines, `right` aligns numbers, and `whole` says that a value
    must not be broken over lines, such as an address that is to be copied.
    """

    name: str
    width: int = 0
    right: bool = False
    whole: bool = False


def print_table(
    headings: Sequence[Heading], rows: Iterable[Sequence[object]], with_headings: bool = True
) -> None:
    """Print rows of cells on standard output; None is an empty cell.

    Control characters are left out, so that what a site wrote does not drive the terminal. A table
    that does not fit on the terminal is printed as lines too.
    """
    remaining = iter(rows)
    first = list(islice(remaining, _MAX_TABLE_ROWS + 1))
    if len(first) <= _MAX_TABLE_ROWS and print_terminal_table(headings, first):
        return
    if with_headings:
        print(_line(headings, [heading.name for heading in headings]))
    for row in chain(first, remaining):
        print(_line(headings, [_cell(value) for value in row]))


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def _cell(value: object) -> str:
    return "" if value is None else " ".join(printable(str(value)).splitlines())


def _line(headings: Sequence[Heading], row: Sequence[str]) -> str:
    aligned = [
        value.rjust(heading.width) if heading.right else value.ljust(heading.width)
        for heading, value in zip(headings, row, strict=True)
    ]
    return " ".join(aligned).rstrip()


def print_terminal_table(headings: Sequence[Heading], rows: Iterable[Sequence[object]]) -> bool:
    """Print a table if standard output is a terminal on which it fits; returns whether it did."""
    if not is_terminal():
        return False
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        alignment: Literal["left", "right"] = "right" if heading.right else "left"
        table.add_column(heading.name, justify=alignment, overflow="fold", no_wrap=heading.whole)
    for row in rows:
        # Text and not str: the brackets in what a site wrote are not markup
        table.add_row(*(Text(_cell(value)) for value in row))
    console = Console(highlight=False, force_terminal=True)
    unlimited = console.options.update(max_width=_UNLIMITED)
    if Measurement.get(console, unlimited, table).minimum > console.width:
        return False
    console.print(table)
    return True
