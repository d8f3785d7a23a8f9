"""While a worker crawls: its sign of life, and what it has fetched, go to the storage.

A worker that is superseded, or that cannot reach the storage for as long as the coordinator waits
for it, ends its crawl: by then the source may be with another one.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from courseatlas.errors import StorageError
from courseatlas.storage import Storage
from flows.workers.archive_files import archive_files
from flows.workers.file_sets import send_files, send_growth
from flows.workers.local_run import LocalRun
from flows.workers.messages import (
    Assignment,
    FileSet,
    Progress,
    assignment_name,
    progress_name,
    send,
)
from spiders.ledger import LEDGER_FILE, counts
from spiders.poison import STATE_FILES
from spiders.waits import WAITS_FILE

_log = logging.getLogger("courseatlas.worker")


@dataclass(frozen=True)
class Reporting:
    """How often a worker reports, and after how many seconds without storage it ends its crawl.

    The coordinator must wait longer than that before it gives the source to another
    (`flows.workers.watch.Watching`).
    """

    tick: float = 15.0
    silence: float = 120.0


class ProgressReport:
    """The reports of one attempt. `stop` is called when the attempt is to end.

    `problem` says why it was stopped, None where it was not.
    """

    def __init__(
        self, storage: Storage, assignment: Assignment, local: LocalRun, stop: Callable[[], None]
    ):
        self._storage, self._assignment, self._local = storage, assignment, local
        self._stop = stop
        self._run_prefix = f"{assignment.run_id}-"
        self._sent = Progress(beat=0, archive=assignment.archive)
        self._ended = threading.Event()
        self.problem: str | None = None

    def send_until_the_end(self, reporting: Reporting) -> None:
        """Report again and again, until `end`, or until the attempt is to end."""
        heard = time.monotonic()
        while True:
            try:
                self.problem = self._reason_to_end()
                heard = time.monotonic()
                if self.problem is None:
                    self.send()
            except (StorageError, OSError) as e:
                _log.warning("%s: %s", self._assignment.source_id, e)
                if time.monotonic() - heard > reporting.silence:
                    self.problem = f"no report for {reporting.silence:.0f} s ({e})"
            if self.problem:
                self._stop()
                return
            if self._ended.wait(reporting.tick):
                return

    def send(self) -> None:
        """Send what is new, and a sign of life. Raises StorageError and OSError."""
        ledger = counts(self._local.crawl_folder / LEDGER_FILE)
        self._sent = Progress(
            beat=self._sent.beat + 1,
            pages=ledger.pages,
            closed=ledger.closed,
            records=ledger.records,
            archive={} if self._assignment.replay else self._archive(),
            crawl_files=self._state_files(),
        )
        send(self._storage, self._name(progress_name, 0), self._sent)

    def end(self) -> None:
        """Let no other report follow the one under way."""
        self._ended.set()

    def _reason_to_end(self) -> str | None:
        if self._storage.size(self._name(assignment_name, 1)) is not None:
            return "another worker has this source now"
        if self._storage.size(self._name(assignment_name, 0)) is None:
            return "the coordinator has begun another run"
        return None

    def _archive(self) -> FileSet:
        """The files of this run as they are now: what was sent stays, what is new follows."""
        files: FileSet = {}
        for name in archive_files(self._local.archive):
            if name == WAITS_FILE:
                files |= send_files(self._storage, self._local.archive, [name])
            elif name.startswith(self._run_prefix):
                path, sent = self._local.archive / name, self._sent.archive.get(name, ())
                files[name] = send_growth(self._storage, path, sent)
        return files

    def _state_files(self) -> FileSet:
        """What the next attempt must know: the page that is read, and pages that end processes."""
        folder = self._local.crawl_folder
        names = [name for name in STATE_FILES if (folder / name).exists()]
        return send_files(self._storage, folder, names)

    def _name(self, of: Callable[[str, str, int], str], attempts_later: int) -> str:
        assignment = self._assignment
        attempt = assignment.attempt + attempts_later
        return of(assignment.run_id, assignment.source_id, attempt)


@contextmanager
def reported(report: ProgressReport, reporting: Reporting) -> Iterator[None]:
    """Report while the block runs, and a last time after it, whatever ends it."""
    thread = threading.Thread(target=report.send_until_the_end, args=(reporting,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        report.end()
        thread.join(reporting.silence)
        if report.problem is None and not thread.is_alive():
            report.send()
