"""What is new in the answer to a query: the rows that one release gives and another does not."""

from dataclasses import dataclass
from typing import Any

from courseatlas.arrow import rows_of
from courseatlas.atlas import Atlas

Row = dict[str, Any]


@dataclass(frozen=True)
class ComparedAnswers:
    """Two answers to one query: its columns, the new rows in their order, how many are gone."""

    columns: tuple[str, ...]
    new: tuple[Row, ...]
    gone: int


def compare_answers(latest: Atlas, earlier: Atlas | None, query: str) -> ComparedAnswers:
    """Compare the answers of two releases to a query, row by row; all rows are new without one.

    Raises UsageError for a query that DuckDB refuses.
    """
    answer = latest.sql(query)
    rows = rows_of(answer)
    before = {_key(row) for row in rows_of(earlier.sql(query))} if earlier else set()
    keys = [_key(row) for row in rows]
    new = tuple(row for row, key in zip(rows, keys, strict=True) if key not in before)
    return ComparedAnswers(tuple(answer.columns), new, len(before.difference(keys)))


def _key(row: Row) -> str:
    """A row as a text: a list cannot be looked up."""
    return repr(tuple(row.values()))
