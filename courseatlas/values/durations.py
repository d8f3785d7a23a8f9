"""Durations and efforts: "8 weeks", "P4W", "W12", "3–5 hours per week", "18 months"."""

import re

_N = r"(\d+(?:\.\d+)?)"
_TO = r"(?:\s*(?:-|–|—|to)\s*(\d+(?:\.\d+)?))?"
_WEEKS = re.compile(rf"{_N}{_TO}\s*(?:weeks?|wks?|semanas?)\b", re.I)
_MONTHS = re.compile(rf"{_N}{_TO}\s*(?:months?|mos?|meses)\b", re.I)
_YEARS = re.compile(rf"{_N}{_TO}\s*(?:years?|yrs?)\b", re.I)
_MINUTES = re.compile(rf"{_N}\s*(?:minutes?|mins?)\b", re.I)
_HOURS = re.compile(rf"{_N}{_TO}\s*(?:total\s+)?(?:hours?|hrs?|h)\b(?:\s*{_N}\s*(?:minutes?|mins?|m)\b)?", re.I)
_PER_WEEK = re.compile(r"(?:per|a|/|each|every)\s*(?:week|wk)\b|weekly", re.I)
# ISO 8601 durations; edX's schema.org markup of 2022 writes "W12" for twelve weeks.
_ISO = re.compile(r"P?(?:(?P<w1>\d+)W|W(?P<w2>\d+)|(?P<m>\d+)M|(?P<d>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<min>\d+)M)?)?")


def _exact(found: re.Match[str] | None) -> float | None:
    return float(found[1]) if found and not found[2] else None


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
        out["duration_months"] = float(iso["m"]) if iso["m"] else None
        if iso["h"] or iso["min"]:
            out["duration_hours"] = int(iso["h"] or 0) + int(iso["min"] or 0) / 60
        return out
    out["duration_weeks"] = _exact(_WEEKS.search(text))
    out["duration_months"] = _months(text)
    hours = _HOURS.search(text)
    if hours and not hours[2] and not _PER_WEEK.search(text[hours.end() : hours.end() + 12]):
        out["duration_hours"] = float(hours[1]) + float(hours[3] or 0) / 60
    elif not hours and (minutes := _MINUTES.search(text)):
        out["duration_hours"] = float(minutes[1]) / 60
    return out


def _months(text: str) -> float | None:
    """Months, with years as twelve of them; a range of either is no single duration."""
    years, months = _YEARS.search(text), _MONTHS.search(text)
    if (years and years[2]) or (months and months[2]) or not (years or months):
        return None
    return (float(years[1]) * 12 if years else 0.0) + (float(months[1]) if months else 0.0)


def effort(text: str | None) -> tuple[float | None, float | None]:
    """(least, most) hours a week that a string states.

    >>> effort("3–5 hours per week")
    (3.0, 5.0)
    """
    found = _HOURS.search(text) if text and _PER_WEEK.search(text) else None
    return (float(found[1]), float(found[2] or found[1])) if found else (None, None)
