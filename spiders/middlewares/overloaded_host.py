"""Hosts that cannot cope."""

from collections import Counter
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from spiders.held import held_page
from spiders.host_turns import HostTurns

MOST_REFUSALS = 5
_REFUSALS = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class OverloadedHost:
    """Leaves a host alone for the rest of the run after five answers 429 or 503 in a row.

    Each repetition of a request counts, and so do the answers to other sources, so that a site that
    is down is not asked for page after page, three times each. What is not asked for is held. A
    request is looked at twice: here, and when its turn has come (`process_turn`), because the host
    may have refused meanwhile.
    """

    def __init__(self, crawler: Crawler):
        settings = crawler.settings
        self._turns = HostTurns(Path(settings["HOSTS_FOLDER"]), settings["ARCHIVE_RUN"])
        self._refusals: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "OverloadedHost":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> Response | None:
        """Let a request pass, or return the archived page in its place.

        Raises Refused with the outcome `held` if there is no archived page.
        """
        host = _host(request)
        if self._refusals[host] < MOST_REFUSALS:
            return None
        statuses = " or ".join(str(int(status)) for status in _REFUSALS)
        reason = f"{host} answered {statuses} {MOST_REFUSALS} times in a row; it is left alone"
        return held_page(request, reason)

    def process_turn(self, request: Request) -> Response | None:
        """As `process_request`, when a request is about to be sent."""
        host = _host(request)
        self._refusals[host] = self._turns.refusals(host)
        return self.process_request(request)

    def note_answer(self, request: Request, response: Response) -> None:
        """Count refusals; any other answer ends the row."""
        host = _host(request)
        is_refusal = response.status in _REFUSALS
        if is_refusal or self._refusals[host]:
            self._refusals[host] = self._turns.note_answer(host, is_refusal)


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc
