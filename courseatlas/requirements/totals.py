"""The total credits of a program, from the words in which catalogs state it."""

import re
from collections.abc import Iterable, Sequence

from courseatlas.text import sentences_of

_NUMBER = r"\d{1,3}(?:\.\d+)?"
_AMOUNT = rf"{_NUMBER}(?:\s*[-–—]\s*{_NUMBER})?"
_UNIT = r"(?:(?:semester|quarter|credit|graduate)[\s-]+)*(?:hours?|credits?|units?|cr\.)"
_LABEL = rf"\btotal\s+(?:program\s+|degree\s+|minimum\s+)*(?P<unit>{_UNIT})(?:\s+required)?"
# the most reliable wording first
_TOTALS = tuple(
    re.compile(wording, re.I)
    for wording in (
        rf"(?P<n>{_AMOUNT})\s+(?:total\s+|minimum\s+|overall\s+)?(?P<unit>{_UNIT})"
        r"\s+(?:are\s+)?required\b",
        rf"(?:a\s+)?(?:minimum\s+)?total\s+of\s+(?P<n>{_AMOUNT})\s+(?P<unit>{_UNIT})",
        rf"\b(?:program|degree|grand)\s+total(?:\s+(?P<before>{_UNIT}))?\s*[:=]?\s*(?P<n>{_AMOUNT})"
        rf"(?:\s*(?P<unit>{_UNIT}))?",
        rf"{_LABEL}(?:\s+for[^:.]{{0,40}})?\s*(?::|will be)\s*(?P<n>{_AMOUNT})",
        rf"^\s*{_LABEL}\s+(?P<n>{_AMOUNT})\s*$",
        rf"^\s*total:?\s+(?P<n>{_AMOUNT})\s+(?P<unit>{_UNIT})\s*$",
        rf"^\s*minimum(?:\s+of)?:?\s+(?P<n>{_AMOUNT})\s+(?P<unit>{_UNIT})\s*$",
        rf"\b(?:minimum|total) number of (?P<unit>{_UNIT}) required[^.:]{{0,40}}\s(?:is|:)\s*"
        rf"(?P<n>{_AMOUNT})",
        rf"\bplan of study is (?:a minimum of\s+)?(?P<n>{_AMOUNT})\s+(?P<unit>{_UNIT})",
        r"\brequires?\s+(?:the completion of\s+|completion of\s+)?"
        r"(?:a\s+(?:minimum|total)\s+of\s+|at\s+least\s+)?"
        rf"(?P<n>{_AMOUNT})\s+(?P<unit>{_UNIT})(?![\w])(?!\s+(?:in|of|from|at)\b)",
        rf"\bminimum credits for (?:the )?degree:\s*(?P<n>{_AMOUNT})(?P<unit>)",
    )
)
_LABELS = _TOTALS[3:6]
# sentences about credits that are not the whole program
_OTHER_CREDITS = re.compile(
    r"\b(?:residen\w+|transfer\w*|(?:upper|lower)[- ]division|general education|full[- ]time"
    r"|(?:per|each|every) (?:semester|quarter|term|year)|maximum|no more than|up to|at most"
    r"|admission|standing|prior to|before|unless|waive\w*)\b",
    re.I,
)
_DIGIT, _UNIT_WORD = re.compile(r"\d"), re.compile(r"hour|credit|unit|cr\.", re.I)
_TOTAL_WORD = re.compile(r"total|degree", re.I)
_ROW_UNIT = re.compile(r"(?:(?:semester|quarter|credit)[\s-]+)*(?:hours?|credits?|units?)", re.I)
_ROW = re.compile(
    rf"(?P<label>.*?)\s*:?\s+(?P<n>{_AMOUNT})(?:\s*(?P<behind>{_ROW_UNIT.pattern}))?\.?", re.I
)
# a total of the whole, not "Total Core Units" or "Subtotal"
_WHOLE = re.compile(
    r"(?:(?:grand|overall|program|degree|minimum|total|required|requirements?|needed|number|of|for"
    r"|the|this|major|minor|certificate|concentration|graduat(?:e|ion)|curriculum|to|complet(?:e|ion)|semester|quarter"
    r"|credits?|hours?|units?)\b[\s:-]*)+",
    re.I,
)
_OF_PROGRAM = re.compile(r"\b(?:grand|overall|program|degree|graduat\w+|curriculum)\b", re.I)


def stated_total(sentences: Sequence[str]) -> str | None:
    """The total as printed, by the most reliable wording that occurs, or None.

    >>> stated_total(["The degree has 8 courses.", "32 semester hours required"])
    '32 semester hours'
    """
    with_amounts = [sentence for sentence in sentences if _states_credit(sentence)]
    parts = [part for sentence in with_amounts for part in sentences_of(sentence)]
    about_whole = [part for part in parts if not _OTHER_CREDITS.search(part)]
    for pattern in _TOTALS:
        matches = [match for match in map(pattern.search, about_whole) if match]
        totals = [(match["n"], _unit_of(match)) for match in matches]
        # of a label a page may have one per term, and then one of all
        total = _whole_of(totals) if pattern in _LABELS else next(iter(totals), None)
        if total:
            return f"{total[0]} {total[1]}".strip()
    return None


def _states_credit(words: str) -> bool:
    """Whether words have a number before a unit, or behind "total"; most say no amount at all.

    Two searches need less time than one pattern with anything in between: words without end may
    have many numbers.
    """
    pairs = ((_DIGIT, _UNIT_WORD), (_TOTAL_WORD, _DIGIT))
    starts = ((first.search(words), then) for first, then in pairs)
    return any(start and then.search(words, start.end()) for start, then in starts)


def _unit_of(total: re.Match[str]) -> str:
    groups = total.groupdict()
    return groups["unit"] or groups.get("before") or ""


def total_of_rows(rows: Iterable[str]) -> str | None:
    """The total that a table prints in its last row.

    Of several different ones it is the one that names the degree or program, else the sum of the
    others; None where there is no such one.

    >>> total_of_rows(["Total Semester Hours 32"]), total_of_rows(["Minimum 12 units"])
    ('32 Semester Hours', '12 units')
    >>> total_of_rows(["Total Core Units 12"])
    """
    totals, of_program = [], []
    for row in rows:
        total = _ROW.fullmatch(row.strip())
        if total is None or not _WHOLE.fullmatch(total["label"]):
            continue
        if not re.search(r"total|minimum", total["label"], re.I):
            continue
        unit = _ROW_UNIT.search(total["label"])
        totals.append((total["n"], unit[0] if unit else total["behind"] or ""))
        if _OF_PROGRAM.search(total["label"]):
            of_program.append(totals[-1])
    whole = _whole_of(of_program) or _whole_of(totals)
    return f"{whole[0]} {whole[1]}".strip() if whole else None


def _whole_of(totals: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The one total that is printed, or the one that is the sum of all others."""
    if len({number for number, _ in totals}) == 1:
        return totals[0]
    least = [float(re.split(r"\s*[-–—]", number)[0]) for number, _ in totals]
    for total, amount in zip(totals, least, strict=True):
        if len(totals) > 2 and 2 * amount == sum(least):
            return total
    return None
