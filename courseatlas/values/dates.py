"""Days and spans of days: "2027-02-21", "February 21-23, 2027", "28 Feb – 2 March 2027"."""

import re
from datetime import date
from functools import cache

from courseatlas.values.vocabulary import any_of, months

_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_TO = r"\s*(?:-|–|—|to|through|until|bis|al?|au|&|and)\s*"
_OF = r"\s*(?:of\s+|de\s+)?"
_YEAR = r"(?:19|20|21)\d\d"
_MONTH_NUMBER = r"0?[1-9]|1[0-2]"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of dates; their groups are the first and the last day (d), month (m), year (y).

    They are made at the first date that is read, for they hold the names of the months in all
    languages, and a crawl reads no dates.
    """
    month = rf"(?:{any_of(months())})\.?"
    forms = (
        rf"(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?:T[\d:.Z+-]*)?"
        rf"(?:{_TO}(?P<y2>{_YEAR})-(?P<m2>\d\d)-(?P<d2>\d\d))?",
        rf"(?P<m1>{month})\s+(?P<d1>{_DAY})(?:,?\s+(?P<y1>{_YEAR}))?"
        rf"{_TO}(?P<m2>{month})\s+(?P<d2>{_DAY}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<d1>{_DAY}){_OF}(?P<m1>{month})(?:,?\s+(?P<y1>{_YEAR}))?"
        rf"{_TO}(?P<d2>{_DAY}){_OF}(?P<m2>{month}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<m1>{month})\s+(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?,?\s+(?P<y1>{_YEAR})",
        rf"(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?{_OF}(?P<m1>{month}),?\s+(?:de\s+)?"
        rf"(?P<y1>{_YEAR})",
        # with slashes the month comes first, as American catalogs write it, unless it can be no
        # month; with dots the day comes first
        rf"(?P<m1>{_MONTH_NUMBER})/(?P<d1>\d{{1,2}})/(?P<y1>20\d\d)"
        rf"(?:\s*(?:-|–|to)\s*(?P<m2>{_MONTH_NUMBER})/(?P<d2>\d{{1,2}})/(?P<y2>20\d\d))?",
        rf"(?P<d1>1[3-9]|2\d|3[01])/(?P<m1>{_MONTH_NUMBER})/(?P<y1>20\d\d)",
        rf"(?P<d1>\d{{1,2}})\.\s?(?P<m1>{_MONTH_NUMBER})\.\s?(?P<y1>20\d\d)",
        rf"(?P<y1>20\d\d)/(?P<m1>{_MONTH_NUMBER})/(?P<d1>\d{{1,2}})",
    )
    return tuple(re.compile(rf"(?<![\w/]){form}(?!\d)", re.I) for form in forms)


def span(text: str | None) -> tuple[date | None, date | None]:
    """The first and last day of the first full date or range of dates in a text.

    A day without a year is not a date.

    >>> span("held February 21-23, 2027 in Montréal")
    (datetime.date(2027, 2, 21), datetime.date(2027, 2, 23))
    >>> span("28 Feb – 2 March 2027")
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 2))
    >>> span("Fall 2026")
    (None, None)
    """
    matches = [match for match in (form.search(text or "") for form in _forms()) if match]
    if not matches:
        return None, None
    best = min(matches, key=lambda match: (match.start(), -match.end()))
    parts = {name: value or "" for name, value in best.groupdict().items()}
    year, last_year = parts["y1"], parts.get("y2") or parts["y1"]
    try:
        first = _date(year or last_year, parts["m1"], parts["d1"])
        last = _date(last_year, parts.get("m2") or parts["m1"], parts.get("d2") or parts["d1"])
    except ValueError:  # the 31st of June
        return None, None
    if first > last and not year:
        first = first.replace(year=first.year - 1)
    return (first, last) if first <= last else (None, None)


def day(text: str | None) -> date | None:
    """The first full date of a text, or None.

    >>> day("Starts Sept 1st, 2026")
    datetime.date(2026, 9, 1)
    """
    return span(text)[0]


def _date(year: str, month: str, day_of_month: str) -> date:
    number = int(month) if month.isdigit() else months()[month.casefold().rstrip(".")]
    return date(int(year), number, int(re.sub(r"\D", "", day_of_month)))
