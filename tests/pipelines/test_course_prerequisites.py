"""Prerequisites are resolved to rows of the release; codes that name no course are counted."""

import pandas as pd

from courseatlas.schema import COURSE_PREREQUISITES
from pipelines.course_finder import CourseFinder
from pipelines.course_prerequisites import course_prerequisites, prerequisite_warnings

CATALOG = pd.DataFrame(
    [
        {"source_id": source, "id": f"{source}:course:{code.replace(' ', '-')}", "title": code, "code": code, "cross_listed": others}
        for source, code, others in [
            ("roster", "CS 1", []), ("roster", "CS 2", ["ECE 2"]), ("roster", "CS 3", []), ("catalog", "MATH 1", []), ("other", "MATH 2", []),
        ]
    ],
    dtype=object,
)  # fmt: skip
FINDER = CourseFinder(CATALOG, {"roster": "university", "catalog": "university"})


def rows(*stated: tuple[str, str | None]) -> list[dict]:
    courses = pd.DataFrame(
        [
            {"id": f"roster:course:{key}", "source_id": "roster", "prerequisites_text": text}
            for key, text in stated
        ]
    )
    return course_prerequisites(courses, FINDER)


def test_a_code_is_resolved_where_its_course_is_a_row_of_the_release() -> None:
    found = rows(("CS-3", "CS 1 and (ECE 2 or MATH 2)"), ("CS-2", None), ("CS-1", "none"))
    assert [(row["code"], row["prerequisite_id"]) for row in found] == [
        ("CS 1", "roster:course:CS-1"), ("ECE 2", "roster:course:CS-2"), ("MATH 2", None),
    ]  # fmt: skip
    assert all(row.keys() == set(COURSE_PREREQUISITES.names) for row in found)


def test_a_course_that_is_read_and_not_released_has_no_id() -> None:
    (row,) = rows(("CS-3", "MATH 1"))
    assert row["prerequisite_id"] is None


def test_codes_that_name_no_course_are_counted_per_source_that_was_read() -> None:
    found = rows(("CS-3", "CS 1, MATH 1, MATH 2 and PHYS 9"))
    ((course_id, sentence),) = prerequisite_warnings(found, FINDER, {"roster"})
    assert course_id == "roster:course:CS-3"
    assert sentence.startswith("2 of 4 prerequisites of roster") and "MATH 2" in sentence
    assert list(prerequisite_warnings(found, FINDER, set())) == []


def test_circles_are_told_one_by_one_up_to_three() -> None:
    circles = rows(("CS-1", "CS 2"), ("CS-2", "CS 1"))
    assert list(prerequisite_warnings(circles, FINDER, set())) == [
        ("roster:course:CS-1", "its prerequisites lead back to it, by roster:course:CS-2")
    ]
    ring = [
        {"course_id": f"s:course:{n}", "prerequisite_id": f"s:course:{(n + 1) % 9}", "group_number": 1, "option": 1, "code": "CS 1"}
        for n in range(9)
    ]  # fmt: skip
    ((_, sentence),) = prerequisite_warnings(ring, FINDER, set())
    assert sentence.endswith("by s:course:1, s:course:2, s:course:3 and 5 more")
    many = [
        {"course_id": f"s:course:{n}", "prerequisite_id": f"s:course:{n}", "group_number": 1, "option": 1, "code": "CS 1"}
        for n in range(9)
    ]  # fmt: skip
    *told, last = prerequisite_warnings(many, FINDER, set())
    assert len(told) == 3 and last[1] == "so do those of 6 more circles"
