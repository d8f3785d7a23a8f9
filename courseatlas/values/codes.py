"""Course codes in running text: "MATH 235 or 240", "15-122", "6.1010"."""

import re

_CODE = re.compile(
    r"\b(?P<dashed>\d{2}-\d{3})\b"
    r"|(?<![\w.])(?P<dotted>\d{1,2}[A-Z]{0,2}\.(?:\d{2,4}[A-Z]?|[A-Z]{2,3})(?:\[J\])?)(?![\w.]\w)"
    r"|\b(?P<lettered>[A-Z]{2,5}-[A-Z]{1,2}\s?\d{3}[A-Z]?)\b"
    r"|\b(?P<subject>[A-Z][A-Z&]{1,7}(?:/[A-Z]{2,8})*)[\s ]?-?(?P<number>[A-Z]?\d{2,5}[A-Z]{0,2})\b"
    r"|(?:(?<=\bor\s)|(?<=\band\s)|(?<=,\s)|(?<=/))(?P<bare>\d{3,4}[A-Z]{0,2})\b"
)
_NO_SUBJECT = frozenset(("GPA", "ACT", "SAT", "GRE", "OR", "AND", "AP", "IB", "GE", "GMAT", "TOEFL", "IN", "OF", "MPLS", "LEVEL", "SCORE"))


def course_codes(text: str | None) -> list[str]:
    """The codes a text names, in order, each once. A bare number after "or", "and" or a comma takes the subject before it.

    >>> course_codes("COMP 250; MATH 235 or 240")
    ['COMP 250', 'MATH 235', 'MATH 240']
    """
    out: dict[str, None] = {}
    subject = None
    for found in _CODE.finditer(text or ""):
        if whole := found["dashed"] or found["dotted"] or found["lettered"]:
            out[whole] = None
        elif found["subject"]:
            subject = found["subject"] if found["subject"] not in _NO_SUBJECT else None
            if subject:
                out[f"{subject} {found['number']}"] = None
        elif subject:
            out[f"{subject} {found['bare']}"] = None
    return list(out)
