"""The grammar of a program's requirements: lines of any catalog in, the courses that it lists out.

A platform reads its own markup into lines: headings, rules such as "Choose two of the following",
and courses. What rules which course is decided here, once for all platforms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from courseatlas.records import Component
from courseatlas.requirements import notes, rules
from courseatlas.requirements.in_force import PART, RulesInForce
from courseatlas.requirements.ranges import CourseRange, course_ranges
from courseatlas.requirements.rules import Rule, read_rule

__all__ = ["PART", "Course", "Line", "components", "is_area"]

# (code, title) as printed; the code is '' where a catalog prints none
Course = tuple[str, str]
# (code, title) of a row, and the range that it is where it is one
_Item = tuple[str | None, str, CourseRange | None]

# a longer line is a note
_LONGEST_RANGE = 200
_MAY_BE_RANGE = re.compile(r"\d[\dXx]")
# an area of general education, to which a catalog gives a letter as it does to courses
_AREA = re.compile(
    r"(?:(?:upper|lower)[- ]division\s+)?(?:GE\s+)?(?:area|category|tier|breadth|foundations?)s?"
    r"(?:\s+[A-Z]?\d{0,2}[a-z]?)?|GE\s+(?:[A-F]\d?|electives?.*|courses?.*)",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """One line of a program's requirements, whatever markup it stands in.

    A heading has its level in `heading`, from 1 for the highest; one without words only ends what
    stands before. A sentence that rules what stands under a heading is half a level below it. A
    line that lists courses has them in `courses`: several are taken together.
    `depth` counts how far a line is indented, and `amount` is the number in a column of credits.
    `is_or` marks an alternative to the line before, `offers_choice` a rule whose markup offers a
    choice, whatever its words say, and `has_list` words over a list of their own. `unstated_role`
    is the role of a course of which neither a heading nor a rule says what is asked.
    """

    words: str = ""
    courses: tuple[Course, ...] = ()
    heading: float | None = None
    depth: int = 0
    amount: str = ""
    is_or: bool = False
    offers_choice: bool = False
    has_list: bool = False
    unstated_role: str = "required"


def is_area(words: str) -> bool:
    """Whether words that stand where a code is expected name an area of general education.

    >>> is_area("Area A1"), is_area("GE Area B"), is_area("GE 1501")
    (True, True, False)
    """
    return bool(_AREA.fullmatch(words.strip()))


def components(lines: Iterable[Line]) -> tuple[Component, ...]:
    """The courses and ranges of courses that the lines list, in order.

    A course that is listed twice in the same group comes once.

    >>> lines = [Line("Choose one of the following:"), Line("", (("CS 1", "A"),), depth=1)]
    >>> [(each.course_code, each.role, each.choose_count) for each in components(lines)]
    [('CS 1', 'elective', 1)]
    """
    reading = _Reading()
    for line in _joined(lines):
        reading.read(line)
    return reading.rows()


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, of which those with "and" between them are one."""
    before: Line | None = None
    is_joined = False
    for line in lines:
        if before and is_joined and line.courses:
            line = replace(
                line,
                courses=before.courses + line.courses,
                depth=before.depth,
                is_or=before.is_or,
            )
        elif before and line.heading is None and not line.courses and rules.joins(line.words):
            is_joined = True
            continue
        elif before:
            yield before
        before, is_joined = None, False
        if line.courses:
            before, is_joined = line, rules.joins(line.words)
        else:
            yield line
    if before:
        yield before


