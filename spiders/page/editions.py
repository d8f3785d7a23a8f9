"""Editions of a catalog whose addresses name their year: the newest one is followed alone."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from spiders.page.links import LINKS_KEPT, Link

# "2026", "2026-2027", "2026-27-catalog"; a course such as "math-2010" is no year
_WORD = r"(?:catalog|catalogue|bulletin|calendar|edition|academic|year|ay|undergraduate|graduate)"
_YEAR = re.compile(
    rf"(?:{_WORD}[-_])*(?P<year>20\d\d)(?:[-_–](?:20)?(?P<next>\d\d))?(?:[-_]{_WORD})*", re.I
)


@lru_cache(LINKS_KEPT)
def edition_year(url: str) -> int | None:
    """The first year of the edition that a path names; None for a path without one.

    >>> edition_year("https://catalog.example.edu/2026-2027/courses/cs/")
    2026
    >>> edition_year("https://catalog.example.edu/courses/math-2010/") is None
    True
    """
    for segment in urlsplit(url).path.split("/"):
        match = _YEAR.fullmatch(segment)
        if match and (
            match["next"] is None or int(match["next"]) == (int(match["year"]) + 1) % 100
        ):
            return int(match["year"])
    return None


def in_newest_edition(url: str, links: Iterable[Link]) -> Iterator[Link]:
    """The links of the page at `url` without those to other editions.

    A page of an edition leads within it. Any other page leads to the newest edition that it names,
    also where that one is for the year to come.
    """
    years = [(link, edition_year(link.url)) for link in links]
    named = [year for _, year in years if year is not None]
    followed = edition_year(url) or max(named, default=None)
    for link, year in years:
        if year is None or year == followed:
            yield link
