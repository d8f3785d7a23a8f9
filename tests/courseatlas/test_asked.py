"""What a program asks for: alternatives once, choices as electives, no range of courses."""

import pytest

from courseatlas.requirements.asked import Row, requirements_of, unavoidable
from courseatlas.schema import PROGRAM_COURSES
from pipelines.program_topics import program_topics

EMPTY = dict.fromkeys(PROGRAM_COURSES.names)


def listed(*rows: tuple[str, dict[str, object]]) -> list[Row]:
    """Rows of a program, each of one letter that is its topic too; an empty letter is a range."""
    return [
        EMPTY
        | {
            "program_id": "s:program:p",
            "position": position,
            "course_title": letter or "CS 300 to CS 399",
            "course_id": f"s:course:{letter}" if letter else None,
            "range_from": None if letter else "CS 300",
            "role": "required",
            "topics": [letter[0]] if letter else [],
        }
        | columns
        for position, (letter, columns) in enumerate(rows, 1)
    ]


def choice(*letters: str, **columns: object) -> list[tuple[str, dict[str, object]]]:
    return [
        (letter, {"role": "elective", "group_title": "Options", **columns}) for letter in letters
    ]


def alternative_to(position: int, **columns: object) -> dict[str, object]:
    return {"alternative_to": position, **columns}


# the rows; topic -> (required, elective), and how many courses are counted in all
COUNTS = [
    ([("a", {}), ("b", {})], {"a": (1, 0), "b": (1, 0)}, 2),
    # alternatives count once: as required where all have the topic, else by choice
    ([("a1", {}), ("a2", alternative_to(1))], {"a": (1, 0)}, 1),
    ([("a", {}), ("b", alternative_to(1))], {"a": (0, 1), "b": (0, 1)}, 1),
    ([("a1", {}), ("a2", alternative_to(1)), ("b", alternative_to(1))], {"a": (0, 1), "b": (0, 1)}, 1),
    # two courses together, or one in their place
    (
        [("a1", {"option": 1}), ("a2", {"option": 1}), ("a3", alternative_to(1))],
        {"a": (1, 1)},
        2,
    ),
    # each course that a choice offers is an elective
    (choice("a1", "a2", "b", choose_count=2), {"a": (0, 2), "b": (0, 1)}, 3),
    # a course that is listed twice counts once, as required where one group requires it
    ([*choice("a", "b", choose_count=1), ("a", {})], {"a": (1, 0), "b": (0, 1)}, 2),
    # a range is not counted, and what stands for it is not required
    ([("a", {}), ("", {})], {"a": (1, 0)}, 1),
    ([("", {}), ("a", alternative_to(1))], {"a": (0, 1)}, 1),
    # the row that it stands for was withheld
    ([("a", alternative_to(9))], {"a": (1, 0)}, 1),
    ([("", {})], {}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "counts", "total"), COUNTS)
def test_topics_are_counted_by_role(
    rows: list[tuple[str, dict[str, object]]], counts: dict[str, tuple[int, int]], total: int
) -> None:
    found = {
        (row["topic"], row["role"]): (row["courses"], row["share"])
        for row in program_topics(listed(*rows), {"s:program:p": "bachelor"}, {})
    }
    expected = {
        (topic, role): (courses, round(courses / total, 4))
        for topic, numbers in counts.items()
        for role, courses in zip(("required", "elective"), numbers, strict=True)
        if courses
    }
    assert found == expected


def test_credits_are_summed_where_every_course_states_them() -> None:
    rows = listed(("a1", {}), ("a2", alternative_to(1)), ("a3", {}), ("b", {}))
    credits = {"s:course:a1": 3.0, "s:course:a2": 4.0, "s:course:a3": 4.0, "s:course:b": None}
    found = {
        row["topic"]: row["credits"]
        for row in program_topics(rows, {"s:program:p": "minor"}, credits)
    }
    assert found == {"a": 7.0, "b": None}


@pytest.mark.parametrize(
    ("rows", "is_unavoidable"),
    [
        ([("a", {})], True),
        ([("a", {}), ("b", alternative_to(1))], False),
        (choice("a1", "a2", choose_count=1), True),
        (choice("a1", "a2", choose_credits=6.0), True),
        (choice("a1", "a2"), False),
        (choice("a1", "b", choose_count=1), False),
        (choice("a1", "", choose_count=1), False),
        ([*choice("a1", choose_count=1), *choice("b", choose_count=1, group_title="Others")], True),
    ],
)
def test_a_choice_of_courses_of_one_kind_leaves_no_way_around(
    rows: list[tuple[str, dict[str, object]]], is_unavoidable: bool
) -> None:
    parts = unavoidable(listed(*rows), "elective")
    assert (
        any(part.courses(lambda row: "a" in row["topics"])[0] for part in parts) == is_unavoidable
    )


def test_a_program_without_rows_asks_for_nothing() -> None:
    assert requirements_of([], "elective") == unavoidable([], "elective") == []


@pytest.mark.parametrize(
    ("credential_type", "role"),
    [("specialization", "required"), ("certificate", "required"), ("bachelor", "elective")],
)
def test_the_components_of_a_series_are_all_taken_and_a_degree_that_says_nothing_asks_nothing(
    credential_type: str, role: str
) -> None:
    rows = listed(("a", {"role": "component"}))
    (row,) = program_topics(rows, {"s:program:p": credential_type}, {})
    assert (row["role"], row["courses"]) == (role, 1)
