"""Pages that end too early, though their connection ended in good order."""

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from spiders.archive.body import tail
from spiders.archive.storage import TRUNCATED
from spiders.statuses import is_page

_END_TAG = b"</html"


class EndTag:
    """Marks a page without the end tag `</html>` that its predecessor in the archive has.

    A server that fails in the middle of a page may still end it as if it were whole. The mark goes
    into the archive with the page, so that it is never served. HTML lets the end tag be omitted,
    and other formats have none: a page that has no predecessor with one is taken as whole. Where a
    person accepts the change of a source, as after a redesign, nothing is marked.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "EndTag":
        """The middleware for a crawl. Raises NotConfigured where the change is accepted."""
        if crawler.settings.getbool("CHANGE_ACCEPTED"):
            raise NotConfigured("a person accepts the change of the source")
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass an answer on, with the flag `truncated` where its end is missing."""
        predecessor: Response | None = request.meta.get("cached_response")
        if predecessor is None or not is_page(response.status) or _has_end_tag(response):
            return response
        if not _has_end_tag(predecessor):
            return response
        return response.replace(flags=[*response.flags, TRUNCATED])


def _has_end_tag(response: Response) -> bool:
    coding = response.headers.get("Content-Encoding", b"").decode("latin-1")
    return _END_TAG in tail([("Content-Encoding", coding)], response.body).lower()
