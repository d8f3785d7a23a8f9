"""Published releases: find them, read their tables, verify every file."""

import errno
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from courseatlas.arrow import arrow_schema, to_frame, values
from courseatlas.digests import digest_of_file
from courseatlas.errors import AtlasError, DamagedRelease, StorageError
from courseatlas.files import storage_problem
from courseatlas.schema import ALIASES, IDS, PARQUET_TABLES, RECORD_TABLES, TABLES, Table
from courseatlas.table_files import number_of_rows

if TYPE_CHECKING:
    import pandas as pd

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
VERSION_PATTERN = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d+)")
_TABLES = {table.name: table for table in (*TABLES, *PARQUET_TABLES)}
# what to do about a damaged file
REMEDY = (
    "put the file back from a copy, or remove this release's folder: the one before "
    "it then counts as the last"
)


@dataclass(frozen=True)
class Release:
    """One published folder.

    It is read by its own manifest: a table or column that it does not have is empty, as in releases
    that were made before the schema had it. A file that is missing or damaged raises
    DamagedRelease, one that the machine refuses to read raises StorageError, each with its name and
    what to do.
    """

    path: Path

    @property
    def version(self) -> str:
        """The version, which is the name of the folder: `2026-11-23.1`."""
        return self.path.name

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The content of `manifest.json`."""
        path = self.path / MANIFEST
        try:
            content: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as e:
            raise _unreadable(path, e) from e
        if not _is_manifest(content):
            raise _damaged(path, "lists no files and sources, as every manifest does")
        return content

    @cached_property
    def record_tables(self) -> dict[str, "pd.DataFrame"]:
        """The tables of programs, courses and events by name."""
        return {table.name: self.table(table.name) for table in RECORD_TABLES}

    @cached_property
    def titles_by_source(self) -> dict[str, dict[str, str]]:
        """Source id -> id -> title, of all records."""
        titles: dict[str, dict[str, str]] = {}
        for frame in self.record_tables.values():
            columns = (values(frame[name]) for name in ("source_id", "id", "title"))
            for source_id, record_id, title in zip(*columns, strict=True):
                titles.setdefault(source_id, {})[record_id] = title
        return titles

    def table(self, name: str) -> "pd.DataFrame":
        """A table with all columns of today's schema, in pandas' Arrow types."""
        return to_frame(self.arrow_table(name))

    def arrow_table(self, name: str) -> pa.Table:
        """A table with all columns of today's schema, as Arrow holds it."""
        return self._read(_TABLES[name])

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table as plain Python values."""
        rows: list[dict[str, Any]] = self.arrow_table(name).to_pylist()
        return rows

    def ids(self) -> dict[str, dict[str, Any]]:
        """`ids.parquet`: id -> first and last day seen, last release that held it."""
        return {row["id"]: row for row in self.rows(IDS.name)}

    def aliases(self) -> dict[str, str]:
        """`aliases.parquet`: other name of a record -> its id."""
        return {row["alias"]: row["id"] for row in self.rows(ALIASES.name)}

    def columns(self, name: str) -> list[str]:
        """The columns of a table that the file of this release has; [] without such a file."""
        file = f"{name}.parquet"
        if file not in self.manifest["files"]:
            return []
        try:
            return list(pq.read_schema(self.path / file).names)
        except (OSError, pa.ArrowException) as e:
            raise _unreadable(self.path / file, e) from e

    def check(self) -> None:
        """Raises DamagedRelease unless the manifest and every Parquet file are as published.

        Whoever compares with a release, or carries its rows forward, asks first: from half a
        release good rows would be lost.
        """
        files = self.manifest["files"]
        needed = {f"{table.name}.parquet" for table in RECORD_TABLES} | {f"{IDS.name}.parquet"}
        for name in sorted(needed | {name for name in files if name.endswith(".parquet")}):
            path = self.path / name
            try:
                digest = digest_of_file(path)
            except OSError as e:
                raise _unreadable(path, e) from e
            if digest != files.get(name, {}).get("sha256"):
                raise _damaged(path, "is not as its manifest says")

    def _read(self, table: Table) -> pa.Table:
        """The file of a table, brought to today's schema."""
        schema = arrow_schema(table)
        path = self.path / f"{table.name}.parquet"
        if path.name not in self.manifest["files"]:
            return schema.empty_table()
        try:
            held = pq.read_table(path)
            columns = [_column(held, field) for field in schema]
        except (OSError, pa.ArrowException) as e:
            raise _unreadable(path, e) from e
        return pa.table(columns, schema=schema)


def _is_manifest(content: Any) -> bool:
    """Whether a parsed file lists sources, and files with their digests."""
    if not isinstance(content, dict) or not isinstance(content.get("sources"), dict):
        return False
    files = content.get("files")
    return isinstance(files, dict) and all(
        isinstance(entry, dict) and isinstance(entry.get("sha256"), str) for entry in files.values()
    )


def _column(held: pa.Table, field: pa.Field) -> pa.ChunkedArray | pa.Array:
    """A column in its declared type; one that the file does not have is null, or [] for lists."""
    if field.name in held.column_names:
        return held[field.name].cast(field.type)
    if pa.types.is_list(field.type):
        return pa.array([[]] * held.num_rows, field.type)
    return pa.nulls(held.num_rows, field.type)


def _damaged(path: Path, problem: str) -> DamagedRelease:
    return DamagedRelease(f"{path}: {problem}; {REMEDY}", problem)


