"""Ranges of courses: "CS 2500 to CS 5010, except CS 4996", "any 3000-level CS course"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courseatlas.values.codes import course_codes, number_of, subject_of

_SUBJECT = r"[A-Z][A-Z&]{1,7}(?:[ /-][A-Z&]{1,7}){0,2}"
_NUMBER = r"\d{2,5}[A-Z]{0,2}"
_ENDS = re.compile(
    rf"\b(?P<first>{_SUBJECT}[ -]?{_NUMBER})\s*(?:\b(?:to|through|thru)\b|[-–—])\s*"
    rf"(?P<last>{_SUBJECT}[ -]?{_NUMBER}|(?P<bare>{_NUMBER}))(?![\w.])"
)
_OPEN = re.compile(
    rf"\b(?P<first>{_SUBJECT}[ -]?{_NUMBER})"
    r"(?:\s*\+|,?\s+(?:or|and)\s+(?:higher|above|up|greater)\b)"
)
_SUBJECTS = rf"(?P<subjects>{_SUBJECT}(?:(?:,\s*|,?\s+(?:or|and)\s+){_SUBJECT})*)"
_HUNDREDS = r"[1-9]\d{0,2}00"
_OR_ABOVE = r"(?P<open>\s*\+|\s+(?:or|and)\s+(?:higher|above|up|greater)\b)?"
_LEVEL = (
    rf"(?P<level>{_HUNDREDS})(?:-?\s*(?:,|or|and|to|[/–-])\s*(?P<second>{_HUNDREDS}))?[\s-]*levels?\b"
    rf"{_OR_ABOVE}"
)
_KIND = r"(?:elective |upper[- ]division |additional )?(?:courses?|electives?)"
_LEVELS = (
    # "any CS course at the 600- or 700-level", "CS electives at the 3000 level or above"
    re.compile(rf"\b{_SUBJECTS}\s+{_KIND}\s+(?:at|from|of|in)\s+(?:the\s+)?{_LEVEL}"),
    # "any 3000-level CS course", "300-level or higher MATH electives"
    re.compile(rf"\b{_LEVEL}\s+{_SUBJECTS}\b"),
    # "3000-level courses from CS or DS", "courses at the 400 level or above in CS"
    re.compile(rf"\b{_LEVEL}(?:\s+{_KIND})?\s+(?:from|in)\s+{_SUBJECTS}\b"),
    # "CS 3000-level courses", "CS at the 3000 level"
    re.compile(rf"\b{_SUBJECTS}\s+(?:at the\s+)?{_LEVEL}"),
)
_NUMBERED = re.compile(
    rf"\b{_SUBJECTS}\s+{_KIND}\s+numbered\s+(?:from\s+)?(?P<level>\d{{3,5}})"
    r"(?:\s*(?:to|through|[-–—])\s*(?P<last>\d{3,5})|(?P<open>\s*\+|\s+(?:or|and)\s+(?:higher|above|up|greater)\b))"
)
# "CS 3XX": any course of the 300 level
_PLACEHOLDER = re.compile(
    rf"\b(?P<subject>{_SUBJECT})[ -]?(?P<digits>[1-9]\d?)(?P<places>X{{2,3}}|x{{2,3}})(?!\w)"
)
_EXCEPT = re.compile(r"\b(?:except(?:ing)?(?: for)?|excluding|other than|but not)\b", re.I)
# capitals before a level that are no subject
_NO_SUBJECT = frozenset(("ALL", "AND", "ANY", "AP", "FROM", "GE", "GPA", "IB", "OR", "THE", "TWO"))
_SEQUENCE = re.compile(rf"\s*{_SUBJECT}[ -]?{_NUMBER}(?:\s*[-–—]\s*{_NUMBER})+\s*")
# "ACCT 201-202" are the two halves of one course
_LONGEST_SEQUENCE = 9


@dataclass(frozen=True)
class CourseRange:
    """The codes from `first` to `last`, both included, without those that are `excluded`.

    `last` is None for a range that has no upper end. `words` are the range as printed.
    """

    first: str
    last: str | None
    excluded: tuple[str, ...] = ()
    words: str = field(default="", compare=False)


def course_ranges(words: str) -> list[CourseRange]:
    """The ranges of courses that words name, in order.

    A level is the range of its numbers.

    >>> [(each.first, each.last) for each in course_ranges("CS 340-CS 398, CS 440-CS 489")]
    [('CS 340', 'CS 398'), ('CS 440', 'CS 489')]
    >>> [(each.first, each.last) for each in course_ranges("any 3000-level CS course")]
    [('CS 3000', 'CS 3999')]
    """
    exception = _EXCEPT.search(words)
    named = words[: exception.start()] if exception else words
    excluded = tuple(course_codes(words[exception.end() :])) if exception else ()
    found = [*_with_ends(named), *_open_ended(named)]
    rest = named
    for each in found:
        rest = rest.replace(each.words, "")
    found += _of_levels(rest)
    if exception and len(found) == 1:
        printed = words[words.index(found[0].words) :]
        return [CourseRange(found[0].first, found[0].last, excluded, printed)]
    return [CourseRange(each.first, each.last, excluded, each.words) for each in found]


def course_range(words: str) -> CourseRange | None:
    """The first range of courses that words name, or None where they name none.

    The words stand where a code is expected, so that a dash before a number alone makes a sequence
    of courses: "MATH 13100-13200".

    >>> course_range("CS 2500 or higher, except CS 4996").excluded
    ('CS 4996',)
    >>> course_range("CS 2500 or CS 5010"), course_range("MATH 13100-13200")
    (None, None)
    """
    return None if _SEQUENCE.fullmatch(words) else next(iter(course_ranges(words)), None)


def _with_ends(words: str) -> Iterator[CourseRange]:
    """The ranges that name their two ends; the second may be a number alone."""
    for ends in _ENDS.finditer(words):
        first, last = ends["first"], ends["last"]
        if ends["bare"]:
            number = re.sub(r"\D", "", number_of(first) or "")
            if int(ends["bare"].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - int(number or 0) <= (
                _LONGEST_SEQUENCE
            ):
                continue
            last = f"{subject_of(first)} {ends['bare']}"
        yield CourseRange(first, last, words=ends[0])


def _open_ended(words: str) -> Iterator[CourseRange]:
    """The ranges without an upper end: "CS 2500 or higher"."""
    for start in _OPEN.finditer(words):
        yield CourseRange(start["first"], None, words=start[0])


def _of_levels(words: str) -> Iterator[CourseRange]:
    """The ranges that name a subject and a level, or the numbers that its courses have."""
    for placeholder in _PLACEHOLDER.finditer(words):
        ends = (digit * len(placeholder["places"]) for digit in "09")
        least, most = (f"{placeholder['subject']} {placeholder['digits']}{end}" for end in ends)
        yield CourseRange(least, most, words=placeholder[0])
    for pattern in _LEVELS:
        matches = list(pattern.finditer(words))
        for level in matches:
            for subject in _subjects(level["subjects"]):
                last = None
                if not level["open"]:
                    last = f"{subject} {_last_of_level(level['second'] or level['level'])}"
                yield CourseRange(f"{subject} {level['level']}", last, words=level[0].strip())
        if matches:
            return
    for numbers in _NUMBERED.finditer(words):
        for subject in _subjects(numbers["subjects"]):
            last = f"{subject} {numbers['last']}" if numbers["last"] else None
            yield CourseRange(f"{subject} {numbers['level']}", last, words=numbers[0].strip())


def _subjects(words: str) -> list[str]:
    """The subjects of "CS, DS or MATH"."""
    subjects = re.split(r",?\s+(?:or|and)\s+|,\s*", words)
    return [subject for subject in subjects if subject not in _NO_SUBJECT]


def _last_of_level(level: str) -> int:
    """The last number of a level: 399 of the 300 level, 3999 of the 3000 level."""
    zeros = len(level) - len(level.rstrip("0"))
    return int(level) + int("9" * zeros or 0)
