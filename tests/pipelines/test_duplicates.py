"""Rows of one id: one thing printed twice is merged, two things under one key are an error that is told."""

import pandas as pd
import pytest
from pipelines.duplicates import collisions, merge_duplicates


def rows(*titles: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "id": "s:course:CS-1",
                "title": title,
                "description": None,
                "cross_listed": [],
                "evidence_url": f"https://example.edu/{number}",
            }
            for number, title in enumerate(titles)
        ],
        dtype=object,
    )


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


@pytest.mark.parametrize("one, other", [("Machine Learning", "Organic Chemistry"), ("Special Topics: Robotics", "Special Topics: Poetry")])
def test_two_things_under_one_key_are_told_with_both_pages(one: str, other: str) -> None:
    found = collisions(rows(one, other))
    assert list(found) == [1]
    assert one in found[1] and other in found[1] and "https://example.edu/0" in found[1] and "https://example.edu/1" in found[1]


def test_a_course_of_two_pages_is_one_row_filled_from_both() -> None:
    twice = rows("Machine Learning", "Machine Learning")
    twice.at[1, "description"] = "Models from data."
    twice.at[0, "cross_listed"] = ["STAT 2"]
    merged = merge_duplicates(twice)
    assert len(merged) == 1 and merged.at[0, "description"] == "Models from data." and merged.at[0, "cross_listed"] == ["STAT 2"]
