"""The walk over IEEE vTools Events: an answer tells how many pages there are."""

import re
from collections.abc import Iterator

from w3lib.url import add_or_replace_parameter

from courseatlas.records import Page
from spiders.walk import Walk


class VTools(Walk):
    """`scrapy crawl vtools -a source=ieee-vtools`"""

    name = "vtools"

    def links(self, page: Page) -> Iterator[str]:
        answer = page.json
        paging = (answer.get("meta") or {}).get("paging") if isinstance(answer, dict) else None
        number = int(found[1]) if (found := re.search(r"[?&]page=(\d+)", page.url)) else 1
        if isinstance(paging, dict) and isinstance(paging.get("total_pages"), int) and number < paging["total_pages"]:
            yield add_or_replace_parameter(page.url, "page", str(number + 1))
