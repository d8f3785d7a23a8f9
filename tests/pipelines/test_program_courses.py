"""Programs and the courses that they list."""

import pandas as pd

from pipelines.program_courses import program_courses

CATALOG = pd.DataFrame(
    [
        {
            "source_id": "roster",
            "id": "roster:course:CS-4780",
            "title": "Machine Learning",
            "code": "CS 4780",
            "cross_listed": ["STSCI 4780"],
        },
        {
            "source_id": "catalog",
            "id": "catalog:course:CS-1",
            "title": "Logic",
            "code": "CS 1",
            "cross_listed": [],
        },
        {
            "source_id": "catalog",
            "id": "catalog:course:x",
            "title": "Special Topics",
            "code": None,
            "cross_listed": [],
        },
        {
            "source_id": "catalog",
            "id": "catalog:course:y",
            "title": "Special Topics",
            "code": None,
            "cross_listed": [],
        },
        {
            "source_id": "other",
            "id": "other:course:MA-1",
            "title": "Calculus",
            "code": "MA 1",
            "cross_listed": [],
        },
    ],
    dtype=object,
)
INSTITUTIONS = {"roster": "university", "catalog": "university", "other": "elsewhere"}

ALIASES = {"catalog:course:004711": "catalog:course:CS-1"}


def listed(code: str | None, title: str, **more: object) -> dict:
    component = {"course_code": code, "course_title": title, "role": "required"} | more
    programs = pd.DataFrame([{"source_id": "catalog", "id": "catalog:program:p"}])
    components = {"catalog:program:p": [component]}
    released = {"roster:course:CS-4780"}
    return program_courses(programs, components, CATALOG, released, INSTITUTIONS, ALIASES)[0]


def test_a_listed_course_is_found_by_code_in_the_source_and_in_the_institution_s_others() -> None:
    assert listed("CS 1", "Logic")["course_id"] == "catalog:course:CS-1"
    found = listed("STSCI 4780", "Machine Learning")
    assert found["course_id"] == "roster:course:CS-4780" and found["in_release"] is True
    assert listed("CS 1", "Logic")["in_release"] is False


def test_another_university_s_code_is_another_course() -> None:
    assert listed("MA 1", "Calculus")["course_id"] is None


def test_a_title_finds_a_course_only_where_one_alone_bears_it() -> None:
    assert listed(None, "LOGIC")["course_id"] == "catalog:course:CS-1"
    assert listed(None, "Special Topics")["course_id"] is None


def test_a_range_names_no_course_whatever_its_words_are() -> None:
    assert listed(None, "Logic", range_from="CS 1")["course_id"] is None


def test_a_course_that_a_program_names_by_a_number_of_the_vendor_has_its_record_s_code_and_title() -> (
    None
):
    row = listed(None, "004711", course_alias="004711")
    assert (row["course_id"], row["course_code"]) == ("catalog:course:CS-1", "CS 1")
    assert row["course_title"] == CATALOG["title"][CATALOG["id"] == "catalog:course:CS-1"].item()
    assert "course_alias" not in row
    unread = listed(None, "004712", course_alias="004712")
    assert (unread["course_id"], unread["course_title"]) == (None, "004712")


def test_a_course_that_a_program_names_by_its_code_alone_has_the_title_of_its_record() -> None:
    assert listed("CS 1", "CS 1")["course_title"] == "Logic"
    assert listed("CS 1", "Introductory Logic")["course_title"] == "Introductory Logic"
    assert listed("CS 99", "CS 99")["course_title"] == "CS 99"
