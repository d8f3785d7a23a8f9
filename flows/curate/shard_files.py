"""The files of a shard: Parquet in the folder of its crawl, written as a whole or not at all.

`shard.json` tells of which inputs a shard was made, and the SHA-256 of each of its files: a shard
that is damaged, or that belongs to other results of the crawl, is not read.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from courseatlas.schema import RECORD_TABLES
from flows.crawl import RECORDS_FILE, read_records
from flows.curate.source import CurationInputs, Shard, curate_source

_FOLDER, _INDEX = "shard", "shard.json"
_PROJECT = Path(__file__).resolve().parent.parent.parent
# the folders whose code and words decide what a record becomes
_CODE = ("courseatlas", "pipelines", "flows/curate")
_PARTS = ("components", "catalog", "aliases", "records", "outcomes", "unread")
_DESCRIPTIONS = "descriptions"


@dataclass(frozen=True)
class StoredShard:
    """The folder of a shard that is whole, and belongs to the results of its crawl."""

    source_id: str
    folder: Path

    def read(self) -> Shard:
        """The shard, but for the descriptions of its catalog: they stay in their file."""
        tables = {table.name: self._table(table.name) for table in RECORD_TABLES}
        parts = {name: self._table(name) for name in _PARTS}
        descriptions = ds.dataset(self._path(_DESCRIPTIONS), format="parquet")
        return Shard(self.source_id, tables, descriptions=descriptions, **parts)

    def _table(self, name: str) -> pa.Table:
        return pq.read_table(self._path(name))

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"


def make_shard(crawl_folder: Path, inputs: CurationInputs) -> StoredShard:
    """The shard of a crawl: the one that stands beside it, or else a new one.

    Raises OSError where the machine refuses a file.
    """
    folder, digest = crawl_folder / _FOLDER, _digest(crawl_folder, inputs)
    if not _is_whole(folder, digest):
        _write(curate_source(read_records(crawl_folder), inputs), folder, digest)
    return StoredShard(inputs.source.id, folder)


def _is_whole(folder: Path, digest: str) -> bool:
    """Whether a folder holds the shard of a digest, each of its files as it was written."""
    try:
        index = json.loads((folder / _INDEX).read_text("utf-8"))
        return bool(index["digest"] == digest and index["files"] == _sums(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(shard: Shard, folder: Path, digest: str) -> None:
    """Write a shard into a spare folder, which then takes the place of an older shard."""
    spare = folder.with_name(f".{_FOLDER}.new")
    shutil.rmtree(spare, ignore_errors=True)
    spare.mkdir(parents=True)
    for name, table in _tables(shard):
        pq.write_table(table, spare / f"{name}.parquet")
    index = {"digest": digest, "files": _sums(spare)}
    (spare / _INDEX).write_text(json.dumps(index, indent=1) + "\n", "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(spare, folder)


def _tables(shard: Shard) -> Iterator[tuple[str, pa.Table]]:
    yield from shard.tables.items()
    yield _DESCRIPTIONS, shard.descriptions.to_table()
    for name in _PARTS:
        yield name, getattr(shard, name)


def _sums(folder: Path) -> Mapping[str, str]:
    return {path.name: _sha256(path) for path in sorted(folder.glob("*.parquet"))}


def _digest(crawl_folder: Path, inputs: CurationInputs) -> str:
    """SHA-256 of all that decides what a shard holds."""
    records = crawl_folder / RECORDS_FILE
    parts = [
        _sha256(records) if records.exists() else None,
        inputs.source.id,
        inputs.source.digest,
        sorted(inputs.known_ids.ids),
        sorted(inputs.known_ids.aliases.items()),
        repr(inputs.recommendations),
        _code_digest(),
    ]
    return sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _code_digest() -> str:
    digest = sha256()
    for room in _CODE:
        for path in sorted((_PROJECT / room).rglob("*")):
            if path.suffix in (".py", ".yml"):
                digest.update(f"{path.relative_to(_PROJECT).as_posix()}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with open(path, "rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
