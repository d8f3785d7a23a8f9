"""The words in which catalogs state requirements, real strings first."""

import pytest

from courseatlas.requirements import rules
from courseatlas.requirements.ranges import CourseRange, course_range, course_ranges
from courseatlas.requirements.rules import Rule, read_rule
from courseatlas.requirements.totals import stated_total, total_of_rows

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
    ("Five of the following courses:", "", Rule("Five of the following courses:", True, 5)),
    ("Choose One", "", Rule("Choose One", True, 1)),
    ("choose two of three", "", Rule("choose two of three", True, 2)),
    ("Select 9 credits from", "", Rule("Select 9 credits from", True, None, 9.0)),
    ("Select one 3-credit course", "", Rule("Select one 3-credit course", True, 1)),
    ("Select 6-9 credits from the list", "", Rule("Select 6-9 credits from the list", True)),
    ("Choose two or more", "", Rule("Choose two or more", True)),
    ("12 units to complete", "", Rule("12 units to complete")),
    ("Earn at least 12 units from", "", Rule("Earn at least 12 units from", True, None, 12.0)),
    ("Select two of the following required courses", "", Rule("Select two of the following required courses", True, 2)),
    ("Choose one of the following and complete all of its courses", "", Rule("Choose one of the following and complete all of its courses", True, 1)),
    ("Complete all the following:", "", Rule("Complete all the following:", is_required=True)),
    ("Complete the following: (12.00)", "", Rule("Complete the following: (12.00)", is_required=True)),
    ("Complete ALL of the following Courses:", "", Rule("Complete ALL of the following Courses:", is_required=True)),
    ("Complete each of the following:", "", Rule("Complete each of the following:", is_required=True)),
    ("Choose all of the following:", "", Rule("Choose all of the following:", is_required=True)),
    ("Choose two from all of the following:", "", Rule("Choose two from all of the following:", True, 2)),
    ("Must have completed the following:", "", Rule("Must have completed the following:", is_required=True)),
    ("Take these courses:", "", Rule("Take these courses:", is_required=True)),
    ("Complete between 6 and 9 units from:", "", Rule("Complete between 6 and 9 units from:", True)),
    ("Technical Electives - 12 hours", "", Rule("Technical Electives - 12 hours", True, None, 12.0)),
    ("Technical Electives, 6 - 9 hours", "", Rule("Technical Electives, 6 - 9 hours", True)),
    ("Technical Electives - 4 courses", "", Rule("Technical Electives - 4 courses", True, 4)),
    ("Nine credits chosen from:", "", Rule("Nine credits chosen from:", True, None, 9.0)),
    ("Wahlpflichtmodule (18 LP)", "", Rule("Wahlpflichtmodule (18 LP)", True, None, 18.0)),
    ("Pflichtmodule", "", Rule("Pflichtmodule", is_required=True)),
    ("Asignaturas optativas", "", Rule("Asignaturas optativas", True)),
    ("Cours obligatoires", "", Rule("Cours obligatoires", is_required=True)),
    ("This course:", "", Rule("This course:", is_required=True)),
    ("Complementary Courses (15 credits)", "", Rule("Complementary Courses (15 credits)", True, None, 15.0)),
    ("4.5 credits in:", "4.5", Rule("4.5 credits in:")),
    ("0.5 credit from:", "0.5", Rule("0.5 credit from:", True, None, 0.5)),
    ("One from", "", Rule("One from", True, 1)),
    ("Requirements and Electives", "", Rule("Requirements and Electives")),
    ("Year One of the Program", "", Rule("Year One of the Program")),
    ("Option A", "", Rule("Option A")),
    ("Recommended Courses", "", Rule("Recommended Courses", True)),
    ("Optional Workshop", "", Rule("Optional Workshop", True)),
    ("Suggested Plan of Study", "", Rule("Suggested Plan of Study")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "amount", "rule"), RULES)
