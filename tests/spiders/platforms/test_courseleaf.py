"""CourseLeaf's title lines, labels and requirement tables, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import courseleaf, recognise


def read(body: str):
    return list(courseleaf.read(Page("https://catalog.example.edu/cs/", body.encode())))


TITLE_LINES = [
    ('<p class="courseblocktitle"><strong>MATH&nbsp;95. Algebra Review. <span class="courseblockhours">1 unit</span></strong></p>', "MATH 95", "Algebra Review", 1, 1, "unit"),
    ('<p class="courseblocktitle"><strong>AAI&nbsp;1990.  Elective.  (1-4 Hours)</strong></p>', "AAI 1990", "Elective", 1, 4, "semester_hour"),
    ('<p class="courseblocktitle"><b>CIS 112     Computers at Work     3 Credit Hours</b></p>', "CIS 112", "Computers at Work", 3, 3, "semester_hour"),
    ('<p class="courseblocktitle"><strong>ACCT:1300 Books and Ledgers 3 s.h.</strong></p>', "ACCT:1300", "Books and Ledgers", 3, 3, "semester_hour"),
    ('<p class="courseblocktitle"><strong>CSC 301 | Data Structures | 4 quarter hours</strong></p>', "CSC 301", "Data Structures", 4, 4, "quarter_hour"),
    ('<p class="courseblocktitle"><strong>CSC/CPE 101. First Programs. 4 units</strong></p>', "CSC/CPE 101", "First Programs", 4, 4, "unit"),
    ('<p class="courseblocktitle"><strong>6.1010 Programs at Scale</strong></p><span class="courseblockhours">12 units</span>', "6.1010", "Programs at Scale", 12, 12, "unit"),
    ('<div class="cols"><span class="text detail-code"><strong>CS 210</strong></span><span class="text detail-title"><strong>Systems</strong></span>'
     '<span class="text detail-hours_html"><strong>(3 credits)</strong></span></div>', "CS 210", "Systems", 3, 3, "credit"),
    ('<h3><span class="code">COMPSCI 70</span> <span class="title">Chance and Counting</span> <span class="hours">4 Units</span></h3>', "COMPSCI 70", "Chance and Counting", 4, 4, "unit"),
]  # fmt: skip  # fmt: skip


@pytest.mark.parametrize(("line", "code", "title", "low", "high", "unit"), TITLE_LINES)
def test_each_template_generation_gives_code_title_and_credits(
    line, code, title, low, high, unit
) -> None:
    (record,) = read(
        f'<div class="courseblock">{line}<p class="courseblockdesc">What it is about.</p></div>'
    )
    row = parse(record.fields)
    assert (
        row["code"],
        record.title,
        row["credits_min"],
        row["credits_max"],
        row["credit_unit"],
    ) == (code, title, low, high, unit)
    assert row["description"] == "What it is about."


def test_a_course_keeps_its_own_code_and_key_beside_the_links_of_its_prerequisites() -> None:
    blocks = "".join(
        f'<div class="courseblock"><p class="courseblocktitle"><strong>{line}</strong></p><p class="courseblockextra">'
        'Prerequisites: <a class="bubblelink code" href="#">CSCI-UA 102</a>.</p></div>'
        for line in (
            "CSCI-UA\xa0472  Thinking Machines  (4 Credits)",
            "EECS\u2011E 484 Kernels (3 cr.)",
            "ECE 448 / CS 440. Thinking Machines. credit: 3 hours.",
            "LE/EECS 3401 3.00 Thinking Machines",
            "ZZ~TOP Untold Forms (2 Credits)",
        )
    )
    records = read(blocks)
    assert [
        (record.key, record.fields.get("code"), record.title, record.fields.get("cross_listed"))
        for record in records
    ] == [
        ("CSCI-UA-472", "CSCI-UA 472", "Thinking Machines", None),
        ("EECS-E-484", "EECS-E 484", "Kernels", None),
        ("ECE-448", "ECE 448", "Thinking Machines", ["CS 440"]),
        ("LE/EECS-3401", "LE/EECS 3401", "Thinking Machines", None),
        ("ZZ~TOP-Untold-Forms", None, "ZZ~TOP Untold Forms", None),
    ]
    assert records[3].fields["credits_text"] == "3.00"


@pytest.mark.parametrize(
    "line, description, credits",
    [
        ("CISM 154 Kernels (2-2-3)", "Two lecture hours, two laboratory hours, three credits.", 3),
        ("CISM 154 Kernels (2-2-3)", "Two lecture hours and two laboratory hours.", None),
        ("CISM 155 Kernels. 3-0-3 Credits", "What it is about.", 3),
        ("CISM 156 Kernels. 7 to 3.000 Credits", "What it is about.", None),
    ],
)
def test_three_numbers_are_credits_only_where_the_page_says_so(
    line: str, description: str, credits: float | None
) -> None:
    (record,) = read(
        f'<div class="courseblock"><p class="courseblocktitle"><strong>{line}</strong></p>'
        f'<p class="courseblockdesc">{description}</p></div>'
    )
    row = parse(record.fields)
    assert (row.get("credits_min"), row.get("credits_max")) == (credits, credits)
    assert record.title == "Kernels" and row["credits_text"]


@pytest.mark.parametrize(
    "code, title",
    [
        ("ECE\xa0448 / CS\xa0440.", "Thinking Machines"),
        ("ECE 448 / CS 440", "ECE 448 Thinking Machines"),
        ("ECE 448 (CS 440)", "Thinking Machines"),
    ],
)
def test_a_code_in_an_element_of_its_own_is_read_as_in_a_line(code: str, title: str) -> None:
    (record,) = read(
        f'<div class="courseblock"><span class="detail-code"><strong>{code}</strong></span>'
        f'<span class="detail-title">{title}</span></div>'
    )
    assert (record.key, record.title) == ("ECE-448", "Thinking Machines")


def test_a_range_of_courses_is_a_row_of_its_own_and_no_course() -> None:
    (record,) = read(
        '<div id="content"><h1>Lamps, BS</h1></div><div id="requirementstextcontainer"><table class="sc_courselist">'
        '<tr><td colspan="2"><span class="courselistcomment">Complete a minimum of 8 semester hours from the following:</span></td><td>8</td></tr>'
        '<tr><td class="codecol"><a class="code" href="#">CS 2500</a> to <a class="code" href="#">CS 5010</a></td><td colspan="2">except CS 4996</td></tr>'
        '<tr><td class="codecol"><a class="code" href="#">DS 3000</a></td><td>Data</td><td>4</td></tr></table></div>'
    )
    in_range, course = record.components
    assert (in_range.course_code, in_range.range_from, in_range.range_to) == (
        None,
        "CS 2500",
        "CS 5010",
    )
    assert in_range.excluded_codes == ("CS 4996",)
    assert in_range.course_title == "CS 2500 to CS 5010 except CS 4996"
    assert (course.course_code, course.range_from, course.excluded_codes) == ("DS 3000", None, ())
    assert [(each.role, each.choose_credits) for each in record.components] == [("elective", 8)] * 2


def test_a_row_without_links_that_says_a_subject_once_lists_alternatives() -> None:
    (record,) = read(
        '<div id="content"><h1>Statistics, BS</h1></div><div id="requirementstextcontainer"><table class="sc_courselist">'
        '<tr><td class="codecol">MATH 106 or 114 or 115</td><td>Rates of Change</td><td>4</td></tr></table></div>'
    )
    assert [(each.course_code, each.alternative_to) for each in record.components] == [
        ("MATH 106", None),
        ("MATH 114", 1),
        ("MATH 115", 1),
    ]


def test_labels_part_prerequisites_from_the_rest() -> None:
    block = (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CS 2. Two. 3 units</strong></p><div class="courseextendedwrap">'
        "<p>Prerequisite: CS 1 or MATH 141. Concurrent: CS 3. Recommended: patience.</p></div></div>"
    )
    (record,) = read(block)
    row = parse(record.fields)
    assert row["prerequisites_text"] == "CS 1 or MATH 141." and row["corequisites_text"] == "CS 3."
    assert row["prerequisite_codes"] == ["MATH 141"] or row["prerequisite_codes"] == [
        "CS 1",
        "MATH 141",
    ]


def test_a_definition_list_without_units_states_no_credits() -> None:
    (record,) = read(
        '<dl class="courseblock"><dt>15-859 Shapes</dt><dd>Intermittent<br/>Studies shapes.<br/></dd></dl>'
    )
    assert record.fields["code"] == "15-859" and "credits_text" not in record.fields
    assert record.fields["description"] == "Studies shapes."


def test_a_program_page_gives_required_elective_and_alternative_courses() -> None:
    table = (
        '<div id="content"><h1>Data Science, MS</h1></div><div id="requirementstextcontainer"><p>30 semester hours required</p><table class="sc_courselist">'
        '<tr class="areaheader"><td colspan="2"><span class="courselistcomment areaheader">Core</span></td><td></td></tr>'
        '<tr><td class="codecol"><a class="code" href="#">DS 1</a><br><span class="blockindent">and <a class="code" href="#">DS 2</a></span></td><td>One<br><span>and Two</span></td><td>8</td></tr>'
        '<tr class="orclass"><td class="codecol orclass">or <a class="code" href="#">DS 9</a></td><td colspan="2"> Nine</td></tr>'
        '<tr><td colspan="2"><span class="courselistcomment">Select one of the following:</span></td><td class="hourscol">4</td></tr>'
        '<tr><td class="codecol"><div class="blockindent"><a class="code" href="#">DS 3</a></div></td><td>Three<sup>1</sup></td><td></td></tr>'
        '<tr><td class="codecol"><a class="code" href="#">DS 5</a></td><td>Five</td><td>4</td></tr></table></div>'
    )
    (record,) = read(table)
    listed = [
        (component.course_code, component.course_title, component.role, component.alternative_to)
        for component in record.components
    ]
    assert listed == [
        ("DS 1", "One", "required", None),
        ("DS 2", "Two", "required", None),
        ("DS 9", "Nine", "required", 1),
        ("DS 3", "Three", "elective", None),
        ("DS 5", "Five", "required", None),
    ]
    row = parse(record.fields)
    assert (row["credential_type"], row["award"], row["credits_total_min"]) == ("master", "MS", 30)


def test_a_list_names_the_courses_whose_pages_it_links_to() -> None:
    items = (
        '<li><a href="/courses/lmp-101/index.html">LMP 101 - Wicks.</a></li>'
        '<li><a href="/lamps/">LMP 2027 News</a></li><li><a href="/courses/">Courses</a></li>'
    )
    (record,) = read(f'<div id="textcontainer"><ul>{items}</ul></div>')
    assert (record.title, record.fields["code"]) == ("Wicks", "LMP 101")
    assert record.url.endswith("/courses/lmp-101/index.html")


def test_a_program_s_title_may_stand_in_the_header_of_the_site_alone() -> None:
    page = """<html><head><title>Lamps, MS &lt; Example University</title></head><body><header id="header"><h1>Lamps, MS</h1></header>
    <div id="textcontainer"><table class="sc_courselist"><tr><td class="codecol"><a class="code" href="#">LMP 1</a></td><td>Wicks</td></tr></table></div></body></html>"""
    (record,) = read(page)
    assert (record.kind, record.title) == ("program", "Lamps, MS")


EXAMPLES = [
    Page("https://catalog.example.edu/cs/", b'<div class="courseblock"></div>'),
    Page("https://catalog.example.edu/cs/index.xml", b"<courseleaf><title>CS</title></courseleaf>"),
]


@pytest.mark.parametrize("page", EXAMPLES)
def test_html_pages_and_their_xml_twins_are_recognised(page: Page) -> None:
    assert recognise(page) == "courseleaf"


def test_links_to_search_and_to_pdf_twins_are_not_followed() -> None:
    hrefs = ("/search/?P=CS%201", "/cs/cs.pdf", "/ribbit/index.cgi", "/programs/cs-bs/")
    body = "".join(f'<a href="{href}">x</a>' for href in hrefs)
    page = Page("https://catalog.example.edu/cs/", body.encode())
    assert [link.url for link in courseleaf.links(page)] == [
        "https://catalog.example.edu/programs/cs-bs/"
    ]