class _Reading:
    """The reading of a program's lines: what is in force, and the rows so far."""

    def __init__(self) -> None:
        self._in_force = RulesInForce()
        self._rows: list[Component] = []
        self._line_starts: list[int] = []  # for each row, the position of its line's first row
        self._positions: dict[object, int] = {}
        self._anchor: int | None = None  # the first row of the last line that is no alternative
        self._is_alternative = False  # whether an "or" stands between the last line and the next

    def read(self, line: Line) -> None:
        """Take the next line."""
        if line.heading is not None:
            self._in_force.open_heading(line.words, line.heading, line.amount)
            self._anchor, self._is_alternative = None, False
        elif line.courses:
            self._close_rules(line)
            self._list(line, [(code or None, title or code, None) for code, title in line.courses])
        elif rules.is_or(line.words):
            self._is_alternative = True
        elif line.words:
            self._read_words(line)

    def rows(self) -> tuple[Component, ...]:
        """The rows, with a number for those that are taken together."""
        anchors = {row.alternative_to for row in self._rows}
        sizes = Counter(self._line_starts)
        rows = []
        for row, start in zip(self._rows, self._line_starts, strict=True):
            if row.option is None and sizes[start] > 1:
                is_one_way = row.role == "elective" or row.alternative_to or start in anchors
                row = replace(row, option=start) if is_one_way else row
            rows.append(row)
        return tuple(rows)

    def _read_words(self, line: Line) -> None:
        """A line that lists no course: a rule, one of several ways, a range of courses, a note."""
        is_range = (
            len(line.words) <= _LONGEST_RANGE
            and _MAY_BE_RANGE.search(line.words)
            and not notes.restricts(line.words)
        )
        ranges = course_ranges(line.words) if is_range else []
        rule = read_rule(line.words, line.amount, offers_choice=line.offers_choice)
        if ranges:
            self._close_rules(line)
            self._list_ranges(line, ranges, rule)
        elif rules.opens_alternative(line.words):
            bundle = self._in_force.bundle()
            self._open_rule(line, rule, self._anchor or (bundle.start if bundle else None))
        elif rules.is_option(line.words):
            self._in_force.open_option(line.depth)
        elif not notes.is_note(line.words) and (rule.is_choice or rules.asks_for_each(line.words)):
            self._open_rule(line, rule, self._anchor if self._is_alternative else None)
        elif line.has_list:
            self._in_force.open_label(rule, line.depth)
        else:
            self._in_force.note_option(line.depth)
            if re.search(r"[1-9]", line.amount):  # a requirement of its own, in words
                self._in_force.close_rules_at(line.depth)

    def _open_rule(self, line: Line, rule: Rule, anchor: int | None) -> None:
        self._in_force.open_rule(rule, line.depth, line.amount, anchor)
        self._is_alternative = False

    def _close_rules(self, line: Line) -> None:
        """End the rules that a line ends; an alternative ends none."""
        self._in_force.note_option(line.depth)
        if not (line.is_or or self._is_alternative):
            self._in_force.close_for_courses(line.depth, line.amount)

    def _list_ranges(self, line: Line, ranges: list[CourseRange], rule: Rule) -> None:
        """List ranges: of a range some courses are chosen, whether or not a line says so."""
        asked = None
        if rule.is_choice or self._in_force.group("required")[0] != "elective":
            credits = rules.choose_credits(line.words) or rule.credits
            if credits is None and re.fullmatch(r"\d{1,3}(?:\.\d+)?", line.amount):
                credits = float(line.amount) or None
            asked = Rule(None, True, rules.choose_count(line.words), credits)
        for each in ranges:
            self._list(line, [(None, each.words or line.words, each)], asked)

    def _list(self, line: Line, items: list[_Item], asked: Rule | None = None) -> None:
        """Add a line's rows, unless the same line stood in the same group before."""
        role, rule = self._in_force.group(line.unstated_role)
        if asked:
            role, rule = "elective", replace(asked, title=rule.title)
        is_or = line.is_or or self._is_alternative
        alternative_to = self._anchor if is_or else self._in_force.anchor()
        bundle = self._in_force.bundle()
        start = len(self._rows) + 1
        number = bundle.number if bundle else None
        identity = (tuple(items), rule.title, alternative_to, number)
        if identity in self._positions:
            start = self._positions[identity]
        else:
            self._positions[identity] = start
            if bundle and bundle.start is None:
                bundle.start = start
            option = bundle.start if bundle else None
            for item in items:
                self._line_starts.append(start)
                self._rows.append(_component(item, role, rule, alternative_to, option))
        if not is_or:
            self._anchor = start
        self._in_force.note_courses()
        self._is_alternative = False


def _component(
    item: _Item, role: str, rule: Rule, alternative_to: int | None, option: int | None
) -> Component:
    code, title, in_range = item
    return Component(
        course_code=code,
        course_title=title,
        role=role,
        group_title=rule.title,
        choose_count=rule.count,
        choose_credits=rule.credits,
        alternative_to=alternative_to,
        range_from=in_range.first if in_range else None,
        range_to=in_range.last if in_range else None,
        excluded_codes=in_range.excluded if in_range else (),
        option=option,
    )
