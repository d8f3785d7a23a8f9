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
from spiders.host_turns import LONGEST_TURN, HostTurns
from spiders.waits import WAITS_FILE, read_waits, retry_after, seconds_until_open

_ASKING_TO_WAIT = (429, 503)


class CrawlDelay:
    """Waits as long as a host and the source ask for.

    A source asks by its `delay_seconds`, a host by the `Crawl-delay`, `Request-rate` or
    `Visit-time` of its robots.txt, or by the `Retry-After` (RFC 9110, section 10.2.3) of an answer
    429 or 503. No wait is longer than a day: after it the host is asked again, whatever it said. A
    wait that outlasts the source's time is not begun: the page is held. Long waits are kept beside
    the archive (`pace.json`), so that the next run knows of them.

    A request is looked at twice: before it is queued, so that a long queue of pages to be held is
    over at once, and when its turn has come (`process_turn`). Only then it waits, because what it
    waits for may change while it is queued.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        settings = crawler.settings
        self._file = Path(settings["ARCHIVE_FOLDER"]) / WAITS_FILE
        self._not_before = read_waits(self._file)
        self._least_delay: float = settings.getfloat("DOWNLOAD_DELAY")
        self._turns = HostTurns(Path(settings["HOSTS_FOLDER"]), settings["ARCHIVE_RUN"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CrawlDelay":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> Response | None:
        """Hold a page whose host is to be left alone for longer than the crawl lasts.

        Returns the archived page in its place. Raises Refused with the outcome `held` if there is
        no archived page.
        """
        if "host_is_held" in request.meta:
            return held_page(request, request.meta["host_is_held"])
        wait = self._seconds_closed(request)
        if wait and wait > self._crawler.spider.seconds_left():
            return self._held_page(_host(request), request)
        return None

    async def process_turn(self, request: Request) -> Response | None:
        """Wait until the host may be asked, and take the turn to ask it.

        Returns the archived page, or raises Refused, as `process_request` does.
        """
        host = _host(request)
        asked_for = max(self._least_delay, request.meta.get("crawl_delay") or 0.0)
        # a longer one is between pages: robots.txt, which every run asks for, would keep a host
        # closed for good that asks for twelve hours
        delay = asked_for if asked_for <= LONGEST_TURN else self._least_delay
        wait = self._seconds_closed(request) or self._turns.take(host, delay)
        while wait > 0:
            if wait > self._crawler.spider.seconds_left():
                self._note_wait(host, wait)
                return self._held_page(host, request)
            await asyncio.sleep(wait)
            # another source may have been told to wait longer
            wait = self._seconds_closed(request) or self._turns.take(host, delay)
        if asked_for > LONGEST_TURN:
            self._note_wait(host, asked_for)
        return None

    def note_sent(self, url: str) -> None:
        """Note that a request, whose turn came before, is sent just now."""
        self._turns.note_sent(urlsplit(url).hostname or "")

    def note_answer(self, request: Request, response: Response) -> None:
        """Note the wait that an answer asks for."""
        if response.status in _ASKING_TO_WAIT:
            seconds = retry_after(response.headers.get("Retry-After", b"").decode("latin-1"))
            if seconds:
                self._note_wait(_host(request), seconds)
                self._turns.close(_host(request), seconds)

    def _seconds_closed(self, request: Request) -> float:
        """The seconds until the host is open again, by its hours and by what it answered."""
        host = _host(request)
        visit_time = request.meta.get("visit_time")
        closed = seconds_until_open(visit_time, datetime.now(UTC)) if visit_time else 0.0
        if closed:
            self._note_wait(host, closed)
        return max(0.0, self._not_before.get(host, 0.0) - time.time())

    def _held_page(self, host: str, request: Request) -> Response:
        closed_until = self._not_before[host]
        until = datetime.fromtimestamp(closed_until, UTC)
        reason = (
            f"{host} asks to wait {closed_until - time.time():.0f} s; it may be asked again from "
            f"{until:%Y-%m-%d %H:%M} UTC"
        )
        return held_page(request, reason)

    def _note_wait(self, host: str, seconds: float) -> None:
        self._not_before[host] = time.time() + seconds
        if seconds > LONGEST_TURN and self._file.parent.is_dir():
            waits = {name: end for name, end in self._not_before.items() if end > time.time()}
            write_then_rename(self._file, json.dumps(waits, indent=1) + "\n")


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
