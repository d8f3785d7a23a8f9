"""Chains of prerequisites come to an end, and tell of circles."""

import pytest

from courseatlas.prerequisites.chains import Chains, Row


def rows(*asked: str) -> list[Row]:
    """Rows from "A: B, C|D+E": groups with commas, options with a bar, courses with a plus."""
    return [
        {
            "course_id": course,
            "group_number": group_number,
            "option": option,
            "code": code,
            "prerequisite_id": None if code.islower() else code,
            "alternative_text": None,
        }
        for course, _, groups in (each.partition(": ") for each in asked)
        for group_number, group in enumerate(groups.split(", "), 1)
        for option, way in enumerate(group.split("|"), 1)
        for code in way.split("+")
    ]


def told(chains: Chains, course: str) -> list[str]:
    return [
        f"{step.depth} {step.words or step.code} {step.ending}".rstrip()
        for step in chains.steps(course)
    ]


def test_a_chain_tells_groups_options_and_what_is_no_row() -> None:
    chains = Chains(rows("A: B, C|D+e", "B: D", "D: F"))
    assert told(chains, "A") == [
        "1 B", "2 D", "3 F", "1 one of:", "2 C", "2 together:", "3 D above", "3 e no_row",
    ]  # fmt: skip
    assert told(chains, "F") == []


@pytest.mark.parametrize(
    ("asked", "cycles", "steps"),
    [
        (["A: B", "B: C", "C: A"], [("A", "B", "C")], ["1 B", "2 C", "3 A cycle"]),
        (["A: A|B"], [("A",)], ["1 one of:", "2 A cycle", "2 B"]),
        (["A: B, C", "B: C"], [], ["1 B", "2 C", "1 C"]),
        (["A: B", "C: D", "D: C"], [("C", "D")], ["1 B"]),
    ],
)
def test_circles_are_told_and_not_followed(
    asked: list[str], cycles: list[tuple[str, ...]], steps: list[str]
) -> None:
    chains = Chains(rows(*asked))
    assert chains.cycles() == cycles
    assert told(chains, "A") == steps


def test_long_chains_and_dense_ones_come_to_an_end() -> None:
    line = Chains(rows(*(f"C{n}: C{n + 1}" for n in range(3000)), "C3000: C0"))
    assert len(list(line.steps("C0"))) == 3001 and len(line.cycles()[0]) == 3001
    dense = Chains(
        rows(*(f"C{n}: " + ", ".join(f"C{m}" for m in range(n + 1, 40)) for n in range(39)))
    )
    assert len(list(dense.steps("C0"))) == 39 * 40 // 2
