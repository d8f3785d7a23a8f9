"""The walk over a Kuali catalog: the list of all courses leads to each one's whole answer by its `pid`."""

from collections.abc import Iterator

from courseatlas.records import Page
from spiders.walk import Walk


class Kuali(Walk):
    """`scrapy crawl kuali -a source=...`"""

    name = "kuali"

    def links(self, page: Page) -> Iterator[str]:
        yield from details(page)


def details(page: Page) -> Iterator[str]:
    """The address of each course of a list; a course's own answer leads nowhere."""
    base, mark, catalog = page.url.split("?")[0].partition("/api/v1/catalog/courses/")
    for row in page.json if mark and isinstance(page.json, list) else []:
        if row.get("pid"):
            yield f"{base}/api/v1/catalog/course/{catalog.strip('/')}/{row['pid']}"
