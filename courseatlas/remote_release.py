"""Read a release where `releases push` put it: an object store, SFTP, a web server.

The files that are used are fetched into a folder of the user's cache and checked against the
manifest, so that a file is fetched once.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from courseatlas.digests import digest_of_file
from courseatlas.errors import AtlasError, DamagedRelease
from courseatlas.files import write_then_rename
from courseatlas.release_copy import latest_version
from courseatlas.releases import MANIFEST, VERSION_PATTERN, Release
from courseatlas.storage import Storage

_LATEST = "latest"


def is_address(where: str) -> bool:
    """Whether a place is an address and no path of this machine.

    >>> is_address("s3://bucket/atlas/latest"), is_address("output/latest")
    (True, False)
    """
    return "://" in where


def fetch_release(address: str, version: str) -> tuple[Release, Callable[[str], None]]:
    """The release at an address, and what brings one of its files here.

    The address is that of the storage, of `latest` in it, or of a release's folder. The folder of
    the release here holds its manifest and whatever was brought. Raises UsageError, StorageError,
    or AtlasError where there is no such release.
    """
    root, version = _place(address.rstrip("/"), version)
    storage = Storage(root)
    if version == _LATEST:
        version = latest_version(storage)
    folder = _cache() / sha256(root.encode()).hexdigest()[:16] / version
    body = storage.read(f"releases/{version}/{MANIFEST}")
    if body is None:
        raise AtlasError(f"{storage.shown_url}: no release {version}; give another version")
    write_then_rename(_in_folder(folder / MANIFEST), body)
    release = Release(folder)
    return release, _Fetcher(storage, release).fetch


class _Fetcher:
    """Brings files of a release, each of them once."""

    def __init__(self, storage: Storage, release: Release):
        self._storage = storage
        self._release = release
        self._brought: set[str] = set()

    def fetch(self, name: str) -> None:
        """Bring a file into the folder of the release; one that the release has not is none.

        Raises DamagedRelease where its bytes are not those that the manifest says.
        """
        entry = self._release.manifest["files"].get(name)
        if entry is None or name in self._brought:
            return
        path = self._release.path / name
        if not path.exists() or digest_of_file(path) != entry["sha256"]:
            body = self._storage.read(f"releases/{self._release.version}/{name}")
            if body is None or sha256(body).hexdigest() != entry["sha256"]:
                raise DamagedRelease(
                    f"{self._storage.shown_url}/releases/{self._release.version}/{name}: is not as "
                    "its manifest says; push the release again"
                )
            write_then_rename(_in_folder(path), body)
        self._brought.add(name)


def _place(address: str, version: str) -> tuple[str, str]:
    """The root of a storage, and the version that an address names, if it names one."""
    parent, _, last = address.rpartition("/")
    if last == _LATEST:
        return parent, version
    if VERSION_PATTERN.fullmatch(last):
        return parent.removesuffix("/releases"), last
    return address, version


def _cache() -> Path:
    """The folder for files that can be fetched again: the XDG Base Directory Specification."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "course-atlas"


def _in_folder(path: Path) -> Path:
    """A path whose folder is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
