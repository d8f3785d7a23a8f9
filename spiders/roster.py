"""The walk over a Class Roster API: the default roster, its subjects, and one answer a subject."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from courseatlas.records import Page
from spiders.walk import Walk


class Roster(Walk):
    """`scrapy crawl roster -a source=cornell`. `follow` names the subjects: `/search/classes\\.json\\?roster=\\w+&subject=(CS|INFO)$`."""

    name = "roster"

    def links(self, page: Page) -> Iterator[str]:
        answer = page.json
        data: Any = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(data, dict):
            return
        for roster in data.get("rosters") or []:
            if roster.get("isDefaultRoster") == "Y":
                yield urljoin(page.url, f"subjects.json?roster={roster['slug']}")
        term = page.url.partition("roster=")[2].partition("&")[0]
        for subject in data.get("subjects") or []:
            yield urljoin(page.url, f"../search/classes.json?roster={term}&subject={subject['value']}")
