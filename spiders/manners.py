"""How we behave towards sites: each rule is one class in Scrapy's own extension point, named after what it guards."""

import asyncio
import ipaddress
import json
import os
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from protego import Protego
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.defer import maybe_deferred_to_future

from spiders.archive.scrapy_cache import NotArchived
from spiders.archive.warc import complete

_REMEMBERED = 60.0  # seconds; a longer wait outlives the run that was asked for it
ALLOW_ADDRESSES = "COURSEATLAS_ALLOW_ADDRESSES"


class Refused(IgnoreRequest):
    """A request or an answer that a rule stops. `outcome` and `code` are words of the ledger."""

    def __init__(self, message: str, outcome: str, code: str | None = None):
        super().__init__(message)
        self.outcome, self.code = outcome, code


def allowed_networks() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """The networks that the environment opens for tests and local mirrors. Raises ValueError for a malformed one."""
    return [ipaddress.ip_network(part.strip()) for part in os.environ.get(ALLOW_ADDRESSES, "").split(",") if part.strip()]


class HostList:
    """Only the hosts that a source's YAML names are contacted, also after a redirect."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HostList":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https") or not {parts.hostname, parts.netloc} & set(self._crawler.spider.source.hosts):
            raise Refused(f"{parts.netloc or parts.scheme} is not in the source's hosts", "offsite")


class RobotsFailClosed(RobotsTxtMiddleware):
    """RFC 9309, section 2.3.1.4: a robots.txt that cannot be fetched for a server or network error disallows everything.

    Section 2.3.1.3: any other 4xx means that there are no rules; 429 says that we are not welcome now, and counts as a server error.
    In a replay, a robots.txt that was never archived allows.
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._settle(netloc, _Rules(None))
        elif response.status >= 400:
            self._settle(netloc, _Rules(""))
        else:
            self._settle(netloc, _Rules(response.body[: 500 * 1024].decode("utf-8-sig", "replace")))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._settle(netloc, _Rules("" if isinstance(exc, NotArchived) else None))

    def _settle(self, netloc: str, rules: "_Rules") -> None:
        waiting = self._parsers[netloc]
        self._parsers[netloc] = rules
        if delay := rules.crawl_delay(self._robotstxt_useragent or ""):
            self.crawler.spider.crawl_delays[urlsplit(f"//{netloc}").hostname] = delay
        waiting.callback(rules)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if rp is not None and not rp.allowed(request.url, self._robotstxt_useragent or ""):
            raise Refused("robots.txt could not be fetched" if rp.closed else "robots.txt disallows it", "robots")


class _Rules:
    """The rules of a robots.txt; None for one that could not be had, which disallows everything."""

    def __init__(self, text: str | None):
        self.closed = text is None
        self._protego = Protego.parse(text or "")

    def allowed(self, url: str, agent: str) -> bool:
        return not self.closed and self._protego.can_fetch(url, agent)

    def crawl_delay(self, agent: str) -> float | None:
        return self._protego.crawl_delay(agent)


class Pace:
    """Waits as long as a host asks: `Crawl-delay` of its robots.txt, `Retry-After` (RFC 9110, section 10.2.3) of a 429 or 503.

    A wait that outlasts the source's time is not begun: the archived page is held for the page, or where there is none the URL
    waits for a later run. Such waits are kept beside the archive (`pace.json`), so that the next run knows of them.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._file = Path(crawler.settings["ARCHIVE_FOLDER"]) / "pace.json"
        self._not_before: dict[str, float] = _read_pace(self._file)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Pace":
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        host, spider = urlsplit(request.url).hostname or "", self._crawler.spider
        while (wait := self._not_before.get(host, 0) - time.time()) > 0:
            if wait > spider.seconds_left():
                if held := request.meta.pop("cached_response", None):
                    request.meta["held"] = True
                    return held
                until = datetime.fromtimestamp(self._not_before[host], UTC).strftime("%Y-%m-%d %H:%M UTC")
                raise Refused(f"{host} asks to wait {wait:.0f} s; it may be asked again from {until}", "budget", "asked_to_wait")
            await asyncio.sleep(wait)
        if delay := spider.crawl_delays.get(host):
            self._ask_to_wait(host, delay)
        return None

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status in (429, 503) and (seconds := retry_after(response.headers.get("Retry-After", b"").decode("latin-1"))):
            self._ask_to_wait(urlsplit(request.url).hostname or "", seconds)
        return response

    def _ask_to_wait(self, host: str, seconds: float) -> None:
        self._not_before[host] = time.time() + seconds
        if seconds > _REMEMBERED and self._file.parent.is_dir():
            spare = self._file.with_suffix(".new")
            spare.write_text(json.dumps({name: until for name, until in self._not_before.items() if until > time.time()}, indent=1) + "\n")
            spare.replace(self._file)


def _read_pace(file: Path) -> dict[str, float]:
    """Host -> when it may be asked again, Unix time; {} where nothing is known or the file cannot be read."""
    try:
        known = json.loads(file.read_text())
        return {str(host): float(until) for host, until in known.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def retry_after(value: str, now: float | None = None) -> float | None:
    """Seconds that a `Retry-After` header asks for: a number or an HTTP date; None where it says neither.

    >>> retry_after("120")
    120.0
    """
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - (time.time() if now is None else now)) or None
    except (TypeError, ValueError):
        return None


class AddressGuard:
    """No request goes to an address that is not public, whatever a name resolves to: a catalog's link must not reach our own network.

    Scrapy's resolver caches its answers, so the address judged here is the one that is connected to.
    """

    def __init__(self) -> None:
        self._allowed = allowed_networks()

    async def process_request(self, request: Request) -> None:
        from twisted.internet import reactor

        host = urlsplit(request.url).hostname or ""
        address = ipaddress.ip_address(await maybe_deferred_to_future(reactor.resolve(host)))  # type: ignore[attr-defined]
        if not address.is_global and not any(address in network for network in self._allowed):
            raise Refused(
                f"{host} is {address}, not a public address; {ALLOW_ADDRESSES} opens networks for tests and mirrors",
                "error",
                "address_refused",
            )


class WholeBody:
    """Half a gzip body would reach the spider as a 200: it is an error, never read."""

    def process_response(self, request: Request, response: Response) -> Response:
        coding = response.headers.get("Content-Encoding", b"").decode("latin-1")
        if not complete([("Content-Encoding", coding)], response.body):
            raise Refused("the compressed body ends before its stream does", "error", "truncated")
        return response
