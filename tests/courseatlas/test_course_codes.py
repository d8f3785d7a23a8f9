"""Course codes: cut from title lines and found in text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseatlas.values.codes import (
    course_codes,
    number_of,
    split_code,
    subject_of,
    with_plain_hyphens,
)
from tests.support.printed_codes import FORMS


@pytest.mark.parametrize("line, code, subject, number, cross_listed, title", FORMS)
def test_a_title_line_is_cut_behind_its_codes(
    line: str,
    code: str,
    subject: str | None,
    number: str | None,
    cross_listed: list[str],
    title: str,
) -> None:
    codes = split_code(line)
    assert (codes.code, list(codes.cross_listed)) == (code, cross_listed)
    assert codes.rest.lstrip(" .:-*") == title
    assert (subject_of(code), number_of(code)) == (subject, number)


def test_the_table_has_the_forms_of_many_schools() -> None:
    assert len({line for line, *_ in FORMS}) >= 120


@pytest.mark.parametrize(
    "line",
    [
        "2020 Vision",
        "Fall 2020 Topics",
        "FALL 2020 Topics",
        "3D Modeling",
        "Introduction to AI",
        "20 000 Leagues",
        "Art 20th Century",
    ],
)
def test_a_title_that_begins_with_a_number_has_no_code(line: str) -> None:
    assert split_code(line) == (None, (), "", line)


@pytest.mark.parametrize(
    "text, codes",
    [
        ("MATH 106 or 114 or 115", ["MATH 106", "MATH 114", "MATH 115"]),
        ("CSCI-UA 102 and DS-GA 1003", ["CSCI-UA 102", "DS-GA 1003"]),
        ("CSCI-UA 102 or 201", ["CSCI-UA 102", "CSCI-UA 201"]),
        ("EECS-E 484; CSCI-B 551", ["EECS-E 484", "CSCI-B 551"]),
        ("CSC384H1, STA237H1", ["CSC 384H1", "STA 237H1"]),
        ("18.06SC or 6.3900[J]", ["18.06SC", "6.3900[J]"]),
        ("10-301 (15-122)", ["10-301", "15-122"]),
        ("CS\xa0440 / ECE\xa0448", ["CS 440", "ECE 448"]),
        ("CSCI\u2011UA\u200b 472", ["CSCI-UA 472"]),
        ("(CHEM 2313 or CHEM 2317) and CHEM 3431 or", ["CHEM 2313", "CHEM 2317", "CHEM 3431"]),
        ("MATH-UA 9 or PRE-K 12", ["MATH-UA 9"]),
        ("GPA 30 and COVID-19 rules", []),
        ("COMP SCI 300 AND MATH 240", ["COMP SCI 300", "MATH 240"]),
        ("COMP\xa0SCI 300 or 367", ["COMP SCI 300", "COMP SCI 367"]),
        ("I E 305, E C E/COMP SCI 252, A A 210", ["I E 305", "E C E/COMP SCI 252", "A A 210"]),
        ("EECS 16A & 16B", ["EECS 16A", "EECS 16B"]),
        ("PHYS 7A, 7B or 7C", ["PHYS 7A", "PHYS 7B", "PHYS 7C"]),
        ("CS 61A, 3D graphics", ["CS 61A"]),
        ("MATH 51, 16B", ["MATH 51"]),
        ("FALL 2026: CS 101", ["CS 101"]),
        ("MATH 1A and PHYSICS 7C, but not PART 2B", ["MATH 1A", "PHYSICS 7C"]),
        ("a grade of C 100 times", []),
        ("STUDENTS HAVE TO TAKE ONE OF THESE: CS 101 OR COMP SCI 300", ["CS 101", "SCI 300"]),
    ],
)
def test_a_text_names_codes_and_says_a_subject_once(text: str, codes: list[str]) -> None:
    assert course_codes(text) == codes


PIECES = [line for line, *_ in FORMS] + [
    " or ", " and ", " / ", ", ", "; ", " (", ") ", "101", "2", "GPA ", "\u200b", "\xa0", "\u2011",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=40)


@settings(deadline=None, derandomize=True)
@given(TEXTS)
def test_the_subject_and_the_number_of_each_code_are_printed(text: str) -> None:
    plain = with_plain_hyphens(text)
    line = split_code(plain)
    for code in (*course_codes(text), *([line.code] if line.code else []), *line.cross_listed):
        parts = subject_of(code), number_of(code)
        assert all(part in plain for part in parts if part), code
        assert any(parts) or code in plain


@settings(deadline=None, derandomize=True)
@given(TEXTS)
def test_the_parts_of_a_title_line_make_it_up(line: str) -> None:
    codes = split_code(line)
    assert codes.printed + codes.rest == line
    assert codes.code is None or codes.code in codes.printed
