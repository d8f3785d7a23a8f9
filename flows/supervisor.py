"""The crawl supervisor: each crawl is a child process with a time limit and a heartbeat.

A process that hangs or dies is started again; it resumes on its own archive.
"""

import json
import logging
import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courseatlas.errors import ExitStatus, StorageError
from courseatlas.sources import Source
from flows.crawl import Crawl
from flows.runs import Run
from spiders.crawl_process import CrawlProcess
from spiders.job import CrawlJob
from spiders.ledger import LEDGER_FILE, Ledger, PageOutcome, counts
from spiders.poison import is_reading, note_death

ATTEMPTS = 3
HEARTBEAT_SECONDS = 60.0  # the heartbeat ticks every second; a minute without one is a hang
GRACE_SECONDS = 15.0
_PROGRESS_SECONDS = 10.0
_READING_PATIENCE = 5  # so many times as long may the heartbeat be silent while a page is read
_LOOK_SECONDS = 0.5  # between two looks at the heartbeat and at a stop
_LEAST_ROOM = 1 << 20  # bytes; the smallest files of a crawl need more
# the files in the folder of a crawl that tell how it ended
RESULT_FILE, FAILURE_FILE = "result.json", "failure.txt"
_ENDED = "it ended with status {}"
_INTERRUPTED = "it was interrupted"
# the child could not write one of its files: see spiders.crawl_process
_STORAGE_FAILURE = _ENDED.format(int(ExitStatus.STORAGE))
_log = logging.getLogger("courseatlas.crawl")
# how a crawl ends by itself
_ENDS = ("finished", "closespider_timeout", "blocked")
_stopping = threading.Event()


@dataclass(frozen=True)
class Patience:
    """How long a child process may be silent, and how long it may take to stop, in seconds."""

    silence: float = HEARTBEAT_SECONDS
    grace: float = GRACE_SECONDS


def crawl_source(source: Source, run: Run, patience: Patience = Patience()) -> Crawl:
    """Crawl one source to its end, however often its process must be started.

    Raises StorageError where the disk refuses.
    """
    folder = run.crawl_folder(source.id)
    return _supervise(source, _job(source, run, folder), folder, run, patience)


def crawl_archive(source: Source, run: Run, archive_run: str) -> Crawl:
    """Read the archived pages of an earlier run of a source again, without the network."""
    folder = run.folder / "baselines" / source.id
    job = _job(source, run, folder, archive_run=archive_run)
    return _supervise(source, job, folder, run, Patience())


def _job(source: Source, run: Run, folder: Path, archive_run: str | None = None) -> CrawlJob:
    return CrawlJob(
        source_file=str(source.path.resolve()),
        run_id=run.id,
        folder=str(folder),
        archive=str(run.archive_folder(source.id)),
        hosts=str(run.plan.output / "hosts"),
        replay=archive_run is not None or run.plan.replay is not None,
        archive_run=archive_run,
        max_pages=run.plan.max_pages,
        max_seconds=run.plan.max_seconds,
        accepted=source.id in run.plan.accepted,
    )


def _supervise(source: Source, job: CrawlJob, folder: Path, run: Run, patience: Patience) -> Crawl:
    folder.mkdir(parents=True, exist_ok=True)
    job.save(folder / "job.json")
    (folder / FAILURE_FILE).unlink(missing_ok=True)
    started, failure = time.monotonic(), None
    _log.info("%s: crawl begins", source.id)
    limit = _time_limit(source, run)
    attempt = failed = 0
    note_death(folder)  # of a refresh that was killed as a whole
    while failed < ATTEMPTS:
        attempt += 1
        (folder / RESULT_FILE).unlink(missing_ok=True)
        failure = _attempt(folder, limit - (time.monotonic() - started), patience)
        seconds = time.monotonic() - started
        result = _result(folder)
        _check_storage(folder, result, failure)
        if result and result["reason"] in _ENDS:
            _log.info("%s: %s; done in %.0f s", source.id, _progress(folder), seconds)
            return Crawl(source, folder, seconds, attempt)
        if seconds > limit or _stopping.is_set():
            break
        # a page that ends the process is soon set aside, and the crawl goes on with the rest
        failed += not note_death(folder)
    _log.warning("%s: given up after %d attempts, %s", source.id, attempt, failure)
    log = _last_error(folder / "stderr.log") or _last_error(folder / "crawl.log")
    reason = f"the crawl did not end after {attempt} attempts: {failure}{log}"
    (folder / FAILURE_FILE).write_text(reason + "\n", "utf-8")
    _close_open_urls(source, folder, reason)
    return Crawl(source, folder, time.monotonic() - started, attempt, reason)


