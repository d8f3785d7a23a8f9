"""A limit on the time that the main thread waits for Prefect.

Prefect's client retries, and obeys `Retry-After` of any length; an alarm ends whatever it waits
for.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN_SECONDS = 2.0


class TimeLimitReached(BaseException):
    """The limit passed. It is no Exception, because Prefect retries after those."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitReached in the main thread when the block takes longer.

    It is raised again every other second until the block is left: who handles an error of the API
    may ask the API again.
    """
    previous = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@contextmanager
def time_limit_lifted() -> Iterator[None]:
    """Lift the limit within the block, if there is one; what is left of it counts afterwards."""
    seconds, interval = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, seconds, interval)


def _raise(number: int, frame: FrameType | None) -> None:
    raise TimeLimitReached
