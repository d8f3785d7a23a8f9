"""Every kind of expectation has a seeded bad row that it must catch."""

import datetime

import pandas as pd
import pytest

from courseatlas.schema import COURSES, PROGRAM_COURSES, PROGRAMS
from validation.check import check, quarantine_rows


def course(number: int, **wrong) -> dict:
    day = datetime.date(2026, 11, 24)
    row = {
        "id": f"x:course:CS-{number}", "source_id": "x", "provider_id": "x", "url": "https://example.edu/cs", "title": "A", "relevance": "core", "relevance_score": 0.9,
        "topics": [], "matched_terms": ["deep learning"], "offered_by": [], "same_as": [], "evidence_url": "https://example.edu/cs", "payload_sha256": "a" * 64,
        "fetched_at": pd.Timestamp("2026-11-24", tz="UTC"), "first_seen": day, "last_seen": day, "freshness": "fresh",
        "cross_listed": [], "topic_titles": [], "prerequisite_codes": [], "instructors": [], "syllabus": [], "credits_min": 3.0, "credits_max": 4.0, "credit_unit": "credit",
    }  # fmt: skip
    return {name: None for name in COURSES.names} | row | wrong


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"title": None}, "title is not null"),
        ({"title": "Home"}, "title is no word of a menu"),
        ({"title": "{{ course.title }}"}, "title holds no template"),
        ({"description": "Lorem ipsum dolor"}, "description holds no template"),
        ({"id": "nonsense"}, "id has its form"),
        ({"relevance": "very"}, "relevance is a word of its vocabulary"),
        ({"credit_unit": "bushels"}, "credit_unit is a word of its vocabulary"),
        ({"credits_max": 900.0}, "credits_max is between 0 and 60"),
        ({"credits_min": 5.0}, "credits_min is at most credits_max"),
        ({"url": "javascript:alert(1)"}, "url has its form"),
        ({"payload_sha256": "short"}, "payload_sha256 has its form"),
        ({"rating_value": 6.0}, "rating_value is between 0 and 5"),
    ],
)
def test_a_bad_row_is_withheld_with_its_reason(wrong: dict, rule: str) -> None:
    frame = pd.DataFrame(
        [course(number) for number in range(1, 20)] + [course(99, **wrong)], dtype=object
    )
    result = check(COURSES, frame, expected=True)
    quarantine = quarantine_rows(COURSES, result, "carried")
    assert rule in {row["rule"] for row in quarantine} and result.stop_reason is None
    assert 18 <= len(result.accepted) <= 19 and len(result.accepted) + len(result.rejected) == 20
    assert {(row["table"], row["origin"]) for row in quarantine} == {("courses", "carried")}
    assert {row["severity"] for row in quarantine} == {"warning"}


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [({"id": "x:course:CS-1"}, "id is unique"), ({"source_id": None}, "source_id is not null")],
)
def test_a_broken_key_stops_the_publication(wrong: dict, rule: str) -> None:
    frame = pd.DataFrame(
        [course(number) for number in range(1, 20)] + [course(99, **wrong)], dtype=object
    )
    assert rule in str(check(COURSES, frame, expected=True).stop_reason)


def test_a_repeated_description_is_reported_and_withholds_nothing() -> None:
    frame = pd.DataFrame(
        [
            course(number, description="Topics vary." if number < 3 else None)
            for number in range(1, 20)
        ],
        dtype=object,
    )
    result = check(COURSES, frame, expected=True)
    assert len(result.accepted) == 19 and not result.faults and result.stop_reason is None
    assert [
        (one.rule, one.severity, one.failed_rows) for one in result.checks if not one.success
    ] == [("description is not another row's", "info", 2)]


def test_good_rows_all_pass() -> None:
    frame = pd.DataFrame([course(number) for number in range(5)], dtype=object)
    result = check(COURSES, frame, expected=True)
    assert (
        len(result.accepted) == 5
        and not result.faults
        and all(one.success for one in result.checks)
    )


def test_a_table_of_broken_rows_stops_the_publication() -> None:
    frame = pd.DataFrame([course(number, title=None) for number in range(10)], dtype=object)
    assert "10 of 10 rows" in str(check(COURSES, frame, expected=True).stop_reason)


def test_an_expectation_that_looked_at_no_row_counts_as_failed() -> None:
    result = check(PROGRAMS, pd.DataFrame(columns=PROGRAMS.names), expected=True)
    assert [one.success for one in result.checks] == [False]


def test_a_bad_row_of_a_program_s_list_is_withheld_alone() -> None:
    row = {
        "program_id": "x:program:ms",
        "in_release": False,
        "course_title": "A",
        "role": "required",
        "excluded_codes": [],
    }
    rows = [
        {name: None for name in PROGRAM_COURSES.names} | row | {"position": number}
        for number in range(1, 9)
    ]
    rows[3]["choose_count"] = 900
    result = check(PROGRAM_COURSES, pd.DataFrame(rows, dtype=object), expected=False)
    assert len(result.accepted) == 7 and result.stop_reason is None
    assert [
        (row["rule"], row["id"]) for row in quarantine_rows(PROGRAM_COURSES, result, "related")
    ] == [("choose_count is between 1 and 100", "x:program:ms")]
