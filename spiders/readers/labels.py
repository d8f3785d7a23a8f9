"""The labels that catalogs print before prerequisites and corequisites, in extras and in running prose."""

import re

PREREQUISITE = re.compile(r"^\s*(?:course\s+)?(?:pre-?requisites?|pre-?reqs?)\s*(?:\(s\))?\s*[:.]\s*", re.I)
CUT = re.compile(
    r"^\s*(?:Course Website|Attributes?(?:\(s\))?|Restrictions?(?:\(s\))?|Grade Mode|Typically Offered|Terms? Offered|Notes?)\s*:", re.I
)
_LABELS = (
    (
        "prerequisites_text",
        r"(?:course\s+)?pre-?requisites?(?:\(s\))?|pre-?reqs?(?:\(s\))?|prerequisite and corequisite|enforced prerequisites?(?: at enrollment)?",
    ),
    ("corequisites_text", r"co-?requisites?(?:\(s\))?|co-?reqs?(?:\(s\))?|concurrent(?:ly)?"),
    (
        "other",
        r"recommended(?: preparation)?|restrictions?(?:\(s\))?|attributes?(?:\(s\))?|equivalent|grade mode|repeatability"
        r"|course website|cross-?list(?:ed|ing)(?: with)?"
        r"|advisory|notes?|formerly|typically offered|terms? offered|lecture hours?|credit restrictions?|repeat rules?|registration restrictions?"
        r"|required preparation|class level|antirequisites?|exclusions?|same subject as|units?|contact hours?",
    ),
)
# a label stands at the start, or after the end of a sentence, and is capitalised there
_LABEL = re.compile(
    "(?:^|(?<=[.;)\\]])\\s+)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS) + r")\s*(?::|(?<=s\))\s)\s*", re.I
)
_PROSE = re.compile(
    r"(?:^|(?<=[.;)\]])\s+)(?P<label>Pre-?requisites?|Prereqs?|Co-?requisites?|Coreqs?)(?:\(s\))?\s*:\s*(?P<value>[^\n]+)", re.M
)


def segments(line: str) -> dict[str, str]:
    """A line cut at its labels: column -> value; '' -> the words before the first label (or all, where there is none).

    >>> segments("Prerequisite: MATH 141. Concurrent: MATH 142.")
    {'prerequisites_text': 'MATH 141.', 'corequisites_text': 'MATH 142.'}
    """
    found = list(_LABEL.finditer(line))
    out: dict[str, str] = {}
    if head := line[: found[0].start()].strip() if found else line.strip():
        out[""] = head
    for here, after in zip(found, [*found[1:], None][: len(found)], strict=True):
        if here.lastgroup != "other":
            out.setdefault(here.lastgroup or "", line[here.end() : after.start() if after else None].strip())
    return out


def in_prose(description: str) -> dict[str, str]:
    """What a description's own sentences label as prerequisites or corequisites, up to the next label or line."""
    if "req" not in description.lower():
        return {}
    out: dict[str, str] = {}
    for found in _PROSE.finditer(description):
        for name, value in segments(description[found.start() : found.end()].strip()).items():
            if name and value:
                out.setdefault(name, value)
    return out
