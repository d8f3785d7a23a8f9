"""Content in storage under its SHA-256 (`objects/<aa>/<sha256>`), which is checked on reading.

An object never changes, and any machine may send one that is missing.
"""

from hashlib import sha256
from pathlib import Path

from courseatlas.digests import digest_of_file
from courseatlas.errors import StorageError
from courseatlas.storage import Storage

FOLDER = "objects"


class ObjectMissing(StorageError):
    """An object is not in the storage, or held other bytes than its digest says."""


def put(storage: Storage, body: bytes) -> str:
    """Keep content as an object; returns its SHA-256.

    What is kept already is not sent, but for an object store: it charges to be asked, too. Raises
    StorageError where the storage refuses.
    """
    digest = sha256(body).hexdigest()
    name = name_of(digest)
    if storage.is_object_store or storage.size(name) != len(body):
        storage.write(name, body)
    return digest


def put_file(storage: Storage, path: Path, digest: str | None = None) -> str:
    """Keep the content of a file as an object; returns its SHA-256, which may be known.

    Raises StorageError where the storage refuses, and OSError where the file cannot be read.
    """
    digest = digest or digest_of_file(path)
    if storage.size(name_of(digest)) != path.stat().st_size:
        storage.send(path, name_of(digest))
    return digest


def get(storage: Storage, digest: str) -> bytes:
    """The content of an object.

    Raises ObjectMissing where it is not there or damaged. A damaged one is removed, so that who has
    the content sends it again.
    """
    body = storage.read(name_of(digest))
    if body is None:
        raise _missing(storage, digest)
    if sha256(body).hexdigest() != digest:
        raise _removed(storage, digest)
    return body


def get_file(storage: Storage, digest: str, path: Path) -> None:
    """Write the content of an object to a file of this machine. Raises as `get` does."""
    if not storage.fetch(name_of(digest), path):
        raise _missing(storage, digest)
    if digest_of_file(path) != digest:
        path.unlink()
        raise _removed(storage, digest)


def name_of(digest: str) -> str:
    """The name of an object in the storage.

    >>> name_of("ab12")
    'objects/ab/ab12'
    """
    return f"{FOLDER}/{digest[:2]}/{digest}"


def _missing(storage: Storage, digest: str) -> ObjectMissing:
    return ObjectMissing(
        f"{storage.shown_url}/{name_of(digest)}: is not there; run again, it is sent again"
    )


def _removed(storage: Storage, digest: str) -> ObjectMissing:
    storage.remove(name_of(digest))
    return ObjectMissing(
        f"{storage.shown_url}/{name_of(digest)}: holds other bytes than it was sent, and was "
        "removed; run again, it is sent again"
    )
