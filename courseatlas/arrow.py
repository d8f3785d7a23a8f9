"""A table of the schema in Arrow: the one place where a DataFrame becomes exactly its declared columns and types."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def arrow_schema(table: Table) -> pa.Schema:
    """The table's Arrow schema; each field's metadata holds its meaning."""
    return pa.schema(
        [
            pa.field(column.name, ARROW_TYPES[column.type], nullable=not column.required, metadata={"description": column.meaning})
            for column in table.columns
        ]
    )


def empty_frame(table: Table) -> pd.DataFrame:
    """No rows, all columns, in pandas' Arrow types."""
    return to_frame(arrow_schema(table).empty_table())


def to_frame(arrow: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame that keeps the Arrow types, so that a null stays a null and a list a list."""
    import pandas as pd

    return arrow.to_pandas(types_mapper=pd.ArrowDtype)


def from_rows(table: Table, rows: list[dict]) -> pd.DataFrame:
    """Rows as dicts to a DataFrame with exactly the declared columns; keys that are no column are left out."""
    schema = arrow_schema(table)
    return to_frame(pa.table({field.name: pa.array([row.get(field.name) for row in rows], field.type) for field in schema}, schema=schema))


def to_arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """A DataFrame in exactly the declared Arrow schema.

    Raises TableError that names table, column and the first value that does not fit, or the column that is missing.
    """
    schema = arrow_schema(table)
    if missing := [field.name for field in schema if field.name not in frame]:
        raise TableError(f"table {table.name}: no column {', '.join(missing)}; courseatlas/schema.py declares it")
    return pa.table([_column(table, field, frame[field.name]) for field in schema], schema=schema)


def _column(table: Table, field: pa.Field, values: pd.Series) -> pa.Array:
    try:
        return _array(values, field.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as e:
        for value in values:
            try:
                pa.array([value], field.type, from_pandas=True)
            except (pa.ArrowInvalid, pa.ArrowTypeError):
                raise TableError(
                    f"table {table.name}, column {field.name}: {value!r} is no {field.type}; mend the step that made it"
                ) from e
        raise TableError(f"table {table.name}, column {field.name}: {e}") from e


def _array(values: pd.Series, kind: pa.DataType) -> pa.Array:
    import pandas as pd

    if isinstance(values.dtype, pd.ArrowDtype):
        return pa.array(values, kind)
    # from a list: the conversion of NumPy's object arrays knows no lists of text
    return pa.array(values.tolist(), kind, from_pandas=True)
