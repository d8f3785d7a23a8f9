"""How many requests a crawl may send."""

from scrapy.crawler import Crawler
from scrapy.http import Request

from spiders.errors import Refused

SENT = "requests/sent"


class RequestBudget:
    """Refuses what goes beyond `REQUEST_BUDGET` requests; None sets no limit.

    Whatever goes to the network counts: pages, robots.txt, redirects, repetitions.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._most: int | None = crawler.settings["REQUEST_BUDGET"]
        self._sent = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RequestBudget":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count a request. Raises Refused with the outcome `budget` beyond the limit."""
        if self._most is not None and self._sent >= self._most:
            raise Refused(f"the budget is {self._most} requests", "budget")
        self._sent += 1
        self._crawler.stats.set_value(SENT, self._sent)
