"""The walk over Khan Academy: a fixed list of course pages, and the partner export, of which the bucket's listing names the newest."""

import re
from collections.abc import Iterator

from courseatlas.records import Page
from spiders.walk import Walk

_EXPORT = re.compile(rb"<Key>(en-export-[^<]+\.tsv)</Key>")


class Khan(Walk):
    """`scrapy crawl khan -a source=khan-academy`"""

    name = "khan"

    def links(self, page: Page) -> Iterator[str]:
        if keys := _EXPORT.findall(page.body):
            yield page.url.split("?")[0].rstrip("/") + "/" + max(keys).decode()
