"""Rules of Coursedog: a tree that says what is completed, all or some of it, by ids of courses.

A rule has a `condition`, and either `subRules` or a `value` with lists of ids that go together
(`logic`: "and") or stand for each other ("or"). `freeformText` is prose in `value` and `notes`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from courseatlas.requirements.listing import Course, Line
from courseatlas.text import one_line
from spiders.page.api_values import Row, member, number, objects, prose, words
from spiders.platforms.coursedog.rows import CourseNames, course_named

_ANY = frozenset(("completedAnyOf", "anyOf"))
_SOME = frozenset(
    (
        "completedAtLeastXOf",
        "numberOf",
        "minimumCredits",
        "atLeastXCredits",
        "completeVariableCoursesAndVariableCredits",
    )
)
_CREDITS = frozenset(("minimumCredits", "atLeastXCredits"))
# an internal id, such as "0045691" or "00011-009"
_ID = re.compile(r"(?=.*\d)[\w-]{4,40}")
_DEEPEST = 8
_LONGEST_SENTENCE = 300


def rules_text(group: Row, names: CourseNames) -> str | None:
    """The rules of a group as one text: "LMP 1 and (OIL 1 or OIL 2)".

    None where a rule has a course that the answer does not name, for the rest would say less than
    the rules do, or more.
    """
    parts = [_text(rule, names, 0) for rule in objects(group.get("rules"))]
    if not parts or any(part is None for part in parts):
        return None
    return _all_of([part for part in parts if part]) or None


def _text(rule: Row, names: CourseNames, depth: int) -> str | None:
    """A rule as text, '' for one that states nothing; None where a course is not named."""
    if depth > _DEEPEST:
        return None
    condition = words(rule.get("condition")) or ""
    if condition == "freeformText":
        return _prose(rule)
    texts: list[str | None] = [_text(sub, names, depth + 1) for sub in _sub_rules(rule)]
    texts += [_choice_text(choice, names) for choice in _choices(rule)]
    if any(text is None for text in texts):
        return None
    joined = _joined([text for text in texts if text], condition, rule)
    grade = words(rule.get("grade"))
    return f"{_bracketed(joined)} with a minimum grade of {grade}" if grade and joined else joined


def _joined(texts: Sequence[str], condition: str, rule: Row) -> str:
    """The parts of a rule, joined by what its condition asks of them."""
    if condition in _ANY and len(texts) > 1:
        return " or ".join(map(_bracketed, texts))
    if condition in _SOME and texts:
        return f"{_amount(rule) or 'some'} of {', '.join(texts)}"
    return _all_of(texts)


def _all_of(texts: Sequence[str]) -> str:
    return " and ".join(map(_bracketed, texts) if len(texts) > 1 else texts)


def _bracketed(text: str) -> str:
    return f"({text})" if re.search(r"\b(?:and|or)\b", text) else text


def _choices(rule: Row) -> list[tuple[str, list[str]]]:
    """(logic, ids) of each list of courses in the value of a rule."""
    value = member(rule, "value")
    if value.get("condition") not in ("courses", None):
        return []
    choices = []
    values = value.get("values")
    for each in values if isinstance(values, list) else []:
        ids = each.get("value") if isinstance(each, dict) else each
        listed = ids if isinstance(ids, list) else [ids]
        logic = words(each.get("logic")) if isinstance(each, dict) else None
        choices.append((logic or "and", [id for id in listed if isinstance(id, str) and id]))
    return [choice for choice in choices if choice[1]]


def unnamed_ids(group: Row, names: CourseNames) -> Iterator[str]:
    """The ids in the rules of a group that stand for courses which an answer does not name."""
    for rule in objects(group.get("rules")):
        yield from _unnamed(rule, names, 0)


def _unnamed(rule: Row, names: CourseNames, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for _, ids in _choices(rule):
        yield from (id for id in ids if _ID.fullmatch(id) and course_named(id, names) is None)
    for sub in _sub_rules(rule):
        yield from _unnamed(sub, names, depth + 1)


def _sub_rules(rule: Row) -> list[Row]:
    """The rules within a rule: its own, and those of the selections that its value holds."""
    selections = objects(member(rule, "value").get("subSelections"))
    return [
        *objects(rule.get("subRules")),
        *(r for s in selections for r in objects(s.get("rules"))),
    ]


def _choice_text(choice: tuple[str, list[str]], names: CourseNames) -> str | None:
    logic, ids = choice
    courses = [course_named(id, names) for id in ids]
    if any(course is None for course in courses):
        return None
    return f" {logic} ".join(course[0] for course in courses if course)


def _prose(rule: Row) -> str:
    """The words of a rule in free text."""
    value = rule.get("value")
    texts = [prose(value) if isinstance(value, str) else None, prose(rule.get("notes"))]
    return one_line(" ".join(text for text in texts if text))


def _amount(rule: Row) -> str:
    """How many courses or how much credit a rule asks for, as words: "2", "6 credits", or ''."""
    restriction = rule.get("restriction")
    limits: dict[str, Any] = restriction if isinstance(restriction, dict) else {}
    counts = (rule.get("minCourses"), limits.get("selectN"), rule.get("number"))
    credits = (rule.get("minCredits"), limits.get("minimumCredits"), rule.get("credits"))
    plain = None if isinstance(restriction, dict) else restriction
    count = _first_number((plain, *counts))
    credit = _first_number(credits)
    if words(rule.get("condition")) in _CREDITS:
        credit, count = credit or count, None
    if count:
        return f"{count:g}"
    return f"{credit:g} credits" if credit else ""


def _first_number(values: Sequence[Any]) -> float | None:
    numbers = (number(value) for value in values)
    return next((each for each in numbers if each and each < 1000), None)


def requirement_lines(group: Row, names: CourseNames) -> Iterator[Line]:
    """The lines of a group of a program's rules, in the grammar of all requirements."""
    yield Line(words(group.get("name")) or "", heading=2)
    for rule in objects(group.get("rules")):
        yield Line(words(rule.get("name")) or "", heading=3)
        yield from _rule_lines(rule, names, 0)


