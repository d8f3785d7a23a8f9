"""Editions of a catalog whose addresses name their year: the newest one is followed alone."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from spiders.page.links import LINKS_KEPT, Link

# "2026", "2026-2027", "2026-27-catalog"; a course such as "math-2010" is no year
_WORD = r"(?:catalog|catalogue|bulletin|calendar|edition|academic|year|ay|undergraduate|graduate)"
_YEAR = re.compile(
    rf"(?:{_WORD}[-_])*(?P<year>20\d\d)(?:[-_–](?:20)?(?P<next>\d\d))?(?:[-_]{_WORD})*", re.I
)


_PRINTED = re.compile(r"\b(20\d\d)\s*[-–—/]\s*(?:20)?\d\d\b")


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


def printed_year(words: str) -> int | None:
    """The first year of the edition that a heading prints.

    >>> printed_year("Academic Catalog 2026-27"), printed_year("Programs of Study") is None
    (2026, True)
    """
    years = _PRINTED.search(words)
    return int(years[1]) if years else None


def in_newest_edition(
    url: str, links: Iterable[Link], own_year: Callable[[], int | None] = lambda: None
) -> Iterator[Link]:
    """The links of the page at `url` without those to other editions.

    A page of an edition leads within it. Any other page leads to the newest edition that it names,
    also where that one is for the year to come. `own_year` is asked for the year that such a page
    prints of itself: where it names earlier editions alone, it is of the newest one.
    """
    years = [(link, edition_year(link.url)) for link in links]
    named = [year for _, year in years if year is not None]
    followed = edition_year(url)
    if followed is None and named:
        followed = max(max(named), own_year() or 0)
    for link, year in years:
        if year is None or year == followed:
            yield link
