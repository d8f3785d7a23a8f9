"""Downloads that tell a connection that was reset from one that was closed in good order.

An answer with neither a `Content-Length` nor chunks ends with its connection. By RFC 9112, section
9.8, it is complete only if that was closed properly. Scrapy and Twisted drop the reason of the end,
and take both for a page. The private names are those of the pinned version of Scrapy; the test of a
reset fails where a later version no longer knows them.
"""

from typing import Any

from scrapy.core.downloader.handlers import http11
from scrapy.crawler import Crawler
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure
from twisted.web.http import PotentialDataLoss, _DataLoss


class ResetAwareHandler(http11.HTTP11DownloadHandler):
    """Scrapy's handler for http and https, in which a reset answer fails as data loss."""

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        self._pool._factory = _Factory


class _Factory(http11._LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> "_Protocol":
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class _Protocol(http11._LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Any:
        response = super().request(request)
        # Twisted names the class of the parser in its code; Scrapy exchanges it in the same way
        self._parser.__class__ = _Parser
        return response


class _Parser(http11._LenientHTTPClientParser):
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