def test_a_heading_or_a_comment_states_a_rule(words: str, amount: str, rule: Rule) -> None:
    assert read_rule(words, amount) == rule


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
        ("CS 2500 or higher, except CS 4996", CourseRange("CS 2500", None, ("CS 4996",))),
        ("CS 3000+", CourseRange("CS 3000", None)),
        ("any 3000-level CS course", CourseRange("CS 3000", "CS 3999")),
        ("CS electives at the 300 level or above", CourseRange("CS 300", None)),
        ("any CS course at the 600- or 700-level", CourseRange("CS 600", "CS 799")),
        ("two 300-400 level courses in CS (except CS 301)", CourseRange("CS 300", "CS 499", ("CS 301",))),
        ("400-level electives from CS", CourseRange("CS 400", "CS 499")),
        ("DS courses numbered 300 to 499", CourseRange("DS 300", "DS 499")),
        ("CS 340 to 398", CourseRange("CS 340", "CS 398")),
        ("any CS 4XX course", CourseRange("CS 400", "CS 499")),
        ("CSCI 3xxx", CourseRange("CSCI 3000", "CSCI 3999")),
        ("CS 101-102", None),
        ("MATH 13100-13200", None),
        ("CS 5000 or CS 7999", None),
        ("any course at the 3000 level", None),
        ("a GPA of 3.0 in 300-level courses", None),
    ],
)  # fmt: skip
def test_a_range_of_courses_has_its_ends_and_exceptions(
    words: str, expected: CourseRange | None
) -> None:
    assert course_range(words) == expected


def test_words_may_name_several_ranges() -> None:
    ranges = course_ranges("3 courses chosen from CS 340-398, or CS or DS courses at the 500 level")
    assert [(each.first, each.last) for each in ranges] == [
        ("CS 340", "CS 398"),
        ("CS 500", "CS 599"),
        ("DS 500", "DS 599"),
    ]


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


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (["Total units 180"], "180 units"),
        (["Total Credits 120-124"], "120-124 Credits"),
        (["Minimum 12 units"], "12 units"),
        (["Total Hours 32", "Total Hours 32"], "32 Hours"),
        (["Total Hours 32", "Total Hours 30"], None),
        (["Total Credits 15", "Total Credits 15", "Total Credits 30"], "30 Credits"),
        (["Total Hours 24", "Total Hours for the Degree 120"], "120 Hours"),
        (["Total Hours of Curriculum to Graduate: 128"], "128 Hours"),
        (["Grand Total Units: 60"], "60 Units"),
        (["Grand Total Credits: 60-62"], "60-62 Credits"),
        (["Total Units Required 60"], "60 Units"),
        (["Minimum Units: 60"], "60 Units"),
        (["Minimum Units: 24", "Grand Total Units: 60"], "60 Units"),
        (["Minimum Units: 24", "Minimum Units: 36"], None),
        (["Minimum Units in Residence: 24"], None),
        (["Total Core Units 12"], None),
        (["Subtotal 12"], None),
        (["Hours 32"], None),
    ],
)
def test_the_last_row_of_a_table_is_a_total_of_the_whole(
    rows: list[str], total: str | None
) -> None:
    assert total_of_rows(rows) == total


@pytest.mark.parametrize(
    ("sentences", "total"),
    [
        (["At least 30 credits are required in residence. The degree requires 120 credits."], "120 credits"),
        (["Students need 12 credits required of each semester."], None),
        (["Upper-division courses: a total of 45 credits."], None),
        (["Transfer: 60 credits required."], None),
        (["Total Semester Hours: 15", "Total Semester Hours: 16", "Total Semester Hours: 31"], "31 Semester Hours"),
        (["Total Semester Hours: 15", "Total Semester Hours: 16"], None),
        (["Program Total: 60 credits"], "60 credits"),
        (["The minimum number of credit hours required for this degree is 120."], "120 credit hours"),
        (["Total Credits 36"], "36 Credits"),
        (["Minimum 12 units"], "12 units"),
    ],
)  # fmt: skip
def test_a_number_about_something_else_is_no_total(sentences: list[str], total: str | None) -> None:
    assert stated_total(sentences) == total
