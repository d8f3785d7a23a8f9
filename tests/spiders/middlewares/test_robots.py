"""robots.txt by RFC 9309: in doubt a site is left alone."""

import asyncio
from datetime import time
from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response
from scrapy.settings import Settings
from twisted.internet.error import ConnectionLost, DNSLookupError

from spiders.errors import NotArchived, Refused
from spiders.held import held_page
from spiders.middlewares.robots import StrictRobots

URL = "https://catalog.example.edu/courses/"
RULES = b"User-agent: *\nDisallow: /search/\nCrawl-delay: 5\n\nUser-agent: Other\nDisallow: /\n"


def robots(answer: Response | Exception) -> StrictRobots:
    """The middleware for a site whose robots.txt is answered so."""

    async def download(request: Request) -> Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    settings = Settings({"ROBOTSTXT_OBEY": True, "ROBOTSTXT_USER_AGENT": "CourseAtlas"})
    crawler = SimpleNamespace(
        settings=settings,
        stats=SimpleNamespace(inc_value=lambda name: None),
        engine=SimpleNamespace(download_async=download),
        spider=None,
    )
    return StrictRobots(crawler)


def answered(status: int, body: bytes = b"") -> Response:
    return Response("https://catalog.example.edu/robots.txt", status=status, body=body)


def allows(middleware: StrictRobots, url: str = URL) -> bool:
    try:
        asyncio.run(middleware.process_request(Request(url)))
    except Refused as e:
        assert e.outcome == "robots"
        return False
    return True


@pytest.mark.parametrize(
    ("answer", "outcome", "code"),
    [
        (answered(500), "error", "http_500"),
        (answered(503), "error", "http_503"),
        (answered(429), "error", "http_429"),
        (ConnectionLost("reset"), "error", "connection_lost"),
        (DNSLookupError("no such name"), "error", "dns"),
        (Refused("10.0.0.1", "error", "address_refused"), "error", "address_refused"),
    ],
)
def test_what_keeps_robots_txt_back_disallows_everything_and_is_the_outcome(
    answer: Response | Exception, outcome: str, code: str | None
) -> None:
    with pytest.raises(Refused, match="robots.txt could not be fetched: ") as e:
        asyncio.run(robots(answer).process_request(Request(URL)))
    assert (e.value.outcome, e.value.code) == (outcome, code)


def test_a_page_is_held_where_its_robots_txt_is() -> None:
    request = Request(URL)
    asyncio.run(robots(Refused("asks to wait 3600 s", "held")).process_request(request))
    with pytest.raises(Refused, match="asks to wait 3600 s") as e:
        held_page(request, request.meta["host_is_held"])
    assert e.value.outcome == "held"


@pytest.mark.parametrize("answer", [answered(404), answered(403), NotArchived(URL)])
def test_a_site_without_rules_allows_everything(answer: Response | Exception) -> None:
    assert allows(robots(answer))


def test_rules_are_obeyed_for_our_own_agent() -> None:
    middleware = robots(answered(200, RULES))
    assert allows(middleware)
    assert not allows(middleware, "https://catalog.example.edu/search/?P=CS%201")


def test_the_crawl_delay_travels_with_each_request() -> None:
    request = Request(URL)
    asyncio.run(robots(answered(200, RULES)).process_request(request))
    assert request.meta["crawl_delay"] == 5.0


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        ("Request-rate: 1/20", 20.0),
        ("Request-rate: 10/1m", 6.0),
        ("Crawl-delay: 5\nRequest-rate: 1/20", 20.0),
        ("Crawl-delay: 30\nRequest-rate: 1/20", 30.0),
        ("Crawl-delay: 1e300", 86400.0),
        ("Crawl-delay: nan", None),
        ("Crawl-delay: -3", None),
        ("Request-rate: 1/0", None),
        ("Request-rate: 0/5", None),
    ],
)
def test_a_rate_is_a_delay_too_and_none_is_longer_than_a_day(
    lines: str, seconds: float | None
) -> None:
    request = Request(URL)
    body = f"User-agent: *\n{lines}\n".encode()
    asyncio.run(robots(answered(200, body)).process_request(request))
    assert request.meta["crawl_delay"] == seconds


def test_the_visit_time_travels_with_each_request() -> None:
    request = Request(URL)
    body = b"User-agent: *\nVisit-time: 0600-0845\n"
    asyncio.run(robots(answered(200, body)).process_request(request))
    assert request.meta["visit_time"] == (time(6), time(8, 45))
