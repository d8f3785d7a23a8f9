"""The walk over an Acalog catalog: lists lead to courses and programs of the same edition."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from courseatlas.records import Page
from spiders.walk import Walk

_PAGES = ("/content.php", "/preview_course_nopop.php", "/preview_program.php")


class Acalog(Walk):
    """`scrapy crawl acalog -a source=...`"""

    name = "acalog"

    def links(self, page: Page) -> Iterator[str]:
        edition = _edition(page.url)
        yield from (url for url in super().links(page) if urlsplit(url).path in _PAGES and _edition(url) == edition and "&print" not in url)


def _edition(url: str) -> str:
    """The `catoid` of an address: every edition numbers its pages anew."""
    return parse_qs(urlsplit(url).query).get("catoid", [""])[0]
