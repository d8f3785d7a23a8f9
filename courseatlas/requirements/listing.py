"""The grammar of a program's requirements: lines of any catalog in, the courses that it lists out.

A platform reads its own markup into lines: headings, rules such as "Choose two of the following",
and courses. What rules which course is decided here, once for all platforms.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from courseatlas.records import Component
from courseatlas.requirements import rules
from courseatlas.requirements.ranges import CourseRange, course_ranges
from courseatlas.requirements.rules import Rule, read_rule

# (code, title) as printed
Course = tuple[str, str]

# the level of a heading within a table or list, such as "List A", below those of HTML and of areas
PART = 9
# the levels of headings come before those of rules, which lie the deeper the more they are
# indented; one of several ways lies right below the rule that offers them
_RULES, _INDENT, _WAY = 100, 2, 1
# the heading of a part that is so long is a note
_LONGEST_PART = 150
_RESTRICTION = re.compile(
    r"\b(?:no more than|may not|cannot|not count|at most|maximum|gpa|grade|prerequisites?)\b", re.I
)
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
    `is_or` marks an alternative to the line before. `unstated_role` is the role of a course of
    which neither a heading nor a rule says what is asked.
    """

    words: str = ""
    courses: tuple[Course, ...] = ()
    heading: float | None = None
    depth: int = 0
    amount: str = ""
    is_or: bool = False
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
    for line in lines:
        reading.read(line)
    return reading.rows()


@dataclass
class _Frame:
    """A heading or a rule in force.

    `is_block` says that its courses are taken together, and `is_way` that they are one of several
    ways among which to choose. `anchor` is the position of the first row that they stand for, and
    `start` that of their own first row. `has_options` says that lines stood under the rule that are
    indented more.
    """

    level: float
    rule: Rule
    is_title: bool = False
    is_block: bool = False
    is_way: bool = False
    anchor: int | None = None
    start: int | None = None
    amount: str = ""
    has_options: bool = False
    has_courses: bool = False

    @property
    def is_rule(self) -> bool:
        """Whether it is no heading."""
        return self.level >= _RULES

    @property
    def depth(self) -> int:
        """How far a rule is indented."""
        return int(self.level - _RULES) // _INDENT

    @property
    def is_choice_of_ways(self) -> bool:
        """Whether "all of the following" under it is one of the ways that it offers."""
        return self.rule.is_choice and (self.is_rule or self.rule.count is not None)