def _close_open_urls(source: Source, folder: Path, reason: str) -> None:
    """Give the URLs that a crawl did not come to their outcome; another attempt reopens them."""
    if (folder / LEDGER_FILE).exists():
        ledger = Ledger(folder / LEDGER_FILE, source.id)
        ledger.close_open(PageOutcome("error", "unfinished", reason))
        ledger.close()


def _time_limit(source: Source, run: Run) -> float:
    """Seconds that a crawl may take over all attempts: its budget, and time to start and to end."""
    budget = source.minutes * 60
    return min(budget, run.plan.max_seconds or budget) * 1.5 + 120


def _check_storage(folder: Path, result: dict[str, Any] | None, failure: str | None) -> None:
    """Raises StorageError where the machine refused a file of the child process."""
    problem = result["storage_error"] if result else None
    if failure == _STORAGE_FAILURE:
        problem = problem or _last_line(folder / "stderr.log") or f"{folder}: it cannot be written"
    elif result is None and shutil.disk_usage(folder).free < _LEAST_ROOM:
        problem = f"{folder}: the disk is full; free some space and run again"
    if problem:
        raise StorageError(f"{problem}; the same command resumes, the last release is untouched")


def allow_crawls() -> None:
    """Let crawls run, whatever became of an earlier run in this process."""
    _stopping.clear()


def stop_crawls() -> None:
    """End every crawl that runs in a thread of this process: the run was interrupted."""
    _stopping.set()


def _attempt(folder: Path, seconds: float, patience: Patience) -> str | None:
    """Run the child once; returns why it was stopped or how it died, None where it ended well."""
    if _stopping.is_set():
        return _INTERRUPTED
    (folder / "heartbeat").unlink(missing_ok=True)
    process = CrawlProcess(folder / "job.json", folder / "stderr.log")
    try:
        return _watch(process, folder, seconds, patience.silence)
    finally:
        process.stop(patience.grace)


def _watch(process: CrawlProcess, folder: Path, seconds: float, silence: float) -> str | None:
    """Wait for a crawl; returns why it must be stopped or how it died, None when it ended well."""
    heartbeat = folder / "heartbeat"
    started = last_message = time.monotonic()
    while True:
        status = process.wait(_LOOK_SECONDS)
        if status is not None:
            return None if status == 0 else _ENDED.format(status)
        elapsed = time.monotonic() - started
        if _stopping.is_set():
            return _INTERRUPTED
        if time.monotonic() - last_message > _PROGRESS_SECONDS:
            last_message = time.monotonic()
            _log.info("%s: %s", folder.name, _progress(folder))
        silent = _seconds_silent(heartbeat, elapsed)
        if silent > silence and not _may_read_on(folder, silent, silence):
            return f"no heartbeat for {silent:.0f} s"
        if elapsed > seconds:
            return f"it ran over its limit of {seconds:.0f} s"


def _seconds_silent(heartbeat: Path, elapsed: float) -> float:
    """Seconds since the last heartbeat, or since the start where there was none."""
    try:
        return time.time() - heartbeat.stat().st_mtime
    except FileNotFoundError:
        return elapsed


def _may_read_on(folder: Path, silent: float, silence: float) -> bool:
    """Whether a page is read: load on the machine must not end that, the limit of its CPU does."""
    return silent <= _READING_PATIENCE * silence and is_reading(folder)


def _progress(folder: Path) -> str:
    ledger = counts(folder / LEDGER_FILE)
    return f"{ledger.closed} of {ledger.pages} pages, {ledger.records} records"


def _result(folder: Path) -> dict[str, Any] | None:
    try:
        result: dict[str, Any] = json.loads((folder / RESULT_FILE).read_text())
    except (OSError, ValueError):
        return None
    return result


def _last_error(log: Path) -> str:
    line = _last_line(log)
    return f"; last line of {log.name}: {line[:200]}" if line else ""


def _last_line(log: Path) -> str | None:
    """The last line of a file that is not empty; None where there is none."""
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return None
    return next((line.strip() for line in reversed(lines) if line.strip()), None)
