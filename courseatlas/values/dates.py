"""Days and spans of days: "2027-02-21", "February 21-23, 2027", "28 Feb – 2 March 2027".

"03/04/2027" is the fourth of March or the third of April. One site prints one order, so its other
dates tell (`date_order`), or its language does (`order_in_language`); else it is no date.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal, get_args

from babel import Locale, UnknownLocaleError

from courseatlas.values.vocabulary import any_of, months

_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_TO = r"\s*(?:-|–|—|to|through|until|bis|al?|au|&|and)\s*"
_OF = r"\s*(?:of\s+|de\s+)?"
_YEAR = r"(?:19|20|21)\d\d"
_MONTH_NUMBER = r"0?[1-9]|1[0-2]"
_SLASHED = re.compile(rf"(?<![\w/])(\d{{1,2}})/(\d{{1,2}})/({_YEAR})(?![\d/])")

DateOrder = Literal["day_first", "month_first"]
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)


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
        # with dots the day comes first
        rf"(?P<d1>\d{{1,2}})\.\s?(?P<m1>{_MONTH_NUMBER})\.\s?(?P<y1>20\d\d)?"
        rf"{_TO}(?P<d2>\d{{1,2}})\.\s?(?P<m2>{_MONTH_NUMBER})\.\s?(?P<y2>20\d\d)",
        rf"(?P<d1>\d{{1,2}})\.\s?(?P<m1>{_MONTH_NUMBER})\.\s?(?P<y1>20\d\d)",
        rf"(?P<d1>\d{{1,2}})-(?P<m1>{month})-(?P<y1>{_YEAR})"
        rf"(?:{_TO}(?P<d2>\d{{1,2}})-(?P<m2>{month})-(?P<y2>{_YEAR}))?",
        rf"(?P<y1>20\d\d)\s?年\s?(?P<m1>{_MONTH_NUMBER})\s?月\s?(?P<d1>\d{{1,2}})\s?日",
        rf"(?P<y1>20\d\d)/(?P<m1>{_MONTH_NUMBER})/(?P<d1>\d{{1,2}})",
    )
    return tuple(re.compile(rf"(?<![\w/]){form}(?!\d)", re.I) for form in forms)


def date_order(text: str) -> DateOrder | None:
    """Which of day and month comes first in a text's dates with slashes.

    None where they do not tell, or contradict each other.

    >>> date_order("10/09/2027, 24/09/2027"), date_order("10/09/2027"), date_order("")
    ('day_first', None, None)
    """
    return unanimous(_order(int(first), int(second)) for first, second, _ in _SLASHED.findall(text))


def unanimous(orders: Iterable[DateOrder | None]) -> DateOrder | None:
    """The order that all name which name one; None where they contradict each other."""
    named = {order for order in orders if order}
    return named.pop() if len(named) == 1 else None


def order_in_language(tag: str | None) -> DateOrder | None:
    """Which of day and month comes first in a language (BCP 47), by the Unicode CLDR.

    English without a country tells nothing.

    >>> order_in_language("en-US"), order_in_language("pt"), order_in_language("en")
    ('month_first', 'day_first', None)
    """
    try:
        locale = Locale.parse(tag or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    pattern = str(locale.date_formats["short"].pattern)
    if (locale.language == "en" and locale.territory is None) or pattern.startswith("y"):
        return None
    return "day_first" if pattern.index("d") < pattern.index("M") else "month_first"


def _order(first: int, second: int) -> DateOrder | None:
    if first <= 12 < second:
        return "month_first"
    return "day_first" if second <= 12 < first else None


def in_order(text: str, order: DateOrder | None) -> str:
    """A text whose dates with slashes are ISO dates, where the text itself or the order tells.

    >>> in_order("03/04/2027 to 04/04/2027", "day_first"), in_order("03/04/2027", None)
    ('2027-04-03 to 2027-04-04', '03/04/2027')
    """

    stated = date_order(text) or order

    def rewritten(slashed: re.Match[str]) -> str:
        first, second = int(slashed[1]), int(slashed[2])
        known = _order(first, second) or stated or ("day_first" if first == second else None)
        if known is None:
            return slashed[0]
        day_of_month, month = (first, second) if known == "day_first" else (second, first)
        return f"{slashed[3]}-{month:02}-{day_of_month:02}"

    return _SLASHED.sub(rewritten, text)


def span(text: str | None) -> tuple[date | None, date | None]:
    """The first and last day of the first full date or range of dates in a text.

    A day without a year is not a date, nor is "03/04/2027" where no other date of the text tells
    the order of day and month.

    >>> span("held February 21-23, 2027 in Montréal")
    (datetime.date(2027, 2, 21), datetime.date(2027, 2, 23))
    >>> span("28 Feb – 2 March 2027")
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 2))
    >>> span("Fall 2026")
    (None, None)
    """
    words = in_order(text or "", None)
    matches = [match for match in (form.search(words) for form in _forms()) if match]
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
