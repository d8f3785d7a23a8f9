"""The page store as Scrapy's cache storage."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from scrapy import Spider
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

from spiders.archive.index import Entry
from spiders.archive.store import PageStore
from spiders.archive.warc import Answer, header_text
from spiders.statuses import is_page

# the statuses that a run serves again from its own archive; 206, 408, 429 and 5xx are only archived
SERVED_AGAIN = frozenset((*filter(is_page, range(200, 300)), *range(300, 400), 404, 410))
# the flag of an answer that a guard found cut
TRUNCATED = "truncated"
# RFC 9110, section 7.6.1: these are of a connection and not of the page
_HOP_BY_HOP = (b"transfer-encoding", b"connection", b"keep-alive", b"trailer", b"upgrade")
# these may let whoever reads the archive act as us
_CREDENTIALS = (
    b"set-cookie",
    b"set-cookie2",
    b"authorization",
    b"authentication-info",
    b"proxy-authorization",
    b"proxy-authentication-info",
    b"www-authenticate",
    b"proxy-authenticate",
)
_NOT_ARCHIVED = frozenset((*_HOP_BY_HOP, *_CREDENTIALS))


class WarcStorage:
    """Scrapy's cache-storage interface over the page store of one source.

    The store that the settings name is opened at once: Scrapy only logs what goes wrong in
    `open_spider`, and the crawl would go on without an archive. Raises OSError or sqlite3.Error
    where the machine refuses.
    """

    def __init__(self, settings: BaseSettings):
        folder, index = Path(settings["ARCHIVE_FOLDER"]), settings.get("ARCHIVE_INDEX")
        self._is_replay: bool = settings.getbool("ARCHIVE_REPLAY")
        self._run: str = settings["ARCHIVE_RUN"]
        run = None if self._is_replay else self._run
        self._store = PageStore(folder, run, Path(index) if index else None)
        replay_run = settings.get("ARCHIVE_REPLAY_RUN")
        self._until = self._store.index.end_of_run(replay_run) if replay_run else None

    def open_spider(self, spider: Spider) -> None:
        """Do nothing: the page store is open."""

    def close_spider(self, spider: Spider) -> None:
        """Close the page store."""
        self._store.close()

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """This run's answer, else the newest one, which is revalidated or, in a replay, served.

        Its entry in the index travels with the request as `archive_entry` in its `meta`.
        """
        entry = self._entry(urldefrag(request.url)[0])
        if entry is None:
            return None
        answer = self._store.get(entry)
        if answer is None:
            return None
        request.meta["archive_entry"] = entry
        headers = Headers()
        for name, value in answer.headers:
            headers.appendlist(name, value.encode("utf-8"))
        response_class = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        return response_class(
            url=request.url, status=answer.status, headers=headers, body=answer.body
        )

    def _entry(self, url: str) -> Entry | None:
        index = self._store.index
        if self._is_replay:
            return index.newest(url, self._until)
        entry = index.of_run(url, self._run)
        if entry is None or entry.status not in SERVED_AGAIN:
            return index.newest_body(url)
        return entry

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Archive an answer; for a cached one that a 304 confirmed, archive the revisit."""
        if self._is_replay:
            return
        headers = [
            (header_text(name), header_text(value))
            for name, values in response.headers.items()
            if name.lower() not in _NOT_ARCHIVED
            for value in values
        ]
        if "cached" in response.flags:
            entry = self._store.confirm(request.meta["archive_entry"], headers)
        else:
            url = urldefrag(request.url)[0]
            is_truncated = TRUNCATED in response.flags
            answer = Answer(url, response.status, headers, response.body, is_truncated)
            entry = self._store.put(answer)
        request.meta["archive_entry"] = entry


def fetched_at(meta: Mapping[str, Any]) -> str | None:
    """When the answer to a request was received or last confirmed: the WARC-Date of its record.

    `meta` is the request's.
    """
    entry: Entry | None = meta.get("archive_entry")
    return entry.fetched_at if entry else None
