"""The difference between two releases as lines that a person reads."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from courseatlas.ids import source_of
from courseatlas.schema import RECORD_TABLES

Change = Mapping[str, Any]  # a row of the table `changes`

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "returned": "↩"}
_MAX_VALUE = 60  # characters of an old or a new value


def change_lines(
    heading: str, changes: Sequence[Change], titles: Mapping[str, str]
) -> Iterator[str]:
    """A sum per table and per source, then each record with the fields that changed."""
    yield heading
    if not changes:
        yield "no record differs"
        return
    yield from _sums_per_table(changes)
    yield from _sums_per_source(changes)
    order = list(_SIGNS)
    previous_id = None
    for row in sorted(changes, key=lambda row: (order.index(row["change"]), row["id"])):
        if row["id"] != previous_id:
            yield f"{_SIGNS[row['change']]} {row['id']}  {titles[row['id']]}"
        previous_id = row["id"]
        if row.get("field"):
            yield f"    {row['field']}: {_shortened(row['old'])} -> {_shortened(row['new'])}"


def _sums_per_table(changes: Sequence[Change]) -> Iterator[str]:
    for table in RECORD_TABLES:
        records = {(row["id"], row["change"]) for row in changes if row["table"] == table.name}
        counts = Counter(change for _, change in records)
        if records:
            yield f"{table.name}: " + ", ".join(
                f"{counts[change]} {change}" for change in _SIGNS if counts[change]
            )


def _sums_per_source(changes: Sequence[Change]) -> Iterator[str]:
    by_source: dict[str, Counter[str]] = {}
    for record_id, change in {(row["id"], row["change"]) for row in changes}:
        by_source.setdefault(source_of(record_id), Counter())[change] += 1
    for source_id, counts in sorted(by_source.items()):
        signs = [f"{sign}{counts[change]}" for change, sign in _SIGNS.items() if counts[change]]
        yield f"  {source_id:<28} {' '.join(signs)}"


def _shortened(value: str | None) -> str:
    if value is None:
        return "(empty)"
    line = value.replace("\n", " ")
    return line if len(line) <= _MAX_VALUE else line[: _MAX_VALUE - 1] + "…"
