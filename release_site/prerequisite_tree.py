"""The prerequisites of a course as its page shows them: what is needed, with its alternatives."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]
# courses that are needed together
Option = tuple[Row, ...]


def prerequisite_groups(rows: Sequence[Row]) -> list[tuple[Option, ...]]:
    """The groups of a course: all groups are needed, and one option of each is enough.

    `rows` are those of `course_prerequisites` of one course, by group and option.

    >>> row = {"group_number": 1, "option": 1, "code": "CS 1"}
    >>> groups = prerequisite_groups([row, row | {"option": 2, "code": "CS 2"}])
    >>> [[course["code"] for course in option] for option in groups[0]]
    [['CS 1'], ['CS 2']]
    """
    return [
        tuple(tuple(option) for _, option in groupby(group, key=lambda row: row["option"]))
        for _, group in groupby(rows, key=lambda row: row["group_number"])
    ]
