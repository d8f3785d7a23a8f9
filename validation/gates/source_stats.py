"""Source stats: the numbers of a source that the gates compare, of this run and of the last
release.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

import pandas as pd
import pyarrow as pa

from courseatlas.arrow import values
from courseatlas.findings import SourceStats
from courseatlas.schema import RECORD_TABLES, STRINGS, Table
from courseatlas.words import SUPPORTING
from validation.gx import prepared

# columns whose words are counted, where the table has them
_WORD_COLUMNS = ("relevance", "academic_level", "credit_unit", "credential_type", "delivery")
_TEXT_COLUMNS = ("title", "description")


def source_stats(
    tables: Mapping[str, pd.DataFrame], ledger: Iterable[Mapping[str, Any]]
) -> SourceStats:
    """The stats of a source from its rows of the record tables, and from the rows of its ledger.

    A table without rows of the source may be missing.
    """
    rows: dict[str, int] = {}
    supporting: dict[str, int] = {}
    filled: dict[str, float] = {}
    words: dict[str, dict[str, int]] = {}
    lengths: dict[str, float] = {}
    distinct: dict[str, float] = {}
    titles: dict[str, str] = {}
    for table in RECORD_TABLES:
        frame = tables.get(table.name)
        rows[table.name] = 0 if frame is None else len(frame)
        if frame is None or frame.empty:
            continue
        supporting[table.name] = values(frame["relevance"]).count(SUPPORTING)
        titles |= dict(zip(values(frame["id"]), values(frame["title"]), strict=True))
        filled |= _filled(table, frame)
        words |= _words(table, frame)
        for name in _TEXT_COLUMNS:
            texts = [text for text in values(frame[name]) if isinstance(text, str)]
            if texts:
                path = f"{table.name}.{name}"
                lengths[path] = float(median(map(len, texts)))
                distinct[path] = round(len(set(texts)) / len(texts), 4)
    pages = Counter(
        f"{row['outcome']}:{row['code']}" if row["code"] else row["outcome"] for row in ledger
    )
    by_outcome = dict(sorted(pages.items()))
    return SourceStats(
        rows, filled, words, lengths, distinct, titles, by_outcome, supporting=supporting
    )


def _filled(table: Table, frame: pd.DataFrame) -> dict[str, float]:
    """The share of rows that hold a value, by `table.column`; an empty list is no value."""
    return {
        f"{table.name}.{column.name}": round(_share(frame[column.name], column.type), 4)
        for column in table.columns
    }


def _share(column: pd.Series, kind: str) -> float:
    array = pa.array(column)
    present: int = len(array) - array.null_count
    if kind == STRINGS:
        present = int(prepared.filled(column).sum())
    return present / len(array)


def _words(table: Table, frame: pd.DataFrame) -> dict[str, dict[str, int]]:
    counted = {}
    for name in _WORD_COLUMNS:
        if name in table.names:
            words = Counter(str(value) for value in values(frame[name]) if value is not None)
            counted[f"{table.name}.{name}"] = dict(sorted(words.items()))
    return counted


def previous_stats(
    manifest: Mapping[str, Any], source_id: str, titles: dict[str, str]
) -> SourceStats | None:
    """The stats of a source's last good crawl; None where the last release held no row of it."""
    kept = manifest["sources"].get(source_id, {}).get("facts")
    return SourceStats(titles=titles, **kept) if kept and titles else None
