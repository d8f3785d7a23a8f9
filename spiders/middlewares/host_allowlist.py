"""Which hosts are contacted."""

from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request

from spiders.errors import Refused
from spiders.scope import is_allowed_host


class HostAllowlist:
    """Contacts only the hosts that the source's YAML names, also after a redirect.

    RFC 9309, section 2.3.1.2: robots.txt may be redirected to another host. Neither a redirect nor
    a link leads from https to http, where anybody on the way could change the page, unless the
    source itself starts at an http address of that host.
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
        # the page that has the link, or the address that redirects
        origin = redirects[-1] if redirects else request.meta.get("referrer")
        source = self._crawler.spider.source
        if origin and _is_downgrade(origin, request.url, source.start_urls):
            raise Refused(f"{origin} is https and leads to http", "offsite")
        # a redirect keeps its place in the queue of the host that it came from
        request.meta.pop("download_slot", None)
        if redirects and request.meta.get("dont_obey_robotstxt"):
            return  # only the request for robots.txt is marked so
        if not is_allowed_host(request.url, source.hosts):
            parts = urlsplit(request.url)
            host = parts.netloc or parts.scheme
            raise Refused(f"{host} is not in the source's hosts", "offsite")


def _is_downgrade(url: str, target: str, start_urls: tuple[str, ...]) -> bool:
    """Whether https leads to http, and the source does not itself list http for that host."""
    if not (url.startswith("https:") and target.startswith("http:")):
        return False
    host = urlsplit(target).netloc
    listed = (urlsplit(start_url) for start_url in start_urls)
    return not any(parts.scheme == "http" and parts.netloc == host for parts in listed)
