"""What a course asks for as an expression: courses, all of several, any of several.

A condition that names no course (a standing, a consent) is kept only where it may stand for a
course: that is an alternative of the course. Beside a course it says nothing of the courses.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

# options of courses that are taken together: brackets in brackets multiply
_MOST_OPTIONS = 100
# "either … or both … and either …": deeper ones are left out
_DEEPEST = 50
# "CS 1, with a grade of C, or CS 2", "CS 1 is a prerequisite or corequisite": no way of their own
_NO_WAY = re.compile(r"\b(?:grades?|gpa)\b|^co-?requisites?$", re.I)
_EDGES = " .:,-–—*†"


@dataclass(frozen=True)
class RequiredCourse:
    """A course by its code. `alternative` are words that may stand for it."""

    code: str
    alternative: str | None = None


@dataclass(frozen=True)
class Condition:
    """Words that name no course."""

    words: str


@dataclass(frozen=True)
class AllOf:
    """All parts are needed. `depth` is that of its deepest part, and one more."""

    parts: tuple["Expression", ...]
    depth: int = 1


@dataclass(frozen=True)
class AnyOf:
    """One part is enough. `depth` is that of its deepest part, and one more."""

    parts: tuple["Expression", ...]
    depth: int = 1


Expression = RequiredCourse | Condition | AllOf | AnyOf
# the courses that are needed together
_Option = tuple[RequiredCourse, ...]


class Prerequisite(NamedTuple):
    """A course that is asked for, and its place among the others.

    All groups are needed, one option of each is enough, and courses with one option are needed
    together. `alternative_text` are words that may stand for the course and name none.
    """

    group_number: int
    option: int
    code: str
    alternative_text: str | None


def all_of(parts: Sequence[Expression]) -> Expression | None:
    """The expression that needs all parts; None without parts, or where it is too deep.

    >>> all_of([RequiredCourse("CS 1"), Condition("junior standing")])
    RequiredCourse(code='CS 1', alternative=None)
    """
    courses = [part for part in parts if not isinstance(part, Condition)]
    if not courses:
        return _joined(parts, " and ")
    return _of_kind(AllOf, courses)


def any_of(parts: Sequence[Expression]) -> Expression | None:
    """The expression for which one part is enough; None without parts, or where it is too deep.

    "A and B, or consent" is "(A or consent) and (B or consent)": a condition becomes the
    alternative of every course.

    >>> any_of([RequiredCourse("CS 1"), Condition("consent")])
    RequiredCourse(code='CS 1', alternative='consent')
    """
    courses = [part for part in parts if not isinstance(part, Condition)]
    if not courses:
        return _joined(parts, " or ")
    condition = _joined([part for part in parts if _may_stand_for_a_course(part)], " or ")
    whole = _of_kind(AnyOf, courses)
    return _with_alternative(whole, condition.words) if whole and condition else whole


def _of_kind(kind: type[AllOf] | type[AnyOf], courses: Sequence[Expression]) -> Expression | None:
    """The expression of some courses, of which those of the same kind are parts of its own."""
    if len(courses) == 1:
        return courses[0]
    parts: list[Expression] = []
    for course in courses:
        parts += course.parts if isinstance(course, kind) else [course]
    depth = 1 + max(part.depth if isinstance(part, AllOf | AnyOf) else 0 for part in parts)
    return kind(tuple(parts), depth) if depth <= _DEEPEST else None


def _may_stand_for_a_course(part: Expression) -> bool:
    return isinstance(part, Condition) and not _NO_WAY.search(part.words)


def _joined(parts: Sequence[Expression], word: str) -> Condition | None:
    """Conditions as one; None where they have no words."""
    texts = [part.words.strip(_EDGES) for part in parts if isinstance(part, Condition)]
    words = word.join(text for text in texts if text)
    return Condition(words) if words else None


def _with_alternative(expression: Expression, words: str) -> Expression:
    if isinstance(expression, RequiredCourse):
        known = expression.alternative
        return replace(expression, alternative=f"{known} or {words}" if known else words)
    if isinstance(expression, Condition):
        return expression
    return replace(
        expression, parts=tuple(_with_alternative(part, words) for part in expression.parts)
    )


def groups(expression: Expression | None) -> Iterator[Prerequisite]:
    """The rows of an expression, without a group whose brackets multiply to too many options."""
    number = 0
    known: set[frozenset[frozenset[str]]] = set()
    for part in _needed(expression):
        options = _options(part)
        codes = frozenset(frozenset(course.code for course in option) for option in options)
        if not options or codes in known:
            continue
        known.add(codes)
        number += 1
        for option_number, option in enumerate(options, 1):
            for course in option:
                yield Prerequisite(number, option_number, course.code, course.alternative)


def _needed(expression: Expression | None) -> Iterator[Expression]:
    if isinstance(expression, AllOf):
        for part in expression.parts:
            yield from _needed(part)
    elif expression is not None:
        yield expression


def _options(expression: Expression) -> list[_Option]:
    """The ways to meet an expression, each once; [] where there are too many."""
    if isinstance(expression, Condition):
        return []
    if isinstance(expression, RequiredCourse):
        return [(expression,)]
    parts = [_options(part) for part in expression.parts]
    if isinstance(expression, AnyOf):
        return _unique([option for options in parts for option in options])
    count = 1
    for options in parts:
        count *= len(options)
    if count > _MOST_OPTIONS:
        return []
    return _unique([_together(options) for options in product(*parts)])


def _together(options: Sequence[_Option]) -> _Option:
    """The courses of several options, each once."""
    courses: dict[str, RequiredCourse] = {}
    for option in options:
        for course in option:
            courses.setdefault(course.code, course)
    return tuple(courses.values())


def _unique(options: Sequence[_Option]) -> list[_Option]:
    unique: dict[frozenset[str], _Option] = {}
    for option in options:
        unique.setdefault(frozenset(course.code for course in option), option)
    return list(unique.values())
