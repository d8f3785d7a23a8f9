"""The labels that catalogs print before prerequisites and corequisites, in extras and in running prose."""

import re

PREREQUISITE = re.compile(r"^\s*(?:course\s+)?(?:pre-?requisites?|pre-?reqs?)\s*(?:\(s\))?\s*[:.]\s*", re.I)
CUT = re.compile(
    r"^\s*(?:Course Website|Attributes?(?:\(s\))?|Restrictions?(?:\(s\))?|Grade Mode|Typically Offered|Terms? Offered|Notes?)\s*:", re.I
)
_LABELS = (
    (
        "prerequisites_text",
        r"(?:course\s+)?pre-?requisites?(?:\(s\))?|pre-?reqs?(?:\(s\))?|prerequisite and corequisite"
        r"|enforced prerequisites?(?: at enrollment)?|requisites?(?:\(s\))?|requirements?(?:\(s\))?",
    ),
    ("described", r"course description|catalog description|description"),
    ("credits_text", r"credit hours?|credits?|units?|course units?|total credits"),
    ("corequisites_text", r"co-?requisites?(?:\(s\))?|co-?reqs?(?:\(s\))?|concurrent(?:ly)?"),
    (
        "other",
        r"recommended(?: preparation)?|restrictions?(?:\(s\))?|attributes?(?:\(s\))?|equivalent|grade mode|repeatability"
        r"|course website|cross-?list(?:ed|ing)(?: with)?"
        r"|advisory|notes?|formerly|typically offered|terms? offered|lecture hours?|credit restrictions?|repeat rules?|registration restrictions?"
        r"|required preparation|class level|antirequisites?|exclusions?|same subject as|contact hours?"
        r"|instructor(?:\(s\))?s?|equivalent course(?:\(s\))?s?|additional information|course designation"
        r"|schedule type|repeat status|college/department|area|learning activities|last taught|grading(?: basis)?|delivery mode|academic career|offered",
    ),
)
# a label stands at the start, or after the end of a sentence, and is capitalised there
_LABEL = re.compile(
    "(?:^|(?<=[.;)\\]])\\s+)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS) + r")\s*(?::|(?<=s\))\s)\s*", re.I
)
_PROSE = re.compile(
    r"(?:^|(?<=[.;)\]])\s+)(?P<label>(?:Prer|Pre-r|R)equisites?|Prereqs?|Co-?requisites?|Coreqs?)(?:\(s\))?\s*:\s*(?P<value>[^\n]+)", re.M
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
        value = line[here.end() : after.start() if after else None].strip()
        if here.lastgroup == "credits_text" and not re.search("[a-z]", value, re.I):
            value = f"{value} {here.group().strip(' :')}"  # the label names the unit: "Credit Hours: 3"
        if here.lastgroup != "other":
            out.setdefault(here.lastgroup or "", value)
    return out


_END = re.compile(r"(?<=[a-z\d)]\.)\s+(?=[A-Z][a-z]+\s[a-z])")


def _first_sentence(value: str) -> str:
    """A description that begins with its prerequisites goes on with what the course is about; a list of conditions does not."""
    for end in _END.finditer(value):
        rest = value[end.end() :]
        if len(rest.split()) >= 3 and not re.match(
            r"(?:Not|No|Open|Or|And|Students?|Minimum|Grades?|May|Must|Credit|Permission|Consent|Recommended|Restricted|Enrollment|Registration|Cross)\b",
            rest,
        ):
            return value[: end.start()]
    return value


def in_prose(description: str) -> dict[str, str]:
    """What a description's own sentences label as prerequisites or corequisites, up to the next label or line."""
    if "req" not in description.lower():
        return {}
    out: dict[str, str] = {}
    for found in _PROSE.finditer(description):
        at_start = found.start() == 0 or description[found.start() - 1] == "\n"
        for name, value in segments(description[found.start() : found.end()].strip()).items():
            if name and value:
                out.setdefault(name, _first_sentence(value) if at_start else value)
    return out