class _Reading:
    """The reading of a program's lines: the headings and rules in force, and the rows so far."""

    def __init__(self) -> None:
        self._frames: list[_Frame] = []
        self._rows: list[Component] = []
        self._line_starts: list[int] = []  # for each row, the position of its line's first row
        self._positions: dict[object, int] = {}
        self._anchor: int | None = None  # the first row of the last line that is no alternative
        self._is_alternative = False  # whether an "or" stands between the last line and the next

    def read(self, line: Line) -> None:
        """Take the next line."""
        if line.heading is not None:
            self._open_heading(line, line.heading)
        elif line.courses:
            self._close_rules(line)
            self._list(line, [Component(code, title or code, "") for code, title in line.courses])
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
            is_one_way = row.role == "elective" or row.alternative_to or start in anchors
            if row.option is None and sizes[start] > 1 and is_one_way:
                row = replace(row, option=start)
            rows.append(row)
        return tuple(rows)

    def _open_heading(self, line: Line, level: float) -> None:
        sibling = self._close_headings(level)
        self._is_alternative = False
        self._anchor = None
        if rules.is_option(line.words):
            self._frames.append(_way(level, sibling))
        elif line.words and (level < PART or len(line.words) <= _LONGEST_PART):
            is_order = rules.begins_with_verb(line.words) or rules.introduces_list(line.words)
            is_title = not is_order and not line.words.endswith(".")
            rule = read_rule(line.words, line.amount)
            self._frames.append(_Frame(level, rule, is_title=is_title))

    def _close_headings(self, level: float) -> _Frame | None:
        """End what a heading ends, and return the heading of its level that it follows.

        A rule that only introduced a list rules the headings of its parts too.
        """
        while self._frames:
            frame = self._frames[-1]
            introduces = rules.introduces_list(frame.rule.title or "")
            if level >= PART and frame.is_rule and introduces and not frame.has_courses:
                return None
            if not frame.is_rule and frame.level < level:
                return None
            self._frames.pop()
            if frame.level == level:
                return frame
        return None

    def _read_words(self, line: Line) -> None:
        """A line that lists no course: a rule, one of several ways, a range of courses, a note."""
        ranges = [] if _RESTRICTION.search(line.words) else course_ranges(line.words)
        rule = read_rule(line.words, line.amount)
        if ranges:
            self._close_rules(line)
            self._list_ranges(line, ranges, rule)
        elif rules.opens_alternative(line.words):
            self._open_rule(line, rule, anchor=self._anchor or self._block_start())
        elif rules.is_option(line.words):
            self._open_way(line.depth)
        elif rule.is_choice or rules.asks_for_each(line.words):
            anchor = self._anchor if self._is_alternative else None
            self._open_rule(line, rule, anchor)
        else:
            self._note_option(line.depth)
            if re.search(r"[1-9]", line.amount):  # a requirement of its own, in words
                self._close_rules_from(_RULES + _INDENT * line.depth)

    def _open_rule(self, line: Line, rule: Rule, anchor: int | None) -> None:
        level = _RULES + _INDENT * line.depth
        self._note_option(line.depth)
        before = self._close_rules_from(level)
        if before and not before.has_courses and rule == Rule(rule.title, True):
            # "Complete 2.0 units from the following list." and then "Choose any of the following:"
            rule = replace(rule, count=before.rule.count, credits=before.rule.credits)
        is_way = not rule.is_choice and any(frame.is_choice_of_ways for frame in self._frames)
        self._frames.append(
            _Frame(
                level,
                rule,
                is_block=is_way or (anchor is not None and not rule.is_choice),
                is_way=is_way,
                anchor=anchor,
                amount=line.amount,
            )
        )
        self._is_alternative = False

    def _open_way(self, depth: int) -> None:
        """Open "Option A" under the rule that offers it, or after the option before."""
        level = _RULES + _INDENT * depth + _WAY
        self._note_option(depth)
        sibling = self._close_rules_from(level)
        rule = self._frames[-1] if self._frames else None
        if sibling is None and rule and rule.level == level - _WAY and rule.has_courses:
            self._frames.pop()
        self._frames.append(_way(level, sibling))

    def _close_rules_from(self, level: float) -> _Frame | None:
        """End the rules of a level and below, and return the last one of the level."""
        closed = None
        while self._frames and self._frames[-1].level >= level:
            closed = self._frames.pop()
        return closed if closed and closed.level == level else None

    def _note_option(self, depth: int) -> None:
        """Note that a line of this depth is an option of the rules that are indented less."""
        for frame in self._frames:
            if frame.is_rule and frame.depth < depth:
                frame.has_options = True

    def _close_rules(self, line: Line) -> None:
        """End the rules that a line of courses ends: it is no option of theirs."""
        self._note_option(line.depth)
        if line.is_or or self._is_alternative:
            return
        while self._frames and self._frames[-1].is_rule:
            frame = self._frames[-1]
            # "Free electives 12" is a requirement in words; a course with its own amount is another
            is_apart = bool(frame.amount and line.amount) and not rules.introduces_list(
                frame.rule.title or ""
            )
            is_level = line.depth == frame.depth and not (frame.has_options or is_apart)
            if line.depth > frame.depth or is_level:
                return
            self._frames.pop()

    def _list_ranges(self, line: Line, ranges: list[CourseRange], rule: Rule) -> None:
        """List ranges: of a range some courses are chosen, whether or not a line says so."""
        in_force = self._choice()
        asked = rule.is_choice or in_force is None
        credits = rules.choose_credits(line.words) or rule.credits
        if credits is None and re.fullmatch(r"\d{1,3}(?:\.\d+)?", line.amount):
            credits = float(line.amount) or None
        group = Rule(None, True, rules.choose_count(line.words), credits)
        rows = [
            Component(
                None,
                each.words or line.words,
                "",
                range_from=each.first,
                range_to=each.last,
                excluded_codes=each.excluded,
            )
            for each in ranges
        ]
        for row in rows:
            self._list(line, [row], group if asked else None)

    def _choice(self) -> Rule | None:
        """The choice in force, or None."""
        group = self._group("required")
        return group[1] if group[0] == "elective" else None

    def _group(self, unstated_role: str) -> tuple[str, Rule]:
        """(role, rule) by the nearest rule or heading that states one, under the nearest title."""
        title = self._title()
        is_one_way, is_required = False, False
        for frame in reversed(self._frames):
            if frame.rule.is_choice:
                return "elective", replace(self._with_number(frame.rule), title=title)
            is_one_way = is_one_way or frame.is_way
            is_required = frame.rule.is_required and not frame.is_block
            if is_required:
                break
        if is_one_way:
            return "elective", Rule(title)
        return "required" if is_required else unstated_role, Rule(title)

    def _with_number(self, choice: Rule) -> Rule:
        """A choice that names no number, with that of a heading over it: "Electives, 12 units"."""
        if choice.count or choice.credits:
            return choice
        headings = (frame.rule for frame in reversed(self._frames) if not frame.is_rule)
        numbered = (rule for rule in headings if rule.is_choice and (rule.count or rule.credits))
        return next(numbered, choice)

    def _title(self) -> str | None:
        """The nearest heading, or the words of the nearest rule where there is none."""
        frames = list(reversed(self._frames))
        titles = [frame.rule.title for frame in frames if frame.is_title]
        return next((title for title in [*titles, *(f.rule.title for f in frames)] if title), None)

    def _block(self) -> _Frame | None:
        """The innermost of the ways in force whose courses are taken together."""
        return next((frame for frame in reversed(self._frames) if frame.is_block), None)

    def _block_start(self) -> int | None:
        block = self._block()
        return block.start if block else None

    def _list(self, line: Line, rows: list[Component], asked: Rule | None = None) -> None:
        """Add a line's rows, unless the same line stood in the same group before."""
        role, rule = self._group(line.unstated_role)
        if asked:
            role, rule = "elective", replace(asked, title=rule.title)
        is_or = line.is_or or self._is_alternative
        ways = [frame for frame in self._frames if frame.anchor is not None]
        alternative_to = self._anchor if is_or else next((way.anchor for way in ways), None)
        block = self._block()
        start = len(self._rows) + 1
        codes = tuple((row.course_code, row.course_title) for row in rows)
        way = block.rule.title if block else None
        identity = (codes, rule.title, alternative_to, way)
        if identity in self._positions:
            start = self._positions[identity]
        else:
            self._positions[identity] = start
            self._add(rows, role, rule, alternative_to, block)
        if not is_or:
            self._anchor = start
        for frame in self._frames:
            frame.has_courses = True
        self._is_alternative = False

    def _add(
        self,
        rows: list[Component],
        role: str,
        rule: Rule,
        alternative_to: int | None,
        block: _Frame | None,
    ) -> None:
        start = len(self._rows) + 1
        if block and block.start is None:
            block.start = start
        for row in rows:
            self._line_starts.append(start)
            self._rows.append(
                replace(
                    row,
                    role=role,
                    group_title=rule.title,
                    choose_count=rule.count,
                    choose_credits=rule.credits,
                    alternative_to=alternative_to,
                    option=block.start if block else None,
                )
            )


def _way(level: float, sibling: _Frame | None) -> _Frame:
    """The frame of "Option B", an alternative to the option that it follows."""
    anchor = None
    if sibling is not None and sibling.is_way:
        anchor = sibling.anchor or sibling.start
    return _Frame(level, Rule(), is_block=True, is_way=True, anchor=anchor)
