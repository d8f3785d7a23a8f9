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

import pyarrow.parquet as pq

from courseatlas.arrow import arrow_schema, to_frame
from courseatlas.errors import AtlasError
from courseatlas.schema import BY_NAME, TABLES

if TYPE_CHECKING:
    import pandas as pd

_VERSION = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d+)")


@dataclass(frozen=True)
class Release:
    """One published folder."""

    path: Path

    @property
    def version(self) -> str:
        return self.path.name

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads((self.path / "manifest.json").read_text("utf-8"))

    def table(self, name: str) -> "pd.DataFrame":
        """A table of the release in pandas' Arrow types, as object columns of plain Python values."""
        return to_frame(pq.read_table(self.path / f"{name}.parquet", schema=arrow_schema(BY_NAME[name])))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A table's rows as plain Python values."""
        return pq.read_table(self.path / f"{name}.parquet", schema=arrow_schema(BY_NAME[name])).to_pylist()

    def ids(self) -> dict[str, dict[str, Any]]:
        """`ids.parquet`: id -> first and last seen, last release that held it."""
        return {row["id"]: row for row in pq.read_table(self.path / "ids.parquet").to_pylist()}


def all_releases(output: Path) -> list[Release]:
    """The releases of an output folder, oldest first."""
    found = [path for path in (output / "releases").glob("*") if _VERSION.fullmatch(path.name)] if (output / "releases").is_dir() else []
    return [Release(path) for path in sorted(found, key=_order)]


def latest(output: Path) -> Release | None:
    """The release that `latest` points at; where the pointer is missing, the newest whole one."""
    pointer = output / "latest"
    if (pointer / "manifest.json").exists():
        return Release(Path(os.path.realpath(pointer)))
    whole = [release for release in all_releases(output) if (release.path / "manifest.json").exists()]
    return whole[-1] if whole else None


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
        manifest = json.loads((path / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as e:
        return [f"manifest.json: cannot be read: {e}"]
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
