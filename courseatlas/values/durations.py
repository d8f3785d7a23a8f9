"""Durations and efforts: "8 weeks", "P4W", "W12", "3–5 hours per week", "11h 30m", "18 months", "cuatro semanas"."""

import re

from courseatlas.values.vocabulary import one_of, words

_IN_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}
_N = rf"(?<![\w.,])(\d+(?:[.,]\d+)?|{one_of(_IN_WORDS)})"
_TO = r"(?:\s*(?:-|–|—|to|or|a|à|bis)\s*(\d+(?:[.,]\d+)?))?"


def _unit(names: tuple[str, ...]) -> str:
    # scripts that put no space between words have no word's end either
    return rf"(?:{one_of(names)})(?![a-zà-ÿ])"


_WEEKS = re.compile(rf"{_N}{_TO}[\s-]*{_unit(words().weeks)}", re.I)
_MONTHS = re.compile(rf"{_N}{_TO}[\s-]*{_unit(words().months)}", re.I)
_YEARS = re.compile(rf"{_N}{_TO}[\s-]*{_unit(words().years)}", re.I)
_MINUTES = re.compile(rf"{_N}\s*{_unit(words().minutes)}", re.I)
_HOURS = re.compile(
    rf"{_N}{_TO}[\s-]*(?:total\s+|additional\s+)?{_unit(words().hours)}(?:,?\s*(?:and\s+)?(\d+)\s*(?:m\b|{_unit(words().minutes)}))?", re.I
)
_PER_WEEK = re.compile(rf"(?:\b(?:per|an?|each|every|par|por|pro|a la|alla)\b|/)\s*{_unit(words().per_week)}|\bweekly\b", re.I)
# ISO 8601 durations; edX's schema.org markup of 2022 writes "W12" for twelve weeks.
_ISO = re.compile(
    r"P?(?:(?P<y>\d+)Y)?(?:(?P<w1>\d+)W|W(?P<w2>\d+)|(?P<m>\d+)M|(?P<d>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<min>\d+)M)?(?:\d+S)?)?"
)


def _number(printed: str) -> float:
    return float(_IN_WORDS.get(printed.lower()) or printed.replace(",", "."))


def _exact(found: re.Match[str] | None) -> float | None:
    return _number(found[1]) if found and not found[2] else None


def duration(text: str | None) -> dict[str, float | None]:
    """`duration_weeks`, `duration_months`, `duration_hours` that a string states; a range is no single duration: null.

    >>> duration("8 weeks")["duration_weeks"]
    8.0
    >>> duration("P4W")["duration_weeks"]
    4.0
    """
    out: dict[str, float | None] = {"duration_weeks": None, "duration_months": None, "duration_hours": None}
    if not text:
        return out
    text = text.strip()
    if (iso := _ISO.fullmatch(text)) and any(iso.groups()):
        weeks = iso["w1"] or iso["w2"] or (int(iso["d"]) / 7 if iso["d"] else None)
        out["duration_weeks"] = float(weeks) if weeks else None
        out["duration_months"] = float(iso["m"] or 0) + 12 * float(iso["y"] or 0) or None
        if iso["h"] or iso["min"]:
            out["duration_hours"] = int(iso["h"] or 0) + int(iso["min"] or 0) / 60
        return out
    out["duration_weeks"] = _exact(_WEEKS.search(text))
    out["duration_months"] = _months(text)
    hours = next((found for found in _HOURS.finditer(text) if not _is_effort(text, found)), None)
    if hours:
        out["duration_hours"] = None if hours[2] else _number(hours[1]) + float(hours[3] or 0) / 60
    elif not _HOURS.search(text) and (minutes := _MINUTES.search(text)):
        out["duration_hours"] = _number(minutes[1]) / 60
    return out


def _is_effort(text: str, hours: re.Match[str]) -> bool:
    return bool(_PER_WEEK.match(text[hours.end() :].lstrip()))


def _months(text: str) -> float | None:
    """Months, with years as twelve of them; a range of either is no single duration."""
    years, months = _YEARS.search(text), _MONTHS.search(text)
    if (years and years[2]) or (months and months[2]) or not (years or months):
        return None
    return (_number(years[1]) * 12 if years else 0.0) + (_number(months[1]) if months else 0.0)


def effort(text: str | None) -> tuple[float | None, float | None]:
    """(least, most) hours a week that a string states.

    >>> effort("3–5 hours per week")
    (3.0, 5.0)
    """
    if not text or not _PER_WEEK.search(text):
        return None, None
    every = list(_HOURS.finditer(text))
    found = next((one for one in every if _is_effort(text, one)), every[0] if every else None)
    return (_number(found[1]), _number(found[2] or found[1])) if found else (None, None)
