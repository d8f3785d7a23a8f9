"""The files of a shard: Parquet in the folder of its crawl, written as a whole or not at all.

`shard.json` tells of which inputs a shard was made, and the SHA-256 of each of its files: a shard
that is damaged, or that belongs to other results of the crawl, is not read.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from courseatlas.digests import digest_of_code, digest_of_file
from courseatlas.schema import RECORD_TABLES
from flows.crawl import RECORDS_FILE, read_records
from flows.curate.records import CurationInputs, Shard, curate_records

_FOLDER, _INDEX = "shard", "shard.json"
# the folders whose code and words decide what a record becomes
_CODE = ("courseatlas", "pipelines", "flows/curate")
_PARTS = ("components", "catalog", "aliases", "records", "outcomes", "unread")
_DESCRIPTIONS = "descriptions"


def make_shard(crawl_folder: Path, inputs: CurationInputs) -> None:
    """Write the shard of a crawl beside it, where it does not stand there yet.

    Raises OSError where the machine refuses a file.
    """
    folder, digest = crawl_folder / _FOLDER, _digest(crawl_folder, inputs)
    if not _is_whole(folder, digest):
        _write(curate_records(read_records(crawl_folder), inputs), folder, digest)


def read_shard(crawl_folder: Path, inputs: CurationInputs) -> Shard | None:
    """The shard of a crawl, None where none of these inputs stands whole beside it.

    The descriptions of its catalog stay in their file.
    """
    folder = crawl_folder / _FOLDER
    if not folder.exists() or not _is_whole(folder, _digest(crawl_folder, inputs)):
        return None
    parts = {name: _read(_path(folder, name)) for name in _PARTS}
    return Shard(
        tables={table.name: _read(_path(folder, table.name)) for table in RECORD_TABLES},
        descriptions=ds.dataset(_path(folder, _DESCRIPTIONS), format="parquet"),
        **parts,
    )


def _read(path: Path) -> pa.Table:
    """A small file; `read_table` looks for a dataset first, which takes longer than to read it."""
    with pq.ParquetFile(path) as file:
        return file.read(use_threads=False)


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


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
        pq.write_table(table, _path(spare, name))
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
    return {path.name: digest_of_file(path) for path in sorted(folder.glob("*.parquet"))}


def _digest(crawl_folder: Path, inputs: CurationInputs) -> str:
    """SHA-256 of all that decides what a shard holds."""
    records = crawl_folder / RECORDS_FILE
    parts = [
        digest_of_file(records) if records.exists() else None,
        sorted((source_id, source.digest) for source_id, source in inputs.sources.items()),
        sorted(inputs.known_ids.ids),
        sorted(inputs.known_ids.aliases.items()),
        repr(inputs.recommendations),
        digest_of_code(_CODE),
    ]
    return sha256(json.dumps(parts).encode()).hexdigest()
