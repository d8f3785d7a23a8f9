"""The walk over MIT Learn's API: each answer names the next page."""

from collections.abc import Iterator

from courseatlas.records import Page
from spiders.readers.api_rows import next_page
from spiders.walk import Walk


class Learn(Walk):
    """`scrapy crawl learn -a source=mitx`"""

    name = "learn"

    def links(self, page: Page) -> Iterator[str]:
        if following := next_page(page):
            yield following
