"""What starts the workers: a service that runs an attempt on a machine of its choice."""

from enum import Enum
from typing import Protocol

from flows.workers.messages import Assignment


class RunState(Enum):
    """How far the service is with an attempt."""

    WAITING = "no worker has it yet"
    WORKING = "a worker has it"
    ENDED = "it ended, whatever it gave"


class SourceRuns(Protocol):
    """Starts attempts on workers, as Prefect does it (`flows.deployment.source_runs`)."""

    def start(self, assignment: Assignment, hosts: tuple[str, ...]) -> str:
        """Start an attempt, of which no two may crawl a host at a time; returns its handle.

        The same attempt is started once, however often this is called. Raises AtlasError.
        """

    def state(self, handle: str) -> tuple[RunState, str]:
        """How far an attempt is, and what the service says about its end.

        An attempt of which nothing can be learned now counts as WORKING.
        """

    def cancel(self, handle: str) -> None:
        """End an attempt, so far as the service reaches it, and free its hosts."""

    def cancel_all(self) -> None:
        """End all attempts that were started."""
