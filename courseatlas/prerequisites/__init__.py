"""Prerequisites: the courses that a text asks for, with its "and" and "or" kept.

>>> for row in prerequisites("MATH 240 and (CS 200 or CS 210), or consent of instructor"):
...     print(*row)
1 1 MATH 240 consent of instructor
2 1 CS 200 consent of instructor
2 2 CS 210 consent of instructor
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from courseatlas.prerequisites.expressions import (
    Condition,
    Expression,
    Prerequisite,
    RequiredCourse,
    all_of,
    any_of,
    groups,
)
from courseatlas.prerequisites.grammar import parse
from courseatlas.prerequisites.statement import SIGN, asked_for, is_aside, sentences
from courseatlas.prerequisites.tokens import tokens
from courseatlas.text import one_line
from courseatlas.values.codes import CodeMention, code_mentions, subject_of, with_plain_hyphens

__all__ = ["Prerequisite", "prerequisites"]

_FIRST_SIGN = ord(SIGN[1])
# a longer text is no statement of prerequisites
_LONGEST = 20_000
# brackets that lie within more others are left aside
_DEEPEST = 20
_SIGN = re.compile(SIGN)
_BRACKET = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
# a sequence that stands together: "MATH 54 or EECS 16A & 16B"
_PAIR = re.compile(rf"(?<![/|])(?<![/|]\s){SIGN}(?:\s*&\s*{SIGN})+(?!\s*[/|])")
_LED = re.compile(r"\s*(or|and)\b(.*)", re.I | re.S)
# "MATH 20 or 21": behind a code a short number takes the subject before it
_SHORT = re.compile(
    r"(?:\s*[,/]\s*|\s*,?\s+(?:or|and)\s+)(\d{1,2}[A-Z]{0,2})\b(?![-.]\w|%|\s+(?!or\b|and\b|with\b)[a-z])"
)
_AMOUNT = re.compile(r"\d\.\d{2}")
_COREQUISITE = re.compile(rf"{SIGN}\s*\(\s*(?:as an? )?co-?req[^()]*\)", re.I)


@lru_cache(1 << 14)
def prerequisites(text: str | None) -> tuple[Prerequisite, ...]:
    """The courses that a text asks for, in its order; () where it names none.

    Left out are corequisites, recommendations, those who may not take the course, and what is no
    course: credits, a standing, a grade. "or consent of instructor" and "or equivalent" are the
    `alternative_text` of the courses that they may stand for.

    A catalog repeats its statements ("Graduate standing", the first course of a subject): each is
    read once.
    """
    line = with_plain_hyphens(one_line(text))
    if len(line) > _LONGEST:
        return ()
    reading = _PrerequisiteReading(_SIGN.sub(" ", line))
    return tuple(groups(reading.expression()))


class _PrerequisiteReading:
    """One text: its signs, and what each of them stands for."""

    def __init__(self, line: str):
        self._printed: dict[str, str] = {}
        self._expressions: dict[str, Expression] = {}
        self._line = self._with_signs(line)

    def expression(self) -> Expression | None:
        """What the text asks for."""
        if not self._expressions:
            return None  # it names no course
        text = _COREQUISITE.sub(lambda match: self._condition(match[0]), self._line)
        text = _PAIR.sub(lambda match: self._bracket(match[0]), text)
        for _ in range(_DEEPEST):
            text, found = _BRACKET.subn(lambda match: self._bracket(match[1]), text)
            if not found:
                break
        return self._statement(re.sub(r"[()\[\]{}]", " ", text))

    def _with_signs(self, line: str) -> str:
        """The line with a sign for each code."""
        pieces, end = [], 0
        for mention in _mentions(line):
            sign = self._sign(RequiredCourse(mention.code), line[mention.start : mention.end])
            pieces += [line[end : mention.start], sign]
            end = mention.end
        return "".join([*pieces, line[end:]])

    def _sign(self, expression: Expression, printed: str) -> str:
        sign = chr(_FIRST_SIGN + len(self._expressions))
        self._expressions[sign] = expression
        self._printed[sign] = printed
        return sign

    def _condition(self, words: str) -> str:
        """A sign for words that name courses and ask for none."""
        printed = _SIGN.sub(lambda match: self._printed[match[0]], words).strip()
        return self._sign(Condition(printed), printed)

    def _bracket(self, inner: str) -> str:
        """What stands for a bracket: its courses, an "or" with its words, or nothing."""
        led = _LED.fullmatch(inner)
        if not _SIGN.search(inner) or self._is_amount(inner):
            return f" {inner} " if led else " "
        if is_aside(inner):
            return " "
        expression = self._statement(led[2] if led else inner)
        if expression is None:
            return " "
        sign = self._sign(expression, _SIGN.sub(lambda match: self._printed[match[0]], inner))
        return f" {led[1]} {sign} " if led else f" {sign} "

    def _is_amount(self, inner: str) -> bool:
        """Whether a bracket holds credits, "(0.50)", beside codes that name their subject."""
        is_number = bool(_AMOUNT.fullmatch(self._printed.get(inner.strip(), "")))
        return is_number and any(printed[:1].isalpha() for printed in self._printed.values())

    def _statement(self, text: str) -> Expression | None:
        """What all sentences of a text ask for together; "Or …" stands for those before it."""
        needed: list[Expression] = []
        for sentence in sentences(text):
            led = _LED.fullmatch(sentence)
            asked = asked_for(sentence, self._condition)
            expression = parse(tokens(asked, self._expressions))
            if expression is None:
                continue
            if led and led[1].lower() == "or" and needed:
                whole = any_of([each for each in (all_of(needed), expression) if each is not None])
                needed = [] if whole is None else [whole]
            else:
                needed.append(expression)
        return all_of(needed)


def _mentions(line: str) -> list[CodeMention]:
    """The codes of a line, also "CS 1" and the short numbers behind a code."""
    known = list(code_mentions(line, one_digit=True))
    limits = [mention.start for mention in known[1:]] + [len(line)]
    return [
        mention
        for first, limit in zip(known, limits[: len(known)], strict=True)
        for mention in (first, *_short_mentions(line, first, limit))
    ]


def _short_mentions(line: str, first: CodeMention, limit: int) -> Iterator[CodeMention]:
    """The short numbers behind a code and before the next one, under its subject."""
    short = _SHORT.match(line, first.end)
    while short and short.end() <= limit:
        yield CodeMention(f"{subject_of(first.code)} {short[1]}", short.start(1), short.end())
        short = _SHORT.match(line, short.end())
