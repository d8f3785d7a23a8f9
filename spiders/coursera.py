"""The walk over Coursera: pages of the catalog API lead on by `paging.next`, site maps to detail pages."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from courseatlas.records import Page
from spiders.readers.coursera import next_page
from spiders.walk import Walk

_DETAIL = re.compile(r"/(?:learn|projects|specializations|professional-certificates)/[^/]+/?")


class Coursera(Walk):
    """`scrapy crawl coursera -a source=coursera`"""

    name = "coursera"

    def links(self, page: Page) -> Iterator[str]:
        if page.body.lstrip()[:1] == b"{":
            # a row of a course says enough; which courses a specialisation holds stands on its page
            elements = page.json.get("elements") if "onDemandSpecializations" in page.url else None
            yield from (f"https://www.coursera.org/specializations/{row['slug']}" for row in elements or [] if row.get("slug"))
            if following := next_page(page):
                yield following
            return
        # a search address is a page for people and named by nobody's `follow`
        yield from (url for url in super().links(page) if _DETAIL.fullmatch(urlsplit(url).path))
