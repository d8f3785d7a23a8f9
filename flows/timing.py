"""How long each step of a run takes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class StepTimer:
    """Seconds by step, in the order of the steps.

    >>> timer = StepTimer()
    >>> with timer.step("crawl"):
    ...     pass
    >>> list(timer.seconds)
    ['crawl']
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens within the `with` block."""
        started = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - started, 2)
