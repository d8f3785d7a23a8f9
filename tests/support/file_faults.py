"""Faults of the machine at a chosen file operation of this process: an error, or a sudden end."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Python reports these before it does them, see `sys.addaudithook`; rename stands for replace too
_EVENTS = frozenset(
    (
        "open",
        "os.listdir",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.scandir",
        "os.symlink",
        "os.truncate",
    )
)


class FileFaults:
    """Counts the file operations below a folder, and does `fault` before one of them, or each later.

    A hook of Python's cannot be taken away: use it in a process that ends soon.
    """

    def __init__(
        self,
        folder: Path,
        at: int | None,
        fault: Callable[[], None],
        for_ever: bool = False,
    ):
        self.operations: list[str] = []
        self._folder, self._at, self._fault, self._for_ever = str(folder), at, fault, for_ever
        fsync = os.fsync

        def noted_fsync(handle: int) -> None:
            self._note("os.fsync")
            fsync(handle)

        os.fsync = noted_fsync
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _EVENTS and any(self._is_below(argument) for argument in arguments[:2]):
            self._note(event)

    def _is_below(self, argument: Any) -> bool:
        return isinstance(argument, str | Path) and str(argument).startswith(self._folder)

    def _note(self, event: str) -> None:
        number = len(self.operations)
        self.operations.append(event)
        if self._at is not None and (number == self._at or number > self._at and self._for_ever):
            self._fault()


def refuse(number: int) -> Callable[[], None]:
    """The fault by which the machine refuses with an error number."""

    def fault() -> None:
        raise OSError(number, os.strerror(number))

    return fault


def die() -> None:
    """End this process as the kernel does when memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)
