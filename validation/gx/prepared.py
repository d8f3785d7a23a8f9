"""A table as the expectations look at it: each column in one plain type.

A further column says whether the values of each row are of the declared types.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from courseatlas.arrow import ARROW_TYPES
from courseatlas.schema import BOOL, COUNT, DAY, DOUBLE, MONEY, STRINGS, TIME, Table

# the name of that column
TYPED = "values are of their declared types"
_ERRORS = (pa.ArrowException, TypeError, ValueError, OverflowError)
# what Arrow takes without a word: the letters of a text as a list, a number as days since 1970,
# half a count
_WRONGLY_TAKEN: Mapping[pa.DataType, Callable[[Any], bool]] = {
    ARROW_TYPES[STRINGS]: lambda value: isinstance(value, str),
    ARROW_TYPES[DAY]: lambda value: isinstance(value, int),
    ARROW_TYPES[TIME]: lambda value: isinstance(value, int),
    ARROW_TYPES[COUNT]: lambda value: isinstance(value, float) and value % 1 > 0,
}


def prepared(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of the table as text, numbers, times, truth values and lists, and `TYPED`.

    A value of another type than its column's is null here, and its row False in `TYPED`: an
    expectation over mixed types would raise. Lists and texts stay in Arrow's form, in which a
    hundred thousand of them are no objects of Python.
    """
    columns: dict[str, Any] = {}
    fits = np.ones(len(frame), dtype=bool)
    for column in table.columns:
        nothing = pd.Series([None] * len(frame), dtype=object)
        array, fits_here = _checked(frame.get(column.name, nothing), column.type)
        fits &= fits_here
        columns[column.name] = _plain(array, column.type)
    columns[TYPED] = pd.Series(fits)
    return pd.DataFrame(columns)


def lists(values: pd.Series) -> list[list[str] | None]:
    """A column of lists as Python lists."""
    plain: list[list[str] | None] = pa.array(values).to_pylist()
    return plain


def among(values: pd.Series, known_ids: Collection[str]) -> list[bool]:
    """Which values are known ids, by a look-up each: the ids are many more than the rows."""
    return [value in known_ids for value in values.tolist()]


def filled(values: pd.Series) -> pd.Series:
    """Which rows of a column of lists have an item."""
    lengths = pc.list_value_length(pa.array(values)).fill_null(0)
    return pd.Series(lengths.to_numpy(zero_copy_only=False) > 0, index=values.index)


def _checked(values: pd.Series, kind: str) -> tuple[pa.Array, Any]:
    """A column in its Arrow type, with null for what is of another type; which values fit."""
    arrow_type = ARROW_TYPES[kind]
    try:
        return _array(values, arrow_type), np.ones(len(values), dtype=bool)
    except _ERRORS:
        good = [_fits(value, kind) for value in values]
        fitting = [value if fits else None for fits, value in zip(good, values, strict=True)]
        absent = [not _is_present(value) for value in values]
        array = pa.array(fitting, arrow_type, from_pandas=True)
        return array, np.array(good, dtype=bool) | np.array(absent, dtype=bool)


def _array(values: pd.Series, arrow_type: pa.DataType) -> pa.Array:
    if isinstance(values.dtype, pd.ArrowDtype):
        return _cast(pa.array(values), arrow_type)
    # from a list: the conversion of NumPy's object arrays does not support lists of text
    plain = values.tolist()
    is_wrong = _WRONGLY_TAKEN.get(arrow_type)
    if is_wrong and any(is_wrong(value) for value in plain):
        raise TypeError(f"not all values are of {arrow_type}")
    return pa.array(plain, arrow_type, from_pandas=True)


def _cast(array: pa.Array | pa.ChunkedArray, arrow_type: pa.DataType) -> pa.Array:
    whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    if whole.type == arrow_type:
        return whole
    if pa.types.is_string(whole.type) and not pa.types.is_string(arrow_type):
        raise TypeError(f"text in a column of {arrow_type}")  # a cast would read it
    return whole.cast(arrow_type)


def _fits(value: Any, kind: str) -> bool:
    try:
        column = pd.Series([value], dtype=object)
        return _is_present(value) and len(_array(column, ARROW_TYPES[kind])) == 1
    except _ERRORS:
        return False


def _is_present(value: Any) -> bool:
    return not (pd.api.types.is_scalar(value) and pd.isna(value))


def _plain(array: pa.Array, kind: str) -> pd.Series:
    if kind in (DOUBLE, COUNT, MONEY):
        return pd.Series(array.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False))
    if kind in (DAY, TIME):
        times = array.cast(pa.timestamp("ms")).to_numpy(zero_copy_only=False)
        return pd.Series(pd.to_datetime(times, utc=True))
    if kind == BOOL:
        return pd.Series(array.to_pylist(), dtype=object)
    values = pd.Series(array, dtype=pd.ArrowDtype(array.type))
    return values if kind == STRINGS else values.astype("str")
