"""Rows of one id: one thing printed twice is merged, two things under one key are an error that is told."""

import pandas as pd
import pytest

from courseatlas.arrow import series, values
from courseatlas.schema import COURSES
from pipelines.merge_duplicates import collisions, merge_duplicates, withhold_collisions
from pipelines.step import CurationContext

CONTEXT = CurationContext(COURSES, "course", {}, lambda title, description: None)  # type: ignore[arg-type, return-value]


def rows(*titles: str, **columns: list) -> pd.DataFrame:
    size = len(titles)
    data = {
        "record_number": series(range(size), "int64"),
        "id": series(["s:course:CS-1"] * size, "string"),
        "title": series(titles, "string"),
        "description": series(columns.get("description", [None] * size), "string"),
        "cross_listed": series(columns.get("cross_listed", [[]] * size), "list<string>"),
        "evidence_url": series([f"https://example.edu/{n}" for n in range(size)], "string"),
    }
    return pd.DataFrame(data)


@pytest.mark.parametrize(
    "other",
    [
        "INTRO TO MACH LEARN",
        "Introduction to ML",
        "Introduction to Machine Learning for Engineers",
        "Introduction to Machine Learning",
        "Introduction to Learning Machines",
    ],
)
def test_another_wording_of_a_title_is_the_same_course(other: str) -> None:
    assert collisions(rows("Introduction to Machine Learning", other)) == {}


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Machine Learning", "Organic Chemistry"),
        ("Special Topics: Robotics", "Special Topics: Poetry"),
    ],
)
def test_two_things_under_one_key_are_told_with_both_pages(title: str, other: str) -> None:
    kept, ended = withhold_collisions(rows(title, other), CONTEXT)
    assert values(kept["title"]) == [title]
    assert ended[["record_number", "outcome"]].values.tolist() == [[1, "quarantined"]]
    sentence = ended["detail"][0]
    assert title in sentence and other in sentence
    assert "https://example.edu/0" in sentence and "https://example.edu/1" in sentence


def test_a_course_of_two_pages_is_one_row_filled_from_both() -> None:
    twice = rows(
        "Machine Learning",
        "Machine Learning",
        description=[None, "Models from data."],
        cross_listed=[["STAT 2"], []],
    )
    merged, ended = merge_duplicates(twice, CONTEXT)
    (row,) = merged.to_dict("records")
    assert row["description"] == "Models from data." and list(row["cross_listed"]) == ["STAT 2"]
    assert ended[["outcome", "merged_into"]].values.tolist() == [["merged", "s:course:CS-1"]]
    assert {*values(merged["record_number"]), *ended["record_number"]} == {0, 1}
