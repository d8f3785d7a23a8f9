"""How long each step of a run took."""

import time
from typing import TypeVar

Result = TypeVar("Result")


class Steps:
    """Seconds by step, in their order. `done` is called where a step ends; the next one begins there."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._begun = time.monotonic()

    def done(self, step: str, result: Result) -> Result:
        """Note the time since the last step under this name, and hand the step's result on."""
        now = time.monotonic()
        self.seconds[step] = round(now - self._begun, 2)
        self._begun = now
        return result
