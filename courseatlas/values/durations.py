"""Durations and efforts: "8 weeks", "P4W", "3–5 hours per week", "11h 30m", "cuatro semanas"."""

import re

from courseatlas.values.numbers import NUMBER_WORDS
from courseatlas.values.vocabulary import any_of, words

_N = rf"(?<![\w.,])(\d+(?:[.,]\d+)?|{any_of(NUMBER_WORDS)})"
_TO = r"(?:\s*(?:-|–|—|to|or|a|à|bis)\s*(\d+(?:[.,]\d+)?))?"


def _unit(names: tuple[str, ...]) -> str:
    # no `\b`: scripts without spaces between words have no end of a word either
    return rf"(?:{any_of(names)})(?![a-zà-ÿ])"


_WEEKS = re.compile(rf"{_N}{_TO}[\s-]*{_unit(words().weeks)}", re.I)
_MONTHS = re.compile(rf"{_N}{_TO}[\s-]*{_unit(words().months)}", re.I)
_YEARS = re.compile(rf"{_N}{_TO}[\s-]*{_unit(words().years)}", re.I)
_MINUTES = re.compile(rf"{_N}\s*{_unit(words().minutes)}", re.I)
_HOURS = re.compile(
    rf"{_N}{_TO}[\s-]*(?:total\s+|additional\s+)?{_unit(words().hours)}"
    rf"(?:,?\s*(?:and\s+)?(\d+)\s*(?:m\b|{_unit(words().minutes)}))?",
    re.I,
)
_PER_WEEK = re.compile(
    r"(?:\b(?:per|an?|each|every|par|por|pro|a la|alla)\b|/)"
    rf"\s*{_unit(words().per_week)}|\bweekly\b",
    re.I,
)
# more hours than this are those of the whole course, whatever words stand beside them
_MOST_HOURS_PER_WEEK = 60
# ISO 8601 durations; edX's schema.org markup of 2022 writes "W12" for twelve weeks
_ISO = re.compile(
    r"P?(?:(?P<y>\d+)Y)?(?:(?P<w1>\d+)W|W(?P<w2>\d+)|(?P<m>\d+)M|(?P<d>\d+)D)?"
    r"(?:T(?:(?P<h>\d+)H)?(?:(?P<min>\d+)M)?(?:\d+S)?)?"
)


def duration(text: str | None) -> dict[str, float | None]:
    """The `duration_weeks`, `duration_months` and `duration_hours` that a string states.

    A range is not one duration: its value is None.

    >>> duration("8 weeks")["duration_weeks"]
    8.0
    >>> duration("P4W")["duration_weeks"]
    4.0
    """
    printed = (text or "").strip()
    iso = _ISO.fullmatch(printed)
    if iso and any(iso.groups()):
        return _iso_duration(iso)
    return {
        "duration_weeks": _single(_WEEKS.search(printed)),
        "duration_months": _months(printed),
        "duration_hours": _hours(printed),
    }


def _iso_duration(iso: re.Match[str]) -> dict[str, float | None]:
    weeks = iso["w1"] or iso["w2"]
    days_as_weeks = int(iso["d"] or 0) / 7
    months = float(iso["m"] or 0) + 12 * float(iso["y"] or 0)
    states_hours = iso["h"] or iso["min"]
    hours = int(iso["h"] or 0) + int(iso["min"] or 0) / 60
    return {
        "duration_weeks": float(weeks) if weeks else days_as_weeks or None,
        "duration_months": months or None,
        "duration_hours": hours if states_hours else None,
    }


def _number(printed: str) -> float:
    return float(NUMBER_WORDS.get(printed.lower()) or printed.replace(",", "."))


def _single(match: re.Match[str] | None) -> float | None:
    """The number of a match that is not a range."""
    return _number(match[1]) if match and not match[2] else None


def _months(text: str) -> float | None:
    """Months, with a year as twelve of them; a range of either is not one duration."""
    years, months = _YEARS.search(text), _MONTHS.search(text)
    if (years and years[2]) or (months and months[2]) or not (years or months):
        return None
    return (_number(years[1]) * 12 if years else 0.0) + (_number(months[1]) if months else 0.0)


def _hours(text: str) -> float | None:
    """Hours in all, with minutes as a part of one; hours per week are an effort."""
    matches = list(_HOURS.finditer(text))
    in_all = next((match for match in matches if not _is_effort(text, match)), None)
    if in_all:
        return None if in_all[2] else _number(in_all[1]) + float(in_all[3] or 0) / 60
    minutes = None if matches else _MINUTES.search(text)
    return _number(minutes[1]) / 60 if minutes else None


def _is_effort(text: str, hours: re.Match[str]) -> bool:
    return bool(_PER_WEEK.match(text[hours.end() :].lstrip()))


def effort(text: str | None) -> tuple[float | None, float | None]:
    """(least, most) hours per week that a string states, where they are plausible for a week.

    >>> effort("3–5 hours per week"), effort("61 hours a week")
    ((3.0, 5.0), (None, None))
    """
    if not text or not _PER_WEEK.search(text):
        return None, None
    matches = list(_HOURS.finditer(text))
    if not matches:
        return None, None
    hours = next((match for match in matches if _is_effort(text, match)), matches[0])
    least, most = _number(hours[1]), _number(hours[2] or hours[1])
    if max(least, most) > _MOST_HOURS_PER_WEEK:
        return None, None
    return least, most
