"""The folder of a release: staged under another name, read back, fsynced, renamed into place.

A reader never sees half a release. A kill, a full disk or an I/O error at any moment leaves the
last good release in place.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from courseatlas.arrow import to_arrow
from courseatlas.errors import DamagedRelease, StorageError
from courseatlas.files import remedy_of, write_then_rename
from courseatlas.releases import SUMS, sums_text, verify
from courseatlas.schema import SCHEMA_VERSION, STRING, TABLES, Column, Table

STAGING = ".staging"
# how a text begins that a spreadsheet takes for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def stage(
    output: Path, version: str, tables: Mapping[str, pd.DataFrame], extra: Mapping[str, pa.Table]
) -> Path:
    """Write the Parquet files of a release into a staging folder; returns the folder.

    `extra` are the tables that a release keeps in Parquet only. Raises StorageError; the last
    release is untouched.
    """
    folder = output / "releases" / f"{STAGING}-{version}"
    try:
        clear_staging(output)
        folder.mkdir(parents=True)
        for table in TABLES:
            arrow = to_arrow(table, tables[table.name])
            pq.write_table(arrow, folder / f"{table.name}.parquet", compression="zstd")
        for name, arrow in extra.items():
            pq.write_table(arrow, folder / f"{name}.parquet", compression="zstd")
    except OSError as e:
        raise _storage_error(folder, e) from e
    return folder


def complete(folder: Path, documents: Mapping[str, str], manifest: Mapping[str, Any]) -> Path:
    """Complete a staged release and switch to it; returns its folder.

    `documents` is path -> text; `manifest` is what its manifest says besides its files. Raises
    StorageError (the last release is untouched), or DamagedRelease where what is read back is not
    what was written.
    """
    output = folder.parent.parent
    version = folder.name.removeprefix(f"{STAGING}-")
    final = output / "releases" / version
    try:
        for table in TABLES:
            arrow = pq.read_table(folder / f"{table.name}.parquet")
            write_csv(table, arrow, folder / f"{table.name}.csv")
        for name, text in documents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        _write_manifest(folder, version, manifest)
        problems = verify(folder)
        if problems:
            raise DamagedRelease(
                f"{folder}: read back, the new release is damaged: {problems[0]}; "
                "nothing was published"
            )
        _fsync_tree(folder)
        os.rename(folder, final)
        _fsync(final.parent)
        switch(output, version)
    except OSError as e:
        raise _storage_error(folder, e) from e
    return final


def discard(folder: Path) -> None:
    """Remove a staged release that is not published."""
    shutil.rmtree(folder, ignore_errors=True)


def switch(output: Path, version: str) -> None:
    """Point `latest` and `latest.json` at a release; a reader sees the old one or the new one."""
    pointer, spare = output / "latest", output / ".latest.new"
    spare.unlink(missing_ok=True)
    os.symlink(Path("releases") / version, spare)
    os.replace(spare, pointer)
    content = {"version": version, "path": f"releases/{version}"}
    write_then_rename(output / "latest.json", json.dumps(content) + "\n")
    _fsync(output)


def clear_staging(output: Path) -> list[str]:
    """Remove what a dead run left behind; returns the names."""
    folder = output / "releases"
    left = sorted(folder.glob(f"{STAGING}-*")) if folder.is_dir() else []
    for path in left:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return [path.name for path in left]


def write_csv(table: Table, arrow: pa.Table, path: Path) -> None:
    """Write the CSV form of a table.

    Lists are JSON arrays, times are ISO 8601, and a text that would start a formula is preceded by
    an apostrophe. Text is quoted and other values are not, so that a spreadsheet can be told to
    leave the course number "6.390" as it is.
    """
    columns = [_csv_column(column, arrow[column.name]) for column in table.columns]
    options = pa.csv.WriteOptions(quoting_style="needed")
    pa.csv.write_csv(pa.table(columns, names=table.names), path, options)


def _csv_column(column: Column, values: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    if pa.types.is_list(values.type):
        texts = [
            None if value is None else json.dumps(value, ensure_ascii=False)
            for value in values.to_pylist()
        ]
        return pa.array(texts, pa.string())
    if pa.types.is_timestamp(values.type):
        texts = [
            None
            if value is None
            else value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            for value in values.to_pylist()
        ]
        return pa.array(texts, pa.string())
    if column.type == STRING:
        texts = [
            f"'{value}" if value and value.startswith(_FORMULA) else value
            for value in values.to_pylist()
        ]
        return pa.array(texts, pa.string())
    return values


def _write_manifest(folder: Path, version: str, manifest: Mapping[str, Any]) -> None:
    files = {
        path.relative_to(folder).as_posix(): _file_entry(folder, path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    content = {"schema_version": SCHEMA_VERSION, "version": version, **manifest, "files": files}
    path = folder / "manifest.json"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / SUMS).write_text(sums_text(folder, files), "utf-8")


def _file_entry(folder: Path, path: Path) -> dict[str, Any]:
    body = path.read_bytes()
    entry: dict[str, Any] = {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}
    parquet = path.with_suffix(".parquet")
    if path.parent == folder and path.suffix in (".parquet", ".csv") and parquet.exists():
        entry["rows"] = pq.read_metadata(parquet).num_rows
    return entry


def _storage_error(folder: Path, error: OSError) -> StorageError:
    """The error to raise; the staging folder is removed first, to give its space back."""
    discard(folder)
    return StorageError(
        f"{error.filename or folder}: {error.strerror}; {remedy_of(error)} and run again; "
        "the last release is untouched"
    )


def _fsync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _fsync(path)


def _fsync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
