"""The walk over Cornell's Class Roster API: the list of terms leads to the current term's subjects, each subject to its classes."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from courseatlas.records import Page, Unreadable
from spiders.walk import Walk


class Roster(Walk):
    """`scrapy crawl roster -a source=cornell`"""

    name = "roster"

    def links(self, page: Page) -> Iterator[str]:
        yield from addresses(page)


def addresses(page: Page) -> Iterator[str]:
    """Where a list of terms or subjects leads. Raises Unreadable where the answer is no list."""
    answer = page.json
    data: Any = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, dict):
        raise Unreadable("the API's answer holds no data")
    for term in _kept(data.get("rosters") or []):
        yield urljoin(page.url, "subjects.json?" + urlencode({"roster": term}))
    roster = parse_qs(urlsplit(page.url).query).get("roster", [""])[0]
    for subject in data.get("subjects") or []:
        yield urljoin(page.url, "../search/classes.json?" + urlencode({"roster": roster, "subject": subject["value"]}))


def _kept(rosters: list[dict[str, Any]]) -> list[str]:
    """The default term and the one before it: together they show a year's main courses."""
    terms = [one["slug"] for one in rosters]
    default = next((place for place, one in enumerate(rosters) if one.get("isDefaultRoster") == "Y"), len(terms) - 1)
    return terms[max(0, default - 1) : default + 1]
