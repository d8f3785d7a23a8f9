"""The requirements of a program as its page shows them: groups of courses, each with its rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from courseatlas.requirements.asked import Role, Way, alternatives, is_range

Row = Mapping[str, Any]
# of one place in a list, the ways to fill it: most have one way of one course
Choice = tuple[Way, ...]


@dataclass(frozen=True)
class RequirementGroup:
    """Courses under one heading and one rule.

    `title` is the heading as printed, '' without one. Where a choice has several ways, one of them
    is taken, and the courses of a way are taken together.
    """

    title: str
    rule: str
    choices: tuple[Choice, ...]


def requirement_groups(rows: Iterable[Row], components: Role) -> Iterator[RequirementGroup]:
    """The groups of a program, in the order of its page.

    `rows` are those of `program_courses`, in the order of their positions; `components` is the role
    of its components.
    """
    for (title, *_), group in groupby(alternatives(list(rows)), key=_group):
        choices = tuple(map(tuple, group))
        yield RequirementGroup(title or "", _rule(choices[0][0][0], components), choices)


def range_words(row: Row) -> str:
    """A range of courses in words; '' for a row that is one course.

    >>> range_words({"range_from": "CS 2500", "range_to": None, "excluded_codes": ["CS 4996"]})
    'any course from CS 2500 up, except CS 4996'
    """
    if not is_range(row):
        return ""
    upper = f" to {row['range_to']}" if row["range_to"] else " up"
    words = f"any course from {row['range_from']}{upper}"
    excluded = ", ".join(row["excluded_codes"])
    return f"{words}, except {excluded}" if excluded else words


def _group(choice: list[Way]) -> tuple[Any, ...]:
    row = choice[0][0]
    return row["group_title"], row["role"], row["choose_count"], row["choose_credits"]


def _rule(row: Row, components: Role) -> str:
    """What the program asks of a group, from its first row."""
    if row["role"] == "component":
        return "All of these" if components == "required" else "Listed; nothing says what is asked"
    if row["role"] == "required":
        return "All of these"
    if row["choose_count"]:
        return f"Choose {row['choose_count']} of these"
    if row["choose_credits"]:
        return f"Choose {row['choose_credits']:g} credits of these"
    return "By choice"
