"""One source at a time: give it to a worker, to another one where that is lost, and take its crawl.

All that is known of an attempt stands in the storage, so that a coordinator that was killed goes on
where it was.
"""

import logging
from itertools import count

from courseatlas.errors import AtlasError, Busy, ExitStatus, StorageError
from courseatlas.objects import ObjectMissing
from courseatlas.sources import Source
from flows.crawl import Crawl
from flows.supervisor import FAILURE_FILE
from flows.workers.assigning import make_assignment, take_progress, take_result
from flows.workers.messages import (
    Assignment,
    Refusal,
    assignment_name,
    code_version,
    receive,
    send,
)
from flows.workers.watch import Lost, Workshop, wait, watch

_ERRORS = {ExitStatus.STORAGE: StorageError, ExitStatus.BUSY: Busy}
_log = logging.getLogger("courseatlas.workers")


def crawl_by_worker(source: Source, shop: Workshop) -> Crawl:
    """Let workers crawl a source until one of them gives its results, and take these.

    Raises StorageError where the storage or this machine's disk refuses, and what a worker refused
    with, where every worker refuses.
    """
    lost: list[Lost] = []
    refused: list[Refusal] = []
    assignment = _newest_assignment(source, shop) or _give(source, shop, None)
    while True:
        outcome = _attempt(source, assignment, shop)
        if isinstance(outcome, Crawl):
            return outcome
        if isinstance(outcome, Refusal):
            refused.append(outcome)
            _log.warning("%s: %s", source.id, outcome.message)
            _check_refusals(source, refused, shop.watching.refusals)
            wait(shop.watching.refusal_pause, shop)
        else:
            lost.append(outcome)
            _log.warning("%s: attempt %d: %s", source.id, assignment.attempt, outcome.reason)
            if len(lost) >= shop.watching.attempts:
                return _given_up(source, assignment, lost, shop)
        assignment = _give(source, shop, assignment)


def _newest_assignment(source: Source, shop: Workshop) -> Assignment | None:
    """The assignment of the newest attempt of this run; None where there is none yet.

    What another version of the code made of the pages is not taken; the pages are.
    """
    newest = None
    for attempt in count(1):
        name = assignment_name(shop.run.id, source.id, attempt)
        found = receive(shop.storage, name, Assignment)
        if found is None:
            break
        newest = found
    if newest is None or newest.code == code_version():
        return newest
    return _give(source, shop, newest)


def _give(source: Source, shop: Workshop, before: Assignment | None) -> Assignment:
    """Write the next assignment: from now on no result of the attempt before is taken."""
    assignment = make_assignment(source, shop.run, shop.storage, before)
    name = assignment_name(shop.run.id, source.id, assignment.attempt)
    send(shop.storage, name, assignment)
    return assignment


def _attempt(source: Source, assignment: Assignment, shop: Workshop) -> Crawl | Refusal | Lost:
    """Let a worker make an attempt, and take what it gives."""
    handle = shop.runs.start(assignment, source.hosts)
    result = watch(assignment, handle, shop)
    if isinstance(result, Lost):
        return result
    if result.refusal is not None:
        return result.refusal
    try:
        crawl = take_result(source, assignment, result, shop.run, shop.storage)
    except ObjectMissing as e:
        return Lost(f"its results cannot be taken ({e})")
    _log.info("%s: crawled by %s in %.0f s", source.id, result.machine, result.seconds)
    return crawl


def _check_refusals(source: Source, refused: list[Refusal], most: int) -> None:
    """Raises what the workers refused with, where they all seem to."""
    if len(refused) >= most:
        last = refused[-1]
        error = _ERRORS.get(ExitStatus(last.status), AtlasError)
        raise error(
            f"{source.id}: workers refused it {len(refused)} times, the last one: {last.message}; "
            "the same command resumes, the last release is untouched"
        )


def _given_up(source: Source, assignment: Assignment, lost: list[Lost], shop: Workshop) -> Crawl:
    """A crawl that failed; what the last attempt fetched is kept."""
    take_progress(assignment, shop.run, shop.storage)
    folder = shop.run.crawl_folder(source.id)
    folder.mkdir(parents=True, exist_ok=True)
    reason = f"the crawl was lost {len(lost)} times, the last time because {lost[-1].reason}"
    (folder / FAILURE_FILE).write_text(reason + "\n", "utf-8")
    return Crawl(source, folder, 0.0, assignment.attempt, reason)
