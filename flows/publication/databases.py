"""The databases of a release, for those who want SQL: `atlas.duckdb` and `atlas.sqlite`.

Both hold the tables of the Parquet files and the views of `courseatlas.views`. Their content is the
same for the same tables; their bytes are not.
"""

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from courseatlas.schema import BY_NAME, PARQUET_TABLES, TABLES, Column, Table
from courseatlas.views import VIEWS

DUCKDB_FILE, SQLITE_FILE = "atlas.duckdb", "atlas.sqlite"
_BATCH = 10_000
# DuckDB takes most of the memory of the machine otherwise
_DUCKDB_SETTINGS: dict[str, Any] = {"memory_limit": "1GB", "threads": 2}
_SQLITE_TYPES = {
    "double": "REAL",
    "int64": "INTEGER",
    "bool": "INTEGER",
    "decimal128(12,2)": "REAL",
}


def write_databases(folder: Path) -> None:
    """Write both databases from the Parquet files of a folder. Raises OSError."""
    try:
        _write_duckdb(folder)
        _write_sqlite(folder)
    except (duckdb.Error, sqlite3.Error) as e:
        # a full disk, most of all: neither library raises OSError for it
        raise OSError(errno.EIO, f"the databases cannot be written: {e}", str(folder)) from e


def _write_duckdb(folder: Path) -> None:
    with duckdb.connect(str(folder / DUCKDB_FILE), config=_DUCKDB_SETTINGS) as connection:
        connection.begin()  # one transaction: each column has a comment of its own
        for table in _tables(folder):
            file = str(_file(folder, table))
            connection.execute(
                f'CREATE TABLE "{table.name}" AS SELECT * FROM read_parquet(?)', [file]
            )
            connection.execute(f'COMMENT ON TABLE "{table.name}" IS {_quoted(table.meaning)}')
            for column in _columns(folder, table):
                connection.execute(
                    f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {_quoted(column.meaning)}'
                )
        for view in VIEWS:
            connection.execute(f"CREATE VIEW {view.name} AS {view.select}")
        connection.commit()


def _write_sqlite(folder: Path) -> None:
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as connection:
        # a folder that is not complete is thrown away as a whole
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for table in _tables(folder):
            columns = _columns(folder, table)
            connection.execute(f'CREATE TABLE "{table.name}" ({_declared(table, columns)})')
            marks = ", ".join("?" for _ in columns)
            connection.executemany(
                f'INSERT INTO "{table.name}" VALUES ({marks})',
                _sqlite_rows(_file(folder, table), [column.name for column in columns]),
            )
        for view in VIEWS:
            connection.execute(f"CREATE VIEW {view.name} AS {view.select}")
        connection.commit()


def _tables(folder: Path) -> list[Table]:
    """The tables that have a file in a folder."""
    return [table for table in (*TABLES, *PARQUET_TABLES) if _file(folder, table).exists()]


def _file(folder: Path, table: Table) -> Path:
    return folder / f"{table.name}.parquet"


def _columns(folder: Path, table: Table) -> list[Column]:
    """The declared columns that the file of a table has."""
    names = pq.read_schema(_file(folder, table)).names
    return [column for column in table.columns if column.name in names]


def _declared(table: Table, columns: list[Column]) -> str:
    """The columns and constraints of a table in SQLite's words.

    A key that may be null is no primary key. Nothing checks the foreign keys: they tell a browser
    of the data what leads where.
    """
    parts = [
        f'"{column.name}" {_SQLITE_TYPES.get(column.type, "TEXT")}'
        f"{' NOT NULL' if column.required else ''}"
        for column in columns
    ]
    if all(table.column(name).required for name in table.key):
        key = ", ".join(f'"{name}"' for name in table.key)
        parts.append(f"PRIMARY KEY ({key})")
    for column in columns:
        if column.refers_to:
            target = BY_NAME[column.refers_to]
            parts.append(
                f'FOREIGN KEY ("{column.name}") REFERENCES "{target.name}" ("{target.key[0]}")'
            )
    return ", ".join(parts)


def _sqlite_rows(path: Path, names: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a Parquet file, as SQLite keeps them."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH, columns=names):
            yield from zip(*map(_sqlite_values, batch.columns), strict=True)


def _sqlite_values(column: pa.Array) -> list[Any]:
    """A list as a JSON array, days and times in ISO 8601, an amount as a number."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        seconds = column.cast(pa.timestamp("s", "UTC"), safe=False)
        column = pc.strftime(seconds, "%Y-%m-%dT%H:%M:%SZ")
    elif pa.types.is_date(kind):
        column = column.cast(pa.string())
    values: list[Any] = column.to_pylist()
    if pa.types.is_decimal(kind):  # the cast of Arrow makes 19.990000000000002 of 19.99
        return [None if value is None else float(value) for value in values]
    if pa.types.is_list(kind):
        return [None if value is None else _json_array(tuple(value)) for value in values]
    return values


@lru_cache(1 << 12)
def _json_array(texts: tuple[str, ...]) -> str:
    """The texts as JSON. Most lists of a catalog are empty, or topics that many rows have."""
    return json.dumps(texts, ensure_ascii=False)


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
