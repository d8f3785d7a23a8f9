"""Remove from the storage what earlier runs left there and nothing names any more."""

import logging

from courseatlas import objects
from courseatlas.errors import StorageError
from courseatlas.storage import Storage
from flows.workers.messages import Archive, receive

_RUNS, _ARCHIVES = "runs", "archives"
_log = logging.getLogger("courseatlas.workers")


def sweep(storage: Storage, run_id: str) -> int:
    """Remove the messages of all other runs, and the objects that no archive names.

    Only the holder of the lease may do so, before it gives out a source of a new run. A worker of
    an earlier run that still lives sees that its assignment is gone, and ends. Returns how many
    objects were removed. Raises StorageError.
    """
    for other in storage.names(_RUNS):
        if other != run_id:
            _remove_run(storage, f"{_RUNS}/{other}")
    named = _named(storage)
    unnamed = [
        objects.name_of(digest)
        for prefix in storage.names(objects.FOLDER)
        for digest in storage.names(f"{objects.FOLDER}/{prefix}")
        if digest not in named
    ]
    storage.remove_all(unnamed)
    return len(unnamed)


def _remove_run(storage: Storage, folder: str) -> None:
    """Remove the messages of a run; a worker that writes there now leaves some for another time."""
    try:
        storage.remove_folder(folder)
    except StorageError as e:
        _log.info("%s is not removed as a whole: %s", folder, e)


def _named(storage: Storage) -> set[str]:
    """The digests of all objects that the archives name."""
    archives = (
        receive(storage, f"{_ARCHIVES}/{name}", Archive) for name in storage.names(_ARCHIVES)
    )
    return {
        part.sha256
        for archive in archives
        if archive is not None
        for parts in archive.files.values()
        for part in parts
    }
