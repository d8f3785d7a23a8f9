"""Downloads of http and https: each request waits for its turn, and no page is lost to a header.

The public door is `download_request`: a request that passed all middlewares waits in Scrapy's queue
of its host, and meanwhile the host may ask to be left alone. Here, where nothing is queued any
more, the middlewares that know of it are asked once more, and are told of the answer before the
next request is sent.

The rest has no public door. An answer with neither a `Content-Length` nor chunks ends with its
connection. By RFC 9112, section 9.8, it is complete only if that was closed properly. Scrapy and
Twisted drop the reason of the end, and take both for a page. And Twisted refuses an answer for one
header whose name is no token, that is longer than 16 KiB, or that continues none. The private names
are those of the pinned versions of Scrapy and Twisted; a test names those that later ones lack.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers import http11
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER
from twisted.web.http import PotentialDataLoss, _DataLoss
from twisted.web.http_headers import InvalidHeaderName

from spiders.middlewares.crawl_delay import CrawlDelay
from spiders.middlewares.overloaded_host import OverloadedHost

# bytes of one line of a head; browsers take as many for the whole head
_LONGEST_LINE = 256 * 1024


class PoliteHandler(http11.HTTP11DownloadHandler):
    """Scrapy's handler for http and https, by which each request waits for its turn."""

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self._pool._factory = partial(_Factory, self._note_sent)  # type: ignore[assignment]
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def download_request(self, request: Request) -> Response:
        """Send a request when it is its turn, and note what its answer asks for.

        Returns the archived page where its host is to be left alone. Raises Refused with the
        outcome `held` if there is no archived page.
        """
        crawl_delay = self._crawler.get_downloader_middleware(CrawlDelay)
        overloaded_host = self._crawler.get_downloader_middleware(OverloadedHost)
        assert crawl_delay and overloaded_host  # the settings name them
        # without a delay, Scrapy begins more requests at a time than its settings allow
        async with self._hosts[urlsplit(request.url).hostname or ""]:
            held = await crawl_delay.process_turn(request) or overloaded_host.process_turn(request)
            if held is not None:
                return held
            response = await super().download_request(request)
            crawl_delay.note_answer(request, response)
            overloaded_host.note_answer(request, response)
            return response

    def _note_sent(self, url: str) -> None:
        """Count the delay from now on: a busy machine sends a request later than its turn came."""
        crawl_delay = self._crawler.get_downloader_middleware(CrawlDelay)
        if crawl_delay:
            crawl_delay.note_sent(url)


class _Factory(http11._LenientHTTP11ClientFactory):
    def __init__(self, note_sent: Callable[[str], None], callback: Any, metadata: Any):
        super().__init__(callback, metadata)  # type: ignore[no-untyped-call]
        self._note_sent = note_sent

    def buildProtocol(self, addr: Any) -> "_Protocol":
        return _Protocol(self._note_sent, self._quiescentCallback)


class _Protocol(http11._LenientHTTP11ClientProtocol):
    def __init__(self, note_sent: Callable[[str], None], callback: Any):
        super().__init__(callback)  # type: ignore[no-untyped-call]
        self._note_sent = note_sent

    def request(self, request: Any) -> Any:
        self._note_sent(request.absoluteURI.decode("ascii"))
        response = super().request(request)
        # Twisted names the class of the parser in its code; Scrapy exchanges it in the same way
        self._parser.__class__ = _Parser
        return response


class _Parser(http11._LenientHTTPClientParser):
    MAX_LENGTH = _LONGEST_LINE

    def lineReceived(self, line: bytes) -> None:
        """Read a line of the head; one that continues no header is skipped."""
        is_continuation = line[:1] in (b" ", b"\t")
        if self.state == HEADER and is_continuation and self._partialHeader is None:
            return
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:
        """Keep a header, or drop one whose name no header can have."""
        try:
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]
        except InvalidHeaderName:
            return

    def connectionLost(self, reason: Any = None) -> None:
        was_closed = not isinstance(reason, Failure) or isinstance(reason.value, ConnectionDone)
        if not was_closed and self.bodyDecoder is not None:
            self.bodyDecoder = _ResetDecoder(self.bodyDecoder)  # type: ignore[assignment]
        super().connectionLost(reason)


class _ResetDecoder:
    """The decoder of a body whose connection was reset: what may be lost is lost."""

    def __init__(self, decoder: Any):
        self._decoder = decoder

    def noMoreData(self) -> None:
        """Raises `_DataLoss` where the decoder itself cannot tell that the body is whole."""
        try:
            self._decoder.noMoreData()
        except PotentialDataLoss as e:
            raise _DataLoss from e
