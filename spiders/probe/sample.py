"""A sample of what the reader finds, and which share of the records has each column."""

from collections.abc import Iterator, Sequence

from courseatlas.records import Record
from courseatlas.text import one_line

_MOST_ROWS = 8
_LONGEST_TEXT = 60


def sample_rows(records: Sequence[Record]) -> Iterator[tuple[str, str, str, str]]:
    """(kind, code, title, url) of the first records of each kind."""
    for kind in ("program", "course", "event"):
        chosen = [record for record in records if record.kind == kind][:_MOST_ROWS]
        for record in chosen:
            code = str(record.fields.get("code") or "")
            yield kind, code, one_line(record.title)[:_LONGEST_TEXT], record.url


def fill_rates(records: Sequence[Record]) -> Iterator[tuple[str, str, float]]:
    """(kind, column, share from 0 to 1) for each column that a record of the kind states."""
    for kind in ("program", "course", "event"):
        chosen = [record for record in records if record.kind == kind]
        columns = sorted({name for record in chosen for name in record.fields})
        for column in columns:
            filled = sum(bool(record.fields.get(column)) for record in chosen)
            yield kind, column, filled / len(chosen)
