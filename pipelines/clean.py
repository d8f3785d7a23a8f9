"""Clean: records as read become one row each, text normalised, every declared column there."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from courseatlas.parsing import PARSERS
from courseatlas.schema import STRING, STRINGS, Table
from courseatlas.sources import Source
from courseatlas.text import described, one_line, title_case

_CARRIED = ("source_id", "key", "url", "title", "evidence_url", "fetched_at", "payload_sha256", "freshness", "components")


def clean(records: Iterable[Mapping[str, Any]], table: Table, sources: Mapping[str, Source]) -> pd.DataFrame:
    """Rows of one table from records of its kind: every declared column, object typed, plus `key` and `components`."""
    frame = pd.DataFrame([{name: record.get(name) for name in _CARRIED} | dict(record["fields"]) for record in records], dtype=object)
    for name in (*_CARRIED, *table.names, *PARSERS):
        if name not in frame:
            frame[name] = None
    frame = frame.where(frame.notna(), None)
    for column in table.columns:
        if column.type == STRING:
            frame[column.name] = _over_distinct(frame[column.name], described if column.name == "description" else one_line)
        elif column.type == STRINGS:
            frame[column.name] = [value if isinstance(value, list) else [] for value in frame[column.name]]
    frame["title"] = [
        title_case(title) if title and sources[source].titles == "capitals" else title
        for title, source in zip(frame["title"], frame["source_id"], strict=True)
    ]
    frame["provider_id"] = [sources[source].provider_id for source in frame["source_id"]]
    frame["fetched_at"] = pd.to_datetime(frame["fetched_at"], utc=True, format="ISO8601").dt.floor("ms")
    return frame


def _over_distinct(values: pd.Series, function: Any) -> pd.Series:
    """A text function over the distinct strings of a column; '' becomes null."""
    known = {value: function(value) or None for value in values.dropna().unique()} | {None: None}
    return pd.Series([known[value] for value in values], index=values.index, dtype=object)
