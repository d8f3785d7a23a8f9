"""The headings and rules that are in force at a line of a program's requirements."""

from dataclasses import dataclass, replace

from courseatlas.requirements import rules
from courseatlas.requirements.rules import Rule, read_rule

# the level of a heading within a table or list, such as "List A", below those of HTML and of areas
PART = 9
# the levels of headings come before those of rules, which lie the deeper the more they are
# indented; one of several ways, or lists, lies right below the rule that offers them
_RULES, _INDENT, _WAY = 100, 2, 1
# the heading of a part that is so long is a note
_LONGEST_PART = 150


@dataclass
class Bundle:
    """Courses that are taken together, in place of others or as one of several ways.

    `number` tells the bundles of a list apart, and `start` is the position of the first row, once
    it is there.
    """

    number: int
    start: int | None = None


@dataclass
class _Frame:
    """A heading or a rule in force.

    `is_way` says that the courses of its `bundle` are one of several ways among which to choose.
    `anchor` is the position of the first row that its courses stand for. `has_options` says that
    lines stood under the rule that are indented more.
    """

    level: float
    rule: Rule
    is_title: bool = False
    is_way: bool = False
    bundle: Bundle | None = None
    anchor: int | None = None
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
    def introduces_list(self) -> bool:
        """Whether its words are about what stands below them."""
        return rules.introduces_list(self.rule.title or "")

    @property
    def awaits_list(self) -> bool:
        """Whether it is a rule about what stands below it, and nothing has stood there yet."""
        return self.is_rule and self.introduces_list and not self.has_courses

    @property
    def is_choice_of_ways(self) -> bool:
        """Whether "all of the following" under it is one of the ways that it offers."""
        return self.rule.is_choice and (self.is_rule or self.rule.count is not None)


