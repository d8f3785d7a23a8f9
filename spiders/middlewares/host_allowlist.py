"""Which hosts are contacted."""

from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request

from spiders.errors import Refused
from spiders.scope import is_allowed_host


class HostAllowlist:
    """Contacts only the hosts that the source's YAML names, also after a redirect."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HostAllowlist":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request to another host. Raises Refused with the outcome `offsite`."""
        if not is_allowed_host(request.url, self._crawler.spider.source.hosts):
            parts = urlsplit(request.url)
            host = parts.netloc or parts.scheme
            raise Refused(f"{host} is not in the source's hosts", "offsite")
