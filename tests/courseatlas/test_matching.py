"""The same course at two places, trap by trap. The texts are our own; courses and institutions are named as they are."""

import random
from dataclasses import replace

import pytest

from courseatlas.matching import Listing, match, near_duplicates

NETWORKS = (
    "We draw networks of friends and of power lines, measure how far a rumour or a failure travels through them, "
    "and write small programs that find the few nodes on which everything hangs. Weekly problem sets end in a group report."
)
SHIPS = (
    "How harbours grew: ropes, tides, customs books and the people who loaded cargo by hand. Learners read three letters of "
    "dock workers a week and rebuild one voyage from its papers, then compare it with a container ship of today."
)


def a(
    title: str,
    provider: str | None = None,
    code: str | None = None,
    text: str | None = None,
    kind: str | None = None,
    **more: str,
) -> Listing:
    return Listing(
        more.pop("id", "1"), title, "a", (provider,) if provider else (), code, text, kind, **more
    )


def b(*parts: str | None, **more: str) -> Listing:
    return Listing(**(vars(a(*parts, **more)) | {"table": "b"}))


SAME = {
    "the same title of one institution": (
        a("Harbour History", "Duke University"),
        b("Harbour History", "Duke University"),
    ),
    "a logo behind the name": (
        a("Harbour History", "Duke University Logo"),
        b("Harbour History", "Duke University"),
    ),
    "an article before the name": (
        a("Harbour History", "The University of Michigan"),
        b("Harbour History", "University of Michigan"),
    ),
    "the brand of a university's online courses": (
        a("Harbour History", "MichiganX"),
        b("Harbour History", "University of Michigan"),
    ),
    "a short name": (
        a("Harbour History", "MITx"),
        b("Harbour History", "Massachusetts Institute of Technology"),
    ),
    "initials": (a("Harbour History", "WWU"), b("Harbour History", "Western Wooden University")),
    "initials in brackets": (
        a("Harbour History", "Technical University of Denmark (DTU)"),
        b("Harbour History", "DTU"),
    ),
    "case, quotes and dashes": (
        a("“HARBOUR” – history", "Duke University"),
        b('"Harbour": History', "Duke University"),
    ),
    "an introduction under another word": (
        a("Fundamentals of Harbour Networks", "Duke University", None, NETWORKS),
        b(
            "Introduction to Harbour Networks",
            "Duke University",
            None,
            "A rumour travels through networks of friends, and we measure how far.",
        ),
    ),
    "the words in another order": (
        a("Python for Harbour Engineering Project", "IBM", None, NETWORKS),
        b("Python Project for Harbour Engineering", "IBM", None, NETWORKS[:150]),
    ),
    "another form of a word": (
        a("Analyzing Tides with Excel", "IBM", None, SHIPS),
        b("Tide Analysis with Excel", "IBM", None, SHIPS[:140] + " and more besides"),
    ),
    "a title that grew while the text stayed": (
        a("SQL for Harbour Records", "IBM", None, SHIPS),
        b("Databases and SQL for Harbour Records with Python", "IBM", None, SHIPS + " New: a lab."),
    ),
    "a title that names its institution": (
        a("Introduction to Food and Harbours", "Stanford University", None, SHIPS),
        b(
            "Stanford Introduction to Food and Harbours",
            "Stanford University",
            None,
            SHIPS[:100] + " for all",
        ),
    ),
    "the same code of one institution": (
        a("ELEMENTS OF HARBOUR PLANNING", "Indiana University", "HARB-H 551"),
        b("Elements of Harbour Planning", "Indiana University", "HARB H551"),
    ),
    "a course key and its code": (
        a("Harbour Networks", "MITx", "MITxT+6.86x"),
        b("Harbour Networks: an Outlook", "MIT", "6.86x"),
    ),
    "the same page": (
        a("Harbours", None, url="https://www.example.org/harbours?utm_source=list"),
        b("All about Harbours", None, url="http://example.org/harbours/"),
    ),
    "the same text, where nobody is named": (
        a("Harbour History", None, None, SHIPS),
        b("Harbour History", None, None, SHIPS + " Free."),
    ),
    "the same text at two institutions": (
        a("Harbour History", "Duke University", None, SHIPS),
        b("Harbour History", "Yale University", None, SHIPS),
    ),
    "a rare title, where nobody says more": (
        a("Ropes, Tides and Customs Books of Rotterdam", None),
        b("Ropes, Tides and Customs Books of Rotterdam", "Duke University"),
    ),
    "one degree in other words": (
        a("Master of Science in Harbour Logistics", "Duke University", kind="master"),
        b("MS in Harbour Logistics", "Duke University", kind="master"),
    ),
    "a degree that one title leaves to the catalog": (
        a("Harbour Logistics, MS", "Duke University", kind="master"),
        b("Harbour Logistics", "Duke University", kind="master"),
    ),
    "a series under the names of two platforms": (
        a("Harbour Logistics", "IBM", kind="specialization"),
        b("Harbour Logistics", "IBM", kind="professional_certificate"),
    ),
    "initials behind the words they stand for": (
        a("Introduction to Artificial Intelligence (AI)", "IBM"),
        b("Introduction to Artificial Intelligence", "IBM"),
    ),
}

