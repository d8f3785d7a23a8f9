"""From printed strings to typed columns: one table of parsers for records and for whole columns."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from courseatlas.values.codes import course_codes
from courseatlas.values.credits import credits
from courseatlas.values.dates import day, span
from courseatlas.values.durations import duration, effort
from courseatlas.values.money import money
from courseatlas.values.numbers import count, rating
from courseatlas.values.words import (
    academic_level,
    credential,
    delivery,
    difficulty,
    language,
    pacing,
)

Columns = dict[str, Any]


def _credits(printed: str) -> Columns:
    return dict(zip(("credits_min", "credits_max", "credit_unit"), credits(printed), strict=True))


def _credits_total(printed: str) -> Columns:
    return dict(
        zip(
            ("credits_total_min", "credits_total_max", "credit_unit"), credits(printed), strict=True
        )
    )


def _effort(printed: str) -> Columns:
    return dict(
        zip(
            ("effort_hours_per_week_min", "effort_hours_per_week_max"), effort(printed), strict=True
        )
    )


def _price(printed: str) -> Columns:
    return dict(zip(("price_amount", "price_currency", "price_kind"), money(printed), strict=True))


def _credential(printed: str) -> Columns:
    return dict(
        zip(("credential_type", "award", "academic_level"), credential(printed), strict=True)
    )


def _dates(printed: str) -> Columns:
    return dict(zip(("starts_on", "ends_on"), span(printed), strict=True))


# printed column -> the typed columns it states
PARSERS: Mapping[str, Callable[[str], Columns]] = {
    "credits_text": _credits,
    "credits_total_text": _credits_total,
    "duration_text": lambda printed: dict(duration(printed)),
    "effort_text": _effort,
    "price_text": _price,
    "credential_text": _credential,
    # what a site calls the level may be either
    "level_text": lambda printed: {
        "academic_level": academic_level(printed),
        "difficulty": difficulty(printed),
    },
    "difficulty_text": lambda printed: {"difficulty": difficulty(printed)},
    "language_text": lambda printed: {"language": language(printed)},
    "delivery_text": lambda printed: {"delivery": delivery(printed)},
    "pacing_text": lambda printed: {"pacing": pacing(printed)},
    "starts_text": lambda printed: {"starts_on": day(printed)},
    "ends_text": lambda printed: {"ends_on": day(printed)},
    "dates_text": _dates,
    "rating_text": lambda printed: {"rating_value": rating(printed)},
    "enrolled_text": lambda printed: {"enrolled_count": count(printed)},
    "prerequisites_text": lambda printed: {"prerequisite_codes": course_codes(printed)},
}


# printed columns whose dates are read in the order of day and month that a source prints
DATE_COLUMNS = ("starts_text", "ends_text", "dates_text")
# columns that qualify a value and are not a value alone
_QUALIFIERS = frozenset(("credit_unit", "price_currency", "price_kind", "award"))
# prose that may state a value, and most often does not
_PROSE = frozenset(("prerequisites_text", "credential_text", "dates_text"))
# words by which a page says that there is not one value
_NO_VALUE = re.compile(
    r"(?i)\W*(?:var(?:ies|iable|\.)?|credits? var\w+|tba|tbd|n/?a|none"
    r"|not (?:applicable|available|specified)|rolling|arranged|flexible)\b.*"
)


def states_a_value(printed_column: str, text: str, parsed: Columns) -> bool:
    """Whether a printed string has a value that was read, or says that it has none.

    >>> states_a_value("credits_text", "Varies", {"credits_min": None, "credits_max": None})
    True
    """
    if printed_column in _PROSE or _NO_VALUE.fullmatch(text):
        return True
    return any(parsed[name] is not None for name in main_columns(parsed))


def main_columns(parsed: Columns) -> list[str]:
    """The columns of a parser that are the value itself, not what qualifies it."""
    return [name for name in parsed if name not in _QUALIFIERS] or list(parsed)


def parse(fields: Mapping[str, Any]) -> Columns:
    """A record's fields with their typed columns. A value that the reader gave stays."""
    columns = dict(fields)
    for printed, parser in PARSERS.items():
        if fields.get(printed):
            for name, value in parser(fields[printed]).items():
                if value is not None and columns.get(name) is None:
                    columns[name] = value
    return columns
