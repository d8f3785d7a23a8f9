"""The page store as Scrapy's HTTP cache: the storage, the policy with its modes, and the middleware that never recovers from the cache."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urldefrag

from scrapy import Spider
from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

from spiders.archive.index import Entry
from spiders.archive.store import PageStore
from spiders.archive.warc import Answer

# what a run serves again from its own archive; 408, 429 and 5xx are archived and never served
_LASTING = frozenset((*range(200, 400), 404, 410))
_HOP_BY_HOP = frozenset((b"transfer-encoding", b"connection", b"keep-alive", b"trailer", b"upgrade"))


class NotArchived(IgnoreRequest):
    """A replay asked for a page that the archive does not hold."""


class WarcStorage:
    """Scrapy's cache-storage interface over one source's page store."""

    def __init__(self, settings: BaseSettings):
        self._settings = settings

    def open_spider(self, spider: Spider) -> None:
        folder, index = Path(self._settings["ARCHIVE_FOLDER"]), self._settings.get("ARCHIVE_INDEX")
        self._replay: bool = self._settings.getbool("ARCHIVE_REPLAY")
        self._run: str = self._settings["ARCHIVE_RUN"]
        self._store = PageStore(folder, None if self._replay else self._run, Path(index) if index else None)

    def close_spider(self, spider: Spider) -> None:
        self._store.close()

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """This run's answer, else (for a revalidation, or a replay) the newest. Its entry travels in `request.meta`."""
        url, index = urldefrag(request.url)[0], self._store.index
        if self._replay:
            entry = index.newest(url)
        else:
            entry = index.of_run(url, self._run)
            if entry is None or entry.status not in _LASTING:
                entry = index.newest_body(url)
        if entry is None:
            return None
        answer = self._store.get(entry)
        request.meta["archive_entry"] = entry
        headers = Headers()
        for name, value in answer.headers:
            headers.appendlist(name, value.encode("utf-8", "surrogateescape"))
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        return kind(url=request.url, status=answer.status, headers=headers, body=answer.body)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Archive an answer, or, for a cached one that a 304 confirmed, the revisit."""
        if self._replay:
            return
        headers = [
            (name.decode("latin-1"), value.decode("utf-8", "surrogateescape"))
            for name, values in response.headers.items()
            if name.lower() not in _HOP_BY_HOP
            for value in values
        ]
        if "cached" in response.flags:
            entry = self._store.confirm(request.meta["archive_entry"], headers)
        else:
            entry = self._store.put(Answer(urldefrag(request.url)[0], response.status, headers, response.body))
        request.meta["archive_entry"] = entry


class ArchivePolicy:
    """Refresh: this run's answers are served, older ones revalidated, everything is archived. Replay: everything is served."""

    def __init__(self, settings: BaseSettings):
        self._replay: bool = settings.getbool("ARCHIVE_REPLAY")
        self._run: str = settings["ARCHIVE_RUN"]

    def should_cache_request(self, request: Request) -> bool:
        return request.method == "GET"

    def should_cache_response(self, response: Response, request: Request) -> bool:
        return True

    def is_cached_response_fresh(self, cached: Response, request: Request) -> bool:
        entry: Entry = request.meta["archive_entry"]
        if self._replay or (entry.run == self._run and entry.status in _LASTING):
            return True
        # RFC 9110, section 13.1: ask whether the page is still the one we hold
        if "ETag" in cached.headers:
            request.headers["If-None-Match"] = cached.headers["ETag"]
        if "Last-Modified" in cached.headers:
            request.headers["If-Modified-Since"] = cached.headers["Last-Modified"]
        return False

    def is_cached_response_valid(self, cached: Response, response: Response, request: Request) -> bool:
        return response.status == 304


class ArchiveMiddleware(HttpCacheMiddleware):
    """The cache middleware, but a dead site is an error and never last week's page; a replay says which page it lacks."""

    def process_request(self, request: Request) -> Request | Response | None:
        request.headers.pop("If-None-Match", None)
        request.headers.pop("If-Modified-Since", None)
        found = super().process_request(request)
        if found is None and self.policy._replay:
            raise NotArchived(request.url)
        return found

    def process_exception(self, request: Request, exception: Exception) -> None:
        request.meta.pop("cached_response", None)


def fetched_at(meta: Mapping) -> str | None:
    """When the answer behind a response was received or last confirmed: the WARC-Date of its record."""
    entry: Entry | None = meta.get("archive_entry")
    return entry.fetched_at if entry else None
