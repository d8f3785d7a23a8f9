"""One source at a time: give it to a worker, watch that, give it to another, take what it gives.

All that is known of an attempt stands in the storage, so that a coordinator that was killed goes on
where it was.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from courseatlas.errors import AtlasError, Busy, ExitStatus, StorageError
from courseatlas.sources import Source
from courseatlas.storage import Storage
from flows.crawl import Crawl
from flows.runs import Run
from flows.supervisor import FAILURE_FILE
from flows.workers.assigning import make_assignment, take_progress, take_result
from flows.workers.messages import (
    Assignment,
    Progress,
    Refusal,
    Result,
    assignment_name,
    code_version,
    progress_name,
    receive,
    result_name,
    send,
)
from flows.workers.shown_progress import show
from flows.workers.source_runs import RunState, SourceRuns
from spiders.ledger import LedgerCounts

# an attempt that waits for a worker is looked at less often, and a result before its announcement
_SELDOM = 4
_ERRORS = {ExitStatus.STORAGE: StorageError, ExitStatus.BUSY: Busy}
_log = logging.getLogger("courseatlas.workers")


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
class _Lost:
    """An attempt that gives nothing: why not."""

    reason: str


def crawl_by_worker(source: Source, shop: Workshop) -> Crawl:
    """Let workers crawl a source until one of them gives its results, and take these.

    Raises StorageError where the storage or this machine's disk refuses, and what a worker refused
    with, where every worker refuses.
    """
    lost: list[str] = []
    refused: list[Refusal] = []
    assignment = _newest_assignment(source, shop) or _give(source, shop, None)
    while True:
        ended = _watch(source, assignment, shop)
        if isinstance(ended, Result) and ended.refusal is None:
            crawl = _take(source, assignment, ended, shop)
            if isinstance(crawl, Crawl):
                return crawl
            ended = crawl
        if isinstance(ended, Result):
            refused.append(ended.refusal or Refusal(message="", status=ExitStatus.FAILED))
            _log.warning("%s: %s", source.id, refused[-1].message)
            _check_refusals(source, refused, shop.watching)
            _wait(shop.watching.refusal_pause, shop)
        else:
            lost.append(ended.reason)
            _log.warning("%s: attempt %d: %s", source.id, assignment.attempt, ended.reason)
        if len(lost) >= shop.watching.attempts:
            return _given_up(source, assignment, lost, shop)
        assignment = _give(source, shop, assignment)


def _newest_assignment(source: Source, shop: Workshop) -> Assignment | None:
    """The assignment of the newest attempt; None where there is none that may still be taken."""
    newest, attempt = None, 1
    while True:
        name = assignment_name(shop.run.id, source.id, attempt)
        found = receive(shop.storage, name, Assignment)
        if found is None:
            break
        newest, attempt = found, attempt + 1
    if newest is None or newest.code == code_version():
        return newest
    # what another version of the code made of the pages is not taken; the pages are
    return _give(source, shop, newest)


def _give(source: Source, shop: Workshop, before: Assignment | None) -> Assignment:
    """Write the next assignment: from now on no result of the attempt before is taken."""
    assignment = make_assignment(source, shop.run, shop.storage, before)
    name = assignment_name(shop.run.id, source.id, assignment.attempt)
    send(shop.storage, name, assignment)
    return assignment


def _watch(source: Source, assignment: Assignment, shop: Workshop) -> Result | _Lost:
    """Start an attempt, wait for its end, and give it up where it is silent."""
    handle, watching = shop.runs.start(assignment, source.hosts), shop.watching
    beat, heard = 0, time.monotonic()
    while True:
        state, message = shop.runs.state(handle)
        if state == RunState.WAITING:
            heard = time.monotonic()
            _wait(_SELDOM * watching.poll, shop)
            continue
        progress = _progress(assignment, shop)
        if progress.beat != beat:
            beat, heard = progress.beat, time.monotonic()
            ledger = LedgerCounts(progress.pages, progress.closed, progress.records)
            show(shop.run.crawl_folder(source.id), ledger)
        silent = time.monotonic() - heard
        if state == RunState.ENDED or silent > watching.silence / _SELDOM:
            # who has ended has written its result before
            result = _result(assignment, shop)
            if result is not None:
                return result
        reason = None
        patience = watching.silence if beat else watching.start
        if state == RunState.ENDED:
            reason = f"its worker ended without a result ({message})"
        elif silent > patience:
            reason = f"its worker gave no sign for {patience:.0f} s"
        if reason:
            shop.runs.cancel(handle)
            return _Lost(reason)
        _wait(watching.poll, shop)


def _progress(assignment: Assignment, shop: Workshop) -> Progress:
    name = progress_name(assignment.run_id, assignment.source_id, assignment.attempt)
    return receive(shop.storage, name, Progress) or Progress(beat=0)


def _result(assignment: Assignment, shop: Workshop) -> Result | None:
    """The result of an attempt; one of another assignment is none."""
    name = result_name(assignment.run_id, assignment.source_id, assignment.attempt)
    result = receive(shop.storage, name, Result)
    return result if result is not None and result.assignment == assignment.digest else None


def _wait(seconds: float, shop: Workshop) -> None:
    """Wait, and notice early what ends the run."""
    deadline = time.monotonic() + seconds
    shop.check()
    while time.monotonic() < deadline:
        time.sleep(min(1.0, max(0.0, deadline - time.monotonic())))
        shop.check()


def _take(source: Source, assignment: Assignment, result: Result, shop: Workshop) -> Crawl | _Lost:
    """Take the files of a result; an attempt whose objects are damaged or missing is lost."""
    try:
        crawl = take_result(source, assignment, result, shop.run, shop.storage)
    except StorageError as e:
        shop.check()
        return _Lost(f"its results cannot be taken ({e})")
    _log.info("%s: crawled by %s in %.0f s", source.id, result.machine, result.seconds)
    return crawl


def _check_refusals(source: Source, refused: list[Refusal], watching: Watching) -> None:
    """Raises what the workers refused with, where they all seem to."""
    if len(refused) >= watching.refusals:
        last = refused[-1]
        error = _ERRORS.get(ExitStatus(last.status), AtlasError)
        raise error(
            f"{source.id}: workers refused it {len(refused)} times, the last one: {last.message}; "
            "the same command resumes, the last release is untouched"
        )


def _given_up(source: Source, assignment: Assignment, lost: list[str], shop: Workshop) -> Crawl:
    """A crawl that failed; what the last attempt fetched is kept."""
    take_progress(assignment, shop.run, shop.storage)
    folder = shop.run.crawl_folder(source.id)
    folder.mkdir(parents=True, exist_ok=True)
    reason = f"the crawl was lost {len(lost)} times, the last time because {lost[-1]}"
    (folder / FAILURE_FILE).write_text(reason + "\n", "utf-8")
    return Crawl(source, folder, 0.0, assignment.attempt, reason)
