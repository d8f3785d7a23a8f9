"""The walk over Coursera: its site maps and its public catalog API; an answer names the offset of the next, its elements lead to pages."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from w3lib.url import add_or_replace_parameter

from courseatlas.records import Page
from spiders.walk import Walk

_PAGES = {"courses.v1": "learn", "onDemandSpecializations.v1": "specializations"}


class Coursera(Walk):
    """`scrapy crawl coursera -a source=coursera`"""

    name = "coursera"

    def links(self, page: Page) -> Iterator[str]:
        if page.body.lstrip()[:1] != b"{":
            yield from super().links(page)
            return
        answer = page.json
        folder = _PAGES.get(urlsplit(page.url).path.rpartition("/")[2])
        for element in answer.get("elements") or []:
            if folder and element.get("slug"):
                yield f"https://www.coursera.org/{folder}/{element['slug']}"
        if following := (answer.get("paging") or {}).get("next"):
            yield add_or_replace_parameter(page.url, "start", str(following))
