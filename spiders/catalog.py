"""The spider: `scrapy crawl catalog -a source=cmu`.

It crawls one source, whatever its platform: it asks for pages within the source's scope and budget,
writes the records that the platform reads, and notes one outcome per URL.
"""

import sqlite3
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from courseatlas import sources
from courseatlas.files import is_storage_error, storage_problem
from courseatlas.records import Page, Record, Unreadable, as_line, crawl_record
from courseatlas.sources import Source
from spiders import failures, page_request, platforms, session
from spiders.addresses import sent_url
from spiders.answers import answer_of, identity_of, is_confirmed, outcome_of_page, page_of
from spiders.frontier import LISTS, best_first, links_in_scope, priority, sample
from spiders.ledger import HELD, LEDGER_FILE, Ledger, PageOutcome
from spiders.middlewares.request_budget import SENT
from spiders.page import walls
from spiders.page.links import Link
from spiders.paging import Listings
from spiders.poison import ReadingGuard
from spiders.result import write_result
from spiders.scheduled_pages import ScheduledPages
from spiders.scope import Scope

_WALL_CODES = ("blocked", "login", "http_405", "http_429")
_GONE = (404, 410)


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
    _links_per_reason: int | None = None

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
        self._scheduled = ScheduledPages(self._platform, source.start_urls)
        self._closed_urls: set[str] = set()
        self._url_by_identity: dict[str, str] = {}  # of pages that gave records
        self._walls_in_a_row = 0
        self._listings = Listings()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "CatalogSpider":
        """The spider of a crawl, with its files open."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.is_replay = crawler.settings.getbool("ARCHIVE_REPLAY")
        spider._links_per_reason = crawler.settings["LINKS_PER_REASON"]
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
            request = self.schedule(Link(url, "start"), None, 0)
            if request:
                yield request

    def schedule(
        self, link: Link, referrer: str | None, depth: int, listing: str | None = None
    ) -> Request | None:
        """A request for the page that a link leads to, or None.

        There is none where the URL is no address or its page was scheduled before. `depth` counts
        the links from a start URL. `listing` is the first page of the list that a next page is of.
        """
        address = sent_url(link.url)
        if address is None:
            self.crawler.stats.inc_value("links/no_address")
            return None
        if not self._scheduled.add(address, referrer):
            return None
        self.ledger.schedule(address, referrer, depth, link.reason)
        # Scrapy's own filter would drop the target of a redirect without a word
        request = Request(
            address,
            callback=self.parse,
            errback=self.errback,
            headers=dict(self._platform.request_headers(address, self.source.start_urls)),
            dont_filter=True,
            priority=priority(link, depth),
            meta={
                "depth": depth,
                "reason": link.reason,
                "listing": listing,
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
        self._scheduled.note(response.url)
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
        same_page = self._url_by_identity.get(identity_of(response.request, page))
        if same_page is not None:
            outcome = replace(answer, outcome="duplicate_of", detail=same_page)
            self.ledger.close_url(response.url, outcome)
            return []
        try:
            records, links = self._read(page, response)
        except Unreadable as e:
            outcome = replace(answer, outcome="error", code=e.code, detail=str(e))
            self._close_error(response.url, outcome)
            return []
        requests = self._follow(page, records, links, response)
        # a list leads on also where all its links were scheduled before
        leads_on = bool(links) and response.meta["reason"] in LISTS
        is_hub = page.is_sitemap or bool(requests) or leads_on
        self._close_page(response, page, records, is_hub)
        return requests

    def _read(self, page: Page, response: Response) -> tuple[list[Record], list[Link]]:
        """The records of a page, and the links in scope.

        A held page gives no records, which would count as seen today. Raises Unreadable, also where
        other software than the source's answers its start URL.
        """
        walls.check(page)
        is_held = HELD in response.request.meta
        is_read = not page.is_sitemap and not is_held
        urls = self.source.start_urls
        records = platforms.records_of(page, self._platform, urls) if is_read else []
        if response.request.meta.get("redirect_urls") and not records:
            walls.check_login(page)
        if response.meta["reason"] == "start" and not records:
            platforms.check_software(page, self._platform)
        sitemaps = response.request.meta.get("sitemaps", ())
        return records, links_in_scope(page, self._platform, self._scope, sitemaps)

    def _follow(
        self, page: Page, records: list[Record], links: list[Link], response: Response
    ) -> list[Request]:
        """The requests for the links of a page; a list that has ended has no next page."""
        depth = response.meta["depth"] + 1
        listing = response.meta["listing"] or page.url
        next_pages = [link for link in links if link.reason == "next_page"]
        if next_pages and self._listings.has_ended(listing, page, records, links):
            links = [link for link in links if link not in next_pages]
        if self._links_per_reason is not None:
            links = sample(links, depth, self._links_per_reason)
        requests = [
            self.schedule(link, page.url, depth, listing if link in next_pages else None)
            for link in links
        ]
        return best_first(requests)

    def _fallback(self, response: Response) -> list[Request]:
        """The request for the page that the platform reads in place of one that is gone."""
        if response.status not in _GONE:
            return []
        scheduled = response.meta["scheduled"]
        url = self._platform.fallback(scheduled, self.source.start_urls)
        if url is None:
            return []
        link = Link(url, response.meta["reason"])
        request = self.schedule(link, response.url, response.meta["depth"])
        return [request] if request else []

    def _close_page(
        self, response: Response, page: Page, records: list[Record], is_hub: bool
    ) -> None:
        """Write the records of a page that was read, and note its outcome."""
        self._walls_in_a_row = 0
        if records:
            self._url_by_identity[identity_of(response.request, page)] = page.url
        is_unchanged = not self.is_replay and is_confirmed(response.request)
        freshness = "unchanged" if is_unchanged else "fresh"
        for position, record in enumerate(records, 1):
            row = crawl_record(record, page, self.source.id, position, freshness)
            self.records.write(as_line(row))
        held = response.request.meta.get(HELD)
        outcome = HELD if held else outcome_of_page(is_unchanged, bool(records), is_hub)
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
        """Note the addresses that led to a target, which is entered with their reason."""
        redirected: list[str] = request.meta.get("redirect_urls", [])
        if redirected:
            meta = request.meta
            self.ledger.schedule(target, meta["referrer"], meta["depth"], meta["reason"])
        for url in redirected:
            if url != target:
                self.ledger.close_url(url, PageOutcome("redirect", detail=target))

    def _on_spider_error(self, failure: Failure, response: Response, spider: scrapy.Spider) -> None:
        """Note the outcome of a page whose platform raised an error."""
        if is_storage_error(failure.value):
            self.stop_for_storage(failure.value)
            return
        outcome = failures.of_reader(failure)
        self.ledger.close_url(
            response.url,
            replace(outcome, http_status=response.status, bytes=len(response.body)),
        )

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
            seconds = time.monotonic() - self._started
            requests: int = self.crawler.stats.get_value(SENT, 0)
            write_result(self._folder, reason, self.storage_error, seconds, requests)
        except (OSError, sqlite3.Error) as e:
            self.storage_error = self.storage_error or storage_problem(e, self._folder)
