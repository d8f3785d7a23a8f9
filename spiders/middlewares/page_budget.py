"""How many pages a crawl asks for."""

from scrapy.crawler import Crawler
from scrapy.http import Request

from spiders.errors import Refused


class PageBudget:
    """Refuses the pages beyond the source's budget, in the order in which they would be asked for.

    The budget counts pages: a redirect, a retry and the form that opens a session belong to the
    page that they are made for. robots.txt does not count.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._asked_for: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PageBudget":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count a page. Raises Refused with the outcome `budget` where the budget is spent."""
        url = request.meta.get("scheduled")
        if url is None or url in self._asked_for:
            return
        pages = self._crawler.spider.source.pages
        if len(self._asked_for) >= pages:
            raise Refused(f"the budget is {pages} pages", "budget")
        self._asked_for.add(url)
