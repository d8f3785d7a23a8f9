"""Bodies that arrive incomplete."""

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Request, Response

from spiders.archive.body import is_complete
from spiders.archive.storage import TRUNCATED
from spiders.errors import Refused
from spiders.statuses import is_page


class TruncatedBody:
    """Asks again for a page that came cut, as often as for one whose connection was lost.

    Half a gzip body would reach the spider as a 200. A page without its end tag was marked by
    `end_tag`.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "TruncatedBody":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Pass a complete body on; for another one, return the request to ask again.

        Raises Refused with the code `truncated` where that was done often enough.
        """
        reason = _reason(response) if is_page(response.status) else None
        if reason is None:
            return response
        again = get_retry_request(
            request, spider=self._crawler.spider, reason=TRUNCATED, give_up_log_level="INFO"
        )
        if again is None:
            raise Refused(reason, "error", "truncated")
        return again


def _reason(response: Response) -> str | None:
    """Why a body counts as cut; None for a complete one."""
    coding = response.headers.get("Content-Encoding", b"").decode("latin-1")
    if not is_complete([("Content-Encoding", coding)], response.body):
        return "the compressed body ends before its stream does"
    if TRUNCATED in response.flags:
        return "the page ends without the end tag </html> that its predecessor has"
    return None
