"""Files that other processes may read at any moment."""

import errno
import logging
import os
import sqlite3
from pathlib import Path

_REMEDIES = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EFBIG: "raise the limit of the size of files (`ulimit -f`)",
    errno.EMFILE: "raise the limit of open files (`ulimit -n`)",
    errno.ENFILE: "close other programs, which hold too many files open,",
}
# no connection to a site fails with one of these
_OF_FILES = frozenset((*_REMEDIES, errno.EROFS, errno.EIO, errno.ENOTDIR))
_log = logging.getLogger("courseatlas.files")


def write_then_rename(path: Path, content: str | bytes) -> None:
    """Write a file so that a reader sees the old file or the new one, never a part of it.

    A text is written in UTF-8. Raises OSError where the disk refuses.
    """
    spare = path.with_name(f".{path.name}.new")
    spare.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    os.replace(spare, path)


def set_aside(path: Path, consequence: str) -> Path:
    """Rename a damaged file to a free name `….damaged`, and say so in one line of the log.

    A person may look at it, and nothing reads it any more. Raises OSError where the disk refuses.
    """
    number, aside = 1, path.with_name(f"{path.name}.damaged")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged.{number}")
    os.replace(path, aside)
    _log.warning("%s: is damaged and was set aside as %s; %s", path, aside.name, consequence)
    return aside


def remedy_of(error: OSError) -> str:
    """What a person does about an error of one of our own files.

    >>> remedy_of(OSError(errno.ENOSPC, "No space left on device"))
    'free some space'
    """
    return _REMEDIES.get(error.errno or 0, "check the disk and its permissions")


def is_storage_error(error: BaseException) -> bool:
    """Whether the machine refused one of our own files: no site is to blame, and no file's content.

    A file that is not there was not refused.

    >>> is_storage_error(OSError(errno.EIO, "Input/output error"))
    True
    >>> is_storage_error(ConnectionResetError(errno.ECONNRESET, "reset by peer"))
    False
    """
    if isinstance(error, sqlite3.DatabaseError):
        return not isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError)
    if not isinstance(error, OSError) or isinstance(error, ConnectionError | TimeoutError):
        return False
    is_named = error.filename is not None and not isinstance(error, FileNotFoundError)
    return error.errno in _OF_FILES or is_named


def storage_problem(error: OSError | sqlite3.Error, path: Path) -> str:
    """What the machine refused and what a person does about it, in a line.

    `path` stands for the file where the error does not name it.
    """
    if isinstance(error, sqlite3.Error):
        return f"{path}: {error}; check the disk and run again"
    problem = error.strerror or str(error)
    return f"{error.filename or path}: {problem}; {remedy_of(error)} and run again"
