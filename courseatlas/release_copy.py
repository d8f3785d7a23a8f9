"""Copy a release to storage that fsspec knows: a folder elsewhere, SFTP, an object store.

The files of a release go up first, then its manifest, then the pointer `latest.json`: who reads the
storage meanwhile sees the release of before, or this one whole. Where a copy stops, the same
command goes on with what is missing.
"""

import hashlib
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from courseatlas.errors import DamagedRelease, StorageError, UsageError
from courseatlas.releases import REMEDY, Release, verify

MANIFEST, POINTER = "manifest.json", "latest.json"
_CHUNK = 1 << 20
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S")
_EXAMPLES = "give one such as file:///mnt/atlas, sftp://host/atlas or s3://bucket/atlas"
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
    system, root = _storage(url)
    folder = f"{root}/releases/{release.version}"
    sent = 0
    names = [*_files(release), MANIFEST]
    try:
        for name in names:
            sent += _send(system, release, name, f"{folder}/{name}")
        pointer = {"version": release.version, "path": f"releases/{release.version}"}
        system.pipe_file(f"{root}/{POINTER}", (json.dumps(pointer) + "\n").encode())
    except StorageError:
        raise
    except Exception as e:  # each kind of storage has errors of its own
        raise StorageError(
            f"{url}: {type(e).__name__}: {_first_line(e)}; its latest.json is as it was; the same "
            "command goes on with what is missing"
        ) from e
    return Copied(f"{url.rstrip('/')}/releases/{release.version}", sent, len(names))


def _storage(url: str) -> tuple[Any, str]:
    """The file system of an address and the path in it."""
    import fsspec

    if not _ADDRESS.match(url):
        raise UsageError(f"{url}: is no address of storage; {_EXAMPLES}")
    try:
        system, root = fsspec.core.url_to_fs(url)
    except (ValueError, ImportError) as e:
        raise UsageError(f"{url}: {_first_line(e)}; {_EXAMPLES}") from e
    except Exception as e:  # such as a host that refuses the connection
        raise StorageError(f"{url}: {type(e).__name__}: {_first_line(e)}; check the address") from e
    return system, root.rstrip("/")


def _files(release: Release) -> Iterator[str]:
    """The paths of all files of a release within its folder, sorted, without the manifest."""
    for path in sorted(release.path.rglob("*")):
        name = path.relative_to(release.path).as_posix()
        if path.is_file() and name != MANIFEST:
            yield name


def _send(system: Any, release: Release, name: str, target: str) -> bool:
    """Send a file unless it is there, and read it again; returns whether it was sent."""
    body = (release.path / name).read_bytes()
    digest = hashlib.sha256(body).hexdigest()
    has_size = system.exists(target) and system.size(target) == len(body)
    if has_size and _digest(system, target) == digest:
        return False
    _log.info("sending %s", name)
    system.makedirs(target.rpartition("/")[0], exist_ok=True)
    system.pipe_file(target, body)
    system.invalidate_cache()
    if _digest(system, target) != digest:
        raise StorageError(
            f"{target}: the storage keeps other bytes than it was sent; its latest.json is as it "
            "was; send it again"
        )
    return True


def _digest(system: Any, target: str) -> str:
    digest = hashlib.sha256()
    with system.open(target, "rb") as stream:
        for chunk in iter(partial(stream.read, _CHUNK), b""):
            digest.update(chunk)
    return digest.hexdigest()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