def _rule_lines(rule: Row, names: CourseNames, depth: int) -> Iterator[Line]:
    """The rule in words, and what it lists one step deeper."""
    if depth > _DEEPEST:
        return
    condition = words(rule.get("condition")) or ""
    if condition == "freeformText":
        words_of_rule = _prose(rule)
        if words_of_rule and len(words_of_rule) <= _LONGEST_SENTENCE:
            yield Line(words_of_rule, depth=depth)
        return
    yield Line(_rule_words(condition, rule), depth=depth, has_list=True)
    for logic, ids in _choices(rule):
        courses = [course for course in (_course_or_id(id, names) for id in ids) if course]
        yield from _choice_lines(logic, courses, depth + 1, is_whole=len(courses) == len(ids))
    for sub in _sub_rules(rule):
        yield from _rule_lines(sub, names, depth + 1)


def _rule_words(condition: str, rule: Row) -> str:
    """The words by which the grammar knows a condition."""
    if condition in _ANY:
        return "Complete 1 of the following"
    if condition in _SOME:
        amount = _amount(rule)
        return f"Complete {amount} from the following" if amount else "Choose from the following"
    return "Complete all of the following"


def _course_or_id(printed: str, names: CourseNames) -> Course | None:
    """The course that a rule names; of one that it names by its id alone the id stands as the code.

    None for what is neither, such as a pattern of codes.
    """
    is_id = _ID.fullmatch(printed) is not None
    return course_named(printed, names) or ((printed, "") if is_id else None)


def _choice_lines(
    logic: str, courses: Sequence[Course], depth: int, is_whole: bool
) -> Iterator[Line]:
    """One line for courses that go together, one each for those that stand for each other.

    Of courses that go together all are named, or none of them is given.
    """
    if logic.casefold() == "or":
        for place, course in enumerate(courses):
            yield Line(course[0], (course,), depth=depth, is_or=place > 0)
    elif courses and is_whole:
        yield Line(courses[0][0], tuple(courses), depth=depth)
