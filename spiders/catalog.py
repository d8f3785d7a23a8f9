"""The spider: `scrapy crawl catalog -a source=cmu`.

It crawls one source, whatever its platform: it asks for pages within the source's scope and budget,
writes the records that the platform reads, and notes one outcome per URL.
"""

import json
import resource
import sqlite3
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urldefrag

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure
from w3lib.url import canonicalize_url

from courseatlas import sources
from courseatlas.files import is_storage_error, storage_problem
from courseatlas.records import Page, Record, Unreadable, as_line, crawl_record
from courseatlas.sources import Source
from spiders import failures, page_request, platforms, session
from spiders.addresses import sent_url
from spiders.answers import answer_of, is_confirmed, page_of
from spiders.ledger import HELD, LEDGER_FILE, Ledger, PageOutcome
from spiders.page import walls
from spiders.poison import ReadingGuard
from spiders.scope import Scope

_WALL_CODES = ("blocked", "login", "http_405", "http_429")
_GONE = (404, 410)
_LONGEST_DETAIL = 300


class CatalogSpider(scrapy.Spider):
    """Crawls one source.

    `source` is a Source, or the id of one under `sources/`. `folder` takes the ledger, the records
    and `result.json`.
    """

    name = "catalog"

    ledger: Ledger
    records: BinaryIO
    reading_guard: ReadingGuard
    is_replay: bool

    def __init__(self, source: Source | str, folder: Path | str = "output/by-hand", **kwargs: Any):
        super().__init__(**kwargs)
        if isinstance(source, str):
            source = sources.load(Path("sources") / f"{source}.yml", platforms.names())
        self.source = source
        self.storage_error: str | None = None
        self._folder = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._platform = platforms.load(source.platform)
        self._scope = Scope.of(source)
        self._started = time.monotonic()
        self._scheduled: set[str] = set()  # canonical URLs
        self._closed_urls: set[str] = set()
        self._url_by_digest: dict[str, str] = {}  # of pages that gave records
        self._walls_in_a_row = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "CatalogSpider":
        """The spider of a crawl, with its files open."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.is_replay = crawler.settings.getbool("ARCHIVE_REPLAY")
        spider.ledger = Ledger(spider._folder / LEDGER_FILE, spider.source.id)
        spider.ledger.reopen()
        # every attempt writes the whole file: earlier pages come from the archive again
        spider.records = open(spider._folder / "records.jsonl", "wb")  # noqa: SIM115
        spider.reading_guard = ReadingGuard(spider._folder)
        crawler.signals.connect(spider._on_spider_error, signals.spider_error)
        crawler.signals.connect(spider._on_spider_closed, signals.spider_closed)
        return spider

    def seconds_left(self) -> float:
        """What is left of the source's time budget, in seconds."""
        return self.source.minutes * 60 - (time.monotonic() - self._started)

    async def start(self) -> AsyncIterator[Request]:
        """The requests for the source's start URLs."""
        for url in self._platform.first_urls(self.source.start_urls):
            request = self.schedule(url, None, 0)
            if request:
                yield request

    def schedule(self, url: str, referrer: str | None, depth: int) -> Request | None:
        """A request for a URL, or None.

        There is none where the URL is no address or was scheduled before, or where the budget is
        spent. `depth` counts the links from a start URL.
        """
        address = sent_url(url)
        if address is None:
            self.crawler.stats.inc_value("links/no_address")
            return None
        canonical = canonicalize_url(address)
        if canonical in self._scheduled:
            return None
        self._scheduled.add(canonical)
        self.ledger.schedule(address, referrer, depth)
        if len(self._scheduled) > self.source.pages:
            detail = f"the budget is {self.source.pages} pages"
            self.ledger.close_url(address, PageOutcome("budget", detail=detail))
            return None
        # Scrapy's own filter would drop the target of a redirect without a word
        request = Request(
            address,
            callback=self.parse,
            errback=self.errback,
            headers=dict(self._platform.request_headers(address, self.source.start_urls)),
            dont_filter=True,
            meta={
                "depth": depth,
                "referrer": referrer,
                "scheduled": address,
                "dont_merge_cookies": True,
            },
        )
        request = page_request.completed(request, self._platform)
        form = None if self.is_replay else self._platform.session_form(address)
        return session.opened_by(form, request) if form else request

    def parse(self, response: Response) -> list[Request]:
        """Read a page, write its records, note its outcome, and go where it leads."""
        with self.reading_guard.reading(response.url):
            return self._take(response)

    def _take(self, response: Response) -> list[Request]:
        self._close_redirects(response.request, response.url)
        self._scheduled.add(canonicalize_url(response.url))
        if response.url in self._closed_urls:
            return []
        self._closed_urls.add(response.url)
        page = page_of(response)
        answer = answer_of(response, page)
        error = failures.of_status(response.status)
        if error:
            detail = f"the site answered {response.status}"
            outcome = replace(answer, outcome="error", code=error, detail=detail)
            self._close_error(response.url, outcome)
            return self._fallback(response)
        same_page = self._url_by_digest.get(page.digest)
        if same_page is not None:
            outcome = replace(answer, outcome="duplicate_of", detail=same_page)
            self.ledger.close_url(response.url, outcome)
            return []
        try:
            records, links = self._read(page, is_held=HELD in response.request.meta)
        except Unreadable as e:
            outcome = replace(answer, outcome="error", code=e.code, detail=str(e))
            self._close_error(response.url, outcome)
            return []
        requests = self._schedule_all(links, response)
        self._close_page(
            response, page, records, is_hub=bool(requests) or self._is_hub(page, links)
        )
        return requests

    def _read(self, page: Page, is_held: bool) -> tuple[list[Record], list[str]]:
        """The records of a page, and the URLs in scope that it leads to.

        A held page gives no records, which would count as seen today. Raises Unreadable.
        """
        walls.check(page)
        has_records = not (page.is_sitemap or is_held)
        return list(self._platform.read(page)) if has_records else [], self._links(page)

    def _links(self, page: Page) -> list[str]:
        """The URLs in scope that a page leads to, its next pages last."""
        urls = [*self._platform.links(page), *self._platform.next_pages(page)]
        return [url for url in urls if self._scope.includes(url) and urldefrag(url)[0] != page.url]

    def _schedule_all(self, urls: list[str], response: Response) -> list[Request]:
        depth = response.meta["depth"] + 1
        requests = (self.schedule(url, response.url, depth) for url in urls)
        return [request for request in requests if request]

    def _is_hub(self, page: Page, links: list[str]) -> bool:
        """Whether a page only leads on, also where all its links were scheduled before."""
        return page.is_sitemap or (bool(links) and page.url in self.source.start_urls)

    def _fallback(self, response: Response) -> list[Request]:
        """The request for the page that the platform reads in place of one that is gone."""
        if response.status not in _GONE:
            return []
        scheduled = response.meta["scheduled"]
        url = self._platform.fallback(scheduled, self.source.start_urls)
        request = self.schedule(url, response.url, response.meta["depth"]) if url else None
        return [request] if request else []

    def _close_page(
        self, response: Response, page: Page, records: list[Record], is_hub: bool
    ) -> None:
        """Write the records of a page that was read, and note its outcome."""
        self._walls_in_a_row = 0
        if records:
            self._url_by_digest[page.digest] = page.url
        is_unchanged = not self.is_replay and is_confirmed(response.request)
        freshness = "unchanged" if is_unchanged else "fresh"
        for position, record in enumerate(records, 1):
            row = crawl_record(record, page, self.source.id, position, freshness)
            self.records.write(as_line(row))
        held = response.request.meta.get(HELD)
        if held:
            outcome = HELD
        elif is_unchanged:
            outcome = "not_modified"
        elif records:
            outcome = "record"
        else:
            outcome = "listing" if is_hub else "no_record"
        end = replace(answer_of(response, page), outcome=outcome, detail=held, records=len(records))
        self.ledger.close_url(page.url, end)

    def _close_error(self, url: str, outcome: PageOutcome) -> None:
        """Note an error, and end the crawl at so many walls in a row.

        What is still open then is not asked for.
        """
        self.ledger.close_url(url, outcome)
        is_wall = outcome.code in _WALL_CODES
        self._walls_in_a_row = self._walls_in_a_row + 1 if is_wall else 0
        if self._walls_in_a_row >= failures.MOST_WALLS:
            self.crawler.engine.close_spider(self, "blocked")

    def errback(self, failure: Failure) -> None:
        """Note the outcome of a request that got no answer."""
        self.reading_guard.end()
        request: Request = failure.request
        if is_storage_error(failure.value):
            self.stop_for_storage(failure.value)
            return
        self._close_redirects(request, request.url)
        if request.url not in self._closed_urls:
            self._closed_urls.add(request.url)
            self.ledger.close_url(request.url, failures.of_exception(failure.value))

    def _close_redirects(self, request: Request, target: str) -> None:
        for url in request.meta.get("redirect_urls", ()):
            if url != target:
                self.ledger.close_url(url, PageOutcome("redirect", detail=target))

    def _on_spider_error(self, failure: Failure, response: Response, spider: scrapy.Spider) -> None:
        """Note the outcome of a page whose platform raised an error, with the place in the code."""
        if is_storage_error(failure.value):
            self.stop_for_storage(failure.value)
            return
        frame = failure.getTracebackObject()  # type: ignore[no-untyped-call]
        while frame and frame.tb_next:
            frame = frame.tb_next
        place = "?"
        if frame:
            place = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"
        detail = f"{failure.type.__name__} at {place}: {failure.value}"[:_LONGEST_DETAIL]
        outcome = PageOutcome(
            "error",
            "reader_failed",
            detail,
            http_status=response.status,
            bytes=len(response.body),
        )
        self.ledger.close_url(response.url, outcome)

    def stop_for_storage(self, error: BaseException) -> None:
        """End the crawl because the machine refuses a file: no page is to blame for it."""
        if self.storage_error is None:
            self.storage_error = storage_problem(error, self._folder)
            self.crawler.engine.close_spider(self, "storage")

    def _on_spider_closed(self, spider: scrapy.Spider, reason: str) -> None:
        """Give every open URL its outcome, and write `result.json`."""
        try:
            self.records.close()
            self.reading_guard.close()
            outcome = failures.of_open_urls(reason, self.source.minutes)
            if outcome:
                self.ledger.close_open(outcome)
            self.ledger.close()
            self._write_result(reason)
        except (OSError, sqlite3.Error) as e:
            self.storage_error = self.storage_error or storage_problem(e, self._folder)

    def _write_result(self, reason: str) -> None:
        result = {
            "reason": reason,
            "storage_error": self.storage_error,
            "seconds": round(time.monotonic() - self._started, 3),
            "peak_memory_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        }
        (self._folder / "result.json").write_text(json.dumps(result) + "\n")
