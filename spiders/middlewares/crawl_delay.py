"""How long a host asks to wait."""

import asyncio
import json
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from courseatlas.files import write_then_rename
from spiders.errors import Refused

# seconds; a longer wait outlives the run that is asked for it
_REMEMBERED = 60.0
_ASKING_TO_WAIT = (429, 503)


class CrawlDelay:
    """Waits as long as a host asks for.

    A host asks by the `Crawl-delay` of its robots.txt, or by the `Retry-After` (RFC 9110, section
    10.2.3) of an answer 429 or 503. A wait that outlasts the source's time is not begun: the
    archived page stands for the page, or where there is none the URL is left to a later run. Long
    waits are kept beside the archive (`pace.json`), so that the next run knows of them.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._file = Path(crawler.settings["ARCHIVE_FOLDER"]) / "pace.json"
        self._not_before = _read_waits(self._file)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CrawlDelay":
        """The middleware for a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Wait until the host may be asked.

        Returns the archived page where the wait outlasts the crawl. Raises Refused with the outcome
        `budget` where there is no such page.
        """
        host = urlsplit(request.url).hostname or ""
        wait = self._seconds_to_wait(host)
        while wait > 0:
            if wait > self._crawler.spider.seconds_left():
                return self._archived_page(request, host, wait)
            await asyncio.sleep(wait)
            wait = self._seconds_to_wait(host)  # another request may have been told to wait longer
        delay = request.meta.get("crawl_delay")
        if delay:
            self._note_wait(host, delay)
        return None

    def process_response(self, request: Request, response: Response) -> Response:
        """Note the wait that an answer asks for."""
        if response.status in _ASKING_TO_WAIT:
            seconds = retry_after(response.headers.get("Retry-After", b"").decode("latin-1"))
            if seconds:
                self._note_wait(urlsplit(request.url).hostname or "", seconds)
        return response

    def _seconds_to_wait(self, host: str) -> float:
        return self._not_before.get(host, 0) - time.time()

    def _archived_page(self, request: Request, host: str, wait: float) -> Response:
        archived: Response | None = request.meta.pop("cached_response", None)
        if archived:
            request.meta["held"] = True
            return archived
        until = datetime.fromtimestamp(self._not_before[host], UTC).strftime("%Y-%m-%d %H:%M UTC")
        raise Refused(
            f"{host} asks to wait {wait:.0f} s; it may be asked again from {until}",
            "budget",
            "asked_to_wait",
        )

    def _note_wait(self, host: str, seconds: float) -> None:
        self._not_before[host] = time.time() + seconds
        if seconds > _REMEMBERED and self._file.parent.is_dir():
            waits = {name: end for name, end in self._not_before.items() if end > time.time()}
            write_then_rename(self._file, json.dumps(waits, indent=1) + "\n")


def _read_waits(file: Path) -> dict[str, float]:
    """Host -> when it may be asked again, as Unix time; {} for a file that cannot be read."""
    try:
        waits = json.loads(file.read_text())
        return {str(host): float(until) for host, until in waits.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def retry_after(value: str, now: float | None = None) -> float | None:
    """The seconds that a `Retry-After` header asks for: a number or an HTTP date; None for neither.

    `now` is Unix time, the clock's where it is left out.

    >>> retry_after("120")
    120.0
    """
    if value.strip().isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value).timestamp()
    except (TypeError, ValueError):
        return None
    return max(0.0, until - (time.time() if now is None else now)) or None
