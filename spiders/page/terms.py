"""Terms: which of those that a class search offers are read, and lines that name nothing else."""

import re
from collections.abc import Iterable

_TERM = re.compile(
    r"(?:(?P<season>Fall|Autumn|Spring)\s+(?P<year>20\d\d)\b.*"
    r"|(?P<first_year>20\d\d)\s+(?P<second_season>Fall|Autumn|Spring)\b.*)",
    re.I,
)
# "Fall 2026 (View Only)", and not "Fall 2026 Extension"
_FOR_ALL = re.compile(
    r"(?:spring|summer|fall|autumn|winter|semester|quarter|trimester|term|\d+|view only|[\W_])+",
    re.I,
)
_COMBINED = re.compile(r"&|\bany\b|\ball\b|\bacademic year\b|20\d\d\s*[-–/]\s*(?:20)?\d\d", re.I)


_ONLY_TERMS = re.compile(
    r"(?=.*\b(?:spring|summer|fall|autumn|winter)\b)(?:offered:?|every|each|in|the|and|or|both"
    r"|spring|summer|fall|autumn|winter|semesters?|quarters?|terms?|odd|even|years?|only|20\d\d"
    r"|[\s,;./&()-])+",
    re.I,
)


def is_only_terms(line: str) -> bool:
    """Whether a line says when a course is taught, and nothing else.

    >>> is_only_terms("Fall, Spring."), is_only_terms("Spring comes to the lake.")
    (True, False)
    """
    return _ONLY_TERMS.fullmatch(line.strip()) is not None


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


def term_for_all(terms: Iterable[tuple[str, str]]) -> str:
    """The code of the first of (code, name) that is for all students, else of the first.

    The newest terms come first. '' where there is none.

    >>> term_for_all([("202713", "Fall 2026 Extension"), ("202710", "Fall 2026 (View Only)")])
    '202710'
    """
    named = [(code, name) for code, name in terms if code]
    plain = [code for code, name in named if _FOR_ALL.fullmatch(name)]
    return next(iter(plain + [code for code, _ in named]), "")
