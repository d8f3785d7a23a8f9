"""Where a machine keeps what it works on, and which storage it shares with the others."""

import os
from pathlib import Path

from courseatlas.errors import UsageError
from courseatlas.storage_address import EXAMPLES
from flows.workers.reporting import Reporting
from flows.workers.watch import Watching

STORAGE, FOLDER = "COURSEATLAS_STORAGE", "COURSEATLAS_WORKER_FOLDER"
REPORT_SECONDS, MOST_REPORT_SECONDS = "COURSEATLAS_REPORT_SECONDS", 60
_REPORTS_UNTIL_END, _REPORTS_UNTIL_LOST, _LOOKS_PER_REPORT = 8, 12, 3


def storage_url() -> str:
    """The address of the shared storage. Raises UsageError where the environment names none."""
    url = os.environ.get(STORAGE, "")
    if not url:
        raise UsageError(f"{STORAGE} is not set: workers need shared storage; {EXAMPLES}")
    return url


def worker_folder() -> Path:
    """The folder of a worker: the archives that it fetched once, and the crawls under way."""
    return Path(os.environ.get(FOLDER, "output/worker"))


def reporting() -> Reporting:
    """How a worker of this machine reports. Raises UsageError as `report_seconds` does."""
    tick = report_seconds()
    return Reporting(tick, _REPORTS_UNTIL_END * tick)


def watching() -> Watching:
    """How a coordinator watches its workers: it gives none up before that ended its crawl."""
    tick = report_seconds()
    return Watching(silence=_REPORTS_UNTIL_LOST * tick, poll=max(1.0, tick / _LOOKS_PER_REPORT))


def report_seconds() -> int:
    """The seconds between two reports of a worker: what it fetched since is lost with its machine.

    It must be the same on all machines. Raises UsageError where the environment gives no number.
    """
    text = os.environ.get(REPORT_SECONDS, "15")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_REPORT_SECONDS:
        raise UsageError(
            f"{REPORT_SECONDS}={text}: give a number of seconds from 1 to {MOST_REPORT_SECONDS}"
        )
    return int(text)
