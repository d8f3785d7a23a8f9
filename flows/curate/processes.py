"""The processes that curate: as many as cores, each of them curates one crawl after the other.

A crawl waits for its site, curation computes: the records of a source are curated while other
crawls run, in processes that know nothing of Scrapy. The first of them starts when there is work
enough for it, and they end with the crawls of the run.
"""

import logging
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path

from courseatlas.errors import StorageError
from courseatlas.files import is_storage_error, storage_problem
from flows.crawl import RECORDS_FILE
from flows.curate.records import CurationInputs, empty_shard
from flows.curate.shard_files import make_shard
from spiders.crawl_process import end_with_parent, start_process

_CONTEXT = multiprocessing.get_context("spawn")
_LOOK_SECONDS = 0.2  # between two looks at a stop
_ATTEMPTS = 2
# a process takes longer to start than a few hundred records take to curate
_WORTH_A_PROCESS = 1 << 20
_log = logging.getLogger("courseatlas.curate")


class Curators:
    """The processes that curate the crawls of a run; at most `processes` of them at a time.

    Crawls of few records are left to the publisher until there are enough of them: `curate` returns
    at once then, and there is no shard.
    """

    def __init__(
        self, processes: int | None = None, worth_a_process: int = _WORTH_A_PROCESS
    ) -> None:
        self._free = threading.BoundedSemaphore(processes or len(os.sched_getaffinity(0)))
        self._lock = threading.Lock()
        self._idle: list[_CuratorProcess] = []
        self._stopping = threading.Event()
        self._worth_a_process = worth_a_process
        self._bytes_seen = 0

    def curate(self, crawl_folder: Path, inputs: CurationInputs) -> str | None:
        """Curate a crawl and wait until its shard stands beside its crawl.

        Returns why the crawl has no shard that can be made, None where all is well. Raises
        StorageError where the machine refuses a file, and RuntimeError for what a step raises that
        no single row is the cause of.
        """
        if not self._is_worth_a_process(crawl_folder):
            return None
        with self._free:
            for _ in range(_ATTEMPTS):
                if self._stopping.is_set() or self._lives(crawl_folder, inputs):
                    return None
                if self._stopping.is_set():
                    return None
                _log.warning("%s: the process that curated its records died", crawl_folder.name)
        return (
            f"the process that curates its records died {_ATTEMPTS} times, as it does where it "
            "needs more memory than there is"
        )

    def end(self) -> None:
        """End all processes at once: a shard is written as a whole or not at all."""
        self._stopping.set()
        with self._lock:
            for process in self._idle:
                process.end()
            self._idle.clear()

    def _is_worth_a_process(self, crawl_folder: Path) -> bool:
        """Whether the crawls that ended by now gave records enough."""
        records = crawl_folder / RECORDS_FILE
        size = records.stat().st_size if records.exists() else 0
        with self._lock:
            self._bytes_seen += size
            return size > 0 and self._bytes_seen >= self._worth_a_process

    def _lives(self, crawl_folder: Path, inputs: CurationInputs) -> bool:
        """Curate a crawl in a process; returns whether that lived to tell."""
        process = self._take()
        try:
            process.curate(crawl_folder, inputs, self._stopping)
        except (EOFError, ConnectionError):
            process.end()
            return False
        except BaseException:
            process.end()
            raise
        with self._lock:
            if self._stopping.is_set():
                process.end()
            else:
                self._idle.append(process)
        return True

    def _take(self) -> "_CuratorProcess":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _CuratorProcess()


class _CuratorProcess:
    """A process that curates the crawls that it is sent, one after the other."""

    def __init__(self) -> None:
        self._connection, of_child = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_run, args=(of_child,), daemon=True)
        start_process(self._process)
        of_child.close()

    def curate(self, crawl_folder: Path, inputs: CurationInputs, stopping: threading.Event) -> None:
        """Raises EOFError or ConnectionError where the process died or the run is stopping."""
        self._connection.send((crawl_folder, inputs))
        while not self._connection.poll(_LOOK_SECONDS):
            if stopping.is_set():
                raise EOFError
        error = self._connection.recv()
        if error is not None:
            raise error

    def end(self) -> None:
        self._process.kill()
        self._connection.close()


def _run(connection: Connection) -> None:
    """Curate what the connection names, until it is closed; a signal to all is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    empty_shard()  # what all sources share is loaded while the first crawl runs
    with suppress(EOFError):
        while True:
            connection.send(_error_of(*connection.recv()))


def _error_of(crawl_folder: Path, inputs: CurationInputs) -> Exception | None:
    """Make the shard of a crawl; returns what went wrong, in a form that can be sent."""
    try:
        make_shard(crawl_folder, inputs)
    except Exception as e:
        if isinstance(e, OSError) and is_storage_error(e):
            return StorageError(
                f"{storage_problem(e, crawl_folder)}; the same command resumes, "
                "the last release is untouched"
            )
        return RuntimeError(f"{crawl_folder.name}: {traceback.format_exc()}")
    return None


@contextmanager
def curators() -> Iterator[Curators]:
    """The processes that curate while the block runs."""
    started = Curators()
    try:
        yield started
    finally:
        started.end()
