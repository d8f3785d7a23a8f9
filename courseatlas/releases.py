"""Published releases: find them, read their tables, verify every file."""

import csv
import hashlib
import json
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from courseatlas.arrow import arrow_schema, to_frame
from courseatlas.errors import AtlasError, DamagedRelease
from courseatlas.schema import BY_NAME, TABLES

if TYPE_CHECKING:
    import pandas as pd

_VERSION = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d+)")
# of a damaged file
REMEDY = "put the file back from a copy, or remove this release's folder: the one before it then counts as the last"


@dataclass(frozen=True)
class Release:
    """One published folder. A file of it that cannot be read raises DamagedRelease, with its name and what to do."""

    path: Path

    @property
    def version(self) -> str:
        return self.path.name

    @property
    def manifest(self) -> dict[str, Any]:
        path = self.path / "manifest.json"
        try:
            found = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as e:
            raise DamagedRelease(f"{path}: cannot be read ({_short(e)}); {REMEDY}") from e
        if not isinstance(found, dict) or not all(isinstance(found.get(part), dict) for part in ("files", "sources")):
            raise DamagedRelease(f"{path}: lists no files and sources, as every manifest does; {REMEDY}")
        return found

    def table(self, name: str) -> "pd.DataFrame":
        """A table of the release in pandas' Arrow types, as object columns of plain Python values."""
        return to_frame(self._read(f"{name}.parquet", arrow_schema(BY_NAME[name])))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A table's rows as plain Python values."""
        return self._read(f"{name}.parquet", arrow_schema(BY_NAME[name])).to_pylist()

    def ids(self) -> dict[str, dict[str, Any]]:
        """`ids.parquet`: id -> first and last seen, last release that held it."""
        return {row["id"]: row for row in self._read("ids.parquet").to_pylist()}

    def check(self) -> None:
        """Raises DamagedRelease unless the manifest and every table in Parquet are as they were published.

        Whoever compares with a release, or carries its rows forward, asks first: from half a release good rows would be lost.
        """
        files = self.manifest["files"]
        for name in (*(f"{table.name}.parquet" for table in TABLES), "ids.parquet"):
            path = self.path / name
            try:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError as e:
                raise DamagedRelease(f"{path}: cannot be read ({_short(e)}); {REMEDY}") from e
            if digest != files.get(name, {}).get("sha256"):
                raise DamagedRelease(f"{path}: is not as its manifest says; {REMEDY}")

    def _read(self, name: str, schema: pa.Schema | None = None) -> pa.Table:
        try:
            return pq.read_table(self.path / name, schema=schema)
        except (OSError, pa.ArrowException) as e:
            raise DamagedRelease(f"{self.path / name}: cannot be read ({_short(e)}); {REMEDY}") from e


def _short(error: Exception) -> str:
    """What an error says, on one short line."""
    return str(getattr(error, "strerror", None) or error).partition("\n")[0][:120]


def all_releases(output: Path) -> list[Release]:
    """The releases of an output folder, oldest first."""
    found = [path for path in (output / "releases").glob("*") if _VERSION.fullmatch(path.name)] if (output / "releases").is_dir() else []
    return [Release(path) for path in sorted(found, key=_order)]


def latest(output: Path) -> Release | None:
    """The release that `latest` points at; where the pointer leads nowhere, the newest one. It may be damaged: see `Release.check`."""
    pointer = output / "latest"
    if pointer.exists():
        return Release(Path(os.path.realpath(pointer)))
    return next(reversed(all_releases(output)), None)


def find(output: Path, version: str) -> Release:
    """A release by its version, or `latest`. Raises AtlasError where there is none."""
    release = latest(output) if version == "latest" else Release(output / "releases" / version)
    if release is None or not release.path.is_dir():
        known = ", ".join(one.version for one in all_releases(output)) or "none"
        raise AtlasError(f"{output}: no release {version}; there is: {known}")
    return release


def next_version(output: Path, day: date) -> str:
    """The next free version of a day: `2026-11-23.1`, `2026-11-23.2`, …"""
    serials = [int(_VERSION.fullmatch(one.version)[2]) for one in all_releases(output) if one.version.startswith(f"{day}.")]  # type: ignore[index]
    return f"{day}.{max(serials, default=0) + 1}"


def verify(path: Path) -> list[str]:
    """What is wrong with a release folder: each file re-hashed, each table re-read in both forms. [] for a sound one."""
    try:
        manifest = Release(path).manifest
    except DamagedRelease as e:
        return [str(e).removeprefix(f"{path}/").partition("; ")[0]]
    problems = []
    for name, entry in manifest["files"].items():
        try:
            digest = hashlib.sha256((path / name).read_bytes()).hexdigest()
        except OSError as e:
            problems.append(f"{name}: cannot be read: {e.strerror}")
            continue
        if digest != entry["sha256"]:
            problems.append(f"{name}: its SHA-256 is {digest[:12]}…, the manifest says {entry['sha256'][:12]}…")
        elif (found := _rows(path, name)) is not None and found != entry["rows"]:
            problems.append(f"{name}: holds {found} rows, the manifest says {entry['rows']}")
    sums: dict[str, str] = {}
    if (path / "SHA256SUMS").exists():
        for line in (path / "SHA256SUMS").read_text().splitlines():
            digest, _, listed = line.partition("  ")
            sums[listed] = digest
    manifest_digest = hashlib.sha256((path / "manifest.json").read_bytes()).hexdigest()
    if sums.get("manifest.json") != manifest_digest:
        problems.append("manifest.json: its SHA-256 is not the one in SHA256SUMS")
    problems += [
        f"{table.name}.parquet: is not listed in the manifest" for table in TABLES if f"{table.name}.parquet" not in manifest["files"]
    ]
    return problems


def _rows(path: Path, name: str) -> int | None:
    """The rows of a table's file by a reader that is not its writer; None for a file that is no table."""
    if name.endswith(".parquet"):
        return pq.ParquetFile(path / name).metadata.num_rows
    if name.endswith(".csv"):
        csv.field_size_limit(10**9)
        with open(path / name, newline="", encoding="utf-8") as stream:
            return sum(1 for _ in csv.reader(stream)) - 1
    return None


def _order(path: Path) -> tuple[str, int]:
    found = _VERSION.fullmatch(path.name)
    return (found[1], int(found[2])) if found else ("", 0)
