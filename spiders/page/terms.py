"""Which of the terms that a class search offers are read: the newest fall and the newest spring."""

import re
from collections.abc import Iterable

_TERM = re.compile(
    r"(?:(?P<season>Fall|Autumn|Spring)\s+(?P<year>20\d\d)\b.*"
    r"|(?P<first_year>20\d\d)\s+(?P<second_season>Fall|Autumn|Spring)\b.*)",
    re.I,
)
_COMBINED = re.compile(r"&|\bany\b|\ball\b|\bacademic year\b|20\d\d\s*[-–/]\s*(?:20)?\d\d", re.I)


def newest_terms(terms: Iterable[tuple[str, str]]) -> list[str]:
    """The codes of the newest fall and the newest spring of (code, name); else the first term.

    Names that combine several terms do not count.

    >>> newest_terms([("2271", "2027 Spring"), ("2264", "2026 Fall Term"), ("2261", "2026 Spring")])
    ['2271', '2264']
    >>> newest_terms([("0", "All terms"), ("7", "Third trimester")])
    ['7']
    """
    newest: dict[str, tuple[str, str]] = {}
    single = []
    for code, name in terms:
        if not code or _COMBINED.search(name):
            continue
        single.append(code)
        term = _TERM.fullmatch(name)
        if term:
            season = term["season"] or term["second_season"]
            year = term["year"] or term["first_year"]
            season = "spring" if season.casefold() == "spring" else "fall"
            newest[season] = max(newest.get(season, ("", "")), (year, code))
    return [code for _, code in newest.values()] or single[:1]
