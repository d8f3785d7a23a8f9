"""How SIGINT, SIGTERM and SIGHUP stop a command: by an exception, once, wherever it is."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from courseatlas.errors import Interrupted

_LATER_SECONDS = 0.01
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopHandler:
    """The handler of the signals: the first one raises Interrupted, later ones do nothing.

    A second exception would end the cleaning up that the first one began. A signal that has to be
    sent again keeps the name of the first one.
    """

    def __init__(self) -> None:
        self.is_armed = True
        self._is_in_hook = False
        self._name: str | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Raise Interrupted for the first signal."""
        if not self.is_armed:
            return
        self._name = self._name or signal.Signals(number).name
        if self._is_in_hook:  # Python drops what is raised there too
            _send_later()
            return
        self.is_armed = False
        raise Interrupted(
            f"stopped by {self._name}; what was fetched is kept, and the same command resumes"
        )

    def raise_again(self, unraisable: Any) -> None:
        """Raise an Interrupted a moment later where Python cannot: within a finalizer.

        This is a hook for `sys.unraisablehook`, which would print a traceback and go on.
        """
        if not isinstance(unraisable.exc_value, Interrupted):
            sys.__unraisablehook__(unraisable)
            return
        self._is_in_hook = True
        self.is_armed = True
        _send_later()
        self._is_in_hook = False


def _send_later() -> None:
    threading.Timer(_LATER_SECONDS, os.kill, (os.getpid(), signal.SIGTERM)).start()


@contextmanager
def stop_signals(ignored_afterwards: bool) -> Iterator[None]:
    """Let the signals raise Interrupted within the block.

    After the block they are ignored or handled as before. A process that was started with SIGHUP
    ignored, as by `nohup`, goes on ignoring it.
    """
    handler, hook = StopHandler(), sys.unraisablehook
    previous = {
        number: signal.getsignal(number)
        for number in STOP_SIGNALS
        if not (number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN)
    }
    try:
        for number in previous:
            signal.signal(number, handler)
        sys.unraisablehook = handler.raise_again
        yield
    finally:
        handler.is_armed = False
        sys.unraisablehook = hook
        for number, action in previous.items():
            signal.signal(number, signal.SIG_IGN if ignored_afterwards else action)
