"""What the data dictionary tells of each column in one release: how full it is, and an example."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from courseatlas.arrow import values

# a longer text is a publisher's own, and no example
_LONGEST_EXAMPLE = 40
_ROWS_LOOKED_AT = 2_000


@dataclass(frozen=True)
class ColumnFacts:
    """The share of rows that hold a value, 0 to 1, and the first short value; None without one.

    An empty list holds no value.
    """

    filled: float
    example: str | None


def column_facts(frame: pd.DataFrame) -> Mapping[str, ColumnFacts]:
    """Column -> its facts; no facts for a table without rows."""
    if frame.empty:
        return {}
    return {str(name): _facts(frame[name]) for name in frame.columns}


def _facts(column: pd.Series) -> ColumnFacts:
    is_list = str(column.dtype).startswith("list")
    if is_list:
        filled = float(column.list.len().fillna(0).gt(0).mean())
    else:
        filled = float(column.notna().mean())
    printed = map(_printed, values(column.head(_ROWS_LOOKED_AT)))
    example = next((text for text in printed if text and len(text) <= _LONGEST_EXAMPLE), None)
    return ColumnFacts(filled, example)


def _printed(value: Any) -> str | None:
    """A value as the CSV file prints it; None for one that is no example."""
    if value is None or value == []:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
