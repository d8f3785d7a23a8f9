"""The title line of a course: "CSC 101. Fundamentals of Computer Science. 4 units" and others."""

import re
from dataclasses import dataclass

from courseatlas.text import one_line
from courseatlas.values.codes import split_code, subject_of, with_plain_hyphens

_NUMBER = r"\d{1,3}(?:\.\d+)?"
_AMOUNT = (
    rf"(?:{_NUMBER}(?:\s*(?:-|–|—|/|,|to|or)\s*{_NUMBER})*"
    rf"|Var(?:iable|\.)?(?:\s*\({_NUMBER}\s*[-–]\s*{_NUMBER}\))?)"
)
_UNIT = (
    r"(?:(?:semester|quarter|credit|sem\.?|academic|course|cr\.|credit)[\s-]+)*"
    r"(?:units?|credits?|hours?|hrs?\.?|crs?\.?|h\b|s\.\s?h\.|q\.\s?h\.|sh|qh|ects|ceus?|points?"
    r"|credit\(s\)|hour\(s\)|unit\(s\))(?:\s+hours?)?"
)
_CREDITS = re.compile(
    r"\b(?=[\dcmuvh])(?P<credits>"
    rf"(?:max\.?\s*|variable\s+|(?:credits?|units?|hours?)\s*:\s*)?{_AMOUNT}\s*{_UNIT}"
    r"(?:\s*(?:\([^()]*\)|(?:lec|lab)[^()]*))?"
    rf"|(?:credits?|units?|hours?):?\s*{_AMOUNT})[\s.)\]|]*$",
    re.I,
)
_CREDITS_ALONE = re.compile(rf"\W*{_AMOUNT}\s*{_UNIT}(?:\s*\([^()]*\))?\W*", re.I)
# "(3)", or York's "3.00" with two decimals
_CREDITS_BEHIND_CODE = re.compile(
    rf"^\s*(?:\((?P<credits>{_AMOUNT})\)|(?P<decimal>\d{{1,2}}\.\d\d))\s+(?=\S)"
)
_INITIAL = re.compile(r"\b[A-Z]\.$")
_BARE_CREDITS = re.compile(rf"\s*\((?P<credits>{_AMOUNT})\)[\s.]*$")


@dataclass(frozen=True)
class TitleLine:
    """The parts of a title line, as printed."""

    code: str | None
    title: str
    credits_text: str | None
    cross_listed: tuple[str, ...] = ()

    @property
    def subject(self) -> str | None:
        """The subject in the course's code."""
        return subject_of(self.code)


def split_title(printed: str, credits_text: str | None = None) -> TitleLine:
    """Code, title and credits of a printed line.

    `credits_text` is the credits as another part of the block prints them; they are then cut from
    the end of the line.

    >>> line = split_title("AAI 6610.  Applied Machine Learning.  (3 Hours)")
    >>> line.code, line.title, line.credits_text
    ('AAI 6610', 'Applied Machine Learning', '3 Hours')
    """
    line = with_plain_hyphens(one_line(printed))
    credits_text = one_line(credits_text).strip("()[] .,") or None
    if credits_text:
        before, separator, behind = line.rpartition(credits_text)
        if separator and not behind.strip(" .)]"):
            line = before
    else:
        credits = _CREDITS.search(line) or _BARE_CREDITS.search(line)
        if credits:
            credits_text, line = credits["credits"], line[: credits.start()]
    codes = split_code(line.rstrip(" .,|:;([–—-"))
    code, line = codes.code, codes.rest
    behind_code = _CREDITS_BEHIND_CODE.match(line) if code and not credits_text else None
    if behind_code:
        credits_text = behind_code["credits"] or behind_code["decimal"]
        line = line[behind_code.end() :]
    return TitleLine(code, bare_title(line), credits_text, codes.cross_listed)


def title_of_parts(code: str, title: str, credits_text: str | None) -> TitleLine:
    """The title line of a template in which code and title are elements of their own.

    >>> title_of_parts("ECE 448 / CS 440", "ECE 448 Thinking Machines", None).cross_listed
    ('CS 440',)
    """
    printed = with_plain_hyphens(one_line(code)).strip(" .:,|–—-")
    codes, titled = split_code(printed), split_code(with_plain_hyphens(one_line(title)))
    rest = titled.rest if titled.code and titled.code == codes.code else title
    if codes.code is None or codes.rest.strip():
        return TitleLine(printed, bare_title(rest), credits_text)
    return TitleLine(codes.code, bare_title(rest), credits_text, codes.cross_listed)


def bare_title(printed: str) -> str:
    """A title without the marks between it and the code or the credits.

    Oregon State puts a star before the title of an honours course.
    """
    title = one_line(printed).lstrip(" .,:;|/*†‡–—•-").rstrip(" ,|;")
    if not title.endswith(".") or title.endswith("..") or _INITIAL.search(title):
        return title
    return title[:-1]


def states_credits_only(line: str) -> bool:
    """Whether a line is an amount of credits and nothing else: "1 Course Unit"."""
    return bool(_CREDITS_ALONE.fullmatch(line))
