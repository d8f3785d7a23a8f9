"""The process of one crawl, forked from a server process that has imported everything once.

Importing Scrapy and the platforms takes a second of CPU, a fork takes milliseconds. The server is
the one of `multiprocessing`: it starts with the first crawl and ends with the process that started
it. This module does not import Scrapy, because that process only waits.
"""

import multiprocessing
import multiprocessing.connection
import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from courseatlas.errors import ExitStatus, StorageError
from courseatlas.files import is_storage_error, storage_problem
from spiders.job import CrawlJob

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["spiders.preloaded"])
# starting a process asks all others whether they have ended, and the answer can be read only once
_lock = threading.Lock()


class CrawlProcess:
    """A crawl that runs in a process of its own; its results are files in the job's folder.

    What the process prints goes to the file `errors`. Raises InvalidFile where a file that the
    readers share is invalid.
    """

    def __init__(self, job_file: Path, errors: Path):
        arguments = (job_file, errors, dict(os.environ))
        self._process = _CONTEXT.Process(target=_run, args=arguments, daemon=True)
        try:
            start_process(self._process)
        except (EOFError, ConnectionError):
            # the server process has ended: reading here what it could not read says why
            from spiders.preload import preload

            preload()
            raise

    def wait(self, seconds: float) -> int | None:
        """The exit status once the process ends, negative for a signal; None if it still runs."""
        multiprocessing.connection.wait([self._process.sentinel], seconds)
        with _lock:
            return self._process.exitcode

    def stop(self, grace: float) -> None:
        """End the process: by SIGTERM, and by SIGKILL if it needs more than `grace` seconds."""
        if self.wait(0) is not None:
            return
        self._process.terminate()
        if self.wait(grace) is None:
            self._process.kill()
            self._process.join()


def run_crawl(job: CrawlJob, seconds: float, grace: float = 15.0) -> None:
    """Run a crawl whose folder is there in a process, and end it after so many seconds.

    Its files tell how it ended.
    """
    folder = Path(job.folder)
    job.save(folder / "job.json")
    process = CrawlProcess(folder / "job.json", folder / "stderr.log")
    try:
        process.wait(seconds)
    finally:
        process.stop(grace)


def start_process(process: multiprocessing.process.BaseProcess) -> None:
    """Start a process that needs nothing of the main module; any thread may do so."""
    with _lock, _main_module_hidden():
        process.start()


@contextmanager
def _main_module_hidden() -> Iterator[None]:
    """Keep `multiprocessing` from importing the main module again in the new process.

    A crawl needs none of it, the main module of a Prefect flow takes seconds to import, and that of
    a script may begin its work anew.
    """
    main = sys.modules["__main__"]
    names = ("__spec__", "__file__")
    values = [getattr(main, name, None) for name in names]
    for name in names:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in zip(names, values, strict=True):
            setattr(main, name, value)


def _run(job_file: Path, errors: Path, environment: dict[str, str]) -> None:
    """Run a crawl in the forked process; it ends with status 3 where the machine refuses a file.

    The server was started before: its environment and its output are not those of this crawl.
    """
    os.environ.clear()
    os.environ.update(environment)
    threading.Thread(target=end_with_parent, daemon=True).start()
    from spiders.crawl import crawl

    try:
        with open(errors, "w") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        crawl(CrawlJob.load(job_file))
    except (OSError, sqlite3.Error, StorageError) as e:
        if not isinstance(e, StorageError) and not is_storage_error(e):
            raise
        problem = str(e) if isinstance(e, StorageError) else storage_problem(e, job_file.parent)
        print(problem, file=sys.stderr)
        sys.exit(ExitStatus.STORAGE)


def end_with_parent() -> None:
    """End this process when the one that started it dies.

    The archive is made for a sudden end; a graceful one would fetch all that is queued first.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
