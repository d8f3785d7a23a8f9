"""A table as the expectations look at it: each column in one plain type, and whether each row's values are of the declared types."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from courseatlas.arrow import ARROW_TYPES
from courseatlas.schema import BOOL, COUNT, DAY, DOUBLE, MONEY, STRINGS, TIME, Table

# the derived column that says so
TYPED = "values are of their declared types"
# what Arrow takes without a word: the letters of a text as a list, a number as days since 1970, half a count
_TAKEN = {
    ARROW_TYPES[STRINGS]: lambda value: isinstance(value, str),
    ARROW_TYPES[DAY]: lambda value: isinstance(value, int),
    ARROW_TYPES[TIME]: lambda value: isinstance(value, int),
    ARROW_TYPES[COUNT]: lambda value: isinstance(value, float) and value % 1 > 0,
}


def prepared(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The table's columns as text, numbers, times, truth and lists, and the column TYPED.

    A value that is not of its column's type is null here, and its row False in TYPED: an expectation over mixed types would raise.
    Lists and texts stay in Arrow's form, in which a hundred thousand of them are no objects of Python's.
    """
    rows: dict[str, Any] = {}
    fits = np.ones(len(frame), dtype=bool)
    for column in table.columns:
        values = frame[column.name] if column.name in frame else pd.Series([None] * len(frame), dtype=object)
        try:
            array = _array(values, ARROW_TYPES[column.type])
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            good = [_is_one(value, column.type) for value in values]
            fits &= [one or not _present(value) for one, value in zip(good, values, strict=True)]
            kept = [value if one else None for one, value in zip(good, values, strict=True)]
            array = pa.array(kept, ARROW_TYPES[column.type], from_pandas=True)
        rows[column.name] = _plain(array, column.type)
    rows[TYPED] = pd.Series(fits)
    return pd.DataFrame(rows)


def lists(values: pd.Series) -> list[list[str] | None]:
    """A column of lists as Python's lists."""
    plain: list[list[str] | None] = pa.array(values).to_pylist()
    return plain


def among(values: pd.Series, known: Collection[str]) -> list[bool]:
    """Which values are known ids: a look-up each, for the ids are many more than a short table's rows."""
    return [value in known for value in values.tolist()]


def filled(values: pd.Series) -> pd.Series:
    """Which rows of a column of lists hold something."""
    lengths = pc.list_value_length(pa.array(values)).fill_null(0)
    return pd.Series(lengths.to_numpy(zero_copy_only=False) > 0, index=values.index)


def _array(values: pd.Series, kind: pa.DataType) -> pa.Array:
    if isinstance(values.dtype, pd.ArrowDtype):
        found = pa.array(values)
        found = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
        if found.type != kind and pa.types.is_string(found.type) and not pa.types.is_string(kind):
            raise TypeError(f"text in a column of {kind}")  # a cast would read it
        return found if found.type == kind else found.cast(kind)
    # from a list: the conversion of NumPy's object arrays knows no lists of text
    plain = values.tolist()
    if (wrong := _TAKEN.get(kind)) and any(wrong(value) for value in plain):
        raise TypeError(f"not all are of {kind}")
    return pa.array(plain, kind, from_pandas=True)


def _is_one(value: Any, kind: str) -> bool:
    try:
        return _present(value) and len(_array(pd.Series([value], dtype=object), ARROW_TYPES[kind])) == 1
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return False


def _present(value: Any) -> bool:
    return not (pd.api.types.is_scalar(value) and pd.isna(value))


def _plain(array: pa.Array, kind: str) -> pd.Series:
    if kind in (DOUBLE, COUNT, MONEY):
        return pd.Series(array.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False))
    if kind in (DAY, TIME):
        return pd.Series(pd.to_datetime(array.cast(pa.timestamp("ms")).to_numpy(zero_copy_only=False), utc=True))
    if kind == BOOL:
        return pd.Series(array.to_pylist(), dtype=object)
    values = pd.Series(array, dtype=pd.ArrowDtype(array.type))
    return values if kind == STRINGS else values.astype("str")
