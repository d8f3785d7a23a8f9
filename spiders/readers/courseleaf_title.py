"""The title line of a course: "CSC 101. Fundamentals of Computer Science. 4 units" and its many relatives."""

import re
from dataclasses import dataclass

from courseatlas.text import one_line

_NUMBER = r"\d{1,3}(?:\.\d+)?"
_AMOUNT = rf"(?:{_NUMBER}(?:\s*(?:-|–|—|/|,|to|or)\s*{_NUMBER})*|Var(?:iable|\.)?(?:\s*\({_NUMBER}\s*[-–]\s*{_NUMBER}\))?)"
_UNIT = (
    r"(?:(?:semester|quarter|credit|sem\.?|academic|course|cr\.|credit)[\s-]+)*(?:units?|credits?|hours?|hrs?\.?|crs?\.?|h\b|s\.\s?h\.|q\.\s?h\.|sh|qh|ects|ceus?|points?|credit\(s\)|hour\(s\)|unit\(s\))"
    r"(?:\s+hours?)?"
)
_CREDITS = re.compile(
    rf"\b(?=[\dcmuvh])(?P<credits>(?:max\.?\s*|variable\s+|(?:credits?|units?|hours?)\s*:\s*)?{_AMOUNT}\s*{_UNIT}(?:\s*(?:\([^()]*\)|(?:lec|lab)[^()]*))?|(?:credits?|units?|hours?):?\s*{_AMOUNT})[\s.)\]|]*$",
    re.I,
)
CREDITS_ALONE = re.compile(rf"\W*{_AMOUNT}\s*{_UNIT}(?:\s*\([^()]*\))?\W*", re.I)
_AFTER_CODE = re.compile(rf"^\s*\((?P<credits>{_AMOUNT})\)\s+(?=\S)")
_BARE_CREDITS = re.compile(rf"\s*\((?P<credits>{_AMOUNT})\)[\s.]*$")
_CODE = re.compile(
    r"""^\s*(?P<code>
    \d{2}-\d{3}[A-Z]?                                                     # 15-779
  | [A-Z]{2}\.\d{3}\.\d{3}                                               # EN.601.220
  | [A-Z]{2,6}_[A-Z]{1,4}\s\d{3,5}[A-Z]{0,2}                              # CMP_SC 1000
  | (?:[A-Z&]+(?:\s[A-Z&]+){0,3}\s?/\s?)+[A-Z&]+(?:\s[A-Z&]+){0,3}\s\d{1,4}[A-Z]{0,2}  # COMP SCI/E C E/MATH 240
  | [0-9]{1,2}[A-Z]{0,2}\.[0-9A-Z]{2,5}(?:\[J\])? | [A-Z]{2,4}\.[0-9A-Z]{2,5}(?:\[J\])?   # 6.1010, CMS.301[J]
  | [A-Z][A-Za-z&]{0,9}(?:\s?/\s?[A-Z]{2,8})*[\s:_-]{0,2}[A-Z]{0,2}\d{2,5}[A-Za-z]{0,3}\d?   # CSC/CPE 101, ACCT:1300, COMS W4701
  | [A-Z][A-Z&-]{0,9}(?:\s[A-Z&-]{1,10}){1,3}\s\d{1,5}[A-Z]{0,3}            # I E 305
  | [A-Z]{2,10}\s\d[A-Z]{0,2}(?=[\s.,:|])                                  # MATH 1A
    )(?P<more>(?:\s?(?:/|,|&)\s?(?:[A-Z&]{2,8}\s?)?\d{2,5}[A-Z]{0,2})*)(?=[\s.,:;|–—-]|$)""",
    re.X,
)
_SUBJECT = re.compile(r"^[A-Z][A-Z&/ -]*[A-Z&]|^[A-Z](?=\s?\d)|^\d+[A-Z]*(?=[.-])|^[A-Z]+", re.I)


@dataclass(frozen=True)
class TitleLine:
    """The parts of a title line, as printed."""

    code: str | None
    title: str
    credits_text: str | None

    @property
    def subject(self) -> str | None:
        found = _SUBJECT.match(self.code) if self.code else None
        return found[0].strip(" -:") if found else None


def split_title(printed: str, credits_text: str | None = None) -> TitleLine:
    """Code, title and credits of a printed line; the credits may be known from a part of their own, and are then cut from the line.

    >>> split_title("AAI 6610.  Applied Machine Learning.  (3 Hours)")
    TitleLine(code='AAI 6610', title='Applied Machine Learning', credits_text='3 Hours')
    """
    line = one_line(printed)
    credits_text = one_line(credits_text).strip("()[] .,") or None
    if credits_text:
        head, separator, tail = line.rpartition(credits_text)
        if separator and not tail.strip(" .)]"):
            line = head
    elif found := _CREDITS.search(line) or _BARE_CREDITS.search(line):
        credits_text, line = found["credits"], line[: found.start()]
    line = line.rstrip(" .,|:;([–—-")
    code = None
    if found := _CODE.match(line):
        code, line = one_line(found["code"] + found["more"]), line[found.end() :]
        if not credits_text and (stated := _AFTER_CODE.match(line)):
            credits_text, line = stated["credits"], line[stated.end() :]
    return TitleLine(code, bare_title(line), credits_text)


def bare_title(printed: str) -> str:
    """A title without the marks that part it from code and credits. Oregon State puts a star before that of an honours course."""
    title = one_line(printed).lstrip(" .,:;|*–—•-").rstrip(" ,|;")
    return title[:-1] if title.endswith(".") and not title.endswith("..") and not re.search(r"\b[A-Z]\.$", title) else title
