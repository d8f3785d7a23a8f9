"""The requirement tree of a program: rules, alternatives, and courses that are taken together."""

from typing import Any

import pytest

from release_site.requirement_tree import range_words, requirement_groups


def listed(position: int, **fields: Any) -> dict[str, Any]:
    return {
        "position": position, "course_code": f"CS {position}", "course_title": "", "course_id": None, "role": "required",
        "group_title": None, "choose_count": None, "choose_credits": None, "alternative_to": None, "option": None,
        "range_from": None, "range_to": None, "excluded_codes": [],
    } | fields  # fmt: skip


def shape(rows: list[dict[str, Any]], components: Any = "elective") -> list[Any]:
    """(title, rule, positions per way per choice) of each group."""
    return [
        (
            group.title,
            group.rule,
            [[[row["position"] for row in way] for way in choice] for choice in group.choices],
        )
        for group in requirement_groups(rows, components)
    ]


def test_an_or_row_stands_beside_the_row_that_it_is_an_alternative_to() -> None:
    rows = [listed(1), listed(2, alternative_to=1), listed(3)]
    assert shape(rows) == [("", "All of these", [[[1], [2]], [[3]]])]


def test_courses_that_are_taken_together_are_one_way() -> None:
    rows = [listed(1), listed(2, alternative_to=1, option=2), listed(3, alternative_to=1, option=2)]
    assert shape(rows) == [("", "All of these", [[[1], [2, 3]]])]


@pytest.mark.parametrize(
    ("fields", "components", "rule"),
    [
        ({"role": "required"}, "elective", "All of these"),
        ({"role": "elective"}, "elective", "By choice"),
        ({"role": "elective", "choose_count": 2}, "elective", "Choose 2 of these"),
        ({"role": "elective", "choose_credits": 7.5}, "elective", "Choose 7.5 credits of these"),
        ({"role": "component"}, "required", "All of these"),
        ({"role": "component"}, "elective", "Listed; nothing says what is asked"),
    ],
)
def test_the_rule_of_a_group_is_told(fields: dict[str, Any], components: str, rule: str) -> None:
    assert [found for _, found, _ in shape([listed(1, **fields)], components)] == [rule]


def test_a_new_heading_or_rule_begins_a_group() -> None:
    rows = [
        listed(1, group_title="Core"),
        listed(2, group_title="Core", role="elective"),
        listed(3, group_title="Rest", role="elective"),
    ]
    assert [title for title, *_ in shape(rows)] == ["Core", "Core", "Rest"]


def test_a_range_is_told_in_words() -> None:
    row = listed(1, range_from="CS 2500", range_to="CS 5010")
    assert range_words(row) == "any course from CS 2500 to CS 5010" and range_words(listed(1)) == ""
