"""`courseatlas path` finds a course by id, code or words, and prints what leads to it."""

from pathlib import Path

import pytest

from cli.main import main
from cli.path import _lines, _matches
from courseatlas.prerequisites.chains import Chains

COURSES = [
    {"id": f"s:course:{code}", "code": code, "cross_listed": others, "title": title, "prerequisites_text": text}
    for code, others, title, text in [
        ("CS-1", ["ECE 1"], "Loops", None),
        ("CS-2", [], "Trees and Loops", "CS 1, or consent"),
        ("CS-3", [], "Éléments of Graphs", "Consent"),
    ]
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("s:course:CS-2", ["s:course:CS-2"]),
        ("old", ["s:course:CS-2"]),
        ("cs 2", ["s:course:CS-2"]),
        ("ECE1", ["s:course:CS-1"]),
        ("loops trees", ["s:course:CS-2"]),
        ("elements", ["s:course:CS-3"]),
        ("loops", ["s:course:CS-1", "s:course:CS-2"]),
        ("latin", []),
    ],
)
def test_a_course_is_found_by_its_id_its_code_or_words_of_its_title(
    question: str, ids: list[str]
) -> None:
    found = _matches(question, COURSES, {"old": "s:course:CS-2"})
    assert [course["id"] for course in found] == ids


def test_the_chain_tells_alternatives_circles_and_what_is_no_row() -> None:
    row = {"course_id": "s:course:CS-2", "group_number": 1, "option": 1, "alternative_text": None}
    rows = [
        row | {"code": "CS 1", "prerequisite_id": "s:course:CS-1", "alternative_text": "consent"},
        row | {"code": "CS 9", "prerequisite_id": None, "group_number": 2},
        row | {"code": "CS 2", "prerequisite_id": "s:course:CS-2", "group_number": 2, "option": 2},
    ]
    steps = list(Chains(rows).steps("s:course:CS-2"))
    assert list(_lines(COURSES[1], steps, {course["id"]: course for course in COURSES})) == [
        "CS-2  Trees and Loops  (s:course:CS-2)",
        "  CS-1  Loops  (s:course:CS-1), or consent",
        "  one of:",
        "    CS 9 [no row of this release]",
        "    CS-2  Trees and Loops  (s:course:CS-2) [leads back to it: a circle]",
        "3 courses, 1 without a row of this release, 1 circle",
    ]


@pytest.mark.parametrize(
    ("number", "sentence"), [(0, "states no prerequisites"), (2, "names no course: Consent")]
)
def test_a_course_that_asks_for_none_says_what_is_printed(number: int, sentence: str) -> None:
    assert list(_lines(COURSES[number], [], {}))[1].strip() == sentence


def test_a_release_answers(sample_release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["path", "CS", "7150", "--output", str(sample_release)]) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("CS 7150") and second.startswith("  CS 6140")
    assert main(["path", "latin", "grammar", "--output", str(sample_release)]) == 1


@pytest.mark.parametrize("command", ["path", "why"])
def test_an_empty_question_is_wrong_usage(
    command: str, sample_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, " ", "--output", str(sample_release)]) == 2
    printed = capsys.readouterr().err
    assert printed.startswith(f"error: {command}: ") and printed.count("\n") == 1
