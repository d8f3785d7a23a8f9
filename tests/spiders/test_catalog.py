"""The spider on single answers: one outcome per URL, one line per record, and where it goes next."""

import errno
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy.http import HtmlResponse, Request, Response
from twisted.python.failure import Failure

from courseatlas import sources
from courseatlas.pages import outcome_label
from spiders.catalog import CatalogSpider
from spiders.errors import Refused
from spiders.failures import MOST_WALLS
from spiders.ledger import Ledger, PageRow, rows
from spiders.middlewares.page_budget import PageBudget
from spiders.page.links import Link
from spiders.poison import ReadingGuard

HOST = "https://ocw.mit.edu"
SOURCE = """name: Example
platform: {platform}
provider: {{type: university, country: US, website: https://example.edu}}
start_urls: ['{host}/courses/']
hosts: [ocw.mit.edu]
budget: {{pages: 5, minutes: 1}}
"""
BLOCK = (
    '<div class="courseblock"><p class="courseblocktitle"><strong>CS {number}. Seeing. 3 units'
    '</strong></p><p class="courseblockdesc">Eyes for programs.</p></div>'
)


class Crawl:
    """A spider without a network: answers go in, the files that it writes come out."""

    def __init__(self, folder: Path, platform: str):
        path = folder / "example.yml"
        path.write_text(SOURCE.format(platform=platform, host=HOST))
        self.folder = folder
        self.closed_for: list[str] = []
        self.spider = CatalogSpider(sources.load(path), folder)
        self.spider.ledger = Ledger(folder / "ledger.sqlite", "example")
        self.spider.records = open(folder / "records.jsonl", "wb")  # noqa: SIM115
        self.spider.is_replay = False
        self.spider.reading_guard = ReadingGuard(folder)
        engine = SimpleNamespace(close_spider=lambda spider, reason: self.closed_for.append(reason))
        self.spider.crawler = SimpleNamespace(engine=engine)

    def answer(self, path: str, body: str = "", status: int = 200) -> list[str]:
        """Give the spider an answer; returns the URLs that it asks for next."""
        url = HOST + path
        request = self.spider.schedule(Link(url, "start"), None, 0) or Request(
            url,
            meta={
                "depth": 0,
                "scheduled": url,
                "reason": "start",
                "referrer": None,
                "listing": None,
            },
        )
        headers = {"Content-Type": "text/html; charset=utf-8"}
        response: Response = HtmlResponse(
            url, status=status, headers=headers, body=body.encode(), request=request
        )
        return [following.url for following in self.spider.parse(response)]

    def rows(self) -> dict[str, PageRow]:
        return {row["url"].removeprefix(HOST): row for row in rows(self.folder / "ledger.sqlite")}

    def outcomes(self) -> dict[str, str]:
        return {path: outcome_label(row) for path, row in self.rows().items()}


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    crawl = Crawl(tmp_path, "courseleaf")
    yield crawl
    crawl.spider.ledger.close()
    crawl.spider.records.close()
    crawl.spider.reading_guard.close()


def test_each_record_has_a_line_with_its_place_on_the_page(crawl: Crawl, tmp_path: Path) -> None:
    crawl.answer("/courses/cs/", BLOCK.format(number=1) + BLOCK.format(number=2))
    crawl.spider.records.flush()
    lines = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text().splitlines()]
    assert [(line["key"], line["page_position"]) for line in lines] == [("CS-1", 1), ("CS-2", 2)]
    assert {line["evidence_url"] for line in lines} == {HOST + "/courses/cs/"}
    assert crawl.rows()["/courses/cs/"]["records"] == 2


def test_a_page_that_only_leads_on_is_a_listing_and_one_that_leads_nowhere_has_no_record(
    crawl: Crawl,
) -> None:
    links = '<a href="/courses/cs/">x</a><a href="/about/">y</a>'
    assert crawl.answer("/courses/", links) == [HOST + "/courses/cs/"]
    crawl.answer("/courses/cs/", "<p>Nothing here.</p>")
    assert crawl.outcomes() == {"/courses/": "listing", "/courses/cs/": "no_record"}


def test_each_page_keeps_why_it_was_asked_for(crawl: Crawl) -> None:
    crawl.answer("/courses/", '<a href="/courses/cs/">x</a>')
    reasons = {path: row["reason"] for path, row in crawl.rows().items()}
    assert reasons == {"/courses/": "start", "/courses/cs/": "link"}


def test_the_target_of_a_redirect_has_the_reason_of_the_link(crawl: Crawl) -> None:
    request = crawl.spider.schedule(Link(HOST + "/courses/old/", "program"), HOST, 2)
    assert request
    meta = request.meta | {"redirect_urls": [request.url]}
    target = request.replace(url=HOST + "/courses/new/", meta=meta)
    crawl.spider.parse(HtmlResponse(target.url, body=b"<p>Here.</p>", request=target))
    row = crawl.rows()["/courses/new/"]
    assert (row["reason"], row["referrer"], row["depth"]) == ("program", HOST, 2)
    assert crawl.rows()["/courses/old/"]["outcome"] == "redirect"


def test_a_login_that_a_page_leads_to_is_an_error_and_a_page_with_courses_and_a_login_is_none(
    crawl: Crawl,
) -> None:
    form = '<form action="/login"><input name="user"><input type="password" name="p"></form>'
    for path, body in (("/login/", form), ("/courses/new/", form + BLOCK.format(number=1))):
        request = crawl.spider.schedule(Link(f"{HOST}/courses/at{path}", "course"), HOST, 1)
        assert request
        meta = request.meta | {"redirect_urls": [request.url]}
        target = request.replace(url=HOST + path, meta=meta)
        crawl.spider.parse(HtmlResponse(target.url, body=body.encode(), request=target))
    outcomes = crawl.outcomes()
    assert (outcomes["/login/"], outcomes["/courses/new/"]) == ("error:login", "record")


