"""Readers on small pages in each template's real markup, in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Unreadable
from spiders.readers import reader, recognise


def read(platform: str, body: str, url: str = "https://catalog.example.edu/cs/", kind: str = "text/html"):
    return list(reader(platform)(Page(url, body.encode(), kind)))


TITLE_LINES = [
    ('<p class="courseblocktitle"><strong>MATH&nbsp;95. Algebra Review. <span class="courseblockhours">1 unit</span></strong></p>', "MATH 95", "Algebra Review", 1, 1, "unit"),
    ('<p class="courseblocktitle"><strong>AAI&nbsp;1990.  Elective.  (1-4 Hours)</strong></p>', "AAI 1990", "Elective", 1, 4, "semester_hour"),
    ('<p class="courseblocktitle"><b>CIS 112     Computers at Work     3 Credit Hours</b></p>', "CIS 112", "Computers at Work", 3, 3, "semester_hour"),
    ('<p class="courseblocktitle"><strong>ACCT:1300 Books and Ledgers 3 s.h.</strong></p>', "ACCT:1300", "Books and Ledgers", 3, 3, "semester_hour"),
    ('<p class="courseblocktitle"><strong>CSC 301 | Data Structures | 4 quarter hours</strong></p>', "CSC 301", "Data Structures", 4, 4, "quarter_hour"),
    ('<p class="courseblocktitle"><strong>CSC/CPE 101. First Programs. 4 units</strong></p>', "CSC/CPE 101", "First Programs", 4, 4, "unit"),
    ('<p class="courseblocktitle"><strong>6.1010 Programs at Scale</strong></p><span class="courseblockhours">2-4-6 units</span>', "6.1010", "Programs at Scale", 12, 12, "unit"),
    ('<div class="cols"><span class="text detail-code"><strong>CS 210</strong></span><span class="text detail-title"><strong>Systems</strong></span>'
     '<span class="text detail-hours_html"><strong>(3 credits)</strong></span></div>', "CS 210", "Systems", 3, 3, "credit"),
    ('<h3><span class="code">COMPSCI 70</span> <span class="title">Chance and Counting</span> <span class="hours">4 Units</span></h3>', "COMPSCI 70", "Chance and Counting", 4, 4, "unit"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "code", "title", "low", "high", "unit"), TITLE_LINES)
def test_each_template_generation_gives_code_title_and_credits(line, code, title, low, high, unit) -> None:
    (record,) = read("courseleaf", f'<div class="courseblock">{line}<p class="courseblockdesc">What it is about.</p></div>')
    row = parse(record.fields)
    assert (row["code"], record.title, row["credits_min"], row["credits_max"], row["credit_unit"]) == (code, title, low, high, unit)
    assert row["description"] == "What it is about."


def test_labels_part_prerequisites_from_the_rest() -> None:
    block = (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CS 2. Two. 3 units</strong></p><div class="courseextendedwrap">'
        "<p>Prerequisite: CS 1 or MATH 141. Concurrent: CS 3. Recommended: patience.</p></div></div>"
    )
    (record,) = read("courseleaf", block)
    row = parse(record.fields)
    assert row["prerequisites_text"] == "CS 1 or MATH 141." and row["corequisites_text"] == "CS 3."
    assert row["prerequisite_codes"] == ["MATH 141"] or row["prerequisite_codes"] == ["CS 1", "MATH 141"]


def test_a_definition_list_without_units_states_no_credits() -> None:
    (record,) = read("courseleaf", '<dl class="courseblock"><dt>15-859 Shapes</dt><dd>Intermittent<br/>Studies shapes.<br/></dd></dl>')
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
    (record,) = read("courseleaf", table)
    listed = [(one.course_code, one.course_title, one.role, one.alternative_to) for one in record.components]
    assert listed == [
        ("DS 1", "One", "required", None),
        ("DS 2", "Two", "required", None),
        ("DS 9", "Nine", "required", 1),
        ("DS 3", "Three", "elective", None),
        ("DS 5", "Five", "required", None),
    ]
    row = parse(record.fields)
    assert (row["credential_type"], row["award"], row["credits_total_min"]) == ("master", "MS", 30)


def test_a_broken_json_ld_block_does_not_lose_the_others() -> None:
    course = {"@context": "https://schema.org", "@type": "Course", "name": "Seeing Machines", "courseCode": "SM1", "timeRequired": "W12"}
    body = f'<script type="application/ld+json">{{"@type": </script><script type="application/ld+json">{json.dumps(course)}</script>'
    (record,) = read("jsonld", f"<html><head>{body}</head><body></body></html>")
    assert record.title == "Seeing Machines" and parse(record.fields)["duration_weeks"] == 12


def test_cards_of_other_pages_are_no_records() -> None:
    cards = [{"@type": "Course", "name": f"Card {n}", "url": f"https://example.org/course/{n}"} for n in range(3)]
    body = f'<html><head><script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": cards})}</script></head><body></body></html>'
    assert read("jsonld", body, "https://example.org/search") == []


def test_ocw_reads_a_course_and_reports_what_it_cannot_read() -> None:
    facts = {"course_title": "True and False Pictures", "primary_course_number": "CMS.999", "term": "Fall", "year": "2024", "level": ["Undergraduate"],
             "course_description": 'See {{% resource_link "1" "the notes" %}}.', "instructors": [{"first_name": "Ada", "last_name": "Byron"}]}  # fmt: skip
    (record,) = read("ocw", json.dumps(facts), "https://ocw.mit.edu/courses/cms-999-fall-2024/data.json", "application/json")
    assert record.key == "cms-999-fall-2024" and record.url == "https://ocw.mit.edu/courses/cms-999-fall-2024/"
    assert record.fields["description"] == "See the notes." and record.fields["instructors"] == ["Ada Byron"]
    with pytest.raises(Unreadable):
        read("ocw", '{"course_title": ', kind="application/json")


def test_shells_and_empty_pages_give_no_record_and_no_platform() -> None:
    shell = '<html><body><div id="__next"></div><script src="/a.js"></script></body></html>'
    assert recognise(Page("https://example.org/", shell.encode())) is None
    assert read("jsonld", shell) == [] and read("courseleaf", shell) == []


V2 = (
    '<div id="course-banner"><span class="course-number-term-detail">CMS.999 | Fall 2024 | Undergraduate, Graduate</span><h1><a class="text-white">True Pictures</a></h1></div>'
    '<div id="course-description"><div id="collapsed-description"><p>How a picture…</p></div><div id="expanded-description" class="d-none"><p>How a picture is made and unmade.</p></div></div>'
    '<div class="course-info"><h3>Instructors</h3><div class="course-info-content"><a class="course-info-instructor">Ada Byron</a></div></div>'
)
V3 = (
    '<div class="course-banner-v3"><span class="breadcrumb-text">CMS.999 | Fall 2024 | Undergraduate, Graduate</span><h1 class="course-title">True Pictures</h1></div>'
    '<div id="full-description"><p>How a picture is made and unmade.</p></div><a class="course-info-instructor">Ada Byron</a>'
)


@pytest.mark.parametrize("body", [V2, V3])
def test_a_course_without_its_json_is_read_from_either_theme_of_its_page(body: str) -> None:
    (record,) = read("ocw", f"<html><body>{body}</body></html>", "https://ocw.mit.edu/courses/cms-999-fall-2024/")
    assert (record.key, record.title, record.fields["code"], record.fields["edition"]) == (
        "cms-999-fall-2024",
        "True Pictures",
        "CMS.999",
        "Fall 2024",
    )
    assert record.fields["description"] == "How a picture is made and unmade." and record.fields["instructors"] == ["Ada Byron"]
