"""Print rows: as a rich table on a terminal, as plain aligned lines elsewhere."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from courseatlas.text import printable

_MAX_TABLE_ROWS = (
    2000  # a longer table is printed as lines: a table is shown only once all of its rows are known
)


@dataclass(frozen=True)
class Heading:
    """One column: its name, its least width in plain lines, and whether it holds numbers."""

    name: str
    width: int = 0
    right: bool = False


def print_table(
    headings: Sequence[Heading], rows: Iterable[Sequence[object]], with_headings: bool = True
) -> None:
    """Print rows of cells on standard output; None is an empty cell.

    Control characters are left out, so that what a site wrote does not drive the terminal.
    """
    cells = (tuple(_cell(value) for value in row) for row in rows)
    first = list(islice(cells, _MAX_TABLE_ROWS + 1))
    if sys.stdout.isatty() and len(first) <= _MAX_TABLE_ROWS:
        _print_rich(headings, first)
        return
    if with_headings:
        print(_line(headings, [heading.name for heading in headings]))
    for row in chain(first, cells):
        print(_line(headings, row))


def _cell(value: object) -> str:
    return "" if value is None else " ".join(printable(str(value)).splitlines())


def _line(headings: Sequence[Heading], row: Sequence[str]) -> str:
    aligned = [
        value.rjust(heading.width) if heading.right else value.ljust(heading.width)
        for heading, value in zip(headings, row, strict=True)
    ]
    return " ".join(aligned).rstrip()


def _print_rich(headings: Sequence[Heading], rows: Iterable[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(
            heading.name, justify="right" if heading.right else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(value) for value in row))  # Text: a site's brackets are no markup
    Console(highlight=False).print(table)
