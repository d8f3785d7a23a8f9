"""Credits: "3 Credits", "1-4 Hours", "Var", MIT's "3-0-9 units"."""

import re

_NUMBER = r"\d{1,3}(?:\.\d+)?"
# MIT prints lecture-laboratory-preparation hours, whose sum are the units (MIT Bulletin, "Subject numbering and units").
_MIT = re.compile(rf"\b({_NUMBER})-({_NUMBER})-({_NUMBER})\b")
_RANGE = re.compile(rf"(?<![\w.])({_NUMBER})(?:\s*(?:-|–|—|/|\bto\b|\bor\b|,)\s*({_NUMBER}))*(?![\w.]*\d)", re.I)
_UNITS = (
    (re.compile(r"quarter[\s-]*(?:hours?|units?|credits?)|\bq\.?h\b", re.I), "quarter_hour"),
    (
        re.compile(
            r"semester[\s-]*(?:credit[\s-]*)?(?:hours?|credits?|units?)|\bs\.?h\.?(?![a-z])|\b(?:credits?|cr\.?)[\s-]*(?:hours?|hrs?)\b|\bhours?\b|\bhrs?\b|\bh\b",
            re.I,
        ),
        "semester_hour",
    ),
    (re.compile(r"\bECTS\b", re.I), "ects"),
    (re.compile(r"\bCEUs?\b|continuing education units?", re.I), "ceu"),
    (re.compile(r"\bunits?\b", re.I), "unit"),
    (re.compile(r"\bcr[eé]dit[os]*s?\b|\bcr\b", re.I), "credit"),
)
_BOUND = re.compile(r"(?:(?P<most>\bup to|\bmax(?:imum|\.)?(?: of)?)|\bat least|\bmin(?:imum|\.)?(?: of)?)\s*$", re.I)
# "(2-3) 3 hours": hours of lecture and laboratory, before the credits
_CONTACT = re.compile(r"^\s*\(\d+(?:\.\d+)?-\d+(?:\.\d+)?\)\s*(?=\d)")
_COMMA = re.compile(r"(?<!\d)(\d{1,2}),(\d)(?=\s*(?:ECTS|CFU))", re.I)


def credit_unit(text: str) -> str | None:
    """The unit a printed string names, as a word of SCHEMA's `credit_unit`, or None."""
    number = re.search(r"\d", text)
    # the one printed first after the number: "4 semester hours (or 6 quarter hours)", "Credit: 3 or 4 Hours"
    behind = [(at.start(), order) for order, (pattern, _) in enumerate(_UNITS) if number and (at := pattern.search(text, number.start()))]
    if behind:
        return _UNITS[min(behind)[1]][1]
    return next((unit for pattern, unit in _UNITS if pattern.search(text)), None)


def _unit_beside(text: str) -> str | None:
    """The unit beside the first number, where "Credits 4. 3 Lecture Hours." names several; else whichever the text names."""
    first = re.split(r"\.\s+(?=\d)", text)[0]
    return credit_unit(first) or credit_unit(text)


def credits(text: str | None) -> tuple[float | None, float | None, str | None]:
    """(least, most, unit) of a printed credit string; each is None where the string does not say.

    >>> credits("(1-4 Hours)")
    (1.0, 4.0, 'semester_hour')
    >>> credits("3-0-9 units")
    (12.0, 12.0, 'unit')
    """
    if not text:
        return None, None, None
    text = _COMMA.sub(r"\1.\2", _CONTACT.sub("", text))
    unit = _unit_beside(text)
    if mit := _MIT.search(text):
        total = sum(float(part) for part in mit.groups())
        return total, total, unit or "unit"
    if re.search(r"\bno credit\b|\bnon-?credit\b", text, re.I):
        return 0.0, 0.0, unit
    if not (found := _RANGE.search(text)):
        return None, None, unit
    numbers = [float(number) for number in re.findall(_NUMBER, found.group())]
    least, most = min(numbers), max(numbers)
    if least == most and (bound := _BOUND.search(text[: found.start()])):
        return (None, most, unit) if bound["most"] else (least, None, unit)
    return least, most, unit
