"""Watch one attempt: until its result stands in the storage, or nothing can be expected of it.

Whether a worker lives is told by a count that goes on, and by the clock of this machine: no clock
of one machine is compared with another's.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from courseatlas.storage import Storage
from flows.runs import Run
from flows.workers.messages import (
    Assignment,
    Progress,
    Result,
    progress_name,
    receive,
    result_name,
)
from flows.workers.shown_progress import show
from flows.workers.source_runs import RunState, SourceRuns
from spiders.ledger import LedgerCounts

# an attempt that waits for a worker is looked at less often, and a result before its announcement
_SELDOM = 4
_LOOK_SECONDS = 1.0  # between two looks at what ends the run


@dataclass(frozen=True)
class Watching:
    """How attempts are watched: seconds, and how often a source is given out.

    A worker that gives no first sign for `start` seconds, or no other for `silence`, by the clock
    of this machine, is given up. After a refusal a source waits `refusal_pause` seconds, in which
    other workers may become free.
    """

    start: float = 180.0
    silence: float = 180.0
    poll: float = 5.0
    refusal_pause: float = 30.0
    attempts: int = 5
    refusals: int = 10


@dataclass(frozen=True)
class Workshop:
    """What the attempts of a run share. `check` raises what ends the whole run."""

    run: Run
    storage: Storage
    runs: SourceRuns
    check: Callable[[], None]
    watching: Watching


@dataclass(frozen=True)
class Lost:
    """An attempt that gives nothing: why not."""

    reason: str


def watch(assignment: Assignment, handle: str, shop: Workshop) -> Result | Lost:
    """Wait for the end of an attempt that was started; one that is silent is cancelled.

    Raises StorageError, and what `check` raises.
    """
    beat, heard = 0, time.monotonic()
    while True:
        state, message = shop.runs.state(handle)
        if state == RunState.WAITING:
            heard = time.monotonic()
            wait(_SELDOM * shop.watching.poll, shop)
            continue
        progress = _progress(assignment, shop)
        if progress.beat != beat:
            beat, heard = progress.beat, time.monotonic()
            ledger = LedgerCounts(progress.pages, progress.closed, progress.records)
            show(shop.run.crawl_folder(assignment.source_id), ledger)
        silent = time.monotonic() - heard
        if state == RunState.ENDED or silent > shop.watching.silence / _SELDOM:
            # a worker leaves its result before it ends
            result = _result(assignment, shop)
            if result is not None:
                return result
        patience = shop.watching.silence if beat else shop.watching.start
        if state == RunState.ENDED or silent > patience:
            shop.runs.cancel(handle)
            return Lost(_reason(state, message, patience))
        wait(shop.watching.poll, shop)


def wait(seconds: float, shop: Workshop) -> None:
    """Wait, and notice early what ends the run."""
    deadline = time.monotonic() + seconds
    shop.check()
    while time.monotonic() < deadline:
        time.sleep(min(_LOOK_SECONDS, max(0.0, deadline - time.monotonic())))
        shop.check()


def _progress(assignment: Assignment, shop: Workshop) -> Progress:
    name = progress_name(assignment.run_id, assignment.source_id, assignment.attempt)
    return receive(shop.storage, name, Progress) or Progress(beat=0)


def _result(assignment: Assignment, shop: Workshop) -> Result | None:
    """The result of an attempt; one of another assignment is none."""
    name = result_name(assignment.run_id, assignment.source_id, assignment.attempt)
    result = receive(shop.storage, name, Result)
    return result if result is not None and result.assignment == assignment.digest else None


def _reason(state: RunState, message: str, patience: float) -> str:
    if state == RunState.ENDED:
        return f"its worker ended without a result ({message})"
    return f"its worker gave no sign for {patience:.0f} s"
