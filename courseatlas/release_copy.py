"""Copy a release to storage: a folder elsewhere, SFTP, an object store.

The files of a release go up first, then its manifest, then the pointer `latest.json`: who reads the
storage meanwhile sees the release of before, or this one whole. Where a copy stops, the same
command goes on with what is missing.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from courseatlas.digests import digest_of_file
from courseatlas.errors import AtlasError, DamagedRelease, StorageError
from courseatlas.releases import MANIFEST, REMEDY, VERSION_PATTERN, Release, verify
from courseatlas.storage import Storage

POINTER = "latest.json"
_log = logging.getLogger("courseatlas.storage")


@dataclass(frozen=True)
class Copied:
    """A release at its storage: its folder, and how many files were sent; the others were there."""

    folder: str
    sent: int
    files: int


def push(release: Release, url: str) -> Copied:
    """Copy a verified release to `<url>/releases/<version>`, and let `<url>/latest.json` name it.

    Raises DamagedRelease for a release that is not as its manifest says, UsageError for an address
    that fsspec does not know, and StorageError where the storage refuses or keeps other bytes than
    it was sent; the pointer there is then as it was.
    """
    problems = verify(release.path)
    if problems:
        raise DamagedRelease(f"{problems[0]}; {REMEDY}")
    storage = Storage(url)
    folder = f"releases/{release.version}"
    names = [*_files(release), MANIFEST]
    try:
        sent = sum(_send(storage, release.path / name, f"{folder}/{name}") for name in names)
        pointer = {"version": release.version, "path": folder}
        storage.write(POINTER, (json.dumps(pointer) + "\n").encode())
    except StorageError as e:
        raise StorageError(
            f"{e}; its latest.json is as it was; the same command goes on with what is missing"
        ) from e
    return Copied(f"{storage.shown_url}/{folder}", sent, len(names))


def latest_version(storage: Storage) -> str:
    """The version that the pointer of a storage names.

    Raises AtlasError where there is no pointer, and DamagedRelease for one that names no release.
    """
    remedy = "push one there first, or name the version"
    body = storage.read(POINTER)
    if body is None:
        raise AtlasError(
            f"{storage.shown_url}: has no {POINTER}, and so names no release; {remedy}"
        )
    try:
        version = str(json.loads(body)["version"])
    except (ValueError, KeyError, TypeError):
        version = ""
    if not VERSION_PATTERN.fullmatch(version):
        raise DamagedRelease(f"{storage.shown_url}/{POINTER}: names no release; {remedy}")
    return version


def _files(release: Release) -> Iterator[str]:
    """The paths of all files of a release within its folder, sorted, without the manifest."""
    for path in sorted(release.path.rglob("*")):
        name = path.relative_to(release.path).as_posix()
        if path.is_file() and name != MANIFEST:
            yield name


def _send(storage: Storage, path: Path, name: str) -> bool:
    """Send a file unless it is there, and read it again; returns whether it was sent."""
    digest = digest_of_file(path)
    if storage.size(name) == path.stat().st_size and storage.digest(name) == digest:
        return False
    _log.info("sending %s", name)
    storage.send(path, name)
    if storage.digest(name) != digest:
        raise StorageError(f"{name}: the storage keeps other bytes than it was sent")
    return True