def _unreadable(path: Path, error: Exception) -> AtlasError:
    """A missing or damaged file is a fault of the release; what the machine refuses is none."""
    if isinstance(error, OSError) and not _is_missing(error):
        return StorageError(storage_problem(error, path))
    return _damaged(path, f"cannot be read ({_short(error)})")


def _is_missing(error: OSError) -> bool:
    """Whether an error says that a file is not there, or, without a number, that it is damaged."""
    return error.errno in (None, errno.ENOENT, errno.EISDIR)


def _short(error: Exception) -> str:
    """The message of an error, on one short line."""
    return str(getattr(error, "strerror", None) or error).partition("\n")[0][:120]


def all_releases(output: Path) -> list[Release]:
    """The releases of an output folder, oldest first."""
    folder = output / "releases"
    if not folder.is_dir():
        return []
    paths = [path for path in folder.glob("*") if VERSION_PATTERN.fullmatch(path.name)]
    return [Release(path) for path in sorted(paths, key=_order)]


def latest(output: Path) -> Release | None:
    """The release that `latest` points at; where the pointer leads nowhere, the newest one.

    It may be damaged: see `Release.check`.
    """
    pointer = output / "latest"
    if pointer.exists():
        return Release(Path(os.path.realpath(pointer)))
    return next(reversed(all_releases(output)), None)


def find(output: Path, version: str) -> Release:
    """A release by its version, or `latest`. Raises AtlasError where there is none."""
    release = latest(output) if version == "latest" else Release(output / "releases" / version)
    if release is None or not release.path.is_dir():
        versions = ", ".join(each.version for each in all_releases(output))
        if not versions:
            problem = "no release yet" if output.is_dir() else "no such folder"
            remedy = "name the folder that has `releases/`, or make one with `courseatlas refresh`"
            raise AtlasError(f"{output}: {problem}; {remedy}")
        raise AtlasError(f"{output}: no release {version}; there is: {versions}")
    return release


def next_version(output: Path, day: date) -> str:
    """The next free version of a day: `2026-11-23.1`, `2026-11-23.2`, …"""
    matches = [VERSION_PATTERN.fullmatch(release.version) for release in all_releases(output)]
    serials = [int(match[2]) for match in matches if match and match[1] == day.isoformat()]
    return f"{day}.{max(serials, default=0) + 1}"


def verify(path: Path) -> list[str]:
    """What is wrong with a release folder: each file is hashed and each table is read in both
    forms.

    [] for a sound release. Raises StorageError where the machine refuses to read a file.
    """
    try:
        files = Release(path).manifest["files"]
        problems = [_file_problem(path, name, entry) for name, entry in files.items()]
        problems.append(_sums_problem(path, files))
        problems += _unlisted_files(path, files)
    except DamagedRelease as e:
        return [f"{MANIFEST}: {e.problem}"]
    except OSError as e:
        raise StorageError(storage_problem(e, path)) from e
    problems += [
        f"{table.name}.parquet: is not listed in the manifest"
        for table in RECORD_TABLES
        if f"{table.name}.parquet" not in files
    ]
    return [problem for problem in problems if problem]


def _file_problem(path: Path, name: str, entry: dict[str, Any]) -> str | None:
    try:
        digest = digest_of_file(path / name)
    except (OSError, ValueError) as e:
        if isinstance(e, OSError) and not _is_missing(e):
            raise
        return f"{name}: cannot be read: {_short(e)}"
    if digest != entry["sha256"]:
        expected = entry["sha256"][:12]
        return f"{name}: its SHA-256 is {digest[:12]}…, the manifest says {expected}…"
    rows = number_of_rows(path / name)
    if rows is not None and rows != entry.get("rows"):
        return f"{name}: holds {rows} rows, the manifest says {entry.get('rows')}"
    return None


def sums_text(path: Path, files: Mapping[str, Mapping[str, Any]]) -> str:
    """The content of `SHA256SUMS` for a release: its files, and the manifest that lists them."""
    lines = [f"{entry['sha256']}  {name}" for name, entry in files.items()]
    lines.append(f"{digest_of_file(path / MANIFEST)}  {MANIFEST}")
    return "\n".join(lines) + "\n"


def _sums_problem(path: Path, files: Mapping[str, Mapping[str, Any]]) -> str | None:
    try:
        sums = (path / SUMS).read_text("utf-8")
    except (OSError, ValueError) as e:
        if isinstance(e, OSError) and not _is_missing(e):
            raise
        return f"{SUMS}: cannot be read: {_short(e)}"
    expected = sums_text(path, files)
    if sums == expected:
        return None
    if sums.splitlines()[-1:] != expected.splitlines()[-1:]:
        return f"{MANIFEST}: its SHA-256 is not the one in {SUMS}"
    return f"{SUMS}: does not say what the manifest says"


def _unlisted_files(path: Path, files: Mapping[str, Any]) -> list[str]:
    """Files of the folder that the manifest does not list: nobody knows whether they belong."""
    found = (file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())
    unlisted = sorted(set(found) - set(files) - {MANIFEST, SUMS})
    return [f"{name}: is not listed in the manifest" for name in unlisted]


def _order(path: Path) -> tuple[str, int]:
    match = VERSION_PATTERN.fullmatch(path.name)
    return (match[1], int(match[2])) if match else ("", 0)
