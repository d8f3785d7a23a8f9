"""Ranges of courses: "CS 2500 to CS 5010, except CS 4996"."""

import re
from dataclasses import dataclass

from courseatlas.values.codes import course_codes

_CODE = r"[A-Z][A-Z&/ ]{1,9}[ -]?\d{2,5}[A-Z]{0,2}"
_RANGE = re.compile(rf"(?P<first>{_CODE})\s+(?:to|through|[-–—])\s+(?P<last>{_CODE})")
_EXCEPT = re.compile(r"\b(?:except(?:ing)?(?: for)?|excluding|other than|but not)\b", re.I)


@dataclass(frozen=True)
class CourseRange:
    """The codes from `first` to `last`, both included, without those that are `excluded`."""

    first: str
    last: str
    excluded: tuple[str, ...] = ()


def course_range(words: str) -> CourseRange | None:
    """The range of courses that words name, or None where they name none.

    >>> course_range("CS 2500 to CS 5010, except CS 4996")
    CourseRange(first='CS 2500', last='CS 5010', excluded=('CS 4996',))
    >>> course_range("CS 2500 or CS 5010")
    """
    codes = _RANGE.search(words)
    if codes is None:
        return None
    behind = words[codes.end() :]
    exception = _EXCEPT.search(behind)
    excluded = course_codes(behind[exception.end() :]) if exception else []
    return CourseRange(codes["first"].strip(), codes["last"].strip(), tuple(excluded))
