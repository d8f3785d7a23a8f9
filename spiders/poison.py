"""Pages whose reading ends the process of their crawl.

While a page is read, its address stands in the file `reading`, and the kernel ends the process once
the reading has taken 30 seconds of CPU. Reading is all that is done with an answer: by the
middlewares before the spider has it, and by the spider up to the requests that follow. Only the CPU
counts, so that load on the machine does not decide, and no code of C is waited for. The supervisor
notes in `deaths.json` which page was being read when the process died, whatever it died of, and the
next attempt sets a page aside that was noted twice. This module does not import Scrapy, because the
supervisor only waits.
"""

import json
import mmap
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_CPU_SECONDS = 30.0
MOST_DEATHS = 2
_READING, _DEATHS = "reading", "deaths.json"
# the files of a crawl's folder by which the next attempt knows of such pages
STATE_FILES = (_READING, _DEATHS)
_LONGEST_ADDRESS = 4095


class ReadingGuard:
    """The guard of one attempt of a crawl; `folder` is the crawl's."""

    def __init__(self, folder: Path, most_cpu_seconds: float = MOST_CPU_SECONDS):
        self._most_cpu_seconds = most_cpu_seconds
        self._deaths = _read_deaths(folder)
        path = folder / _READING
        path.write_bytes(bytes(_LONGEST_ADDRESS + 1))
        with open(path, "r+b") as file:
            # the kernel keeps what is written here when the process dies, without a system call
            self._mark = mmap.mmap(file.fileno(), 0)

    def is_poison(self, url: str) -> bool:
        """Whether the reading of a page ended the process twice."""
        return self._deaths[_key(url).decode()] >= MOST_DEATHS

    @contextmanager
    def reading(self, url: str) -> Iterator[None]:
        """Read a page: the process ends where that takes too long."""
        self.begin(url)
        try:
            yield
        finally:
            self.end()

    def begin(self, url: str) -> None:
        """Begin to read a page; what was read before counts as read."""
        key = _key(url)
        self._mark[: len(key) + 1] = key + b"\0"
        signal.setitimer(signal.ITIMER_PROF, self._most_cpu_seconds)

    def end(self) -> None:
        """The page that was begun, if any, is read."""
        if self._mark[0]:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self._mark[0] = 0

    def close(self) -> None:
        """Close the file."""
        self.end()
        self._mark.close()


def _key(url: str) -> bytes:
    """The part of an address by which a page is told from others: more of it is the same page."""
    return url.encode("ascii", "replace")[:_LONGEST_ADDRESS]


def is_reading(folder: Path) -> bool:
    """Whether the crawl of a folder reads a page, or died while it did."""
    return bool(_being_read(folder))


def _being_read(folder: Path) -> str:
    path = folder / _READING
    return path.read_bytes().partition(b"\0")[0].decode("ascii", "replace") if path.exists() else ""


def note_death(folder: Path) -> bool:
    """Note the page that a crawl was reading when it died; returns whether it was reading one."""
    address = _being_read(folder)
    if not address:
        return False
    deaths = _read_deaths(folder)
    deaths[address] += 1
    (folder / _DEATHS).write_text(json.dumps(deaths, indent=1) + "\n")
    (folder / _READING).unlink()
    return True


def _read_deaths(folder: Path) -> Counter[str]:
    """Address -> how often the process died while it read the page."""
    path = folder / _DEATHS
    return Counter(json.loads(path.read_text())) if path.exists() else Counter()