DIFFERENT = {
    "one title at two universities": (
        a("Machine Learning", "Duke University", None, NETWORKS),
        b("Machine Learning", "Yale University", None, SHIPS),
    ),
    "a common title, where nobody is named": (
        a("Introduction to Data Science"),
        b("Introduction to Data Science"),
    ),
    "two instructors": (a("Harbour History", "Ada Quill"), b("Harbour History", "Ben Rook")),
    "taglines in common": (
        a("Harbour Cloud", "Ada Quill | AWS Certified Architect"),
        b("Harbour Cloud", "Ben Rook | AWS Certified Architect"),
    ),
    "two campuses": (
        a("Harbour History", "University of California, Davis"),
        b("Harbour History", "University of California, Irvine"),
    ),
    "two part numbers": (
        a("Calculus 1A: Differentiation", "MIT", None, NETWORKS),
        b("Calculus 1B: Integration", "MIT", None, NETWORKS),
    ),
    "a part and the whole": (
        a("Harbour Law: Part 1", "Duke University", None, SHIPS),
        b("Harbour Law", "Duke University", None, SHIPS),
    ),
    "roman numbers": (
        a("Harbour Law II", "Duke University"),
        b("Harbour Law III", "Duke University"),
    ),
    "spelled numbers": (
        a("Harbour Law, Volume One", "Duke University"),
        b("Harbour Law, Volume Two", "Duke University"),
    ),
    "R and Python": (
        a("Harbour Data with R", "IBM", None, SHIPS),
        b("Harbour Data with Python", "IBM", None, SHIPS),
    ),
    "two clouds": (
        a("Harbour Apps on AWS", "Ada Quill", None, SHIPS),
        b("Harbour Apps on Azure", "Ada Quill", None, SHIPS),
    ),
    "two exams": (
        a("Architect SAA-C02", "Ada Quill", None, SHIPS),
        b("Architect SAA-C03", "Ada Quill", None, SHIPS),
    ),
    "two years": (a("Harbour Rules 2024", "Ada Quill"), b("Harbour Rules 2025", "Ada Quill")),
    "101 and 201": (a("Harbour 101", "Ada Quill"), b("Harbour 201", "Ada Quill")),
    "beginners and advanced": (
        a("Harbour Algebra for Beginners", "Ada Quill", None, SHIPS),
        b("Advanced Harbour Algebra", "Ada Quill", None, SHIPS),
    ),
    "the course and its capstone": (
        a("Harbour Algorithms", "IBM", None, SHIPS),
        b("Harbour Algorithms Capstone", "IBM", None, SHIPS),
    ),
    "the course and its practice exam": (
        a("Scrum for Harbours", "Ada Quill"),
        b("Scrum for Harbours: Practice Exams", "Ada Quill"),
    ),
    "another audience": (
        a("Harbour Finance", "Duke University"),
        b("Harbour Finance for Managers", "Duke University"),
    ),
    "another teaching language": (
        a("Harbour Finance", "Duke University"),
        b("Harbour Finance in Spanish", "Duke University"),
    ),
    "another teaching language in brackets": (
        a("Harbour Finance (DE)", "Google"),
        b("Harbour Finance", "Google"),
    ),
    "a company's certificate": (
        a("Google Harbour Security", "Google", None, SHIPS),
        b("Harbour Security", "Google", None, NETWORKS),
    ),
    "a course and its program by kind": (
        a("Harbour Logistics", "IBM", kind="course"),
        b("Harbour Logistics", "IBM", kind="specialization"),
    ),
    "a course and its program by their texts": (
        a(
            "Harbour Logistics Basics",
            "IBM",
            None,
            "This course shows how cargo is loaded and unloaded.",
        ),
        b(
            "Harbour Logistics Foundations",
            "IBM",
            None,
            "This Specialization of four courses shows how cargo is loaded and unloaded.",
        ),
    ),
    "two degrees of one kind": (
        a("Harbour Logistics, MA", "Duke University", kind="master"),
        b("Harbour Logistics, MS", "Duke University", kind="master"),
    ),
    "a degree and the subject": (
        a("MS in Harbour Logistics", "Duke University"),
        b("Harbour Logistics", "Duke University"),
    ),
    "two degrees": (
        a("MS in Harbour Logistics", "Duke University"),
        b("BS in Harbour Logistics", "Duke University"),
    ),
    "two topics on one page's phrases": (
        a("Automata Theory", "Stanford University"),
        b("Game Theory", "Stanford University"),
    ),
    "a topic within a topic": (a("Harbour Analytics Using Spark", "IBM"), b("Harbour", "IBM")),
    "an introduction beside the subject": (
        a("Introduction to Harbour Law", "Duke University"),
        b("Harbour Law", "Duke University"),
    ),
    "two codes of one institution": (
        a("Harbour Law", "Duke University", "LAW 5100"),
        b("Harbour Law", "Duke University", "LAW 6100"),
    ),
    "a frame for changing courses": (
        a("Special Topics", "Duke University"),
        b("Special Topics", "Duke University"),
    ),
    "two pages of one script": (
        a("Harbours", None, url="https://example.org/show?id=1"),
        b("All about Harbours", None, url="https://example.org/show?id=2"),
    ),
    "two people of one degree": (
        a("Harbour Cloud", "Ada Quill (PMP)"),
        b("Harbour Cloud", "Ben Rook (PMP)"),
    ),
    "campuses in brackets": (
        a("Harbour Law", "University of Maryland (Baltimore)"),
        b("Harbour Law", "University of Maryland (Towson)"),
    ),
    "a university and its school for professionals": (
        a("Harbour Law", "MIT"),
        b("Harbour Law", "MIT Professional Education"),
    ),
    "two front pages": (
        a("Harbours", None, url="https://example.org/"),
        b("Ropes", None, url="https://example.org"),
    ),
}


