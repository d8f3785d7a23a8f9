"""What every platform's walk shares: budget and scope, one outcome a URL, and the records file. Which links to follow is the platform's."""

import errno
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urldefrag, urljoin, urlsplit

import orjson
import scrapy
from scrapy import signals
from scrapy.http import Request, Response, TextResponse
from scrapy.utils.sitemap import Sitemap
from twisted.python.failure import Failure
from w3lib.url import canonicalize_url

from courseatlas import sources
from courseatlas.records import Page, Record, Unreadable
from courseatlas.sources import Source
from spiders import failures
from spiders.archive.scrapy_cache import fetched_at
from spiders.ledger import Ledger, Outcome
from spiders.readers import reader, walls

# a site that answers its first requests with walls is left alone
WALLS = 3
_DISK = (errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT)


class Walk(scrapy.Spider):
    """A walk over one source. Subclasses name the platform and say which addresses a page leads to.

    `source` is a Source, or the id of one under `sources/`; `folder` takes the ledger and the records.
    """

    ledger: Ledger
    records: BinaryIO
    replay: bool

    def __init__(self, source: Source | str, folder: Path | str = "output/by-hand", **kwargs: Any):
        super().__init__(**kwargs)
        self.source = sources.load(Path("sources") / f"{source}.yml") if isinstance(source, str) else source
        self.crawl_delays: dict[str, float] = {}
        self.storage_error: str | None = None
        self._folder = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._read = reader(self.source.platform)
        self._begun = time.monotonic()
        self._seen: set[str] = set()
        self._done: set[str] = set()
        self._read_already: dict[str, str] = {}  # digest of a page that gave records -> its URL
        self._walls = 0
        self._scope = [urlsplit(url).path.rpartition("/")[0] + "/" for url in self.source.start_urls]
        self._follow = [re.compile(pattern) for pattern in self.source.follow]

    @classmethod
    def from_crawler(cls, crawler: scrapy.crawler.Crawler, *args: Any, **kwargs: Any) -> "Walk":
        walk = super().from_crawler(crawler, *args, **kwargs)
        walk.replay = crawler.settings.getbool("ARCHIVE_REPLAY")
        walk.ledger = Ledger(walk._folder / "ledger.sqlite", walk.source.id)
        # every attempt writes the whole file: what an earlier one read comes from the archive again
        walk.records = open(walk._folder / "records.jsonl", "wb")  # noqa: SIM115
        crawler.signals.connect(walk._reader_failed, signals.spider_error)
        crawler.signals.connect(walk._closed, signals.spider_closed)
        return walk

    def links(self, page: Page) -> Iterator[str]:
        """The absolute addresses that a page leads to, before scope and budget decide."""
        if page.body.lstrip()[:500].find(b"<urlset") >= 0 or page.body.lstrip()[:500].find(b"<sitemapindex") >= 0:
            yield from (entry["loc"] for entry in Sitemap(page.body))
        elif "html" in page.content_type:
            base = urljoin(page.url, (page.tree.xpath("//base/@href") or [""])[-1])
            # a catalog's page links the same few courses over and over: each distinct address is joined once
            for href in dict.fromkeys(page.tree.xpath("//a/@href")):
                with suppress(ValueError):  # an address that is none leads nowhere
                    yield urljoin(base, href.strip())

    def in_scope(self, url: str) -> bool:
        """Below the path of a start URL, or named by `follow`."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not {parts.hostname, parts.netloc} & set(self.source.hosts):
            return False
        if self._follow:
            return any(pattern.search(f"{parts.path}?{parts.query}" if parts.query else parts.path) for pattern in self._follow)
        return any(parts.path.startswith(path) for path in self._scope) and not re.search(r"\.(?:pdf|docx?|jpe?g|png|zip)$", parts.path)

    def seconds_left(self) -> float:
        """What is left of the source's time budget."""
        return self.source.minutes * 60 - (time.monotonic() - self._begun)

    async def start(self) -> AsyncIterator[Request]:
        for url in self.source.start_urls:
            if request := self._visit(url, None, 0):
                yield request

    def _visit(self, url: str, referrer: str | None, depth: int) -> Request | None:
        url = urldefrag(url)[0]
        if (canonical := canonicalize_url(url)) in self._seen:
            return None
        self._seen.add(canonical)
        self.ledger.schedule(url, referrer, depth)
        if len(self._seen) > self.source.pages:
            self.ledger.close_url(url, Outcome("budget", detail=f"the budget is {self.source.pages} pages"))
            return None
        # `seen` is the duplicate filter: Scrapy's would drop the target of a redirect without a word
        return Request(url, callback=self.arrived, errback=self.failed, dont_filter=True, meta={"depth": depth, "scheduled": url})

    def arrived(self, response: Response) -> list[Request]:
        """A page is here: read it, write its records, note its outcome, and go where it leads."""
        self._close_redirects(response.request, response.url)
        url = response.url
        self._seen.add(canonicalize_url(url))
        if url in self._done:
            return []
        self._done.add(url)
        entry = response.request.meta.get("archive_entry")
        page = Page(url, response.body, _content_type(response), fetched_at(response.request.meta), _charset(response))
        end: dict[str, Any] = {
            "http_status": response.status,
            "bytes": len(response.body),
            "payload_sha256": page.digest,
            "fetched_at": page.fetched_at,
            "seconds": response.request.meta.get("download_latency"),
        }
        if bad := failures.of_status(response.status):
            self.ledger.close_url(url, Outcome("error", bad, f"the site answered {response.status}", **end))
            self._note_wall(bad)
            return []
        if (twin := self._read_already.get(page.digest)) is not None:
            self.ledger.close_url(url, Outcome("duplicate_of", detail=twin, **end))
            return []
        sitemap = b"<urlset" in page.body[:500] or b"<sitemapindex" in page.body[:500]
        try:
            walls.check(page)
            records = [] if sitemap else list(self._read(page))
            links = [link for link in self.links(page) if self.in_scope(link) and urldefrag(link)[0] != url]
            requests = [request for link in links if (request := self._visit(link, url, response.meta["depth"] + 1))]
        except Unreadable as e:
            self.ledger.close_url(url, Outcome("error", e.code, str(e), **end))
            self._note_wall(e.code)
            return []
        self._walls = 0
        if records:
            self._read_already[page.digest] = url
        confirmed = not self.replay and entry is not None and (entry.kind == "revisit" or response.request.meta.get("held", False))
        for record in records:
            self.records.write(_line(record, page, self.source.id, confirmed))
        hub = requests or sitemap or (links and url in self.source.start_urls)
        outcome = "not_modified" if confirmed else "record" if records else "listing" if hub else "no_record"
        self.ledger.close_url(url, Outcome(outcome, records=len(records), **end))
        return requests

    def _note_wall(self, code: str) -> None:
        """Count walls in a row; at the limit the crawl ends, and what is still open is not asked for."""
        self._walls = self._walls + 1 if code in ("blocked", "login", "http_405", "http_429") else 0
        if self._walls >= WALLS:
            self.crawler.engine.close_spider(self, "blocked")

    def failed(self, failure: Failure) -> None:
        """A request came to nothing: its URL ends here, with the reason."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if isinstance(failure.value, OSError) and failure.value.errno in _DISK:
            self.storage_error = f"{failure.value}"
            self.crawler.engine.close_spider(self, "storage")
            return
        self._close_redirects(request, request.url)
        if request.url not in self._done:
            self._done.add(request.url)
            self.ledger.close_url(request.url, failures.of_exception(failure.value))

    def _reader_failed(self, failure: Failure, response: Response, spider: scrapy.Spider) -> None:
        frame = failure.getTracebackObject()
        while frame and frame.tb_next:
            frame = frame.tb_next
        where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "?"
        self.ledger.close_url(
            response.url,
            Outcome(
                "error",
                "reader_failed",
                f"{failure.type.__name__} at {where}: {failure.value}"[:300],
                http_status=response.status,
                bytes=len(response.body),
            ),
        )

    def _close_redirects(self, request: Request, target: str) -> None:
        for url in request.meta.get("redirect_urls", ()):
            if url != target:
                self.ledger.close_url(url, Outcome("redirect", detail=target))

    def _closed(self, spider: scrapy.Spider, reason: str) -> None:
        self.records.close()
        if reason == "closespider_timeout":
            self.ledger.close_open(Outcome("budget", detail=f"the budget is {self.source.minutes:g} minutes"))
        elif reason == "blocked":
            self.ledger.close_open(Outcome("error", "blocked", f"not asked for: {WALLS} answers in a row were walls"))
        elif reason == "finished":
            self.ledger.close_open(Outcome("error", "unfinished", "the crawl ended without an answer for it"))
        self.ledger.close()
        result = {"reason": reason, "storage_error": self.storage_error, "seconds": round(time.monotonic() - self._begun, 3)}
        (self._folder / "result.json").write_text(json.dumps(result) + "\n")


def _line(record: Record, page: Page, source_id: str, confirmed: bool) -> bytes:
    row = {
        "source_id": source_id,
        "kind": record.kind,
        "key": record.key,
        "url": record.url,
        "title": record.title,
        "fields": record.fields,
        "components": [asdict(component) for component in record.components],
        "evidence_url": page.url,
        "fetched_at": page.fetched_at,
        "payload_sha256": page.digest,
        "freshness": "unchanged" if confirmed else "fresh",
    }
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _content_type(response: Response) -> str:
    return response.headers.get("Content-Type", b"text/html").decode("latin-1").split(";")[0].strip().lower()


def _charset(response: Response) -> str | None:
    return response._headers_encoding() if isinstance(response, TextResponse) else None
