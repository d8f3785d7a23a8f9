"""The words in which catalogs state requirements, real strings first."""

import pytest

from courseatlas.requirements import rules
from courseatlas.requirements.ranges import CourseRange, course_range
from courseatlas.requirements.rules import Rule, read_rule
from courseatlas.requirements.totals import grand_total, stated_total, total_of_rows

RULES = [
    ("Select from the following:", "4", Rule("Select from the following:", True, None, 4.0)),
    ("Choose two of the following:", "", Rule("Choose two of the following:", True, 2, None)),
    ("Select 12 credits from the following:", "", Rule("Select 12 credits from the following:", True, None, 12.0)),
    ("One of the following", "3", Rule("One of the following", True, 1, 3.0)),
    ("Complete at least 2 of these options", "", Rule("Complete at least 2 of these options", True, 2, None)),
    ("Technical Electives", "", Rule("Technical Electives", True, None, None)),
    ("Required Electives", "", Rule("Required Electives", True, None, None)),
    ("Core Requirements", "12", Rule("Core Requirements", is_required=True)),
    ("Complete all of the following:", "", Rule("Complete all of the following:", is_required=True)),
    ("", "", Rule(None, False, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "amount", "rule"), RULES)
def test_a_heading_or_a_comment_states_a_rule(words: str, amount: str, rule: Rule) -> None:
    assert read_rule(words, amount) == rule
    assert read_rule(words, amount).role == ("elective" if rule.is_choice else "required")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Complete 2 of the following", 2),
        ("Choose any three", 3),
        ("earn at least 6 units", None),
        ("Select 9 semester hours", None),
        ("Two of the following", 2),
        ("Take the following", None),
    ],
)
def test_an_amount_of_credit_is_no_count(words: str, count: int | None) -> None:
    assert rules.choose_count(words) == count


def test_prose_selects_only_from_a_list_that_it_names() -> None:
    assert rules.selects("Select 1 course from the following:")
    assert not rules.selects("Students choose a track with an adviser.")


def test_a_sentence_before_a_list_rules_it() -> None:
    assert rules.introduces_list("Choose three courses from the following list:")
    assert not rules.introduces_list("Students meet their adviser in the first year.")


@pytest.mark.parametrize(
    ("line", "is_or"), [("or", True), ("OR:", True), ("and/or", True), ("or equivalent", False)]
)
def test_a_line_may_be_the_word_between_two_alternatives(line: str, is_or: bool) -> None:
    assert rules.is_or(line) is is_or


def test_a_line_may_end_in_or() -> None:
    assert rules.ends_in_or("CS 1 Seeing or") and not rules.ends_in_or("CS 1 Motor")


def test_a_heading_may_print_the_credit_of_its_group() -> None:
    assert rules.split_credits("Breadth (6 cr.)") == ("Breadth ", 6.0)
    assert rules.split_credits("Breadth") == ("Breadth", None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CS 5000 to CS 7999", CourseRange("CS 5000", "CS 7999")),
        ("CS 2500 to CS 5010, except CS 4996", CourseRange("CS 2500", "CS 5010", ("CS 4996",))),
        ("MATH 3000 through MATH 4999 excluding MATH 3110 and 4000", CourseRange("MATH 3000", "MATH 4999", ("MATH 3110", "MATH 4000"))),
        ("CS 5000 or CS 7999", None),
        ("any course at the 3000 level", None),
    ],
)  # fmt: skip
def test_a_range_of_courses_has_its_ends_and_exceptions(
    words: str, expected: CourseRange | None
) -> None:
    assert course_range(words) == expected


@pytest.mark.parametrize(
    ("sentences", "total"),
    [
        (["32 total semester hours required"], "32 semester hours"),
        (["Students take a minimum total of 120 credits."], "120 credits"),
        (["Total units required for the degree: 180-181"], "180-181 units"),
        (["The plan of study is 30 credit hours."], "30 credit hours"),
        (["The minor requires at least 18 credits."], "18 credits"),
        (["The minor requires 6 credits in mathematics."], None),
        (["There are eight courses."], None),
    ],
)
def test_a_total_is_as_printed_and_never_a_sum(sentences: list[str], total: str | None) -> None:
    assert stated_total(sentences) == total


def test_the_surest_wording_wins_over_an_earlier_sentence() -> None:
    sentences = ["It requires 12 credits.", "30 credits required"]
    assert stated_total(sentences) == "30 credits"


def test_the_last_rows_of_several_tables_must_agree() -> None:
    assert total_of_rows(["Total Hours 32", "Total Hours 32"]) == "32 Hours"
    assert total_of_rows(["Total Hours 32", "Total Hours 30"]) is None
    assert total_of_rows(["Hours 32"]) is None


def test_a_grand_total_is_of_credits() -> None:
    assert grand_total("Core 36 Grand Total Credits: 120") == "120 credits"
    assert grand_total("36 Total Credits") is None
