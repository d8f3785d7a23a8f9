"""Credits: "3 Credits", "1-4 Hours", "Var", MIT's "3-0-9 units"."""

import re

Credits = tuple[float | None, float | None, str | None]

_NUMBER = r"\d{1,3}(?:\.\d+)?"
# MIT prints the hours of lecture, laboratory and preparation, whose sum are the units (MIT
# Bulletin, "Subject numbering and units")
_MIT = re.compile(rf"\b({_NUMBER})-({_NUMBER})-({_NUMBER})\b")
_RANGE = re.compile(
    rf"(?<![\w.])({_NUMBER})(?:\s*(?:-|–|—|/|\bto\b|\bor\b|,)\s*({_NUMBER}))*(?![\w.]*\d)", re.I
)
_SEMESTER_HOUR = (
    r"semester[\s-]*(?:credit[\s-]*)?(?:hours?|credits?|units?)|\bs\.?h\.?(?![a-z])"
    r"|\b(?:credits?|cr\.?)[\s-]*(?:hours?|hrs?)\b|\bhours?\b|\bhrs?\b|\bh\b"
)
_UNITS = (
    (re.compile(r"quarter[\s-]*(?:hours?|units?|credits?)|\bq\.?h\b", re.I), "quarter_hour"),
    (re.compile(_SEMESTER_HOUR, re.I), "semester_hour"),
    (re.compile(r"\bECTS\b", re.I), "ects"),
    (re.compile(r"\bCEUs?\b|continuing education units?", re.I), "ceu"),
    (re.compile(r"\bunits?\b", re.I), "unit"),
    (re.compile(r"\bcr[eé]dit[os]*s?\b|\bcr\b", re.I), "credit"),
)
_AT_MOST = re.compile(r"(?:\bup to|\bmax(?:imum|\.)?(?: of)?)\s*$", re.I)
_AT_LEAST = re.compile(r"(?:\bat least|\bmin(?:imum|\.)?(?: of)?)\s*$", re.I)
_NO_CREDIT = re.compile(r"\bno credit\b|\bnon-?credit\b", re.I)
# "(2-3) 3 hours": the hours of lecture and laboratory before the credits
_CONTACT = re.compile(r"^\s*\(\d+(?:\.\d+)?-\d+(?:\.\d+)?\)\s*(?=\d)")
_COMMA = re.compile(r"(?<!\d)(\d{1,2}),(\d)(?=\s*(?:ECTS|CFU))", re.I)


def credits(text: str | None) -> Credits:
    """(least, most, unit) of a printed credit string; each is None where the string does not say.

    >>> credits("(1-4 Hours)")
    (1.0, 4.0, 'semester_hour')
    >>> credits("3-0-9 units")
    (12.0, 12.0, 'unit')
    """
    if not text:
        return None, None, None
    text = _COMMA.sub(r"\1.\2", _CONTACT.sub("", text))
    unit = _unit_of_first_number(text)
    mit = _MIT.search(text)
    if mit:
        total = sum(float(part) for part in mit.groups())
        return total, total, unit or "unit"
    if _NO_CREDIT.search(text):
        return 0.0, 0.0, unit
    numbers = _RANGE.search(text)
    if not numbers:
        return None, None, unit
    values = [float(number) for number in re.findall(_NUMBER, numbers.group())]
    return _bounded(min(values), max(values), unit, before=text[: numbers.start()])


def _bounded(least: float, most: float, unit: str | None, before: str) -> Credits:
    """The range, open on one side if a single number follows "up to" or "at least"."""
    if least == most and _AT_MOST.search(before):
        return None, most, unit
    if least == most and _AT_LEAST.search(before):
        return least, None, unit
    return least, most, unit


def _unit_of_first_number(text: str) -> str | None:
    """The unit of the first number, if "Credits 4. 3 Lecture Hours." has several, else any unit."""
    first = re.split(r"\.\s+(?=\d)", text)[0]
    return credit_unit(first) or credit_unit(text)


def credit_unit(text: str) -> str | None:
    """The unit that a printed string names, as a word of the schema's `credit_unit`, or None.

    The unit that comes first after the number wins: "4 semester hours (or 6 quarter hours)".
    """
    number = re.search(r"\d", text)
    if number:
        matches = [(pattern.search(text, number.start()), unit) for pattern, unit in _UNITS]
        after_number = [(match.start(), unit) for match, unit in matches if match]
        if after_number:
            return min(after_number, key=lambda position_and_unit: position_and_unit[0])[1]
    return next((unit for pattern, unit in _UNITS if pattern.search(text)), None)
