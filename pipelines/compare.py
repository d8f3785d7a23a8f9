"""Compare with the previous release: what came, went, changed or returned."""

import json
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from courseatlas.schema import RECORD_TABLES

# bookkeeping that changes with every run is no change of the record
_IGNORED = {"fetched_at", "last_seen", "freshness", "first_seen", "payload_sha256", "evidence_url"}


def changes(
    tables: Mapping[str, pd.DataFrame],
    previous: Mapping[str, pd.DataFrame] | None,
    known: set[str],
    left: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> list[dict]:
    """Rows of `changes`. `known` are the ids of all earlier releases; in a first release every row is added.

    `left` tells of rows that no catalog dropped what made them leave: `last_seen` and the day (carried too long), `source_id` and the
    source (not read any more), `rule` and its name (carried rows are judged by the rules of today).
    """
    rows: list[dict] = []
    for table in RECORD_TABLES:
        now, before = tables[table.name], previous[table.name] if previous else pd.DataFrame({"id": []})
        ids, earlier = set(now["id"]), set(before["id"])
        columns = [name for name in table.names if name not in _IGNORED]
        old, new = _by_id(before, ids, columns), _by_id(now, earlier, columns)
        for record_id in sorted(ids | earlier):
            base = {"id": record_id, "table": table.name}
            if record_id not in earlier:
                rows.append(base | {"change": "returned" if record_id in known else "added"})
            elif record_id not in ids:
                why = dict(zip(("field", "old"), left.get(record_id, ()), strict=False))
                rows.append(base | {"change": "removed"} | why)
            else:
                for column, was, is_now in zip(columns, old[record_id], new[record_id], strict=True):
                    if was is not is_now and (said := _text(was)) != (says := _text(is_now)):
                        rows.append(base | {"change": "changed", "field": column, "old": said, "new": says})
    return rows


def _by_id(frame: pd.DataFrame, wanted: set[str], columns: list[str]) -> dict[str, tuple]:
    """The values of each wanted row, in the order of the columns."""
    chosen = frame[frame["id"].isin(wanted)].reindex(columns=columns).astype(object)
    return dict(zip(chosen["id"], zip(*(chosen[name] for name in columns), strict=True), strict=True))


def _text(value: object) -> str | None:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return json.dumps([str(item) for item in value], ensure_ascii=False)
    return f"{float(value):g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
