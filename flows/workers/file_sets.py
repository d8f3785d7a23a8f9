"""Files as objects of the storage: send those of a folder, and make a folder hold given files."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from courseatlas import objects
from courseatlas.errors import StorageError
from courseatlas.storage import Storage
from flows.workers.messages import FileSet, Part

_SPARE = ".fetched"
# bytes; a small file may change while it is sent, and is read once
_SMALL = _CHUNK = 1 << 20


def send_files(
    storage: Storage, folder: Path, names: Iterable[str], known: Mapping[str, Sequence[Part]] = {}
) -> FileSet:
    """Keep files of a folder as objects.

    Of those that `known` has in their size the content is known. Raises StorageError where the
    storage refuses, and OSError where a file cannot be read.
    """
    files: FileSet = {}
    for name in names:
        path = folder / name
        size, parts = path.stat().st_size, known.get(name, ())
        if size <= _SMALL:
            files[name] = (part_of(storage, path.read_bytes()),)
            continue
        is_known = len(parts) == 1 and parts[0].size == size
        digest = objects.put_file(storage, path, parts[0].sha256 if is_known else None)
        files[name] = (Part(sha256=digest, size=size),)
    return files


def part_of(storage: Storage, body: bytes) -> Part:
    """Keep content as an object; returns it as a part."""
    return Part(sha256=objects.put(storage, body), size=len(body))


def send_growth(storage: Storage, path: Path, sent: Sequence[Part]) -> tuple[Part, ...]:
    """Keep what a file that only grows has more than the parts that were sent.

    A file that was cut since is sent anew. Raises as `send_files` does.
    """
    start = size_of(sent)
    if path.stat().st_size < start:
        start, sent = 0, ()
    with open(path, "rb") as stream:
        stream.seek(start)
        body = stream.read()
    if not body:
        return tuple(sent)
    return (*sent, part_of(storage, body))


def fetch_files(
    storage: Storage, files: FileSet, folder: Path, growing: str | None = None
) -> list[str]:
    """Write the files of a set to a folder, each as a whole; those that are there stay.

    Other files of the folder stay too. A file whose name begins with `growing` may have more than
    its parts here, and where it is fetched it ends before the first part that the storage lost.
    Returns the names of the files that held something else before. Raises StorageError where an
    object is missing or damaged, and OSError where the disk refuses.
    """
    replaced = []
    for name, parts in files.items():
        path = _within(folder, name)
        is_growing = growing is not None and name.startswith(growing)
        holds = _begins_with if is_growing else _holds
        if not holds(path, parts):
            if path.exists():
                replaced.append(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            _fetch(storage, parts, path, is_growing)
    return replaced


def size_of(parts: Iterable[Part]) -> int:
    """The size of a file in bytes, from its parts."""
    return sum(part.size for part in parts)


def _within(folder: Path, name: str) -> Path:
    """The path of a file; a name that leads out of the folder is none of ours."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise StorageError(f"{name}: is no name of a file within {folder}; run again")
    return path


def _holds(path: Path, parts: Sequence[Part]) -> bool:
    """Whether a file holds its parts and nothing else."""
    return path.is_file() and path.stat().st_size == size_of(parts) and _begins_with(path, parts)


def _begins_with(path: Path, parts: Sequence[Part]) -> bool:
    """Whether a file begins with its parts."""
    if not path.is_file():
        return False
    with open(path, "rb") as stream:
        return all(_digest_of_next(stream, part.size) == part.sha256 for part in parts)


def _digest_of_next(stream: BinaryIO, size: int) -> str:
    """The SHA-256 of the next bytes of a stream, of which no more than a chunk is in memory."""
    digest = sha256()
    for start in range(0, size, _CHUNK):
        digest.update(stream.read(min(_CHUNK, size - start)))
    return digest.hexdigest()


def _fetch(storage: Storage, parts: Sequence[Part], path: Path, may_end_early: bool) -> None:
    spare = path.with_name(f".{path.name}{_SPARE}")
    if len(parts) == 1 and not may_end_early:
        objects.get_file(storage, parts[0].sha256, spare)
    else:
        with open(spare, "wb") as stream:
            stream.writelines(_contents(storage, parts, may_end_early))
    os.replace(spare, path)


def _contents(storage: Storage, parts: Sequence[Part], may_end_early: bool) -> Iterator[bytes]:
    for part in parts:
        try:
            yield objects.get(storage, part.sha256)
        except objects.ObjectMissing:
            if not may_end_early:
                raise
            return


def remove_others(folder: Path, pattern: str, kept: Iterable[str]) -> bool:
    """Remove the files of a folder that match a pattern, but for some; returns whether any went."""
    names = set(kept)
    others = [path for path in folder.glob(pattern) if path.name not in names]
    for path in others:
        path.unlink()
    return bool(others)


def begin_anew(folder: Path) -> None:
    """Make an empty folder, whatever was there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
