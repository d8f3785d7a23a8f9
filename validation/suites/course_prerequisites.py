"""The rules of course_prerequisites: the courses that the prerequisites of a course name."""

from collections.abc import Iterator

import pandas as pd

from validation.gx.expectation import CRITICAL, ExpectationRule, row_rule
from validation.gx.prepared import among
from validation.references import References
from validation.suites import texts

_SEE = "see `courseatlas/prerequisites/expressions.py`"


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a prerequisite keeps besides its schema."""
    yield row_rule(
        "groups count from 1",
        ("group_number", "course_id"),
        lambda rows: _counts_from_1(rows, ["course_id"], "group_number"),
        CRITICAL,
        "the groups of a course are 1, 2, … without a gap",
        f"{_SEE}: it lost a group of the course",
        where=lambda rows: rows["group_number"].notna() & rows["course_id"].notna(),
    )
    yield row_rule(
        "options count from 1",
        ("option", "group_number", "course_id"),
        lambda rows: _counts_from_1(rows, ["course_id", "group_number"], "option"),
        CRITICAL,
        "the options of a group are 1, 2, … without a gap",
        f"{_SEE}: it lost an option of the group",
        where=lambda rows: rows[["option", "group_number", "course_id"]].notna().all(axis=1),
    )
    yield texts.others(("code", "alternative_text"))
    courses = references.courses
    if courses is not None:
        for name in ("course_id", "prerequisite_id"):
            yield _is_course(name, courses)


def _is_course(name: str, courses: frozenset[str]) -> ExpectationRule:
    return row_rule(
        f"{name} is a row of courses",
        (name,),
        lambda rows: among(rows[name], courses),
        CRITICAL,
        f"a {name} is the id of a course of this release",
        "see `pipelines/course_prerequisites.py`: it names a course that was withheld",
        where=lambda rows: rows[name].notna(),
    )


def _counts_from_1(rows: pd.DataFrame, within: list[str], number: str) -> pd.Series:
    numbers = rows.groupby(within, dropna=False)[number]
    return numbers.transform("max") == numbers.transform("nunique")
