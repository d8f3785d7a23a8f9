"""The total credits of a program, from the words in which catalogs state it."""

import re
from collections.abc import Iterable, Sequence

_AMOUNT = r"\d{1,3}(?:\.\d+)?(?:\s*[-–—]\s*\d{1,3}(?:\.\d+)?)?"
_UNIT = r"(?:(?:semester|quarter|credit|graduate)[\s-]+)*(?:hours?|credits?|units?|cr\.)"
# the most reliable wording first
_TOTALS = tuple(
    re.compile(wording, re.I)
    for wording in (
        rf"(?P<n>{_AMOUNT})\s+(?:total\s+|minimum\s+|overall\s+)?(?P<unit>{_UNIT})"
        r"\s+(?:are\s+)?required\b",
        rf"(?:a\s+)?(?:minimum\s+)?total\s+of\s+(?P<n>{_AMOUNT})\s+(?P<unit>{_UNIT})",
        rf"\btotal\s+(?P<unit>{_UNIT})(?:\s+required)?(?:\s+for[^:.]{{0,40}})?"
        rf"\s*(?::|will be)\s*(?P<n>{_AMOUNT})",
        rf"\bplan of study is (?:a minimum of\s+)?(?P<n>{_AMOUNT})\s+(?P<unit>{_UNIT})",
        r"\brequires?\s+(?:the completion of\s+|completion of\s+)?"
        r"(?:a\s+(?:minimum|total)\s+of\s+|at\s+least\s+)?"
        rf"(?P<n>{_AMOUNT})\s+(?P<unit>{_UNIT})(?![\w])(?!\s+(?:in|of|from)\b)",
        rf"\bminimum credits for (?:the )?degree:\s*(?P<n>{_AMOUNT})(?P<unit>)",
    )
)
_ROW_UNIT = re.compile(r"(?:(?:semester|quarter|credit)[\s-]+)*(?:hours?|credits?|units?)", re.I)
_GRAND_TOTAL = re.compile(r"grand total credits:\s*(\d[\d.–-]*)", re.I)


def stated_total(sentences: Sequence[str]) -> str | None:
    """The total as printed, by the most reliable wording that occurs, or None.

    >>> stated_total(["The degree has 8 courses.", "32 semester hours required"])
    '32 semester hours'
    """
    for pattern in _TOTALS:
        for sentence in sentences:
            total = pattern.search(sentence)
            if total:
                return f"{total['n']} {total['unit']}".strip()
    return None


def total_of_rows(rows: Iterable[str]) -> str | None:
    """The total that a table prints in its last row; None where several rows state different ones.

    >>> total_of_rows(["Total Semester Hours 32"])
    '32 Semester Hours'
    """
    totals = []
    for row in rows:
        label, _, number = row.rpartition(" ")
        if re.fullmatch(_AMOUNT, number) and re.search(r"total", label, re.I):
            totals.append((label, number))
    if len({number for _, number in totals}) != 1:
        return None
    label, number = totals[0]
    unit = _ROW_UNIT.search(label)
    return f"{number} {unit[0] if unit else ''}".strip()


def grand_total(words: str) -> str | None:
    """The total that "Grand Total Credits: 120" states, as "120 credits", or None."""
    total = _GRAND_TOTAL.search(words)
    return f"{total[1]} credits" if total else None
