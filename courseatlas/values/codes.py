"""Course codes: at the start of a title line, in running text, and as the keys of an API.

One grammar for the forms that schools print: a subject and a number ("CS 440", "CSCI-UA 472",
"COMP SCI/MATH 240"), one word ("CSC384H1"), or numbers that name the subject ("10-301", "6.3900").

>>> course_codes("MATH 235 or 240, 15-122, 6.1010")
['MATH 235', 'MATH 240', '15-122', '6.1010']
>>> split_code("ECE 448 / CS 440. Artificial Intelligence").cross_listed
('CS 440',)
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from courseatlas.text import printable

# Forms in which a number, or a department's letters, name the subject.
_NUMBERED = r"""
    \d{3}-\d{4}-\d{2}[A-Z]?                                      # 252-0220-00L
  | \d-\d{3}-\d{2}                                              # 6-620-12
  | [A-Z]\d{2}\s[A-Z][A-Za-z]+\s\d{3}[A-Z]?                     # L24 Math 217
  | [A-Z]\d{4}\.\d{6}                                           # M1522.001000
  | [A-Z]\d{2}[A-Z]\d[a-z]                                      # H02C1a
  | \d{2}-\d{3}[A-Z]?                                            # 15-779
  | \d{2}[ ](?!000)\d{3}(?=\s+[A-Z])                             # 07 280
  | (?:\d{2}:)?\d{3}:\d{3}                                       # 01:198:440, 198:440
  | \d{3}\.\d{3}                                                 # 184.702
  | \d{1,2}[A-Z]{0,2}\.[0-9A-Z]{2,5}(?:\.\d)?x?(?:\[J\])?        # 6.1010, 18.06SC, 6.00.1x
  | \d[A-Z]{2,4}\d{1,3}[A-Z]{0,4}\d?                             # 2AMM10, 6CCS3AIN
  | \d{5,8}                                                      # 02450
  | [A-Z]{2}\.\d{3}\.\d{3}                                       # EN.601.220
  | [A-Z]{2,6}-[A-Z]{2}\.\d{3,4}                                 # CSCI-UA.0472
  | [A-Z]{2,4}\.[0-9A-Z]{2,5}(?:\[J\])?                          # CMS.301[J]
"""
# A subject in capitals and a number.
_SUBJECTED = r"""
    [A-Z]{2,8}_[A-Z]{1,5}\s\d{3,5}(?:-\d)?[A-Z]{0,2}             # CMP_SC 1000, COMP_SCI 349-0
  | (?:[A-Z&]+(?:\s[A-Z&]+){0,3}\s?/\s?)+[A-Z&]+(?:\s[A-Z&]+){0,3}\s[A-Z]?\d{1,5}[A-Z]{0,2}
                                                                 # COMP SCI/E C E/MATH 240
  | [A-Z]{2,7}\d?-[A-Z]{1,4}(?:\s\d|\s?\d{2,5})[A-Z]{0,2}        # CSCI-UA 472, MATH-UA 9
  | [A-Z]\d\s\d{3}                                               # E0 270
  | [A-Z][A-Z&]{0,9}\*?(?:\s?/\s?[A-Z]{2,8})*[\s:_-]{0,2}[A-Z]{0,2}\d{2,5}(?!(?:st|nd|rd|th)\b)
        (?:\.\d{1,3}|\([a-z]\)|[A-Za-z]{0,3}\d?)
                                                                 # CSC/CPE 101, COMS W4701, CSC384H1
  | [A-Z][A-Z&-]{0,9}(?:\s[A-Z&-]{1,10}){1,3}\s[A-Z]{0,2}\d{1,5}[A-Z]{0,4}
                                                                 # I E 305, COMP SCI 3004NA
  | [A-Z]{2,10}\s[CHNW]?\d[A-Z]{0,2}(?=[\s.,:|]|$)               # MATH 1A, DATA C8
"""
# Capitals are not asked for at the very start of a line: "Math 101", "Hist-A 200".
_MIXED = r"""
    [A-Z][a-z]+-[A-Z]\s\d{3}
  | (?!(?:Fall|Autumn|Winter|Spring|Summer|Part|Unit|Week|Module|Level|Chapter|Year)\b)
    [A-Z][A-Za-z&]{0,9}(?:\s?/\s?[A-Z]{2,8})*[\s:_-]{0,2}[A-Z]{0,2}\d{2,5}
        (?!(?:st|nd|rd|th)\b)[A-Za-z]{0,3}\d?
