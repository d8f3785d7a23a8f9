"""The crawl supervisor: each source's crawl is a child process with a time limit and a heartbeat; one that hangs or dies is started again."""

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from courseatlas.errors import StorageError
from courseatlas.sources import Source
from flows.plan import ROOT, Plan
from flows.runs import Run
from spiders.job import CrawlJob
from spiders.ledger import OPEN, rows

_stopping = threading.Event()
ATTEMPTS = 3
HEARTBEAT_SECONDS = 60.0  # the heartbeat ticks every second; a minute without one is a hang
GRACE_SECONDS = 15.0
NO_ROOM = 1 << 20  # bytes; a crawl's least files need more


@dataclass(frozen=True)
class Crawl:
    """One source's crawl as it ended: its ledger, its records file and why it stopped short, if it did."""

    source: Source
    folder: Path
    seconds: float
    attempts: int
    failure: str | None = None

    @property
    def ledger(self) -> list[dict[str, Any]]:
        return [dict(row) for row in rows(self.folder / "ledger.sqlite")]

    def records(self) -> Iterator[dict[str, Any]]:
        """The records read, in the order of the file; a torn last line, as a kill leaves it, is none."""
        path = self.folder / "records.jsonl"
        if path.exists():
            with open(path, "rb") as stream:
                for line in stream:
                    if line.endswith(b"\n"):
                        yield orjson.loads(line)


def crawl_source(source: Source, plan: Plan, run: Run, silence: float = HEARTBEAT_SECONDS, grace: float = GRACE_SECONDS) -> Crawl:
    """Crawl one source to its end, however often its process must be started.

    A child without a heartbeat for `silence` seconds is stopped, and killed after `grace` more. Raises StorageError where the disk refuses.
    """
    folder = run.crawl_folder(source.id)
    folder.mkdir(parents=True, exist_ok=True)
    job = CrawlJob(
        str(source.path.resolve()),
        run.id,
        str(folder),
        str((plan.replay or plan.output / "archive") / source.id),
        plan.replay is not None,
        plan.max_pages,
        plan.max_seconds,
    )
    job.save(folder / "order.json")
    begun, failure = time.monotonic(), None
    _say(f"{source.id}: crawl begins")
    limit = min(source.minutes * 60, plan.max_seconds or source.minutes * 60) * 1.5 + 120
    for attempt in range(1, ATTEMPTS + 1):
        (folder / "result.json").unlink(missing_ok=True)
        failure = _attempt(folder, limit - (time.monotonic() - begun), silence, grace)
        result = _result(folder)
        if result and result["storage_error"]:
            raise StorageError(f"{plan.output}: {result['storage_error']}; free some space and run again, the same command resumes")
        if result is None and shutil.disk_usage(folder).free < NO_ROOM:  # the child could not even say so
            raise StorageError(f"{plan.output}: the disk is full; free some space and run again, the same command resumes")
        if result and result["reason"] in ("finished", "closespider_timeout", "blocked"):
            _say(f"{source.id}: {_progress(folder)}; done in {time.monotonic() - begun:.0f} s")
            return Crawl(source, folder, time.monotonic() - begun, attempt)
        if time.monotonic() - begun > limit or _stopping.is_set():
            break
    _say(f"{source.id}: given up after {attempt} attempts, {failure}")
    log = _last_error(folder / "stderr.log") or _last_error(folder / "crawl.log")
    return Crawl(source, folder, time.monotonic() - begun, attempt, f"the crawl did not end after {attempt} attempts: {failure}{log}")


def begin() -> None:
    """Crawls may run, whatever became of an earlier run in this process."""
    _stopping.clear()


def stop_all() -> None:
    """End every crawl that runs in a thread of this process: the run was interrupted."""
    _stopping.set()


def _attempt(folder: Path, seconds: float, silence: float, grace: float) -> str | None:
    """Run the child once; returns why it was stopped or how it died, None when it ended by itself."""
    heartbeat = folder / "heartbeat"
    heartbeat.unlink(missing_ok=True)
    started = said = time.monotonic()
    with open(folder / "stderr.log", "w") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "spiders.crawl", str(folder / "order.json")],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=errors,
            stderr=errors,
        )
    try:
        while True:
            try:
                status = child.wait(0.05 if time.monotonic() - started < 5 else 0.5)
                return None if status == 0 else f"it ended with status {status}"
            except subprocess.TimeoutExpired:
                pass
            if _stopping.is_set():
                return "it was interrupted"
            if time.monotonic() - said > 10:
                said = time.monotonic()
                _say(f"{folder.name}: {_progress(folder)}")
            silent = time.time() - heartbeat.stat().st_mtime if heartbeat.exists() else time.monotonic() - started
            if silent > silence:
                return f"no heartbeat for {silent:.0f} s"
            if time.monotonic() - started > seconds:
                return f"it ran over its limit of {seconds:.0f} s"
    finally:
        _stop(child, grace)


def _progress(folder: Path) -> str:
    ledger = list(rows(folder / "ledger.sqlite"))
    done = sum(1 for row in ledger if row["outcome"] != OPEN)
    return f"{done} of {len(ledger)} pages, {sum(row['records'] or 0 for row in ledger)} records"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _stop(child: subprocess.Popen, grace: float) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(grace)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    if child.stdin:
        child.stdin.close()


def _result(folder: Path) -> dict[str, Any] | None:
    try:
        return json.loads((folder / "result.json").read_text())
    except (OSError, ValueError):
        return None


def _last_error(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()] if log.exists() else []
    return f"; last line of {log.name}: {lines[-1][:200]}" if lines else ""
