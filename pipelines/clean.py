"""Clean: the fields of a record as columns in their declared Arrow types, with normalized text."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

from courseatlas.arrow import series, values
from courseatlas.parsing import PARSERS
from courseatlas.schema import DAY, MONEY, STRING, STRINGS, TIME
from courseatlas.text import one_line
from pipelines.step import CurationContext, StepResult, nothing_ends

# the form in which a row keeps the courses that a program lists
COMPONENTS = pa.list_(
    pa.struct(
        [
            ("course_code", pa.string()),
            ("course_title", pa.string()),
            ("role", pa.string()),
            ("group_title", pa.string()),
            ("choose_count", pa.int64()),
            ("choose_credits", pa.float64()),
            ("alternative_to", pa.int64()),
            ("range_from", pa.string()),
            ("range_to", pa.string()),
            ("excluded_codes", pa.list_(pa.string())),
            ("option", pa.int64()),
            ("course_alias", pa.string()),
        ]
    )
)
# columns that `normalize` and `identify` made already
_MADE = ("id", "source_id", "title", "description", "code", "cross_listed")
# columns that stand beside the fields of a record
_OF_RECORD = ("url", "evidence_url", "fetched_at", "payload_sha256", "freshness")
_CENT = Decimal("0.01")


def clean(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows with every declared column, the printed columns that the parsers read, `components`.

    A value that the reader stated keeps its place; a value of another type than declared raises.
    """
    records = frame["record"].tolist()
    fields = [record["fields"] for record in records]
    columns: dict[str, pd.Series] = {"record_number": frame["record_number"]}
    declared = {column.name: column.type for column in context.table.columns}
    for name, kind in declared.items():
        if name in _MADE:
            columns[name] = frame[name]
            continue
        holders = records if name in _OF_RECORD else fields
        stated = [holder.get(name) for holder in holders]
        columns[name] = series(converted(stated, kind), kind, frame.index)
    for name in PARSERS:
        if name not in declared:
            printed = [field.get(name) for field in fields]
            columns[name] = series(_over_distinct(printed, one_line), STRING, frame.index)
    providers = [context.sources[source].provider_id for source in values(frame["source_id"])]
    columns["provider_id"] = series(providers, STRING, frame.index)
    components = [record["components"] for record in records]
    columns["components"] = series(components, COMPONENTS, frame.index)
    return nothing_ends(pd.DataFrame(columns))


def converted(stated: list[Any], kind: str) -> list[Any]:
    """Values as a reader states them, ready for the Arrow type of their column."""
    if kind == STRING:
        return _over_distinct(stated, one_line)
    if kind == STRINGS:
        return [value if isinstance(value, list) else [] for value in stated]
    convert = _CONVERTERS.get(kind)
    if convert is None:
        return stated
    return [None if value is None else convert(value) for value in stated]


def _over_distinct(stated: Iterable[Any], function: Callable[[str], str]) -> list[str | None]:
    """A text function over the distinct strings of a column; '' becomes null."""
    texts = list(stated)
    cleaned: Mapping[Any, str | None] = {
        text: function(text) or None for text in dict.fromkeys(texts) if text is not None
    }
    return [None if text is None else cleaned[text] for text in texts]


def _day(value: Any) -> date:
    return pd.Timestamp(value).date() if isinstance(value, str) else value


def _money(value: Any) -> Decimal:
    return Decimal(str(value)).quantize(_CENT)


def _time(value: str) -> pd.Timestamp:
    return pd.Timestamp(value).floor("ms")


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {DAY: _day, MONEY: _money, TIME: _time}
