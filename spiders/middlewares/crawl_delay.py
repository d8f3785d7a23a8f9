"""How long a host asks to wait."""

import asyncio
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from courseatlas.files import write_then_rename
from spiders.held import held_page
from spiders.waits import WAITS_FILE, read_waits, retry_after, seconds_until_open

# seconds; a longer wait outlives the run that is asked for it
_REMEMBERED = 60.0
_ASKING_TO_WAIT = (429, 503)


class CrawlDelay:
    """Waits as long as a host asks for.

    A host asks by the `Crawl-delay`, `Request-rate` or `Visit-time` of its robots.txt, or by the
    `Retry-After` (RFC 9110, section 10.2.3) of an answer 429 or 503. No wait is longer than a day:
    after it the host is asked again, whatever it said. A wait that outlasts the source's time is
    not begun: the page is held. Long waits are kept beside the archive (`pace.json`), so that the
    next run knows of them.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._file = Path(crawler.settings["ARCHIVE_FOLDER"]) / WAITS_FILE
        self._not_before = read_waits(self._file)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CrawlDelay":
        """The middleware for a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Wait until the host may be asked.

        Returns the archived page where the wait outlasts the crawl. Raises Refused with the outcome
        `held` if there is no archived page.
        """
        if "host_is_held" in request.meta:
            return held_page(request, request.meta["host_is_held"])
        host = urlsplit(request.url).hostname or ""
        visit_time = request.meta.get("visit_time")
        closed = seconds_until_open(visit_time, datetime.now(UTC)) if visit_time else 0.0
        if closed:
            self._note_wait(host, closed)
        wait = self._seconds_to_wait(host)
        while wait > 0:
            if wait > self._crawler.spider.seconds_left():
                return held_page(request, self._reason(host, wait))
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

    def _reason(self, host: str, wait: float) -> str:
        until = datetime.fromtimestamp(self._not_before[host], UTC)
        return (
            f"{host} asks to wait {wait:.0f} s; it may be asked again from "
            f"{until:%Y-%m-%d %H:%M} UTC"
        )

    def _note_wait(self, host: str, seconds: float) -> None:
        self._not_before[host] = time.time() + seconds
        if seconds > _REMEMBERED and self._file.parent.is_dir():
            waits = {name: end for name, end in self._not_before.items() if end > time.time()}
            write_then_rename(self._file, json.dumps(waits, indent=1) + "\n")
