"""The walk over bulletins that stand once a year: the newest year that answers, and only pages of that year."""

import re
from collections.abc import AsyncIterator, Iterator

from scrapy.http import Request, Response

from courseatlas.records import Page
from spiders.walk import Walk

_YEAR = re.compile(r"/20\d\d-(?:20)?\d\d/")


class Bulletin(Walk):
    """`scrapy crawl bulletin -a source=indiana`. Start addresses that differ by their year alone are tried newest first."""

    name = "bulletin"

    async def start(self) -> AsyncIterator[Request]:
        self._older: dict[str, list[str]] = {}
        for url in sorted(self.source.start_urls, key=_year, reverse=True):
            self._older.setdefault(_YEAR.sub("/*/", url), []).append(url)
        for family in list(self._older):
            if request := self._newest(family):
                yield request

    def arrived(self, response: Response) -> list[Request]:
        requests = super().arrived(response)
        older = self._newest(_YEAR.sub("/*/", response.meta["scheduled"])) if response.status in (404, 410) else None
        return [*requests, older] if older else requests

    def links(self, page: Page) -> Iterator[str]:
        year = _YEAR.search(page.url)
        for url in super().links(page):
            if year is None or year.group() in url or not _YEAR.search(url):
                yield url

    def _newest(self, family: str) -> Request | None:
        return self._visit(self._older[family].pop(0), None, 0) if self._older.get(family) else None


def _year(url: str) -> str:
    found = _YEAR.search(url)
    return found.group() if found else ""
