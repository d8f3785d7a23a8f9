"""The guards: hosts, addresses, robots.txt, waits and incomplete bodies."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.settings import Settings
from scrapy.utils.response import get_meta_refresh
from twisted.internet import reactor
from twisted.internet.defer import succeed

from courseatlas.networks import ALLOW_ADDRESSES, allowed_networks
from spiders.errors import Refused
from spiders.middlewares.address_guard import AddressGuard
from spiders.middlewares.character_set import CharacterSet
from spiders.middlewares.content_coding import ContentCoding
from spiders.middlewares.crawl_delay import CrawlDelay
from spiders.middlewares.host_allowlist import HostAllowlist
from spiders.middlewares.overloaded_host import OverloadedHost
from spiders.waits import retry_after

URL = "https://catalog.example.edu/courses/"


def crawler(folder: Path, seconds_left: float = 60, hosts: Path | None = None) -> SimpleNamespace:
    start_urls = (URL, "http://old.example.edu/")
    source = SimpleNamespace(
        hosts=("catalog.example.edu", "old.example.edu"), start_urls=start_urls
    )
    spider = SimpleNamespace(source=source, seconds_left=lambda: seconds_left)
    settings = {
        "ARCHIVE_FOLDER": str(folder),
        "ARCHIVE_RUN": "run-1",
        "HOSTS_FOLDER": str((hosts or folder) / "hosts"),
        "DOWNLOAD_DELAY": 0.0,
    }
    return SimpleNamespace(spider=spider, settings=Settings(settings))


def test_only_the_hosts_of_the_source_are_contacted(tmp_path: Path) -> None:
    guard = HostAllowlist(crawler(tmp_path))
    assert guard.process_request(Request(URL)) is None
    with pytest.raises(Refused, match="elsewhere.example.org is not in the source's hosts") as e:
        guard.process_request(Request("https://elsewhere.example.org/"))
    assert e.value.outcome == "offsite"


@pytest.mark.parametrize(
    ("path", "meta", "is_refused"),
    [
        ("http://catalog.example.edu/", {"redirect_urls": [URL]}, True),
        ("http://catalog.example.edu/", {"redirect_urls": [URL.replace("https", "http")]}, False),
        ("http://catalog.example.edu/", {"referrer": URL}, True),
        ("http://catalog.example.edu/", {"referrer": URL.replace("https", "http")}, False),
        ("http://catalog.example.edu/", {"referrer": None}, False),
        ("https://catalog.example.edu/x", {"referrer": URL}, False),
        ("http://old.example.edu/x", {"referrer": URL}, False),
        ("https://catalog.example.edu/x", {"redirect_urls": [URL]}, False),
        ("https://elsewhere.example.org/x", {"redirect_urls": [URL]}, True),
        (
            "https://elsewhere.example.org/robots.txt",
            {"redirect_urls": [URL], "dont_obey_robotstxt": True},
            False,
        ),
        ("https://elsewhere.example.org/robots.txt", {"dont_obey_robotstxt": True}, True),
    ],
)
def test_redirects_and_links_stay_on_https_and_on_the_hosts_but_for_robots_txt(
    tmp_path: Path, path: str, meta: dict[str, object], is_refused: bool
) -> None:
    guard, request = HostAllowlist(crawler(tmp_path)), Request(path, meta=meta)
    if is_refused:
        with pytest.raises(Refused) as e:
            guard.process_request(request)
        assert e.value.outcome == "offsite"
    else:
        assert guard.process_request(request) is None


@pytest.mark.parametrize("coding", ["br", "deflate", "zstd", "gzip, br", "br, gzip", "x"])
def test_a_body_in_a_coding_that_was_not_asked_for_is_an_error(coding: str) -> None:
    answer = Response(URL, headers={"Content-Encoding": coding}, body=b"page")
    with pytest.raises(Refused, match="only gzip was asked for") as e:
        ContentCoding().process_response(Request(URL), answer)
    assert (e.value.outcome, e.value.code) == ("error", "content_coding")


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "x-gzip", "identity", ""])
def test_a_body_in_gzip_or_in_no_coding_passes(coding: str) -> None:
    answer = Response(URL, headers={"Content-Encoding": coding}, body=b"page")
    assert ContentCoding().process_response(Request(URL), answer) is answer


@pytest.mark.parametrize("name", ["hex", "undefined", "idna"])
@pytest.mark.parametrize("place", ["header", "meta"])
def test_scrapy_reads_a_page_whose_character_set_is_none(name: str, place: str) -> None:
    kind = f"text/html; charset={name}" if place == "header" else "text/html"
    body = f'<meta charset="{name}"><p>Café</p>' if place == "meta" else "<p>Café</p>"
    page = HtmlResponse(URL, headers={"Content-Type": kind}, body=body.encode())
    passed = CharacterSet().process_response(Request(URL), page)
    assert get_meta_refresh(passed) == (None, None)
    assert passed.body == page.body and passed.text == body


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 23 Nov 2026 05:01:00 GMT", 60.0),
        ("Mon, 23 Nov 2026 04:00:00 GMT", None),
        ("soon", None),
        ("", None),
        ("0", None),
        ("-5", None),
        ("²", None),
        ("١٢٠", None),
        ("1e5", None),
        ("99999999999", 86400.0),
        ("9" * 400, 86400.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86400.0),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
    ],
)
def test_retry_after_is_a_number_of_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, now=1795410000.0) == seconds


def asked_to_wait(guard: CrawlDelay, seconds: int) -> None:
    response = Response(URL, status=429, headers={"Retry-After": str(seconds)})
    guard.note_answer(Request(URL), response)


def test_a_wait_that_outlasts_the_crawl_is_not_begun_and_is_remembered(tmp_path: Path) -> None:
    asked_to_wait(CrawlDelay(crawler(tmp_path)), 3600)
    until = json.loads((tmp_path / "pace.json").read_text())["catalog.example.edu"]
    assert until == pytest.approx(time.time() + 3600, abs=60)
    next_run = CrawlDelay(crawler(tmp_path))
    with pytest.raises(Refused, match="may be asked again from") as e:
        next_run.process_request(Request(URL))
    assert (e.value.outcome, e.value.code) == ("held", None)


def test_an_archived_page_stands_for_one_whose_host_asks_to_wait(tmp_path: Path) -> None:
    guard, archived = CrawlDelay(crawler(tmp_path)), Response(URL, body=b"archived")
    asked_to_wait(guard, 3600)
    request = Request(URL, meta={"cached_response": archived})
    assert guard.process_request(request) is archived
    assert "catalog.example.edu asks to wait" in request.meta["held"]


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits of a test whose clock only goes on while somebody waits."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    monkeypatch.setattr(time, "time", lambda: 1000.0 + sum(waits))
    monkeypatch.setattr(time, "monotonic", lambda: 500.0 + sum(waits))
    return waits


def test_the_longest_delay_separates_two_requests_also_of_two_crawls(
    tmp_path: Path, slept: list[float]
) -> None:
    polite, hasty = CrawlDelay(crawler(tmp_path)), CrawlDelay(crawler(tmp_path))
    for guard, crawl_delay in ((polite, 10.0), (hasty, None), (hasty, 4.0), (polite, 10.0)):
        request = Request(URL, meta={"crawl_delay": crawl_delay})
        assert guard.process_request(request) is None
        assert asyncio.run(guard.process_turn(request)) is None
    assert slept == [10.0, 4.0, 10.0]


def test_the_delay_counts_from_when_a_request_is_sent(tmp_path: Path, slept: list[float]) -> None:
    guard = CrawlDelay(crawler(tmp_path))
    request = Request(URL, meta={"crawl_delay": 10.0})
    asyncio.run(guard.process_turn(request))
    asyncio.run(asyncio.sleep(3.0))  # a busy machine
    guard.note_sent(URL)
    asyncio.run(guard.process_turn(request))
    assert slept == [3.0, 10.0]


def test_what_a_host_asks_one_crawl_of_a_run_holds_for_the_others(
    tmp_path: Path, slept: list[float]
) -> None:
    asked_to_wait(CrawlDelay(crawler(tmp_path / "a", hosts=tmp_path)), 30)
    other = CrawlDelay(crawler(tmp_path / "b", hosts=tmp_path))
    assert asyncio.run(other.process_turn(Request(URL))) is None
    assert slept == [30.0]


def test_the_turns_of_a_machine_that_was_started_anew_begin_anew(
    tmp_path: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = CrawlDelay(crawler(tmp_path))
    asyncio.run(guard.process_turn(Request(URL, meta={"crawl_delay": 10.0})))
    monkeypatch.setattr(time, "monotonic", lambda: 3.0)
    asyncio.run(guard.process_turn(Request(URL, meta={"crawl_delay": 10.0})))
    assert slept == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", b'{"asked_at": "x"}'])
def test_a_damaged_file_of_a_host_says_nothing(tmp_path: Path, content: bytes) -> None:
    guard = CrawlDelay(crawler(tmp_path))
    (tmp_path / "hosts" / "catalog.example.edu.json").write_bytes(content)
    assert asyncio.run(guard.process_turn(Request(URL))) is None


@pytest.mark.parametrize(
    ("text", "is_closed"),
    [
        ('{"catalog.example.edu": Infinity}', False),
        ('{"catalog.example.edu": NaN}', False),
        ('{"catalog.example.edu": "soon"}', False),
        ('["catalog.example.edu"]', False),
        ("{", False),
        ('{"catalog.example.edu": 1e300}', True),
    ],
)
def test_a_damaged_pace_file_closes_a_host_for_a_day_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, is_closed: bool
) -> None:
    (tmp_path / "pace.json").write_text(text)
    guard = CrawlDelay(crawler(tmp_path))
    if is_closed:
        with pytest.raises(Refused, match="asks to wait 86400 s"):
            guard.process_request(Request(URL))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86401)
    assert guard.process_request(Request(URL)) is None


def test_a_site_is_not_visited_outside_the_hours_of_its_robots_txt(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    hours = [(now + timedelta(hours=h)).time() for h in (-1, 1, 2)]
    is_open = Request(URL, meta={"visit_time": (hours[0], hours[1])})
    is_closed = Request(URL, meta={"visit_time": (hours[1], hours[2])})
    guard = CrawlDelay(crawler(tmp_path))
    assert guard.process_request(is_open) is None
    with pytest.raises(Refused, match="catalog.example.edu asks to wait 3[56][0-9][0-9] s"):
        guard.process_request(is_closed)
    with pytest.raises(Refused, match="asks to wait"):  # the hours end while a request is queued
        asyncio.run(guard.process_turn(is_closed))


def test_a_host_that_refuses_five_times_in_a_row_is_left_alone_by_all_crawls_of_the_run(
    tmp_path: Path,
) -> None:
    guard, request = OverloadedHost(crawler(tmp_path)), Request(URL)
    for status in (503, 503, 429, 503, 200, 429, 503, 503, 429, 503):
        assert guard.process_request(request) is None
        guard.note_answer(request, Response(URL, status=status))
    with pytest.raises(Refused, match="answered 429 or 503 5 times in a row") as e:
        guard.process_request(request)
    assert e.value.outcome == "held"
    assert guard.process_request(Request("https://elsewhere.example.edu/")) is None
    with pytest.raises(Refused, match="answered 429 or 503 5 times in a row"):
        OverloadedHost(crawler(tmp_path)).process_turn(request)
    next_run = crawler(tmp_path)
    next_run.settings.set("ARCHIVE_RUN", "run-2")
    assert OverloadedHost(next_run).process_turn(request) is None


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.1.1"])
def test_a_name_that_leads_into_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.delenv(ALLOW_ADDRESSES, raising=False)
    monkeypatch.setattr(reactor, "resolve", lambda host: succeed(address))
    with pytest.raises(Refused, match=f"catalog.example.edu is {address}") as e:
        asyncio.run(AddressGuard().process_request(Request(URL)))
    assert e.value.code == "address_refused"
    monkeypatch.setenv(ALLOW_ADDRESSES, f"{address}/32")
    assert asyncio.run(AddressGuard().process_request(Request(URL))) is None


def test_networks_are_opened_by_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALLOW_ADDRESSES, raising=False)
    assert allowed_networks() == []
    monkeypatch.setenv(ALLOW_ADDRESSES, "127.0.0.0/8, ::1/128")
    assert [str(network) for network in allowed_networks()] == ["127.0.0.0/8", "::1/128"]
