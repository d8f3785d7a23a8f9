"""The archive of a source as a set of files, to send it and to make a folder hold it.

The index is not among them: it is built again from the WARC files where it is missing.
"""

from collections.abc import Mapping
from pathlib import Path

from courseatlas.storage import Storage
from flows.workers.file_sets import fetch_files, remove_others, send_files
from flows.workers.messages import Archive, FileSet, Part, archive_name, receive, send
from spiders.waits import WAITS_FILE

_WARC_FILES = "*.warc.gz"
_INDEX_FILES = "index.sqlite*"


def send_archive(
    storage: Storage, folder: Path, source_id: str, given: Mapping[str, tuple[Part, ...]] = {}
) -> FileSet:
    """Keep the archive of a source in the storage, and list its files there; returns them.

    A WARC file of the same name and size as one that is listed or `given` is the same: it only
    grows. Where this machine has no archive yet, that of the storage is restored. Raises
    StorageError and OSError.
    """
    listed = receive(storage, archive_name(source_id), Archive)
    known = listed.files if listed else {}
    if known and not any(folder.glob(_WARC_FILES)):
        fetch_files(storage, known, folder)
    files = send_files(storage, folder, archive_files(folder), _of_warc({**known, **given}))
    if files != known:
        send(storage, archive_name(source_id), Archive(files=files))
    return files


def receive_archive(storage: Storage, files: FileSet, folder: Path, run_id: str) -> None:
    """Make a worker's folder hold the archive that it is given.

    What an earlier attempt of the same run archived may end early: the rest is fetched again. Where
    that attempt was on this machine, what it had archived since its last report is still there, and
    stays. Nothing else does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    of_this_run = f"{run_id}-"
    here = {path.name for path in folder.glob(_WARC_FILES) if path.name.startswith(of_this_run)}
    has_other = remove_others(folder, _WARC_FILES, files.keys() | here)
    remove_others(folder, WAITS_FILE, files)
    replaced = fetch_files(storage, files, folder, growing=of_this_run)
    if has_other or replaced:
        remove_others(folder, _INDEX_FILES, ())


def take_archive(
    storage: Storage, files: FileSet, folder: Path, source_id: str, growing: str | None = None
) -> None:
    """Take what a worker has archived into the archive of this machine, and list it."""
    folder.mkdir(parents=True, exist_ok=True)
    fetch_files(storage, files, folder, growing)
    send_archive(storage, folder, source_id, files)


def archive_files(folder: Path) -> list[str]:
    """The names of the files of an archive, sorted."""
    names = [path.name for path in folder.glob(_WARC_FILES)]
    return sorted(names) + ([WAITS_FILE] if (folder / WAITS_FILE).exists() else [])


def _of_warc(files: FileSet) -> FileSet:
    """Without the file of waits, which is written anew in the same size."""
    return {name: parts for name, parts in files.items() if name != WAITS_FILE}
