"""What the middlewares do with an answer counts as reading its page: see `spiders.poison`."""

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from spiders.errors import Refused
from spiders.poison import MOST_DEATHS


class BeginReading:
    """Begins the reading of an answer, and refuses one whose reading ended the process twice."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BeginReading":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass an answer on. Raises Refused with the code `poison`."""
        guard = self._crawler.spider.reading_guard
        if guard.is_poison(response.url):
            detail = f"its reading ended the process {MOST_DEATHS} times; it is set aside"
            raise Refused(detail, "error", "poison")
        guard.begin(response.url)
        return response


class EndReading:
    """Ends the reading of an answer: the last middleware passed it on, or a request followed."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "EndReading":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """End a reading that a middleware cut short, because it asks again or raised an error."""
        self._crawler.spider.reading_guard.end()

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass an answer on to the spider."""
        self._crawler.spider.reading_guard.end()
        return response
