"""The values of a question about a record or a page: what is known of a run, and the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pyarrow as pa

from courseatlas.rows import RecordOutcomeRow

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Explanation:
    """What became of one record or page: a heading, and lines of (what, sentence)."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Candidate:
    """One of several things that a question may mean: its id or address, its title, its outcome."""

    name: str
    title: str
    outcome: str


@dataclass(frozen=True)
class Explanations:
    """What a question means, explained; or a short list where it means several things."""

    explained: tuple[Explanation, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class RunFiles:
    """What is known of a run: the outcomes of its records, its pages, withheld rows and sources.

    `remedies` is rule -> what to do. `steps` are the names of the steps in their order.
    """

    run_id: str
    records: pa.Table
    pages: pa.Table
    quarantine: pa.Table
    health: Mapping[str, Row]
    remedies: Mapping[str, str]
    steps: Sequence[str]

    def records_where(self, column: str, value: str) -> list[RecordOutcomeRow]:
        """The records with a value in a column of RECORD_OUTCOMES."""
        return cast(list[RecordOutcomeRow], rows_where(self.records, column, value))

    def pages_of(self, url: str) -> list[Row]:
        """The ledger's row of a URL, as a list of none or one."""
        return rows_where(self.pages, "url", url)


def rows_where(table: pa.Table, column: str, value: str) -> list[Row]:
    """The rows of an Arrow table with a value in a column, as dictionaries."""
    import pyarrow.compute as pc

    rows: list[Row] = table.filter(pc.equal(table[column], value)).to_pylist()
    return rows
