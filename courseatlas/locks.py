"""Locks between processes: files that one process at a time may hold."""

import errno
import fcntl
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from courseatlas.errors import Busy

_HELD = (errno.EACCES, errno.EAGAIN)


def exclusive_lock(path: Path, remedy: str, work: str = "works on this folder") -> TextIO:
    """The open file that holds a lock until it is closed, also by the death of its process.

    The file says who holds it. Raises Busy, with the holder, the work that it does and the remedy,
    where another process does, and OSError where the file cannot be written.
    """
    stream = open(path, "a+", encoding="utf-8")  # noqa: SIM115
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as e:
        with stream:
            stream.seek(0)
            holder = stream.read().strip() or "another process"
        if e.errno not in _HELD:
            raise
        raise Busy(f"{path.parent}: {holder} {work}; {remedy}") from e
    stream.truncate(0)
    since = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    stream.write(f"process {os.getpid()} on {socket.gethostname()}, since {since},")
    stream.flush()
    return stream


def is_held(path: Path) -> bool:
    """Whether a process holds the exclusive lock of a file; it is not taken from anybody."""
    try:
        stream = open(path, encoding="utf-8")  # noqa: SIM115
    except FileNotFoundError:
        return False
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as e:
            return e.errno in _HELD
    return False


def waiting_lock(path: Path) -> TextIO:
    """The open file that holds a lock until it is closed; another holder is waited for.

    It is for work that takes a moment. Raises OSError where the file cannot be written.
    """
    stream = open(path, "a", encoding="utf-8")  # noqa: SIM115
    try:
        fcntl.flock(stream, fcntl.LOCK_EX)
    except BaseException:
        stream.close()
        raise
    return stream
