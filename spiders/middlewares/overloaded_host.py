"""Hosts that cannot cope."""

from collections import Counter
from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from spiders.held import held_page

MOST_REFUSALS = 5
_REFUSALS = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class OverloadedHost:
    """Leaves a host alone for the rest of the crawl after five answers 429 or 503 in a row.

    Each repetition of a request counts, so that a site that is down is not asked for page after
    page, three times each. What is not asked for is held; the few requests that passed before and
    wait for their turn (CONCURRENT_REQUESTS) are still sent.
    """

    def __init__(self) -> None:
        self._refusals: Counter[str] = Counter()

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

    def process_response(self, request: Request, response: Response) -> Response:
        """Count refusals; any other answer ends the row."""
        host = _host(request)
        if "cached" not in response.flags:
            is_refusal = response.status in _REFUSALS
            self._refusals[host] = self._refusals[host] + 1 if is_refusal else 0
        return response


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc
