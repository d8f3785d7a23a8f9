"""Course codes: in running text, at the start of a title line, and as the keys of an API.

>>> course_codes("MATH 235 or 240, 15-122, 6.1010")
['MATH 235', 'MATH 240', '15-122', '6.1010']
"""

import re

_CODE = re.compile(
    r"\b(?P<dashed>\d{2}-\d{3})\b"
    r"|(?<![\w.])(?P<dotted>\d{1,2}[A-Z]{0,2}\.(?:\d{2,4}[A-Z]?|[A-Z]{2,3})(?:\[J\])?)(?![\w.]\w)"
    r"|\b(?P<lettered>[A-Z]{2,5}-[A-Z]{1,2}\s?\d{3}[A-Z]?)\b"
    r"|\b(?P<subject>[A-Z][A-Z&]{1,7}(?:/[A-Z]{2,8})*)[\s ]?-?(?P<number>[A-Z]?\d{2,5}[A-Z]{0,2})\b"
    r"|(?:(?<=\bor\s)|(?<=\band\s)|(?<=,\s)|(?<=/))(?P<bare>\d{3,4}[A-Z]{0,2})\b"
)
# words in capitals that a number follows, and that are no subject
_NO_SUBJECT = frozenset(
    [
        "GPA",
        "ACT",
        "SAT",
        "GRE",
        "OR",
        "AND",
        "AP",
        "IB",
        "GE",
        "GMAT",
        "TOEFL",
        "IN",
        "OF",
        "MPLS",
        "LEVEL",
        "SCORE",
    ]
)
_LEADING = re.compile(
    r"""^\s*(?P<code>
    \d{2}-\d{3}[A-Z]?                                            # 15-779
  | [A-Z]{2}\.\d{3}\.\d{3}                                       # EN.601.220
  | [A-Z]{2,6}_[A-Z]{1,4}\s\d{3,5}[A-Z]{0,2}                     # CMP_SC 1000
  | (?:[A-Z&]+(?:\s[A-Z&]+){0,3}\s?/\s?)+[A-Z&]+(?:\s[A-Z&]+){0,3}\s\d{1,4}[A-Z]{0,2}
                                                                 # COMP SCI/E C E/MATH 240
  | [0-9]{1,2}[A-Z]{0,2}\.[0-9A-Z]{2,5}(?:\[J\])?                # 6.1010
  | [A-Z]{2,4}\.[0-9A-Z]{2,5}(?:\[J\])?                          # CMS.301[J]
  | [A-Z][A-Za-z&]{0,9}(?:\s?/\s?[A-Z]{2,8})*[\s:_-]{0,2}[A-Z]{0,2}\d{2,5}[A-Za-z]{0,3}\d?
                                                                 # CSC/CPE 101, COMS W4701
  | [A-Z][A-Z&-]{0,9}(?:\s[A-Z&-]{1,10}){1,3}\s\d{1,5}[A-Z]{0,3} # I E 305
  | [A-Z]{2,10}\s\d[A-Z]{0,2}(?=[\s.,:|])                        # MATH 1A
    )(?P<more>(?:\s?(?:/|,|&)\s?(?:[A-Z&]{2,8}\s?)?\d{2,5}[A-Z]{0,2})*)(?=[\s.,:;|–—-]|$)""",
    re.X,
)
_SUBJECT = re.compile(r"^[A-Z][A-Z&/ -]*[A-Z&]|^[A-Z](?=\s?\d)|^\d+[A-Z]*(?=[.-])|^[A-Z]+", re.I)
_JOINED = re.compile(r"^([A-Z&]+?)[ -]?(\d\w*)$")

# Patterns of a code where the structure of a page says that there is one, as parts of others:
# subjects of several words in any case, as Acalog prints them ("ECON 001", "Hist-A 200")
LOOSE_CODE = r"[A-Z][A-Za-z&]*(?:[ /-][A-Z]{1,5}){0,2}[ -]?\d[\w./-]*?"
# "CSCI-B 551" (Bloomington) and "CIT 20000" (Indianapolis)
INDIANA_CODE = r"(?:[A-Z]{2,5}-[A-Z]{1,2}\s?\d{3}[A-Z]?|[A-Z]{2,5}\s\d{5})"


def course_codes(text: str | None) -> list[str]:
    """The codes that a text names, in order, each once.

    A bare number after "or", "and" or a comma takes the subject before it.

    >>> course_codes("COMP 250; MATH 235 or 240")
    ['COMP 250', 'MATH 235', 'MATH 240']
    """
    codes: dict[str, None] = {}
    subject = None
    for match in _CODE.finditer(text or ""):
        whole = match["dashed"] or match["dotted"] or match["lettered"]
        if whole:
            codes[whole] = None
        elif match["subject"]:
            subject = match["subject"] if match["subject"] not in _NO_SUBJECT else None
            if subject:
                codes[f"{subject} {match['number']}"] = None
        elif subject:
            codes[f"{subject} {match['bare']}"] = None
    return list(codes)


def split_code(line: str) -> tuple[str | None, str]:
    """(code, rest) of a title line that begins with a course's code; (None, the line) otherwise.

    >>> split_code("CSC/CPE 101. First Programs")
    ('CSC/CPE 101', '. First Programs')
    """
    match = _LEADING.match(line)
    if match is None:
        return None, line
    return match["code"] + match["more"], line[match.end() :]


def subject_of(code: str | None) -> str | None:
    """The subject in a code, or None where it names none.

    >>> subject_of("COMP SCI/MATH 240"), subject_of("15-779")
    ('COMP SCI/MATH', '15')
    """
    subject = _SUBJECT.match(code) if code else None
    return subject[0].strip(" -:") if subject else None


def spaced_code(code: str) -> str:
    """A code whose subject and number are printed as one word, with a space between them.

    >>> spaced_code("SENG360"), spaced_code("SENG-360"), spaced_code("15-122")
    ('SENG 360', 'SENG 360', '15-122')
    """
    parts = _JOINED.match(code)
    return f"{parts[1]} {parts[2]}" if parts else code