class RulesInForce:
    """The headings and rules over a line, the nearest last; each line opens or ends some."""

    def __init__(self) -> None:
        self._frames: list[_Frame] = []
        self._bundles = 0

    def open_heading(self, words: str, level: float, amount: str) -> None:
        """A heading: it ends those of its level and below, and all rules under them.

        Without words it opens nothing.
        """
        sibling = self._close_headings(level)
        if level <= 1:
            self._bundles = 0
        if rules.is_option(words):
            self._open_way(level, sibling)
        elif rules.asks_for_following(words) and any(
            each.is_choice_of_ways for each in self._frames
        ):
            self._frames.append(_Frame(level, Rule(), is_way=True, bundle=self._new_bundle()))
        elif words and (level < PART or len(words) <= _LONGEST_PART):
            is_order = rules.begins_with_verb(words) or rules.introduces_list(words)
            is_title = not is_order and not (level == PART and words.endswith("."))
            self._frames.append(_Frame(level, read_rule(words, amount), is_title))

    def open_rule(self, rule: Rule, depth: int, amount: str, anchor: int | None) -> None:
        """A rule, which stands for the row `anchor` where there is one."""
        level = _RULES + _INDENT * depth
        self.note_option(depth)
        before = self._close_rules_from(level)
        if before and not before.has_courses and rule == Rule(rule.title, True):
            # "Complete 2.0 units from the following list." and then "Choose any of the following:"
            rule = replace(rule, count=before.rule.count, credits=before.rule.credits)
        is_way = not rule.is_choice and self._offers_ways()
        is_bundle = is_way or (anchor is not None and not rule.is_choice)
        bundle = self._new_bundle() if is_bundle else None
        self._frames.append(
            _Frame(level, rule, is_way=is_way, bundle=bundle, anchor=anchor, amount=amount)
        )

    def open_label(self, rule: Rule, depth: int) -> None:
        """Words over a list of their own.

        They end the rule of the list before, unless it is the rule of all these lists.
        """
        level = _RULES + _INDENT * depth
        self.note_option(depth)
        sibling = self._close_rules_from(level + _WAY)
        before = self._frames[-1] if self._frames else None
        if not sibling and not (before and before.awaits_list):
            self._close_rules_from(level)
        self._frames.append(_Frame(level + _WAY, rule))

    def open_option(self, depth: int) -> None:
        """ "Option A", under the rule that offers it or after the option before."""
        level = _RULES + _INDENT * depth + _WAY
        self.note_option(depth)
        sibling = self._close_rules_from(level)
        rule = self._frames[-1] if self._frames else None
        if sibling is None and rule and rule.level == level - _WAY and rule.has_courses:
            self._frames.pop()
        self._open_way(level, sibling)

    def note_option(self, depth: int) -> None:
        """A line of this depth is an option of the rules that are indented less."""
        for frame in self._frames:
            if frame.is_rule and frame.depth < depth:
                frame.has_options = True

    def note_courses(self) -> None:
        """A line lists courses under all that is in force."""
        for frame in self._frames:
            frame.has_courses = True

    def close_rules_at(self, depth: int) -> None:
        """A requirement of its own ends the rules that are indented as much or more."""
        self._close_rules_from(_RULES + _INDENT * depth)

    def close_for_courses(self, depth: int, amount: str) -> None:
        """A line of courses ends the rules of which it is no option."""
        while self._frames and self._frames[-1].is_rule:
            frame = self._frames[-1]
            # "Free electives 12" is a requirement in words; a course with its own amount is another
            is_apart = bool(frame.amount and amount) and not frame.introduces_list
            is_level = depth == frame.depth and not (frame.has_options or is_apart)
            if depth > frame.depth or is_level:
                return
            self._frames.pop()

    def group(self, unstated_role: str) -> tuple[str, Rule]:
        """(role, rule) by the nearest rule or heading that states one, under the nearest title."""
        title = self._title()
        is_one_way = False
        for frame in reversed(self._frames):
            if frame.rule.is_choice:
                rule = self._with_number(frame.rule)
                return "elective", Rule(title, True, rule.count, rule.credits)
            is_one_way = is_one_way or frame.is_way
            if frame.rule.is_required and not frame.bundle:
                return "elective" if is_one_way else "required", Rule(title)
        return "elective" if is_one_way else unstated_role, Rule(title)

    def bundle(self) -> Bundle | None:
        """The innermost bundle."""
        return next((frame.bundle for frame in reversed(self._frames) if frame.bundle), None)

    def anchor(self) -> int | None:
        """The position of the row for which all that stands here is an alternative."""
        return next((frame.anchor for frame in self._frames if frame.anchor is not None), None)

    def _open_way(self, level: float, sibling: _Frame | None) -> None:
        """One of several ways, which stands for the first of those that it follows."""
        anchor = None
        if sibling and sibling.is_way and sibling.bundle:
            anchor = sibling.anchor or sibling.bundle.start
        bundle = self._new_bundle()
        self._frames.append(_Frame(level, Rule(), is_way=True, bundle=bundle, anchor=anchor))

    def _offers_ways(self) -> bool:
        """Whether "all of the following" is one of the ways that a rule or a heading offers."""
        return any(frame.is_choice_of_ways for frame in self._frames)

    def _new_bundle(self) -> Bundle:
        self._bundles += 1
        return Bundle(self._bundles)

    def _close_headings(self, level: float) -> _Frame | None:
        """End what a heading ends, and return the heading of its level that it follows.

        A rule that only introduced a list rules the headings of its parts too.
        """
        while self._frames:
            frame = self._frames[-1]
            if level >= PART and frame.awaits_list:
                return None
            if not frame.is_rule and frame.level < level:
                return None
            self._frames.pop()
            if frame.level == level:
                return frame
        return None

    def _close_rules_from(self, level: float) -> _Frame | None:
        """End the rules of a level and below, and return the last one of the level."""
        closed = None
        while self._frames and self._frames[-1].level >= level:
            closed = self._frames.pop()
        return closed if closed and closed.level == level else None

    def _with_number(self, choice: Rule) -> Rule:
        """A choice that names no number, with that of a heading over it: "Electives, 12 units"."""
        if choice.count or choice.credits:
            return choice
        headings = (frame.rule for frame in reversed(self._frames) if not frame.is_rule)
        numbered = (rule for rule in headings if rule.is_choice and (rule.count or rule.credits))
        return next(numbered, choice)

    def _title(self) -> str | None:
        """The nearest heading, or the words of the nearest rule where there is none."""
        words = None
        for frame in reversed(self._frames):
            if frame.is_title:
                return frame.rule.title
            words = words or frame.rule.title
        return words
