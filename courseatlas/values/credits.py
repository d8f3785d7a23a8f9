"""Credits: "3 Credits", "1-4 Hours", "Var", MIT's "3-0-9 units"."""

import re

_NUMBER = r"\d{1,3}(?:\.\d+)?"
# MIT prints the hours of lecture, laboratory and preparation, whose sum is the number of units (MIT
# Bulletin, "Subject numbering and units")
_MIT = re.compile(rf"\b({_NUMBER})-({_NUMBER})-({_NUMBER})\b")
_RANGE = re.compile(
    rf"(?<![\w.])({_NUMBER})(?:\s*(?:-|–|—|/|\bto\b|\bor\b|,)\s*({_NUMBER}))*(?![\w.]*\d)", re.I
)
_UNITS = tuple(
    (re.compile(pattern, re.I), unit)
    for pattern, unit in (
        (r"quarter[\s-]*(?:hours?|units?|credits?)|\bq\.?h\b", "quarter_hour"),
        (
            r"semester[\s-]*(?:credit[\s-]*)?(?:hours?|credits?|units?)|\bs\.?h\.?(?![a-z])"
            r"|\b(?:credits?|cr\.?)[\s-]*(?:hours?|hrs?)\b|\bhours?\b|\bhrs?\b|\bh\b",
            "semester_hour",
        ),
        (r"\bECTS\b", "ects"),
        (r"\bCEUs?\b|continuing education units?", "ceu"),
        (r"\bunits?\b", "unit"),
        (r"\bcr[eé]dit[os]*s?\b|\bcr\b", "credit"),
    )
)
_BOUND = re.compile(
    r"(?:(?P<most>\bup to|\bmax(?:imum|\.)?(?: of)?)|\bat least|\bmin(?:imum|\.)?(?: of)?)\s*$",
    re.I,
)
# "(2-3) 3 hours" prints hours of lecture and laboratory before the credits
_CONTACT = re.compile(r"^\s*\(\d+(?:\.\d+)?-\d+(?:\.\d+)?\)\s*(?=\d)")
_COMMA = re.compile(r"(?<!\d)(\d{1,2}),(\d)(?=\s*(?:ECTS|CFU))", re.I)
_NO_CREDIT = re.compile(r"\bno credit\b|\bnon-?credit\b", re.I)

Credits = tuple[float | None, float | None, str | None]


def credit_unit(text: str) -> str | None:
    """The unit that a printed string names, as a word of `credit_unit`, or None.

    Of several units the one right behind the first number counts: "4 semester hours (or 6 quarter
    hours)", "Credit: 3 or 4 Hours".

    >>> credit_unit("4 semester hours (or 6 quarter hours)")
    'semester_hour'
    """
    number = re.search(r"\d", text)
    if number:
        matches = [(pattern.search(text, number.start()), unit) for pattern, unit in _UNITS]
        behind = [(match.start(), unit) for match, unit in matches if match]
        if behind:
            return min(behind, key=lambda place: place[0])[1]
    return next((unit for pattern, unit in _UNITS if pattern.search(text)), None)


def _unit_of_first_number(text: str) -> str | None:
    """The unit beside the first number, where "Credits 4. 3 Lecture Hours." names several."""
    first = re.split(r"\.\s+(?=\d)", text)[0]
    return credit_unit(first) or credit_unit(text)


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
    printed = _RANGE.search(text)
    if printed is None:
        return None, None, unit
    numbers = [float(number) for number in re.findall(_NUMBER, printed.group())]
    least, most = min(numbers), max(numbers)
    bound = _BOUND.search(text[: printed.start()]) if least == most else None
    if bound is None:
        return least, most, unit
    return (None, most, unit) if bound["most"] else (least, None, unit)
