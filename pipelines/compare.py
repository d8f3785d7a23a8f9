"""Compare with the previous release: which rows are new, gone, changed or back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from courseatlas.arrow import values
from courseatlas.schema import RECORD_TABLES, Table

Departures = Mapping[str, tuple[str, str]]
_NONE: Departures = MappingProxyType({})


def changes(
    tables: Mapping[str, pd.DataFrame],
    previous: Mapping[str, pd.DataFrame] | None,
    known_ids: set[str],
    departures: Departures = _NONE,
    columns: Mapping[str, Sequence[str]] | None = None,
) -> list[dict[str, Any]]:
    """Rows of `changes`. In a first release (`previous` is None) every row is added.

    `known_ids` are the ids of all earlier releases. `departures` says why a row left that no
    catalog dropped: `last_seen` and the day (it was carried for too long), `source_id` and the
    source (it is read no more), `rule` and its name (carried rows are judged by the rules of
    today). `columns` are the columns that the previous release has, by table; another column is new
    and no change.
    """
    rows: list[dict[str, Any]] = []
    for table in RECORD_TABLES:
        known = columns[table.name] if columns else table.names
        before = previous[table.name] if previous else None
        rows += _changes(table, tables[table.name], before, known_ids, departures, known)
    return rows


def _changes(
    table: Table,
    now: pd.DataFrame,
    before: pd.DataFrame | None,
    known_ids: set[str],
    departures: Departures,
    known_columns: Sequence[str],
) -> Iterator[dict[str, Any]]:
    ids = set(values(now["id"]))
    earlier_ids = set(values(before["id"])) if before is not None else set()
    names = [name for name in _compared(table) if name in known_columns]
    both = ids & earlier_ids
    new = _by_id(now, both, names)
    old = _by_id(before, both, names) if before is not None else {}
    for record_id in sorted(ids | earlier_ids):
        row = {"id": record_id, "table": table.name}
        if record_id not in earlier_ids:
            yield row | {"change": "returned" if record_id in known_ids else "added"}
        elif record_id not in ids:
            reason = zip(("field", "old"), departures.get(record_id, ()), strict=False)
            yield row | {"change": "removed"} | dict(reason)
        else:
            for name, value, new_value in zip(names, old[record_id], new[record_id], strict=True):
                if value != new_value and _is_change(name, value, new_value):
                    changed = {"old": _text(value), "new": _text(new_value)}
                    yield row | {"change": "changed", "field": name} | changed


def _compared(table: Table) -> list[str]:
    """The columns in which a record can change; `freshness` for rows that become or were stale."""
    left_aside = {*table.bookkeeping, *table.evidence} - {"freshness"}
    return [name for name in table.names if name not in left_aside]


def _is_change(name: str, value: Any, new_value: Any) -> bool:
    """Whether two different values are a change of the record."""
    if name == "freshness":
        return "stale" in (value, new_value)
    return _text(value) != _text(new_value)


def _by_id(frame: pd.DataFrame, wanted: set[str], names: list[str]) -> dict[str, tuple[Any, ...]]:
    """The values of each wanted row, in the order of the names."""
    rows = frame[frame["id"].isin(list(wanted))]
    columns = [values(rows[name]) for name in names]
    return dict(zip(values(rows["id"]), zip(*columns, strict=True), strict=True))


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return json.dumps([str(item) for item in value], ensure_ascii=False)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{float(value):g}"
    return str(value)
