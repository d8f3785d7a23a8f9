"""Clean: records as read become one row each, text normalised, printed strings parsed into typed columns."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from courseatlas.parsing import PARSERS
from courseatlas.schema import DAY, MONEY, STRING, STRINGS, Table
from courseatlas.sources import Source
from courseatlas.text import one_line, paragraphs

# what a source's YAML says of all its rows stands only beside a value that it explains
_DEFAULT_NEEDS = {"credit_unit": ("credits_min", "credits_total_min"), "price_currency": ("price_amount",)}
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
            frame[column.name] = _over_distinct(frame[column.name], paragraphs if column.name == "description" else one_line)
        elif column.type == STRINGS:
            frame[column.name] = [value if isinstance(value, list) else [] for value in frame[column.name]]
    _parse(frame)
    _defaults(frame, sources)
    frame["provider_id"] = [sources[source].provider_id for source in frame["source_id"]]
    for column in table.columns:
        if column.type == DAY:
            frame[column.name] = [
                value if value is None or not isinstance(value, str) else pd.Timestamp(value).date() for value in frame[column.name]
            ]
        elif column.type == MONEY:
            amounts = [None if value is None else Decimal(str(value)).quantize(Decimal("0.01")) for value in frame[column.name]]
            frame[column.name] = pd.Series(amounts, index=frame.index, dtype=object)
    frame["fetched_at"] = pd.to_datetime(frame["fetched_at"], utc=True, format="ISO8601").dt.floor("ms")
    return frame


def _over_distinct(values: pd.Series, function: Any) -> pd.Series:
    """A text function over the distinct strings of a column; '' becomes null."""
    known = {value: function(value) or None for value in values.dropna().unique()}
    return values.map(known).astype(object).where(values.notna(), None)


def _parse(frame: pd.DataFrame) -> None:
    for printed, parser in PARSERS.items():
        known = {value: parser(value) for value in frame[printed].dropna().unique()}
        for name in sorted({name for parsed in known.values() for name in parsed}):
            if name in frame:
                stated = frame[name].map(lambda value: value is not None and value != [])
                parsed = [known[value].get(name) if value is not None else None for value in frame[printed]]
                frame[name] = [
                    old if keep else new if new is not None else old for old, keep, new in zip(frame[name], stated, parsed, strict=True)
                ]


def _defaults(frame: pd.DataFrame, sources: Mapping[str, Source]) -> None:
    for source_id, source in sources.items():
        for name, value in source.defaults.items():
            if name in frame:
                needs = [column for column in _DEFAULT_NEEDS.get(name, ()) if column in frame]
                missing = (frame["source_id"] == source_id) & frame[name].isna()
                if needs:
                    missing &= frame[needs].notna().any(axis=1)
                frame.loc[missing, name] = value
