"""Which hosts are contacted."""

from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request

from spiders.errors import Refused
from spiders.scope import is_allowed_host


class HostAllowlist:
    """Contacts only the hosts that the source's YAML names, also after a redirect.

    RFC 9309, section 2.3.1.2: robots.txt may be redirected to another host. A redirect does not
    lead from https to http, where anybody on the way could change the page.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HostAllowlist":
        """The middleware for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request to another host. Raises Refused with the outcome `offsite`."""
        redirects = request.meta.get("redirect_urls", [])
        if redirects and _is_downgrade(redirects[-1], request.url, self._start_urls()):
            raise Refused(f"{redirects[-1]} is https and leads to http", "offsite")
        if redirects and request.meta.get("dont_obey_robotstxt"):
            return  # only the request for robots.txt is marked so
        if not is_allowed_host(request.url, self._crawler.spider.source.hosts):
            parts = urlsplit(request.url)
            host = parts.netloc or parts.scheme
            raise Refused(f"{host} is not in the source's hosts", "offsite")

    def _start_urls(self) -> tuple[str, ...]:
        start_urls: tuple[str, ...] = self._crawler.spider.source.start_urls
        return start_urls


def _is_downgrade(url: str, target: str, start_urls: tuple[str, ...]) -> bool:
    """Whether https leads to http, and the source does not itself list an http address."""
    is_listed = any(start_url.startswith("http:") for start_url in start_urls)
    return url.startswith("https:") and target.startswith("http:") and not is_listed
