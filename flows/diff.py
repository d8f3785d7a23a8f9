"""`releases diff A B`: what came, went, changed or returned between two releases, as a page to read and as CSV."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from courseatlas.errors import StorageError
from courseatlas.releases import Release
from courseatlas.schema import CHANGES, RECORD_TABLES
from pipelines.compare import changes

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "returned": "↩"}
_WIDTH = 60  # characters of an old or a new value


def difference(old: Release, new: Release) -> list[dict]:
    """Rows of `changes` from the older release to the newer."""
    return changes(record_tables(new), record_tables(old), set(old.ids()))


def titles(*several: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """id -> title over the record tables of one or more releases."""
    return {
        record_id: title
        for tables in several
        for table in RECORD_TABLES
        for record_id, title in zip(tables[table.name]["id"], tables[table.name]["title"], strict=True)
    }


def record_tables(release: Release) -> dict[str, pd.DataFrame]:
    """The record tables of a release by name."""
    return {table.name: release.table(table.name) for table in RECORD_TABLES}


def page(heading: str, rows: list[dict], titles: Mapping[str, str]) -> Iterator[str]:
    """The lines a person reads: a sum by table, a sum by source, then each record with its title, its fields below it."""
    yield heading
    if not rows:
        yield "no record differs"
        return
    for table in RECORD_TABLES:
        records = Counter({(row["id"], row["change"]): 1 for row in rows if row["table"] == table.name})
        if records:
            counts = Counter(change for _, change in records)
            yield f"{table.name}: " + ", ".join(f"{counts[change]} {change}" for change in _SIGNS if counts[change])
    by_source: dict[str, Counter[str]] = {}
    for record_id, change in {(row["id"], row["change"]): 1 for row in rows}:
        by_source.setdefault(record_id.split(":")[0], Counter())[change] += 1
    for source, counts in sorted(by_source.items()):
        yield f"  {source:<28} " + " ".join(f"{sign}{counts[change]}" for change, sign in _SIGNS.items() if counts[change])
    last = None
    for row in sorted(rows, key=lambda row: (list(_SIGNS).index(row["change"]), row["id"])):
        if row["id"] != last:
            yield f"{_SIGNS[row['change']]} {row['id']}  {titles[row['id']]}"
        last = row["id"]
        if row.get("field"):
            yield f"    {row['field']}: {_short(row['old'])} -> {_short(row['new'])}"


def write_csv(rows: list[dict], path: Path) -> None:
    """The rows as a CSV with the columns of `changes`. Raises StorageError where the file cannot be written."""
    try:
        with open(path, "w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, CHANGES.names)
            writer.writeheader()
            writer.writerows(rows)
    except OSError as e:
        raise StorageError(f"{path}: {e.strerror}; give a file that can be written with --csv") from e


def _short(value: str | None) -> str:
    if value is None:
        return "(empty)"
    line = value.replace("\n", " ")
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