@pytest.mark.parametrize("trap", SAME)
def test_the_same_course_is_found_in_spite_of(trap: str) -> None:
    assert [pair.score >= 0.7 for pair in match(SAME[trap])] == [True]


@pytest.mark.parametrize("trap", DIFFERENT)
def test_courses_stay_apart_that_differ_by(trap: str) -> None:
    assert match(DIFFERENT[trap]) == []


def test_a_listing_keeps_only_its_best_counterpart() -> None:
    course = a("Harbour Engineering Basics for Everyone", "IBM", None, NETWORKS)
    fitting = b(
        "Introduction to Harbour Engineering", "IBM", None, NETWORKS + " And more.", id="fitting"
    )
    neighbour = b("Harbour Engineering Foundations", "IBM", None, SHIPS, id="neighbour")
    assert [pair.b for pair in match([course, fitting, neighbour])] == ["fitting"]


def test_a_title_that_a_table_holds_twice_decides_nothing_alone() -> None:
    rows = [
        a("Harbour Law", "Duke University", "LAW 10"),
        b("Harbour Law", "Duke University", id="1"),
        b("Harbour Law", "Duke University", id="2"),
    ]
    assert match(rows) == []


def test_a_page_that_many_rows_share_links_none_of_them() -> None:
    page = "https://example.org/all"
    assert (
        match(
            [
                a("Ropes", None, url=page),
                b("Tides", None, url=page, id="1"),
                b("Cargo", None, url=page, id="2"),
            ]
        )
        == []
    )


def test_the_reason_is_for_a_person() -> None:
    pair = match(
        (
            a("Harbour History", "Duke University Logo", None, SHIPS),
            b("Harbour History", "Duke University", None, SHIPS),
        )
    )[0]
    assert (
        pair.reason
        == "same title; provider Duke University in both; 100 % of the description is the same text"
    )


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [
        replace(listing, id=f"{trap}/{listing.table}")
        for trap, pair in SAME.items()
        for listing in pair
    ]
    expected = match(rows)
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        assert match(rows) == expected


def test_empty_titles_and_other_scripts_do_no_harm() -> None:
    rows = [
        a(""),
        b(""),
        a("港口史", "清华大学", id="2"),
        b("港口史", "清华大学", id="2"),
        a("!!!", id="3"),
        b("???", id="3"),
    ]
    assert [(pair.a, pair.b) for pair in match(rows)] == [("2", "2")]


def test_a_course_listed_twice_in_one_catalog_is_reported() -> None:
    rows = [
        a("Harbour Law", "Duke University", "LAW 10", SHIPS),
        a("Harbour Law", "Duke University", "HIST 10", SHIPS, id="2"),
    ]
    assert [(pair.a, pair.b) for pair in near_duplicates(rows)] == [("1", "2")]


def test_special_topics_under_many_codes_are_no_duplicates() -> None:
    rows = [
        a("Special Topics in Law", "Duke University", f"LAW {number}", SHIPS, id=str(number))
        for number in range(3)
    ]
    assert near_duplicates(rows) == []


def test_neighbours_with_a_text_of_their_own_are_no_duplicates() -> None:
    rows = [
        a("Harbour Law", "Duke University", "LAW 10", SHIPS),
        a("Harbour Law", "Duke University", "LAW 11", NETWORKS, id="2"),
    ]
    assert near_duplicates(rows) == []
