"""Waiting for an event of another process or thread, however fast the machine is."""

import time
from collections.abc import Callable

# far longer than any event takes on a busy machine; it only ends a test that would wait forever
DEADLINE_SECONDS = 300.0
_POLL_SECONDS = 0.02
# between two questions to a server, each of which costs as much as all that a test does by itself
ASKED_SECONDS = 0.5


def wait_until(
    condition: Callable[[], object],
    event: str,
    seconds: float = DEADLINE_SECONDS,
    poll: float = _POLL_SECONDS,
) -> None:
    """Return as soon as the condition holds, which is looked at every `poll` seconds.

    `event` says what is waited for. Raises AssertionError with it if the deadline passes.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain until {event}"
        time.sleep(poll)
