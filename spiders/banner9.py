"""The walk over Banner 9's course search: an answer leads to the next by its offset until all are counted."""

import re
from collections.abc import Iterator

from courseatlas.records import Page
from spiders.walk import Walk


class Banner9(Walk):
    """`scrapy crawl banner9 -a source=...`"""

    name = "banner9"

    def links(self, page: Page) -> Iterator[str]:
        if page.body.lstrip()[:1] == b"{" and (following := next_page(page)):
            yield following


def next_page(page: Page) -> str | None:
    """The same search from where this answer ends; None at the end, or where the answer does not count."""
    answer = page.json
    try:
        begin = int(answer["pageOffset"]) + len(answer["data"])
        more = answer["data"] and begin < int(answer["totalCount"])
    except (KeyError, TypeError, ValueError):
        return None
    return re.sub(r"(pageOffset=)\d+", rf"\g<1>{begin}", page.url) if more and "pageOffset=" in page.url else None
