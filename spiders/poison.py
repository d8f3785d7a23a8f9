"""Pages whose reading ends the process of their crawl.

While a page is read, its address stands in the file `reading`, and the kernel ends the process once
the reading has taken 30 seconds of CPU. Only the CPU counts, so that load on the machine does not
decide, and no code of C is waited for. The supervisor notes in `deaths.json` which page was being
read when the process died, whatever it died of, and the next attempt sets a page aside that was
noted twice. This module does not import Scrapy, because the supervisor only waits.
"""

import json
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_CPU_SECONDS = 30.0
MOST_DEATHS = 2
_READING, _DEATHS = "reading", "deaths.json"


class ReadingGuard:
    """The guard of one attempt of a crawl; `folder` is the crawl's."""

    def __init__(self, folder: Path, most_cpu_seconds: float = MOST_CPU_SECONDS):
        self._most_cpu_seconds = most_cpu_seconds
        self._deaths = _read_deaths(folder)
        # kept open and written without a buffer: two system calls per page
        self._file = open(folder / _READING, "wb", buffering=0)  # noqa: SIM115

    def is_poison(self, url: str) -> bool:
        """Whether the reading of a page ended the process twice."""
        return self._deaths[url] >= MOST_DEATHS

    @contextmanager
    def reading(self, url: str) -> Iterator[None]:
        """Read a page: the process ends where that takes too long."""
        self._file.write(url.encode())
        signal.setitimer(signal.ITIMER_PROF, self._most_cpu_seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self._file.seek(0)
            self._file.truncate()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def is_reading(folder: Path) -> bool:
    """Whether the crawl of a folder reads a page, or died while it did."""
    path = folder / _READING
    return path.exists() and path.stat().st_size > 0


def note_death(folder: Path) -> bool:
    """Note the page that a crawl was reading when it died; returns whether it was reading one."""
    if not is_reading(folder):
        return False
    deaths = _read_deaths(folder)
    deaths[(folder / _READING).read_text()] += 1
    (folder / _DEATHS).write_text(json.dumps(deaths, indent=1) + "\n")
    (folder / _READING).unlink()
    return True


def _read_deaths(folder: Path) -> Counter[str]:
    """Address -> how often the process died while it read the page."""
    path = folder / _DEATHS
    return Counter(json.loads(path.read_text())) if path.exists() else Counter()
