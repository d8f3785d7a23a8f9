"""Publish: a release is built in a staging folder, read back, fsynced and renamed into place; then `latest` is switched."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from courseatlas.arrow import to_arrow
from courseatlas.errors import DamagedRelease, StorageError
from courseatlas.releases import verify
from courseatlas.schema import SCHEMA_VERSION, STRING, TABLES, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
STAGING = ".staging"


def publish(
    output: Path, version: str, tables: Mapping[str, pd.DataFrame], ids: pa.Table, facts: dict[str, Any], write_rest: Callable[[Path], None]
) -> Path:
    """Write, verify and switch to a release; returns its folder. `write_rest` adds the documents and the report to the staging folder.

    Raises StorageError (the last release is untouched) or DamagedRelease where what was read back is not what was written.
    """
    staging = output / "releases" / f"{STAGING}-{version}"
    try:
        clear_staging(output)
        staging.mkdir(parents=True)
        rows = {}
        for table in TABLES:
            arrow = to_arrow(table, tables[table.name])
            rows[table.name] = arrow.num_rows
            pq.write_table(arrow, staging / f"{table.name}.parquet", compression="zstd")
            write_csv(table, arrow, staging / f"{table.name}.csv")
        pq.write_table(ids, staging / "ids.parquet", compression="zstd")
        rows["ids"] = ids.num_rows
        write_rest(staging)
        _manifest(staging, version, rows, facts)
        if problems := verify(staging):
            raise DamagedRelease(f"{staging}: read back, the new release is damaged: {problems[0]}; nothing was published")
        _fsync_tree(staging)
        final = output / "releases" / version
        os.rename(staging, final)
        _fsync(final.parent)
        switch(output, version)
        return final
    except OSError as e:
        shutil.rmtree(staging, ignore_errors=True)
        advice = "free some space" if e.errno in (errno.ENOSPC, errno.EDQUOT) else "check the disk and its permissions"
        raise StorageError(f"{e.filename or staging}: {e.strerror}; {advice} and run again; the last release is untouched") from e


def switch(output: Path, version: str) -> None:
    """Point `latest` (and latest.json) at a release, by rename: a reader sees the old one or the new."""
    pointer, spare = output / "latest", output / ".latest.new"
    spare.unlink(missing_ok=True)
    os.symlink(Path("releases") / version, spare)
    os.replace(spare, pointer)
    spare_json = output / ".latest.json.new"
    spare_json.write_text(json.dumps({"version": version, "path": f"releases/{version}"}) + "\n")
    os.replace(spare_json, output / "latest.json")
    _fsync(output)


def clear_staging(output: Path) -> list[str]:
    """Remove what a dead run left behind; returns the names."""
    left = sorted((output / "releases").glob(f"{STAGING}-*")) if (output / "releases").is_dir() else []
    for folder in left:
        shutil.rmtree(folder)
    return [folder.name for folder in left]


def write_csv(table: Table, arrow: pa.Table, path: Path) -> None:
    """The CSV form: lists as JSON arrays, times in ISO 8601, and text that would start a formula behind an apostrophe.

    Text stands in quotes and nothing else does, so that a spreadsheet can be told to leave the course number "6.390" as it is.
    """
    columns = []
    for column in table.columns:
        values = arrow[column.name]
        if pa.types.is_list(values.type):
            values = pa.array(
                [None if value is None else json.dumps(value, ensure_ascii=False) for value in values.to_pylist()], pa.string()
            )
        elif pa.types.is_timestamp(values.type):
            values = pa.array(
                [
                    None if value is None else value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
                    for value in values.to_pylist()
                ],
                pa.string(),
            )
        elif column.type == STRING:
            values = pa.array([f"'{value}" if value and value.startswith(_FORMULA) else value for value in values.to_pylist()], pa.string())
        columns.append(values)
    pa.csv.write_csv(pa.table(columns, names=table.names), path, pa.csv.WriteOptions(quoting_style="needed"))


def _manifest(folder: Path, version: str, rows: Mapping[str, int], facts: dict[str, Any]) -> None:
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            entry: dict[str, Any] = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
            if path.parent == folder and path.stem in rows and path.suffix in (".parquet", ".csv"):
                entry["rows"] = rows[path.stem]
            files[path.relative_to(folder).as_posix()] = entry
    manifest = {"schema_version": SCHEMA_VERSION, "version": version, **facts, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")
    digest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    lines = [f"{entry['sha256']}  {name}" for name, entry in files.items()] + [f"{digest}  manifest.json"]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n")


def _fsync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _fsync(path)


def _fsync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
