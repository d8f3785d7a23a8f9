"""The line by which a list names a course: "CSC 2700 Special Topics (1-3)"."""

import re
from dataclasses import dataclass

from courseatlas.text import one_line
from courseatlas.values.codes import LOOSE_CODE, split_code, subject_of, with_plain_hyphens

# "CSC 2700 Special Topics (1-3)", "ECON 001. Introduction", "CS 101 - Programs (3 Credit Hours)"
_BEHIND_CODE = (
    r"(?:\s*[.:|]\s+|\s+[-–—]\s+|\s+)(?P<title>\S.*?)"
    r"(?:\s*\((?P<credits>(?:\d|var)[^()]*)\)"
    r"|[,;]?\s+(?P<hours>\d[\d.\s,-]*(?:(?:credits?|units?|hours?|hrs?)\b.*|crs?\b\.?)"
    r"|\d{1,2}(?:[.,]\d)?\s*(?:hp|lp|ects|cfu)\b\.?))?\s*\*?$"
)
_TITLE = re.compile(rf"^{_BEHIND_CODE}", re.I)
_LOOSE_LINE = re.compile(rf"^(?P<code>{LOOSE_CODE}){_BEHIND_CODE}", re.I)
# "Wicks (LMP 402)", "Wicks [LMP 402 / OIL 402]"
_CODE_BEHIND = re.compile(r"(?P<title>\S.*?)\s*[(\[](?P<code>[A-Z][^()\[\]]*\d[^()\[\]]*)[)\]]")
_WITH_PROSE = re.compile(
    r"(?P<course>.{5,150}?\((?:\d|var)[^()]*\))[.:]?\s+(?P<prose>[A-Z].*)", re.S
)


@dataclass(frozen=True)
class ListedCourse:
    """A course as a list names it; `credits_text` is the credits as printed behind the title."""

    code: str
    title: str
    cross_listed: tuple[str, ...] = ()
    credits_text: str | None = None

    @property
    def subject(self) -> str | None:
        """The subject in the course's code."""
        return subject_of(self.code)


def listed_course(words: str) -> ListedCourse | None:
    """The course that a line names, or None where it does not begin with a code.

    >>> listed_course("CSC 2700 Special Topics (1-3)")
    ListedCourse(code='CSC 2700', title='Special Topics', cross_listed=(), credits_text='1-3')
    """
    line = with_plain_hyphens(words)
    codes = split_code(line)
    title = _TITLE.match(codes.rest) if codes.code else None
    if title:
        code, cross_listed = codes.code or "", codes.cross_listed
    else:
        title, cross_listed = _LOOSE_LINE.match(line), ()
        code = title["code"] if title else ""
    if title is None:
        return None
    credits_text = title["credits"] or title["hours"]
    return ListedCourse(one_line(code), title["title"], cross_listed, credits_text)


def course_with_code_behind(words: str) -> ListedCourse | None:
    """The course that a title names with its code in brackets behind it, or None.

    >>> course_with_code_behind("Wicks and Flames (LMP 402)")
    ListedCourse(code='LMP 402', title='Wicks and Flames', cross_listed=(), credits_text=None)
    >>> course_with_code_behind("Wicks (Fall 2026)") is None
    True
    """
    line = _CODE_BEHIND.fullmatch(with_plain_hyphens(words))
    codes = split_code(line["code"]) if line else None
    if line is None or codes is None or codes.code is None or codes.rest.strip():
        return None
    return ListedCourse(codes.code, line["title"], codes.cross_listed)


def course_and_prose(words: str) -> tuple[ListedCourse | None, str]:
    """The course that a line names, and the sentences behind its credits; '' where there are none.

    >>> course, prose = course_and_prose("CS 510 Learning (3 cr.) How programs learn.")
    >>> course.title, course.credits_text, prose
    ('Learning', '3 cr.', 'How programs learn.')
    """
    line = _WITH_PROSE.fullmatch(words)
    course = listed_course(line["course"]) if line else None
    return (course, line["prose"]) if line and course else (listed_course(words), "")
