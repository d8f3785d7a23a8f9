"""Storage that several machines reach: a shared folder, SFTP or an object store, through fsspec.

Files are written whole or not at all: under a spare name and renamed where the storage can rename,
and by one request to an object store.
"""

import errno
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from courseatlas.digests import digest_of_stream
from courseatlas.errors import StorageError
from courseatlas.files import is_storage_error, remedy_of
from courseatlas.storage_address import OVER_SSH, connect, first_line, shown

Value = TypeVar("Value")

_SPARE = ".part"
# an object store replaces a file by one request, and has no cheap rename
_RENAMES = ("file", "local", "sftp", "ssh")
# how each of them opens a file that must not be there yet
_EXCLUSIVE_MODES = {"file": "xb", "local": "xb", "sftp": "wxb", "ssh": "wxb"}
_REFUSALS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
_MOST_AT_ONCE = 1000
_FOLDER_ATTEMPTS = 20
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 10.0


class Storage:
    """The files below an address. Names are paths relative to it, with `/`.

    An operation that fails as a cut network makes it fail is tried again for `patience_seconds`,
    over a new connection. All operations raise StorageError with one line where the storage cannot
    be reached or refuses. Threads may share it; over SFTP one waits for the other.

    Raises UsageError for an address that fsspec does not know, and StorageError where it cannot be
    reached.
    """

    def __init__(self, url: str, patience_seconds: float = 0.0):
        self._url = url
        self.shown_url = shown(url)
        self._patience = patience_seconds
        self._system, self._root, self._protocol = connect(url)
        self.is_object_store = self._protocol not in _RENAMES
        is_serial = self._protocol in OVER_SSH
        self._turn: AbstractContextManager[Any] = threading.RLock() if is_serial else nullcontext()

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where there is none."""
        try:
            body: bytes = self._call(lambda system: system.cat_file(self._path(name)))
        except FileNotFoundError:
            return None
        return body

    def write(self, name: str, body: bytes) -> None:
        """Write a file so that a reader sees the old one or the new one, never a part of it."""
        self._replace(name, lambda system, path: system.pipe_file(path, body))

    def create(self, name: str, body: bytes) -> bool:
        """Write a file that is not there yet; returns False, and writes nothing, where one is.

        Of several that create a file at once, one succeeds. `body` must tell who created it: after
        a failure in the middle it is read again.
        """
        mode = _EXCLUSIVE_MODES.get(self._protocol)

        def create(system: Any) -> None:
            path = self._path(name)
            self._make_parent(system, path)
            if mode is None:
                system.pipe_file(path, body, mode="create")
                return
            with system.open(path, mode) as stream:
                stream.write(body)

        try:
            self._call(create, is_final=lambda: self.size(name) is not None)
        except FileNotFoundError as e:
            raise StorageError(self._problem(e)) from e
        except (StorageError, FileExistsError):
            found = self.read(name)
            if found is None:
                raise
            return found == body
        return True

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""
        with suppress(FileNotFoundError):
            self._call(lambda system: system.rm_file(self._path(name)))

    def remove_all(self, names: Sequence[str]) -> None:
        """Remove many files, as many at once as the storage can; those not there are no error."""
        for start in range(0, len(names), _MOST_AT_ONCE):
            some = names[start : start + _MOST_AT_ONCE]
            try:
                self._call(partial(_remove, paths=[self._path(name) for name in some]))
            except FileNotFoundError:  # another one removed some meanwhile
                for name in some:
                    self.remove(name)

    def remove_folder(self, folder: str) -> None:
        """Remove a folder with all that is in it; one that is not there is no error."""
        with suppress(FileNotFoundError):
            self._call(lambda system: system.rm(self._path(folder), recursive=True))

    def names(self, folder: str) -> list[str]:
        """The names of what is in a folder, sorted; none where there is no such folder."""

        def listed(system: Any) -> list[str]:
            system.invalidate_cache()
            return [str(path) for path in system.ls(self._path(folder), detail=False)]

        try:
            paths = self._call(listed)
        except FileNotFoundError:
            return []
        names = (path.rstrip("/").rpartition("/")[2] for path in paths)
        return sorted(name for name in names if name and not name.endswith(_SPARE))

    def size(self, name: str) -> int | None:
        """The size of a file in bytes; None where there is none."""

        def size(system: Any) -> int:
            system.invalidate_cache()
            return int(system.size(self._path(name)))

        try:
            return self._call(size)
        except FileNotFoundError:
            return None

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, which is read for it."""

        def digest(system: Any) -> str:
            with system.open(self._path(name), "rb") as stream:
                return digest_of_stream(stream)

        try:
            return self._call(digest)
        except FileNotFoundError as e:
            raise StorageError(f"{self.shown_url}/{name}: is not there") from e

    def send(self, path: Path, name: str) -> None:
        """Copy a file of this machine to the storage. Raises OSError where it cannot be read."""
        if not path.is_file():
            raise FileNotFoundError(path)
        self._replace(name, lambda system, target: system.put_file(str(path), target))

    def fetch(self, name: str, path: Path) -> bool:
        """Copy a file to this machine; returns False where there is none."""
        try:
            self._call(lambda system: system.get_file(self._path(name), str(path)))
        except FileNotFoundError:
            return False
        return True

    def _replace(self, name: str, write: Callable[[Any, str], object]) -> None:
        """Let `write` write a file under a spare name, and rename it; or write it at once."""

        def replace(system: Any) -> None:
            path = self._path(name)
            self._make_parent(system, path)
            if self.is_object_store:
                write(system, path)
                return
            spare = f"{path}.{uuid.uuid4().hex}{_SPARE}"
            try:
                write(system, spare)
                system.mv(spare, path)
            except BaseException:
                with suppress(Exception):
                    system.rm_file(spare)
                raise

        try:
            self._call(replace)
        except (FileNotFoundError, FileExistsError) as e:
            raise StorageError(self._problem(e)) from e

    def _make_parent(self, system: Any, path: str) -> None:
        """Make the folder of a file; other machines may make parts of its path at the same moment.

        SFTP has no word for a folder that is there already: it answers "Failure" without a number.
        """
        if self.is_object_store:
            return
        folder = path.rpartition("/")[0]
        for attempts_left in reversed(range(_FOLDER_ATTEMPTS)):
            try:
                system.makedirs(folder, exist_ok=True)
                return
            except OSError as e:
                if e.errno is not None or not attempts_left:
                    raise

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def _call(
        self, operation: Callable[[Any], Value], is_final: Callable[[], bool] = lambda: False
    ) -> Value:
        """The result of an operation, which is tried again as long as that may help."""
        deadline, wait = time.monotonic() + self._patience, _FIRST_WAIT
        while True:
            try:
                with self._turn:
                    return operation(self._system)
            except (FileNotFoundError, FileExistsError):
                raise
            except Exception as e:  # each kind of storage has errors of its own
                is_late = time.monotonic() + wait > deadline
                if is_late or self._is_refusal(e) or is_final():
                    raise StorageError(self._problem(e)) from e
            time.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
            self._connect_again()

    def _is_refusal(self, error: Exception) -> bool:
        """Whether trying again would not help."""
        if self._protocol in ("file", "local"):
            return is_storage_error(error)
        return isinstance(error, OSError) and error.errno in _REFUSALS

    def _connect_again(self) -> None:
        """Open a new connection; where that fails, the next operation fails as well."""
        with suppress(StorageError), self._turn:
            self._system = connect(self._url)[0]

    def _problem(self, error: Exception) -> str:
        problem = f"{self.shown_url}: {type(error).__name__}: {first_line(error)}"
        if isinstance(error, OSError) and error.errno in _REFUSALS:
            return f"{problem}; {remedy_of(error)}"
        return f"{problem}; check the address, and that the storage is up"


def _remove(system: Any, paths: Sequence[str]) -> None:
    system.rm(paths)
