"""The rules of program_courses: the courses that a program lists, in their order."""

from collections.abc import Iterator

import pandas as pd

from validation.gx.expectation import CRITICAL, WARNING, ExpectationRule, row_rule
from validation.gx.prepared import among
from validation.references import References
from validation.suites import texts
from validation.suites.membership import of_a_program


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a listed course keeps besides its schema."""
    yield row_rule(
        "positions count from 1",
        ("position", "program_id"),
        _counted,
        CRITICAL,
        "a program's positions are 1, 2, … without a gap",
        "see `pipelines/program_courses.py`: it lost a row of the program, or numbered "
        "two lists as one",
        where=lambda rows: rows["position"].notna() & rows["program_id"].notna(),
    )
    yield row_rule(
        "alternative_to is an earlier position",
        ("alternative_to", "position", "program_id"),
        _stands_for,
        WARNING,
        'an "or" row is an alternative to an earlier row of the same program',
        "see how the reader counts the rows of the requirements",
        where=lambda rows: rows["alternative_to"].notna(),
    )
    yield row_rule(
        "a course of the release has its id",
        ("course_id", "in_release"),
        lambda rows: rows["course_id"].notna(),
        CRITICAL,
        "a row that says its course is in the release names it",
        "see `pipelines/program_courses.py`",
        where=lambda rows: rows["in_release"] == True,  # noqa: E712 - a column
    )
    yield row_rule(
        "a range of courses is no course",
        ("range_from", "course_code", "course_id"),
        lambda rows: rows["course_code"].isna() & rows["course_id"].isna(),
        CRITICAL,
        "a row from one code to another has no code of its own and names no course",
        "see how the reader lists ranges: `courseatlas/requirements/listing.py`",
        where=lambda rows: rows["range_from"].notna(),
    )
    yield from texts.title("course_title")
    yield texts.others(("course_code", "group_title", "range_from", "range_to"))
    yield from _reference_rules(references)


def _reference_rules(references: References) -> Iterator[ExpectationRule]:
    """The program and the course of a row are rows of the release."""
    programs = references.programs
    if programs is not None:
        yield of_a_program(
            programs,
            "every listed course belongs to a program of this release",
            "a program was withheld and its list was not: see `flows/assemble/`",
        )
    courses = references.courses
    if courses is not None:
        yield row_rule(
            "course_id is a course of the release",
            ("course_id", "in_release"),
            lambda rows: among(rows["course_id"], courses),
            CRITICAL,
            "a course that a row says is in the release is a row of courses",
            "see `pipelines/program_courses.py`",
            where=lambda rows: (rows["in_release"] == True) & rows["course_id"].notna(),  # noqa: E712 - a column
        )


def _counted(rows: pd.DataFrame) -> pd.Series:
    by_program = rows.groupby("program_id", dropna=False)["position"]
    # with each position once (a rule of its own), no gap means that the last is the number of rows
    return by_program.transform("max") == by_program.transform("size")


def _stands_for(rows: pd.DataFrame) -> pd.Series:
    places = pd.MultiIndex.from_arrays([rows["program_id"], rows["position"]])
    named = pd.MultiIndex.from_arrays([rows["program_id"], rows["alternative_to"]])
    return pd.Series(named.isin(places), index=rows.index) & (
        rows["alternative_to"] < rows["position"]
    )
