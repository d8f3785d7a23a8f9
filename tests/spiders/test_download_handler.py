"""The private names of Scrapy and Twisted that the download handler rests on."""

import inspect
from types import SimpleNamespace

import pytest
from scrapy.core.downloader.handlers import http11
from twisted.protocols.basic import LineReceiver
from twisted.web import _newclient, http

from spiders.download_handler import PoliteHandler, _Factory, _Parser, _Protocol

URL = "https://catalog.example.edu/courses/"

PRIVATE_NAMES = [
    (http11, "_LenientHTTP11ClientFactory"),
    (http11, "_LenientHTTP11ClientProtocol"),
    (http11, "_LenientHTTPClientParser"),
    (_newclient, "HEADER"),
    (http, "_DataLoss"),
    (http, "PotentialDataLoss"),
    (http11._LenientHTTPClientParser, "headerReceived"),
    (http11._LenientHTTPClientParser, "lineReceived"),
    (http11._LenientHTTPClientParser, "connectionLost"),
    (http11._LenientHTTPClientParser, "bodyDecoder"),
    (LineReceiver, "MAX_LENGTH"),
]


@pytest.mark.parametrize(("owner", "name"), PRIVATE_NAMES)
def test_the_pinned_libraries_have_the_private_name(owner: object, name: str) -> None:
    assert hasattr(owner, name), f"{owner} has no {name} any more: see spiders/download_handler.py"


@pytest.mark.parametrize(
    ("function", "line"),
    [
        (http11.HTTP11DownloadHandler.__init__, "self._pool._factory = "),
        (http11._LenientHTTP11ClientFactory.buildProtocol, "self._quiescentCallback"),
        (http11._LenientHTTP11ClientProtocol.request, "self._parser.__class__ = "),
        (http11._LenientHTTPClientParser.lineReceived, "self._partialHeader"),
        (_newclient.HTTPClientParser.connectionLost, "self.bodyDecoder.noMoreData()"),
    ],
)
def test_the_pinned_libraries_read_an_answer_where_ours_takes_its_place(
    function: object, line: str
) -> None:
    problem = "is no more how an answer is read: see spiders/download_handler.py"
    assert line in inspect.getsource(function), f"{line!r} {problem}"


def test_the_handler_is_one_of_scrapys() -> None:
    assert issubclass(PoliteHandler, http11.HTTP11DownloadHandler)
    assert issubclass(_Parser, http11._LenientHTTPClientParser)


def test_a_request_is_noted_when_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[str] = []

    def send(self: _Protocol, request: SimpleNamespace) -> str:
        assert noted == [URL]
        self._parser = http11._LenientHTTPClientParser(request, lambda rest: None)
        return "the answer to come"

    monkeypatch.setattr(http11._LenientHTTP11ClientProtocol, "request", send)
    request = SimpleNamespace(absoluteURI=URL.encode())
    factory = _Factory(noted.append, lambda protocol: None, "127.0.0.1")
    assert factory.buildProtocol(None).request(request) == "the answer to come"
    assert noted == [URL]
