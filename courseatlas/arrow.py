"""Tables in Arrow: the declared types of a frame, and the schema of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from courseatlas.errors import TableError
from courseatlas.schema import Table

if TYPE_CHECKING:
    import pandas as pd

ARROW_TYPES = {
    "string": pa.string(),
    "double": pa.float64(),
    "int64": pa.int64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "timestamp[ms, UTC]": pa.timestamp("ms", tz="UTC"),
    "list<string>": pa.list_(pa.string()),
    "decimal128(12,2)": pa.decimal128(12, 2),
}
_ARROW_ERRORS = (pa.ArrowInvalid, pa.ArrowTypeError)


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table; the metadata of each field holds its meaning."""
    return pa.schema(
        [
            pa.field(
                column.name,
                ARROW_TYPES[column.type],
                nullable=not column.required,
                metadata={"description": column.meaning},
            )
            for column in table.columns
        ]
    )


def empty_frame(table: Table) -> pd.DataFrame:
    """A frame without rows that has all columns of the table in their declared types."""
    return to_frame(arrow_schema(table).empty_table())


def to_frame(arrow: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame that keeps the Arrow types; a null is `pd.NA`."""
    import pandas as pd

    frame: pd.DataFrame = arrow.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def series(
    values: Iterable[Any], kind: str | pa.DataType, index: pd.Index | None = None
) -> pd.Series:
    """Python values as a column of an Arrow type; `None` and NaN become null.

    `kind` is a type name of the schema or an Arrow type. Raises ArrowInvalid or ArrowTypeError for
    a value of another type.
    """
    import pandas as pd

    arrow_type = ARROW_TYPES[kind] if isinstance(kind, str) else kind
    array = pa.array(list(values), arrow_type, from_pandas=True)
    return pd.Series(pd.arrays.ArrowExtensionArray(array), index=index)


def arrow_type(column: pd.Series) -> pa.DataType:
    """The Arrow type of a column. Raises TypeError for a column of another kind."""
    import pandas as pd

    if not isinstance(column.dtype, pd.ArrowDtype):
        raise TypeError(f"column {column.name}: {column.dtype} is not an Arrow type")
    return column.dtype.pyarrow_dtype


def values(column: pd.Series) -> list[Any]:
    """The values of a column as plain Python objects; a null is None."""
    import pandas as pd

    if isinstance(column.dtype, pd.ArrowDtype):
        plain: list[Any] = pa.array(column).to_pylist()
        return plain
    return [None if _is_null(value) else value for value in column.tolist()]


def parts_by(column: str, frame: pd.DataFrame) -> dict[Any, pd.DataFrame]:
    """The rows of a frame by their value in a column; rows without a value are left out.

    One pass, where a comparison per value would go over all rows for each of them.
    """
    return {value: part for value, part in frame.groupby(column, sort=False)}


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dictionaries of plain Python objects; a null is None."""
    if frame.empty:
        return []
    names = list(frame.columns)
    columns = [values(frame[name]) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def from_rows(table: Table, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with exactly the declared columns and types; other keys are left out."""
    schema = arrow_schema(table)
    columns = {
        field.name: pa.array([row.get(field.name) for row in rows], field.type) for field in schema
    }
    return to_frame(pa.table(columns, schema=schema))


def to_arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """A frame in exactly the declared Arrow schema, as a file holds it.

    Raises TableError that names the table, the column and the first value that does not fit, or the
    column that is missing.
    """
    schema = arrow_schema(table)
    missing = [field.name for field in schema if field.name not in frame]
    if missing:
        names = ", ".join(missing)
        raise TableError(f"table {table.name}: no column {names}; courseatlas/schema declares it")
    return pa.table([_column(table, field, frame[field.name]) for field in schema], schema=schema)


def _column(table: Table, field: pa.Field, column: pd.Series) -> pa.Array:
    try:
        return _array(column, field.type)
    except _ARROW_ERRORS as e:
        for value in column:
            try:
                pa.array([value], field.type, from_pandas=True)
            except _ARROW_ERRORS:
                raise TableError(
                    f"table {table.name}, column {field.name}: {value!r} is not {field.type}; "
                    "correct the step that made it"
                ) from e
        raise TableError(f"table {table.name}, column {field.name}: {e}") from e


def _array(column: pd.Series, kind: pa.DataType) -> pa.Array:
    import pandas as pd

    if isinstance(column.dtype, pd.ArrowDtype):
        return pa.array(column, kind)
    # from a list: the conversion of NumPy's object arrays does not support lists of text
    return pa.array(column.tolist(), kind, from_pandas=True)


def _is_null(value: Any) -> bool:
    import pandas as pd

    return bool(pd.api.types.is_scalar(value) and pd.isna(value))
