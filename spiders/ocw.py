"""The walk over MIT OpenCourseWare: site maps lead to course pages, and each course has its facts in `data.json`."""

import re
from collections.abc import Iterator

from scrapy.http import Request, Response

from courseatlas.records import Page
from spiders.walk import Walk

_COURSE = re.compile(r"^(https?://[^/]+/courses/[^/]+)/(?:sitemap\.xml|index\.html|)$")


class Ocw(Walk):
    """`scrapy crawl ocw -a source=mit-ocw`. A course whose `data.json` is missing is read from its page."""

    name = "ocw"

    def arrived(self, response: Response) -> list[Request]:
        requests = super().arrived(response)
        missing = response.status in (404, 410) and response.url.endswith("/data.json")
        instead = self._visit(response.url.removesuffix("data.json"), response.url, response.meta["depth"]) if missing else None
        return [*requests, instead] if instead else requests

    def links(self, page: Page) -> Iterator[str]:
        for url in super().links(page):
            course = _COURSE.match(url)
            yield f"{course[1]}/data.json" if course else url
