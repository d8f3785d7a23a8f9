"""The walk over a CourseLeaf catalog: hubs lead to subject and program pages below them."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from courseatlas.records import Page
from spiders.walk import Walk


class CourseLeaf(Walk):
    """`scrapy crawl courseleaf -a source=northeastern`"""

    name = "courseleaf"

    def links(self, page: Page) -> Iterator[str]:
        for url in super().links(page):
            path = urlsplit(url).path
            # bubble links lead to /search/, which robots.txt closes; every page has a PDF twin
            if not path.startswith(("/search/", "/ribbit/", "/archive/")) and not path.endswith(".pdf"):
                yield url