"""
_END = r"(?=[\s,:;|–—()\[\]/&*†‡-]|\.(?!\d)|$)"
# a term is no code: "FALL 2026"
_NO_TERM = r"(?!(?:FALL|AUTUMN|WINTER|SPRING|SUMMER|TERM|SEMESTER)\s(?:19|20)\d\d\b)"
_LEADING = re.compile(rf"\s*{_NO_TERM}(?P<code>{_NUMBERED}|{_SUBJECTED}|{_MIXED}){_END}", re.X)
# most lines: no grammar is needed where a title in mixed case follows
_PLAIN = re.compile(rf"{_NO_TERM}[A-Z]{{2,8}} \d{{3,5}}[A-Z]{{0,2}}(?=\.?\s+[A-Z][a-z])")
# a further code, or a number that takes the subject before it: "CS 480/580", "MATH 106 or 114"
_JOINER = r"(?:\s*[/,;&]\s*|\s+(?:or|and)\s+|\s*[/,]\s*(?:or|and)\s+)"
_FURTHER = re.compile(
    rf"{_JOINER}(?:(?P<code>{_NUMBERED}|{_SUBJECTED})|(?P<number>\d{{2,5}}[A-Z]{{0,2}})){_END}",
    re.X,
)
# the last number of a sequence ("101-102"), or the number of a section ("101-001", "310-23A")
_BEHIND_DASH = re.compile(r"[-–](?P<number>\d{2,5}[A-Z]?)(?=[\s.,:;|]|$)")
_BRACKETS = re.compile(
    r"\s*[(\[](?:non-?credit|(?P<relation>formerly|previously|same as|also|see also|cross-?listed"
    r"(?: with| as)?|=|)\s*(?P<codes>[A-Z][^()\[\]]*\d[^()\[\]]*))[)\]]",
    re.I,
)

_IN_TEXT = (
    r"\b(?P<dashed>\d{2}-\d{3})\b"
    r"|(?<![\w.])(?P<dotted>\d{1,2}[A-Z]{0,2}\.(?:\d{2,4}[A-Z]{0,2}|[A-Z]{2,3})(?:\[J\])?)"
    r"(?![\w.]\w)"
    r"|\b(?P<lettered>[A-Z]{2,7}\d?-[A-Z]{1,4}\s?\d{3,5}[A-Z]{0,2}|[A-Z]{2,8}-[A-Z]{2}\s\d{1,2})\b"
    r"|\b(?P<before>(?:[A-Z&]{1,6}[ /]){0,6})(?P<subject>[A-Z][A-Z&]{0,7}(?:/[A-Z]{2,8})*)"
    r"\s?-?(?P<number>[A-Z]?\d{2,5}[A-Z]{0,2}\d?|(?<=\s)\d[A-Z]{FEWEST,2})\b"
    r"|(?:(?<=\bor\s)|(?<=\band\s)|(?<=[,&]\s)|(?<=/))"
    r"(?:(?P<bare>\d{3,4}[A-Z]{0,2})|(?P<lettered_bare>(?![234]D|4K|[345]G)\d{1,2}[A-Z]))\b"
)
_TEXT_CODE = re.compile(_IN_TEXT.replace("FEWEST", "1"))
_LETTERED = re.compile(r"\d{1,2}[A-Z]")
# "CS 1": one digit alone is a code only where a text is known to name courses
_TEXT_CODE_OR_DIGIT = re.compile(_IN_TEXT.replace("FEWEST", "0"))
# words in capitals that a number follows, and that are no subject
_NO_SUBJECT = frozenset(
    ["GPA", "ACT", "SAT", "GRE", "OR", "AND", "AP", "IB", "GE", "GMAT", "TOEFL", "IELTS"]
    + ["IN", "OF", "MPLS", "LEVEL", "SCORE", "COVID", "ISO"]
    + ["AREA", "BLOCK", "GROUP", "PART", "PHASE", "STAGE", "STEP", "TYPE", "UNIT"]
    + ["AUTUMN", "FALL", "SPRING", "SUMMER", "WINTER", "YEAR"]
)
# words in capitals before a subject, and that are no part of it
_NOT_IN_SUBJECT = _NO_SUBJECT | frozenset(
    ["ALSO", "ANY", "AS", "AT", "BE", "BOTH", "BY", "EITHER", "FOR", "FROM", "HAVE", "IF"]
    + ["IS", "LAB", "MAY", "MUST", "NEED", "NO", "NOT", "ON", "ONE", "ONLY", "PASS", "PRE"]
    + ["PREREQ", "TAKE", "TAKEN", "THE", "TO", "TWO", "WITH", "YOU"]
)
# in a longer text that is all in capitals nothing tells a subject of two words from other words
_LONGEST_IN_CAPITALS = 40
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\xad": None})

_NUMBER_BEHIND_SPACE = re.compile(r"(?P<subject>.*\S)\s+(?P<number>\S*\d\S*)")
_PLAIN_PARTS = re.compile(r"(?P<subject>[A-Z]+) (?P<number>\d\w*)")
_SCARBOROUGH = re.compile(r"(?P<subject>[A-Z]{3})(?P<number>[A-D]\d{2}[HY]\d)")
# "CSC384H1", "10-301", "6.3900[J]", "CS-E4710", "EN.601.220", "2AMM10", "01:198:440"
_IN_ONE_WORD = re.compile(
    r"(?P<subject>\d{2}:\d{3}(?=:)|\d?[A-Z][A-Z&/_]*(?:-[A-Z]{2,})?[*&]?|\d+[A-Z]*(?=[.:-]))"
    r"[.:_-]*(?P<number>[A-Z]{0,2}[\d.].*|[A-Z]+\d*)",
    re.I,
)
_JOINED = re.compile(r"^([A-Z&]+?)[ -]?(\d\w*)$")

# Patterns of a code where the structure of a page says that there is one, as parts of others:
# subjects of several words in any case, as Acalog prints them ("ECON 001", "Hist-A 200")
LOOSE_CODE = r"[A-Z][A-Za-z&]*(?:[ /-][A-Z]{1,5}){0,2}[ -]?\d[\w./-]*?"
# "CSCI-B 551" (Bloomington) and "CIT 20000" (Indianapolis)
INDIANA_CODE = r"(?:[A-Z]{2,5}-[A-Z]{1,2}\s?\d{3}[A-Z]?|[A-Z]{2,5}\s\d{5})"


class CodeMention(NamedTuple):
    """A code that a text names, and where it is printed."""

    code: str
    start: int
    end: int


class CodeLine(NamedTuple):
    """A title line, cut behind the codes that it begins with: `printed` and `rest` make it up.

    `code` is the first code, `cross_listed` are the codes that the line names beside it. A line
    that begins with no code has None, and all of it is `rest`.
    """

    code: str | None
    cross_listed: tuple[str, ...]
    printed: str
    rest: str


def course_codes(text: str | None) -> list[str]:
    """The codes that a text names, in order, each once.

    A bare number after "or", "and" or a comma takes the subject before it.

    >>> course_codes("COMP 250; MATH 235 or 240")
    ['COMP 250', 'MATH 235', 'MATH 240']
    """
    line = with_plain_hyphens(text or "")
    return list(dict.fromkeys(mention.code for mention in code_mentions(line)))


def code_mentions(line: str, one_digit: bool = False) -> Iterator[CodeMention]:
    """Each mention of a code in a text with plain hyphens, in order.

    With `one_digit` the number of a code may be a single digit.

    >>> list(code_mentions("MATH 235 or 240"))
    [CodeMention(code='MATH 235', start=0, end=8), CodeMention(code='MATH 240', start=12, end=15)]
    """
    subject, number = None, ""
    has_words = len(line) <= _LONGEST_IN_CAPITALS or line != line.upper()
    pattern = _TEXT_CODE_OR_DIGIT if one_digit else _TEXT_CODE
    for match in pattern.finditer(line):
        whole = match["dashed"] or match["dotted"] or match["lettered"]
        if whole:
            yield CodeMention(whole, match.start(), match.end())
            subject = subject_of(whole) if match["lettered"] else subject
        elif match["subject"]:
            named = _subject(match["before"] if has_words else "", match["subject"])
            if named or len(match["subject"]) > 1:
                subject = named  # a single letter is no subject, and changes none
            if named:
                start = match.end("subject") - len(named)
                number = match["number"]
                yield CodeMention(f"{named} {number}", start, match.end())
        elif subject and (match["bare"] or _LETTERED.fullmatch(number)):
            # "16A & 16B": without a number like it before it, "5G" is no number of a course
            number = match["bare"] or match["lettered_bare"]
            yield CodeMention(f"{subject} {number}", match.start(), match.end())


def _subject(before: str, last: str) -> str | None:
    """A subject of one word or several, without the words before it that are no part of it.

    >>> _subject("AND COMP ", "SCI"), _subject("", "SCORE"), _subject("", "C")
    ('COMP SCI', None, None)
    """
    if last in _NO_SUBJECT:
        return None
    start = 0
    for word in re.finditer(r"[A-Z&]+", before):
        if word[0] in _NOT_IN_SUBJECT:
            start = word.end() + 1
    subject = before[start:] + last
    return subject if len(subject) > 1 else None


def split_code(line: str) -> CodeLine:
    """A title line, cut behind the codes that it begins with.

    >>> split_code("CSC/CPE 101. First Programs")
    CodeLine(code='CSC/CPE 101', cross_listed=(), printed='CSC/CPE 101', rest='. First Programs')
    """
    plain = _PLAIN.match(line)
    if plain:
        return CodeLine(plain[0], (), plain[0], line[plain.end() :])
    first = _LEADING.match(line)
    if first is None:
        return CodeLine(None, (), "", line)
    code, end = first["code"], first.end()
    others: list[str] = []
    for further in _further_codes(line, end):
        others.append(further["code"] or f"{subject_of(code)} {further['number']}")
        end = further.end()
    behind = _BEHIND_DASH.match(line, end)
    if behind:
        end = behind.end()
        if _follows(behind["number"], number_of(code)):
            others.append(f"{subject_of(code)} {behind['number']}")
    brackets = _BRACKETS.match(line, end)
    if brackets:
        end = brackets.end()
        if (brackets["relation"] or "").casefold() not in ("formerly", "previously"):
            others += course_codes(brackets["codes"])
    others = [other for other in dict.fromkeys(others) if other != code]
    return CodeLine(code, tuple(others), line[:end], line[end:])


def _follows(number: str, first: str | None) -> bool:
    """Whether a number behind a dash is the last of a sequence, and not that of a section."""
    is_alike = first is not None and len(number) == len(first)
    return is_alike and not number.startswith("0") and number > (first or "")


def _further_codes(line: str, start: int) -> Iterator[re.Match[str]]:
    """The codes, and numbers under the same subject, that follow the first code of a line."""
    further = _FURTHER.match(line, start)
    while further:
        yield further
        further = _FURTHER.match(line, further.end())


def subject_of(code: str | None) -> str | None:
    """The subject in a code, or None where it names none.

    >>> subject_of("COMP SCI/MATH 240"), subject_of("15-779"), subject_of("02450")
    ('COMP SCI/MATH', '15', None)
    """
    parts = _parts(code)
    return parts["subject"].strip(" -:_*") if parts else None


def number_of(code: str | None) -> str | None:
    """The number in a code, with the letters that belong to it, or None where it has no subject.

    >>> number_of("COMS W4701"), number_of("CSC384H1"), number_of("6.3900[J]")
    ('W4701', '384H1', '3900[J]')
    """
    parts = _parts(code)
    return parts["number"] if parts else None


def _parts(code: str | None) -> re.Match[str] | None:
    if not code:
        return None
    return (
        _PLAIN_PARTS.fullmatch(code)
        or _NUMBER_BEHIND_SPACE.fullmatch(code)
        or _SCARBOROUGH.fullmatch(code)
        or _IN_ONE_WORD.fullmatch(code)
    )


def with_plain_hyphens(text: str) -> str:
    """The text with ordinary hyphens and spaces, and without the characters that nobody sees.

    >>> with_plain_hyphens("CSCI\u2011UA\u200b 472")
    'CSCI-UA 472'
    """
    spaced = text.replace("\xa0", " ")
    return spaced if spaced.isascii() else printable(spaced).translate(_HYPHENS)


def spaced_code(code: str) -> str:
    """A code whose subject and number are printed as one word, with a space between them.

    >>> spaced_code("SENG360"), spaced_code("SENG-360"), spaced_code("15-122")
    ('SENG 360', 'SENG 360', '15-122')
    """
    parts = _JOINED.match(code)
    return f"{parts[1]} {parts[2]}" if parts else code