def test_the_same_page_at_another_address_is_a_duplicate(crawl: Crawl) -> None:
    crawl.answer("/courses/cs/", BLOCK.format(number=1))
    crawl.answer("/courses/cs/index.html", BLOCK.format(number=1))
    row = crawl.rows()["/courses/cs/index.html"]
    assert (row["outcome"], row["detail"]) == ("duplicate_of", HOST + "/courses/cs/")


def test_pages_beyond_the_budget_are_not_asked_for(crawl: Crawl) -> None:
    budget = PageBudget(crawl.spider.crawler)
    crawl.spider.crawler.spider = crawl.spider
    requests = [
        crawl.spider.schedule(Link(f"{HOST}/courses/{number}/", "link"), None, 1)
        for number in range(6)
    ]
    for request in requests[:5]:
        budget.process_request(request)
    redirected = requests[0].replace(url=HOST + "/courses/new/")
    budget.process_request(redirected)  # it belongs to a page that was counted
    with pytest.raises(Refused) as refused:
        budget.process_request(requests[5])
    assert (refused.value.outcome, str(refused.value)) == ("budget", "the budget is 5 pages")


def test_a_start_page_of_other_software_is_an_error_that_names_it(crawl: Crawl) -> None:
    crawl.answer("/courses/", '<div class="acalog-core"><a href="/courses/cs/">x</a></div>')
    row = crawl.rows()["/courses/"]
    assert outcome_label(row) == "error:other_platform"
    assert row["detail"].startswith("acalog answers where courseleaf is expected")
    assert "courseatlas sources probe https://ocw.mit.edu/courses/" in row["detail"]


def test_walls_in_a_row_end_the_crawl(crawl: Crawl) -> None:
    for number in range(MOST_WALLS):
        assert crawl.closed_for == []
        crawl.answer(f"/courses/{number}/", "Forbidden", 403)
    assert crawl.closed_for == ["blocked"]
    assert set(crawl.outcomes().values()) == {"error:blocked"}


def test_another_answer_between_walls_keeps_the_crawl_going(crawl: Crawl) -> None:
    for number, status in enumerate([403, 403, 404, 403, 403]):
        crawl.answer(f"/courses/{number}/", "x", status)
    assert crawl.closed_for == []


@pytest.mark.parametrize(("status", "asks"), [(404, True), (410, True), (500, False)])
def test_a_page_that_is_gone_leads_to_what_its_platform_reads_instead(
    tmp_path: Path, status: int, asks: bool
) -> None:
    crawl = Crawl(tmp_path, "ocw")
    expected = [HOST + "/courses/cms-999/"] if asks else []
    assert crawl.answer("/courses/cms-999/data.json", "gone", status) == expected
    assert crawl.outcomes()["/courses/cms-999/data.json"] == f"error:http_{status}"


FIELDS = (
    '"name": "Seeing X"',
    '"description": "Eyes for programs. X"',
    '"courseCode": "CS 1 X"',
    '"url": "https://ocw.mit.edu/courses/X"',
    '"@id": "X"',
    '"inLanguage": "en X"',
    '"provider": {"@type": "Organization", "name": "X"}',
    '"teaches": ["X", "seeing"]',
    '"coursePrerequisites": "X"',
    '"educationalLevel": "X"',
    '"offers": {"@type": "Offer", "price": "X", "priceCurrency": "X"}',
    '"hasCourseInstance": {"startDate": "X", "instructor": {"name": "X"}, "courseWorkload": "X"}',
    '"X": "X"',
)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("half", ["\\ud83d", "\\ude00"])
def test_half_a_surrogate_pair_loses_no_page(tmp_path: Path, field: str, half: str) -> None:
    crawl = Crawl(tmp_path, "jsonld")
    name = "" if '"name": "Seeing' in field else '"name": "Seeing", '
    document = f'{{"@type": "Course", {name}{field.replace("X", half)}}}'
    crawl.answer("/courses/", f'<script type="application/ld+json">{document}</script>')
    crawl.spider.records.flush()
    assert crawl.outcomes() == {"/courses/": "record"}
    (line,) = (tmp_path / "records.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["title"].startswith("Seeing")
    crawl.spider.ledger.close()
    crawl.spider.records.close()
    crawl.spider.reading_guard.close()


@pytest.mark.parametrize(
    ("error", "is_ours"),
    [
        (sqlite3.OperationalError("disk I/O error"), True),
        (sqlite3.OperationalError("database or disk is full"), True),
        (OSError(errno.EMFILE, "Too many open files"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (PermissionError(errno.EACCES, "Permission denied", "index.sqlite"), True),
        (ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"), False),
        (ValueError("a page that no reader knows"), False),
    ],
)
@pytest.mark.parametrize("place", ["before the page is read", "while the page is read"])
def test_what_the_machine_refuses_ends_the_crawl_and_is_no_fault_of_a_page(
    crawl: Crawl, error: Exception, is_ours: bool, place: str
) -> None:
    request = crawl.spider.schedule(Link(HOST + "/courses/", "start"), None, 0)
    assert request
    failure = Failure(error)
    failure.request = request
    if place == "before the page is read":
        crawl.spider.errback(failure)
    else:
        crawl.spider._on_spider_error(failure, Response(request.url), crawl.spider)
    assert crawl.closed_for == (["storage"] if is_ours else [])
    assert crawl.outcomes()["/courses/"].startswith("open" if is_ours else "error")
