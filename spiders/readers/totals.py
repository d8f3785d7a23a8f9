"""The total credits of a program, from the sentences in which catalogs state it; never a sum of our own."""

import re
from collections.abc import Sequence

AMOUNT = r"\d{1,3}(?:\.\d+)?(?:\s*[-–—]\s*\d{1,3}(?:\.\d+)?)?"
_UNIT = r"(?:(?:semester|quarter|credit|graduate)[\s-]+)*(?:hours?|credits?|units?|cr\.)"
_TOTALS = (
    re.compile(rf"(?P<n>{AMOUNT})\s+(?:total\s+|minimum\s+|overall\s+)?(?P<unit>{_UNIT})\s+(?:are\s+)?required\b", re.I),
    re.compile(rf"(?:a\s+)?(?:minimum\s+)?total\s+of\s+(?P<n>{AMOUNT})\s+(?P<unit>{_UNIT})", re.I),
    re.compile(rf"\btotal\s+(?P<unit>{_UNIT})(?:\s+required)?(?:\s+for[^:.]{{0,40}})?\s*(?::|will be)\s*(?P<n>{AMOUNT})", re.I),
    re.compile(rf"\bplan of study is (?:a minimum of\s+)?(?P<n>{AMOUNT})\s+(?P<unit>{_UNIT})", re.I),
    re.compile(
        rf"\brequires?\s+(?:the completion of\s+|completion of\s+)?(?:a\s+(?:minimum|total)\s+of\s+"
        rf"|at\s+least\s+)?(?P<n>{AMOUNT})\s+(?P<unit>{_UNIT})(?![\w])(?!\s+(?:in|of|from)\b)",
        re.I,
    ),
    re.compile(rf"\bminimum credits for (?:the )?degree:\s*(?P<n>{AMOUNT})(?P<unit>)", re.I),
)


def stated_total(sentences: Sequence[str]) -> str | None:
    """The total as printed, "32 semester hours", by the surest wording that occurs; None where no sentence states one."""
    for pattern in _TOTALS:
        for sentence in sentences:
            if found := pattern.search(sentence):
                return f"{found['n']} {found['unit']}".strip()
    return None
