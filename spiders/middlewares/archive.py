"""The page store as Scrapy's HTTP cache: what is served from it, and what is fetched anew."""

from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings

from spiders.archive.index import Entry
from spiders.archive.storage import SERVED_AGAIN
from spiders.errors import NotArchived
from spiders.page_request import POSTED_PAGE


class ArchivePolicy:
    """Which archived answers are served.

    A refresh serves this run's answers, revalidates older ones and archives every answer. A replay
    serves every archived answer.
    """

    def __init__(self, settings: BaseSettings):
        self.is_replay: bool = settings.getbool("ARCHIVE_REPLAY")
        self._run: str = settings["ARCHIVE_RUN"]

    def should_cache_request(self, request: Request) -> bool:
        """Whether the answer to a request may be archived under its address.

        The answer to a POST may where the body follows from the address. A form that opens a
        session is none: its answer is no page.
        """
        return request.method == "GET" or POSTED_PAGE in request.meta

    def should_cache_response(self, response: Response, request: Request) -> bool:
        """Whether an answer is archived: every one is, whatever its Cache-Control says."""
        return True

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Whether an archived answer is served as it is; otherwise the site is asked about it."""
        entry: Entry = request.meta["archive_entry"]
        if self.is_replay or (entry.run == self._run and entry.status in SERVED_AGAIN):
            return True
        if request.method != "GET":
            return False  # RFC 9110, section 13.1.2: for a POST, If-None-Match asks something else
        # RFC 9110, section 13.1: ask whether the page is still the archived one
        if "ETag" in cachedresponse.headers:
            request.headers["If-None-Match"] = cachedresponse.headers["ETag"]
        if "Last-Modified" in cachedresponse.headers:
            request.headers["If-Modified-Since"] = cachedresponse.headers["Last-Modified"]
        return False

    def is_cached_response_valid(
        self, cachedresponse: Response, response: Response, request: Request
    ) -> bool:
        """Whether the site confirmed the archived answer."""
        return response.status == 304


class ArchiveMiddleware(HttpCacheMiddleware):
    """Scrapy's cache middleware over the page store.

    Unlike Scrapy's, it never answers for a dead site with last week's page, and a replay says which
    page it lacks.
    """

    def process_request(self, request: Request) -> Request | Response | None:
        """Serve an archived answer, or let the request pass.

        Raises NotArchived where a replay has no answer.
        """
        request.headers.pop("If-None-Match", None)
        request.headers.pop("If-Modified-Since", None)
        archived = super().process_request(request)
        if archived is None and self.policy.is_replay:
            raise NotArchived(request.url)
        return archived

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Drop the archived page: an error stays an error."""
        request.meta.pop("cached_response", None)
