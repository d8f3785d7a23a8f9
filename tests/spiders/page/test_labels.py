"""Labels in lines of text and in the sentences of a description."""

import pytest

from spiders.page.labels import columns_by_label, in_prose, segments

LINES = [
    ("Prerequisite: MATH 141. Concurrent: MATH 142.", {"prerequisites_text": "MATH 141.", "corequisites_text": "MATH 142."}),
    ("How lamps work. Prerequisite: LMP 1. Notes: bring one.", {"": "How lamps work.", "prerequisites_text": "LMP 1."}),
    ("Credit Hours: 3", {"credits_text": "3 Credit Hours"}),
    ("Course Description: How lamps work.", {"description": "How lamps work."}),
    ("Attributes: Online", {}),
    ("How lamps work.", {"": "How lamps work."}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "values"), LINES)
def test_a_line_is_cut_at_its_labels(line: str, values: dict[str, str]) -> None:
    assert segments(line) == values


@pytest.mark.parametrize(
    ("marked", "prerequisites"),
    [
        (["Prerequisites"], "LMP 1. Recommended: patience."),
        (["Prerequisites:", "Recommended:"], "LMP 1."),
        (["How lamps work"], "LMP 1."),
        ([], "LMP 1."),
    ],
)
def test_a_plain_word_ends_no_value_whose_label_is_bold(
    marked: list[str], prerequisites: str
) -> None:
    line = "Prerequisites: LMP 1. Recommended: patience. Corequisites: LMP 3."
    assert segments(line, marked) == {
        "prerequisites_text": prerequisites,
        "corequisites_text": "LMP 3.",
    }


@pytest.mark.parametrize(
    ("description", "prerequisites"),
    [
        ("Prerequisites: MATH 60 and ENG 1. Ideas of computing are shown.", "MATH 60 and ENG 1."),
        ("Prerequisite: MATH 60. No credit for students with CS 2.", "MATH 60. No credit for students with CS 2."),
        ("Basics of it. Prerequisite: MATH 220 or MATH 221.", "MATH 220 or MATH 221."),
        ("Basics of it.", None),
    ],
)  # fmt: skip
def test_prerequisites_in_prose_end_where_the_course_is_described(
    description: str, prerequisites: str | None
) -> None:
    assert in_prose(description).get("prerequisites_text") == prerequisites


def test_every_label_is_a_text_in_lower_case() -> None:
    assert [label for label in columns_by_label() if label != str(label).casefold()] == []
