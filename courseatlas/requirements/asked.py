"""What a program asks for, from the courses that it lists: one by one, or as a choice.

Rows are those of `program_courses`, in the order of their positions. A range of courses names no
course: it is a way without one, and what stands for it is not needed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

Row = Mapping[str, Any]
# the courses that are taken together
Way = tuple[Row, ...]
Role = Literal["required", "elective"]
# of these all components are taken; the page of a degree that says nothing of a list asks nothing
_SERIES = (
    "certificate",
    "professional_certificate",
    "specialization",
    "microcredential",
    "bootcamp",
)


@dataclass(frozen=True)
class Requirement:
    """A part of a program: one of its ways is taken, and an elective part may be left.

    A way has no course where it is a range of courses.
    """

    role: Role
    ways: tuple[Way, ...]

    @property
    def most_courses(self) -> int:
        """How many courses the longest way has."""
        return max(len(way) for way in self.ways)

    def courses(self, matches: Callable[[Row], bool]) -> tuple[int, int]:
        """The fewest and the most courses of a way that match."""
        counts = [sum(map(matches, way)) for way in self.ways]
        return min(counts), max(counts)


def role_of_components(credential_type: str) -> Role:
    """What a `component` is in a program: a course of which no word says what is asked of it."""
    return "required" if credential_type in _SERIES else "elective"


def requirements_of(rows: Iterable[Row], components: Role) -> list[Requirement]:
    """The requirements of a program, alternatives to each other as one; required ones come first.

    `components` is the role of its components.

    A course of a choice is an elective requirement of its own. A course that is listed in several
    groups comes once, as required where one of them requires it.
    """
    parts = [_requirement(ways, components) for ways in alternatives(list(rows))]
    known: set[tuple[str, ...]] = set()
    unique = []
    for part in sorted(parts, key=lambda part: part.role != "required"):
        name = tuple(_name(row) for row in part.ways[0])
        if not name or name not in known:
            unique.append(part)
        known.add(name)
    return [part for part in unique if part.most_courses]


def unavoidable(rows: Iterable[Row], components: Role) -> list[Requirement]:
    """What nobody can leave: the required parts, and the choices that say how much is chosen.

    The ways of a choice are all courses that it offers. One that offers a range as well has a way
    without a course.
    """
    listed = list(rows)
    required = [part for part in requirements_of(listed, components) if part.role == "required"]
    choices = [
        Requirement("elective", tuple(way for ways in alternatives(group) for way in ways))
        for group in _choices(listed)
    ]
    return [*required, *choices]


def alternatives(rows: Sequence[Row]) -> list[list[Way]]:
    """The rows of a program as ways, those that stand for each other in one list.

    The lists are in the order of their first rows. Rows that are taken together are one way.
    """
    by_position = {row["position"]: row for row in rows}
    bundles: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        first = by_position.get(row["alternative_to"], row)
        anchor = first["position"]
        if first is row and row["option"] in by_position and row["option"] != anchor:
            anchor = row["option"]  # it is taken together with the first row of its option
        bundles.setdefault((anchor, row["option"] or row["position"]), []).append(row)
    ways: dict[int, list[Way]] = {}
    for (anchor, _), bundle in bundles.items():
        ways.setdefault(anchor, []).append(tuple(bundle))
    return list(ways.values())


def is_range(row: Row) -> bool:
    """Whether a row is a range of courses."""
    return row["range_from"] is not None


def _choices(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each choice that says how many courses or credits are chosen."""
    electives = [row for row in rows if row["role"] == "elective"]
    for (_, count, credits), group in groupby(electives, _group):
        if count or credits:
            yield list(group)


def _group(row: Row) -> tuple[Any, ...]:
    return row["group_title"], row["choose_count"], row["choose_credits"]


def _requirement(ways: Sequence[Way], components: Role) -> Requirement:
    role = ways[0][0]["role"]
    named = tuple(tuple(row for row in way if not is_range(row)) for way in ways)
    return Requirement(components if role == "component" else role, named)


def _name(row: Row) -> str:
    return str(row["course_id"] or row["course_code"] or row["course_title"]).casefold()
