"""A table as the expectations look at it: each column in one plain type, and whether each row's values are of the declared types."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from courseatlas.schema import BOOL, COUNT, DAY, DOUBLE, MONEY, STRINGS, TIME, Table

# the derived column that says so
TYPED = "values are of their declared types"


def prepared(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The table's columns as text, numbers, times and lists with None or NaN for null, and the column TYPED.

    A value that is not of its column's type is null here, and its row False in TYPED: an expectation over mixed types would raise.
    """
    rows: dict[str, Any] = {}
    fits = np.ones(len(frame), dtype=bool)
    for column in table.columns:
        values = frame[column.name] if column.name in frame else pd.Series([None] * len(frame), dtype=object)
        read = _READ.get(column.type, _text)(values.reset_index(drop=True))
        rows[column.name] = read
        if (lost := read.isna()).any():
            fits &= ~(lost & values.reset_index(drop=True).notna()).to_numpy(dtype=bool)
    rows[TYPED] = pd.Series(fits)
    return pd.DataFrame(rows)


def _text(values: pd.Series) -> pd.Series:
    if isinstance(values.dtype, pd.ArrowDtype) and pa.types.is_string(values.dtype.pyarrow_dtype):
        return values.astype("str")
    plain = values.astype(object)
    if pd.api.types.infer_dtype(plain, skipna=True) not in ("string", "empty"):
        plain = plain.map(lambda value: value if isinstance(value, str) else None)
    return plain.astype("str")  # in Arrow's form: patterns and comparisons run over it without Python


def _number(values: pd.Series) -> pd.Series:
    if isinstance(values.dtype, pd.ArrowDtype) and values.dtype.kind in "iuf":
        return pd.Series(values.to_numpy(dtype="float64", na_value=np.nan))
    if isinstance(values.dtype, pd.ArrowDtype) and pa.types.is_decimal(values.dtype.pyarrow_dtype):
        return pd.Series(pa.array(values).cast(pa.float64()).to_numpy(zero_copy_only=False))
    if values.dtype.kind in "iuf":
        return values.astype("float64")
    plain = values.astype(object).map(lambda value: None if isinstance(value, str | bool) else value)
    return pd.to_numeric(plain, errors="coerce").astype("float64")


def _flag(values: pd.Series) -> pd.Series:
    return values.astype(object).map(lambda value: bool(value) if isinstance(value, bool | np.bool_) else None).astype(object)


def _time(values: pd.Series) -> pd.Series:
    if isinstance(values.dtype, pd.ArrowDtype):
        if pa.types.is_temporal(values.dtype.pyarrow_dtype):
            return pd.Series(pd.to_datetime(pa.array(values).cast(pa.timestamp("ms")).to_numpy(), utc=True))
        values = values.astype(object)
    if values.dtype == object:
        values = values.map(lambda value: None if isinstance(value, str | int | float | list) else value)
    return pd.to_datetime(values, errors="coerce", utc=True)


def _list(values: pd.Series) -> pd.Series:
    if isinstance(values.dtype, pd.ArrowDtype):
        return pd.Series(pa.array(values).to_pylist(), dtype=object)
    return values.astype(object).map(lambda value: list(value) if isinstance(value, list | tuple | np.ndarray) else None).astype(object)


_READ = {DOUBLE: _number, COUNT: _number, MONEY: _number, BOOL: _flag, DAY: _time, TIME: _time, STRINGS: _list}
