"""The walk over MIT OpenCourseWare: site maps lead to course pages, and each course has its facts in `data.json`."""

import re
from collections.abc import Iterator

from courseatlas.records import Page
from spiders.walk import Walk

_COURSE = re.compile(r"^(https?://[^/]+/courses/[^/]+)/(?:sitemap\.xml|index\.html|)$")


class Ocw(Walk):
    """`scrapy crawl ocw -a source=mit-ocw`"""

    name = "ocw"

    def links(self, page: Page) -> Iterator[str]:
        for url in super().links(page):
            course = _COURSE.match(url)
            yield f"{course[1]}/data.json" if course else url
