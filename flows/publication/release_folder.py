"""The folder of a release: staged under another name, read back, fsynced, renamed into place.

A reader never sees half a release. A kill, a full disk or an I/O error at any moment leaves the
last good release in place.
"""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from courseatlas.arrow import to_arrow
from courseatlas.digests import digest_of_file
from courseatlas.errors import DamagedRelease, StorageError
from courseatlas.files import storage_problem
from courseatlas.metadata import FileFacts, ReleaseFacts, metadata_documents
from courseatlas.releases import SUMS, sums_text, verify
from courseatlas.schema import SCHEMA_VERSION, TABLES
from flows.publication import pointer
from flows.publication.csv_file import write_csv
from flows.publication.databases import write_databases
from flows.publication.linked_data_files import write_linked_data

FileEntry = dict[str, Any]
STAGING = ".staging"


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


def complete(
    folder: Path,
    documents: Mapping[str, str],
    manifest: Mapping[str, Any],
    facts: ReleaseFacts,
) -> Path:
    """Complete a staged release and switch to it; returns its folder.

    `documents` is path -> text; `manifest` is what its manifest says besides its files, and `facts`
    what the standard descriptions say besides them. Raises StorageError, which says which release
    stands, or DamagedRelease where what is read back is not what was written.
    """
    version = folder.name.removeprefix(f"{STAGING}-")
    try:
        for table in TABLES:
            arrow = pq.read_table(folder / f"{table.name}.parquet")
            write_csv(table, arrow, folder / f"{table.name}.csv")
        write_databases(folder)
        write_linked_data(folder)
        _write_documents(folder, documents)
        entries = _file_entries(folder, {})
        files = {name: FileFacts(**entry) for name, entry in entries.items()}
        _write_documents(folder, metadata_documents(replace(facts, files=files)))
        _write_manifest(folder, version, manifest, _file_entries(folder, entries))
        problems = verify(folder)
        if problems:
            raise DamagedRelease(
                f"{folder}: read back, the new release is damaged: {problems[0]}; "
                "nothing was published"
            )
        _fsync_tree(folder)
    except OSError as e:
        raise _storage_error(folder, e) from e
    except StorageError as e:  # of reading it back
        discard(folder)
        raise StorageError(f"{e}; the last release is untouched") from e
    return _publish(folder, version)


def restored(folder: Path, version: str) -> Path:
    """Rename a complete release into place; it becomes the last one only where there is none.

    Returns its folder. Raises StorageError; what stood before stands.
    """
    final = folder.with_name(version)
    try:
        _fsync_tree(folder)
        if pointer.pointed_at(folder.parent.parent) is None:
            return _publish(folder, version)
        os.rename(folder, final)
        pointer.fsync(final.parent)
    except OSError as e:
        raise _storage_error(folder, e) from e
    return final


def _publish(folder: Path, version: str) -> Path:
    """Rename a complete release into place and switch to it; an error takes both back."""
    output, final = folder.parent.parent, folder.with_name(version)
    before = pointer.pointed_at(output)
    try:
        os.rename(folder, final)
        pointer.fsync(final.parent)
        pointer.switch(output, version)
    except OSError as e:
        _take_back(output, version, before)
        if pointer.pointed_at(output) != version:
            _move_back(final, folder)
            raise _storage_error(folder, e) from e
        problem = storage_problem(e, output)
        raise StorageError(f"{problem}; {version} is published all the same") from e
    return final


def _take_back(output: Path, version: str, before: str | None) -> None:
    """Point at the release of before, if the machine still allows it."""
    with suppress(OSError):
        if before is None:
            pointer.remove(output)
        elif pointer.pointed_at(output) == version:
            pointer.switch(output, before)


def _move_back(final: Path, folder: Path) -> None:
    """Let a release that nothing points at be a staging folder again, which is then removed."""
    with suppress(OSError):
        os.rename(final, folder)


def discard(folder: Path) -> None:
    """Remove a staged release that is not published."""
    shutil.rmtree(folder, ignore_errors=True)


def mend(output: Path) -> None:
    """Remove what a dead run left behind, and let both pointers say the same.

    Raises OSError where the machine refuses.
    """
    for version in pointer.unpublished(output):
        os.rename(output / "releases" / version, output / "releases" / f"{STAGING}-{version}")
    clear_staging(output)
    pointer.mend_pointer(output)


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


def _write_documents(folder: Path, documents: Mapping[str, str]) -> None:
    for name, text in documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _file_entries(folder: Path, known: Mapping[str, FileEntry]) -> dict[str, FileEntry]:
    """What the manifest says of each file of a folder, sorted; `known` entries are taken over."""
    names = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {
        name: known[name] if name in known else _file_entry(folder, path)
        for name, path in names.items()
    }


def _write_manifest(
    folder: Path, version: str, manifest: Mapping[str, Any], files: Mapping[str, FileEntry]
) -> None:
    content = {"schema_version": SCHEMA_VERSION, "version": version, **manifest, "files": files}
    path = folder / "manifest.json"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / SUMS).write_text(sums_text(folder, files), "utf-8")


def _file_entry(folder: Path, path: Path) -> FileEntry:
    entry: FileEntry = {"sha256": digest_of_file(path), "bytes": path.stat().st_size}
    parquet = path.with_suffix(".parquet")
    if path.parent == folder and path.suffix in (".parquet", ".csv") and parquet.exists():
        entry["rows"] = pq.read_metadata(parquet).num_rows
    return entry


def _storage_error(folder: Path, error: OSError) -> StorageError:
    """The error to raise; the staging folder is removed first, to give its space back."""
    discard(folder)
    return StorageError(f"{storage_problem(error, folder)}; the last release is untouched")


def _fsync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        pointer.fsync(path)
