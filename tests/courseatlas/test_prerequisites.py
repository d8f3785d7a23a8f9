"""Prerequisites keep the "and" and "or" of their text; what is asked for is printed in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseatlas.prerequisites import prerequisites
from courseatlas.values.codes import course_codes

CONSENT = "consent of instructor"

# the text; its groups ("&" between them) with their options ("|") and the courses of one option ("+")
FORMS = [
    ("CS 101", "CS 101"),
    ("Prerequisite: CS 101.", "CS 101"),
    ("CS 1 and (CS 2 or CS 3)", "CS 1 & CS 2 | CS 3"),
    ("(CS 1 or CS 2) and CS 3", "CS 1 | CS 2 & CS 3"),
    ("(CS 1 and CS 2) or CS 3", "CS 1 + CS 2 | CS 3"),
    ("(CS 1 and (CS 2 or CS 3)) or CS 4", "CS 1 + CS 2 | CS 1 + CS 3 | CS 4"),
    ("[CS 1 or CS 2] and {CS 3 or CS 4}", "CS 1 | CS 2 & CS 3 | CS 4"),
    # between commas "or" binds closer
    ("MATH 240 or MATH 235 and CS 2", "MATH 240 | MATH 235 & CS 2"),
    ("CS 2 and MATH 240 or MATH 235", "CS 2 & MATH 240 | MATH 235"),
    # the commas of a list mean what the last one says
    ("CS 101, CS 102, and CS 103", "CS 101 & CS 102 & CS 103"),
    ("CS 101, CS 102 and CS 103", "CS 101 & CS 102 & CS 103"),
    ("CS 101, CS 102, or CS 103", "CS 101 | CS 102 | CS 103"),
    ("CS 101, CS 102 or CS 103", "CS 101 | CS 102 | CS 103"),
    ("CS 101, CS 102", "CS 101 & CS 102"),
    ("CS 101, MATH 200 or MATH 201, and STAT 300", "CS 101 & MATH 200 | MATH 201 & STAT 300"),
    ("CS 101, or CS 102 and CS 103", "CS 101 | CS 102 + CS 103"),
    ("CS 101, CS 102, or CS 103, and MATH 200", "CS 101 | CS 102 | CS 103 & MATH 200"),
    ("CS 101 and CS 102, or CS 103", "CS 101 + CS 102 | CS 103"),
    ("CS 101; MATH 200 or MATH 201", "CS 101 & MATH 200 | MATH 201"),
    ("CS 101; or CS 102", "CS 101 | CS 102"),
    ("CS 101. MATH 200.", "CS 101 & MATH 200"),
    ("CS 101 or CS 102. MATH 200.", "CS 101 | CS 102 & MATH 200"),
    ("CS 101 and CS 102. Or CS 103.", "CS 101 + CS 102 | CS 103"),
    ("MATH 54 or EECS 16A & 16B", "MATH 54 | EECS 16A + EECS 16B"),
    ("CS 101 & CS 102 or CS 103", "CS 101 + CS 102 | CS 103"),
    ("CS 101, and restricted to CS 75, CS 76", "CS 101"),
    ("CS 101 & (MATH 200 | MATH 201)", "CS 101 & MATH 200 | MATH 201"),
    ("CS 101 is a prerequisite or corequisite", "CS 101"),
    ("CS 101 MATH 200", "CS 101 & MATH 200"),
    ("CS 101/ECE 102 & MATH 200", "CS 101 | ECE 102 & MATH 200"),
    ("MATH 235 or 240; CS 20 or 21", "MATH 235 | MATH 240 & CS 20 | CS 21"),
    # marks of a choice
    ("one of CS 1, CS 2, CS 3; and MATH 20", "CS 1 | CS 2 | CS 3 & MATH 20"),
    ("One of CS 1, CS 2, and CS 3", "CS 1 | CS 2 | CS 3"),
    ("CS 9 and one of CS 1, CS 2 or CS 3", "CS 9 & CS 1 | CS 2 | CS 3"),
    ("at least one of the following: CS 1; CS 2 and MATH 3; CS 4", "CS 1 | CS 2 + MATH 3 | CS 4"),
    ("Two of the following: CS 1, CS 2, CS 3", "CS 1 + CS 2 | CS 1 + CS 3 | CS 2 + CS 3"),
    ("either CS 101 or CS 102, and MATH 200", "CS 101 | CS 102 & MATH 200"),
    ("either CS 101 and MATH 200 or CS 102 and MATH 201", "CS 101 + MATH 200 | CS 102 + MATH 201"),
    ("either CS 101 or CS 102 and MATH 200", "CS 101 | CS 102 & MATH 200"),
    ("CS 9 and either CS 101 or both CS 102 and MATH 200", "CS 9 & CS 101 | CS 102 + MATH 200"),
    ("both CS 101 and CS 102, or CS 103", "CS 101 + CS 102 | CS 103"),
    ("Complete all of the following: CS 101, CS 102", "CS 101 & CS 102"),
    ("Complete 1 of the following: CS101 - Loops (3) CS102 - Trees (3)", "CS 101 | CS 102"),
    ("6 credits from CS 101, CS 102, CS 103", ""),
    ("one of the following: (a) CS 101; (b) CS 102 and MATH 200", "CS 101 | CS 102 + MATH 200"),
    ("Two of (CS 101, CS 102, CS 103)", "CS 101 + CS 102 | CS 101 + CS 103 | CS 102 + CS 103"),
    ("1 course with a minimum grade of C- from (CS101, CS102)", "CS 101 | CS 102"),
    ("each of the following: CS 101, CS 102", "CS 101 & CS 102"),
    (
        "All of the following: CS 101 and CS 102 One of the following: CS 103 CS 104",
        "CS 101 & CS 102 & CS 103 | CS 104",
    ),
    ("probability (e.g. STAT 101, STAT 102), CS 101", "STAT 101 | STAT 102 & CS 101"),
    ("6.1210 and (18.06 or 18.03)", "6.1210 & 18.06 | 18.03"),
    # grades
    ("CS 101 with a minimum grade of C- or CS 102 with a minimum grade of C-", "CS 101 | CS 102"),
    ("CS 101 with a grade of C or better, or CS 102", "CS 101 | CS 102"),
    ("A grade of B or higher in CS 101 and MATH 200", "CS 101 & MATH 200"),
    ("CS 101 (C or better) and MATH 200 (min. grade C)", "CS 101 & MATH 200"),
    ("Grade of C or P in CS 101 or CS 102", "CS 101 | CS 102"),
    (
        "(Undergraduate level CS 101 Minimum Grade of C and Undergraduate level MATH 200 Minimum "
        "Grade of D-) or Graduate level CS 501 Minimum Grade of B",
        "CS 101 + MATH 200 | CS 501",
    ),
    # titles beside codes
    ("Loops and Trees (CS 102), Sets (MATH 120)", "CS 102 & MATH 120"),
    ("CS 101 Loops and Trees or CS 102 Lists", "CS 101 | CS 102"),
    ("Lists (No Practice) (CS 2) or Lists (Some Practice) (CS 3)", "CS 2 | CS 3"),
    # what is no course taken before
    ("Completion of 60 credits", ""),
    ("Junior standing; and one of the following: ART 112, ART 212, or WGS 201", "ART 112 | ART 212 | WGS 201"),
    ("CS 101. Corequisite: CS 102.", "CS 101"),
    ("Corequisites: CS 102. Prerequisites: CS 101", "CS 101"),
    ("CS 101 and concurrent enrollment in CS 102", "CS 101"),
    ("CS 101 and CS 102 (corequisite)", "CS 101"),
    ("CS 101, with corequisite CS 102", "CS 101"),
    ("Credit or concurrent enrollment in MATH 200", "MATH 200"),
    ("CS 101 (may be taken concurrently) or MATH 200*", "CS 101 | MATH 200"),
    ("CS 101. Not open to students with credit in CS 105.", "CS 101"),
    ("CS 101; students who have taken CS 105 may not enroll", "CS 101"),
    ("CS 101, CS 102 recommended", "CS 101"),
    ("CS 101. Recommended: CS 102, CS 103", "CS 101"),
    ("CS 101 (formerly CS 10) but not CS 102", "CS 101"),
    ("MATH 227) and CIS 350 (", "MATH 227 & CIS 350"),
    ("CS 101 (0.50) and MATH 200 (0.25)", "CS 101 & MATH 200"),
    ("Advised Prerequisite: CS 90. Enforced Prerequisite: CS 101", "CS 101"),
    ("CS 101 (not CS 102)", "CS 101"),
    ("CS 101. Antireq: CS 105", "CS 101"),
    ("CS 101; not completed nor concurrently enrolled in CS 105", "CS 101"),
    ("Not open for credit to those who have completed CS 105", ""),
    ("", ""),
]  # fmt: skip


def shown(text: str) -> str:
    groups: dict[int, dict[int, list[str]]] = {}
    for row in prerequisites(text):
        groups.setdefault(row.group_number, {}).setdefault(row.option, []).append(row.code)
    options = [[" + ".join(option) for option in group.values()] for group in groups.values()]
    return " & ".join(" | ".join(group) for group in options)


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_the_structure_of_a_text_is_kept(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        (f"CS 101 or {CONSENT}", {"CS 101": CONSENT}),
        (f"CS 101 and MATH 200, or {CONSENT}", {"CS 101": CONSENT, "MATH 200": CONSENT}),
        (f"CS 101 and MATH 200 or {CONSENT}", {"CS 101": CONSENT, "MATH 200": CONSENT}),
        (f"CS 101; MATH 200; or {CONSENT}.", {"CS 101": CONSENT, "MATH 200": CONSENT}),
        (f"CS 101 and {CONSENT}", {"CS 101": None}),
        ("CS 101 or equivalent and MATH 200", {"CS 101": "equivalent", "MATH 200": None}),
        ("CS 101 and MATH 200 (or equivalent)", {"CS 101": None, "MATH 200": "equivalent"}),
        ("CS 101, or a score of 4 or 5 on an exam", {"CS 101": "a score of 4 or 5 on an exam"}),
        (
            "CS 9, and either CS 101 or CS 102, or graduate standing",
            dict.fromkeys(("CS 9", "CS 101", "CS 102"), "graduate standing"),
        ),
        (
            "CS 101 or concurrent enrollment in CS 102",
            {"CS 101": "concurrent enrollment in CS 102"},
        ),
        ("MATH 19 or placement into MATH 20", {"MATH 19": "placement into MATH 20"}),
        (f"CS 101. Or {CONSENT}", {"CS 101": CONSENT}),
        ("CS 101 is a prerequisite or corequisite", {"CS 101": None}),
        ("Senior standing or CS 300", {"CS 300": "Senior standing"}),
        (CONSENT, {}),
    ],
)
def test_words_that_may_stand_for_a_course_stand_beside_it(
    text: str, alternatives: dict[str, str | None]
) -> None:
    assert {row.code: row.alternative_text for row in prerequisites(text)} == alternatives


PIECES = st.sampled_from(
    ["CS 101", "MATH 20", "10-301", "6.3900[J]", "(", ")", "[", "]", ",", ";", ".", ":", "/", " or ", " and ", "and/or"]
    + ["one of ", "two of the following: ", "either ", "both ", "all of ", "3 credits from ", "corequisite: ", "not open to "]
    + ["with a grade of C or better", "consent of instructor", "junior standing", "Loops and Trees", "recommended", "\U000f0000", "É"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_every_text_is_read_and_every_code_is_printed_in_it(text: str) -> None:
    rows = prerequisites(text)
    assert {row.code for row in rows} <= set(course_codes(text))
    groups = sorted({row.group_number for row in rows})
    assert groups == list(range(1, len(groups) + 1))
    for group in groups:
        options = sorted({row.option for row in rows if row.group_number == group})
        assert options == list(range(1, len(options) + 1))
    assert len({row[:3] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "text",
    [
        "(CS 101 and (CS 102 or " * 400,
        "(" * 5000 + "CS 101" + ")" * 5000,
        "one of " * 2000 + "CS 101",
        " and ".join("(CS 101 or CS 102 or CS 103)" for _ in range(300)) + " or CS 104",
        "CS 101 or " + "consent or " * 1500,
        "either CS 101 or " * 1000,
        "either CS 101 or both CS 102 and " * 500 + "CS 103",
    ],
)
def test_a_text_that_no_catalog_prints_comes_to_an_end(text: str) -> None:
    assert len(prerequisites(text)) < 500
