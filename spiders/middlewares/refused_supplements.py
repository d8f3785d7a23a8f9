"""Pages that only add to records of other pages: a site that refuses them is left alone."""

from collections import Counter

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from courseatlas.records import Page, Unreadable
from spiders import failures
from spiders.errors import Refused
from spiders.page import walls
from spiders.page_request import SUPPLEMENT

# a kind of page that was refused so often is not asked for any more
MOST_REFUSALS = 2


class RefusedSupplements:
    """Ends the requests for a kind of page that the site refused.

    A university that closes its descriptions still serves its catalog. So its refusals are not
    walls, at three of which in a row the crawl ends, and there are too few of them for the gate of
    pages in error.
    """

    def __init__(self) -> None:
        self._refusals: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RefusedSupplements":
        """The middleware for a crawl."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Raise Refused with the outcome `budget` for a kind of page that was refused."""
        kind = request.meta.get(SUPPLEMENT)
        if kind is not None and self._refusals[kind] >= MOST_REFUSALS:
            detail = f"the budget is {MOST_REFUSALS} refusals of {kind}, which the site refused"
            raise Refused(detail, "budget")

    def process_response(self, request: Request, response: Response) -> Response:
        """Raise Refused for an answer that is not the page, so that it is counted here alone."""
        kind = request.meta.get(SUPPLEMENT)
        refusal = _refusal(request, response) if kind is not None else None
        if kind is not None and refusal is not None:
            self._refusals[kind] += 1
            raise refusal
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a request that got no answer; what a guard refused is none of the site's doing."""
        kind = request.meta.get(SUPPLEMENT)
        if kind is not None and not isinstance(exception, IgnoreRequest):
            self._refusals[kind] += 1


def _refusal(request: Request, response: Response) -> Refused | None:
    """Why an answer is not the page that was asked for; None where it may be."""
    code = failures.of_status(response.status)
    if code:
        return Refused(f"the site answered {response.status}", "error", code)
    if request.meta.get("scheduled") in request.meta.get("redirect_urls", ()):
        return Refused(f"the site leads to {response.url} instead", "error", "redirected")
    try:
        walls.check(Page(response.url, response.body))
    except Unreadable as e:
        return Refused(str(e), "error", e.code)
    return None
