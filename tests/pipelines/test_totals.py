"""The total that a program states against what it lists."""

import pandas as pd
import pytest

from pipelines.totals import total_mismatches

CATALOG = pd.DataFrame(
    {"id": [f"s:course:{n}" for n in range(1, 6)], "credits": [3.0, 3.0, 4.0, 4.0, None]},
    dtype=object,
)


def program(total: float | None, kind: str = "master") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "id": "s:program:p",
                "credential_type": kind,
                "credits_total_min": total,
                "credits_total_max": total,
            }
        ],
        dtype=object,
    )


def row(number: int, role: str = "required", **more) -> dict:
    return {"program_id": "s:program:p", "course_id": f"s:course:{number}", "role": role} | more


@pytest.mark.parametrize(
    "total, listed, sentence",
    [
        (6, [row(1), row(2)], None),
        (6, [row(1), row(2), row(3)], "adds up to 10, more than the total of 6"),
        (6, [row(1), row(2), row(3, alternative_to=2)], None),
        (8, [row(1), row(2)], "adds up to 6, less than the total of 8"),
        (30, [row(1), row(2)], None),
        (13, [row(1), row(2), row(5)], None),
        (
            10,
            [
                row(1),
                row(2),
                row(3, "elective", group_title="E", choose_count=1),
                row(4, "elective", group_title="E", choose_count=1),
            ],
            None,
        ),
        (
            9,
            [
                row(1),
                row(3, "elective", group_title="E", choose_count=1),
                row(4, "elective", group_title="E"),
            ],
            "adds up to 7, less than the total of 9",
        ),
        (
            14,
            [row(1), row(3, "elective", group_title="E"), row(4, "elective", group_title="E")],
            None,
        ),
        (
            9,
            [
                row(1),
                row(3, "elective", group_title="E", choose_credits=8.0),
                row(4, "elective", group_title="E"),
            ],
            "adds up to 11, more",
        ),
        (None, [row(1)], None),
        (30, [], None),
    ],
)
def test_only_a_contradiction_is_told(
    total: float | None, listed: list[dict], sentence: str | None
) -> None:
    found = total_mismatches(program(total), listed, CATALOG)
    assert (sentence is None and not found) or (
        sentence and sentence in found[0][1] and found[0][0] == "s:program:p"
    )


def test_a_bachelor_s_page_leaves_credits_to_the_student() -> None:
    assert total_mismatches(program(120, "bachelor"), [row(1)], CATALOG) == []
