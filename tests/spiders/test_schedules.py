"""Class schedules and catalog APIs of single schools: Columbia, Visual Schedule Builder, Kuali, Banner 9; in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Unreadable
from spiders.banner9 import next_page
from spiders.kuali import details
from spiders.readers import reader, recognise

LISTING = """<html><title>Fall 2026 Department: Seeing</title><body bgcolor=white><a href="/cu/bulletin/uwb/home.html">Directory</a><table>
<tr valign=top><td colspan=2 bgcolor=#99CCFF><b>Fall 2026 Computer Science W4999<br>SEEING MACHINES</b></td></tr>
<tr><td bgcolor=#DADADA><a href="/cu/bulletin/uwb/subj/COMS/W4999-20263-001/">Section 001</a></td>
<td><b>Call Number:</b> 1 <b>Points:</b> 3 <br><b>Enrollment: </b> 9 students<br> <b>Instructor:</b> Ada Byron</td></tr>
<tr><td bgcolor=#DADADA><a href="/cu/bulletin/uwb/subj/COMS/W4999-20263-002/">Section 002</a></td>
<td><b>Call Number:</b> 2 <b>Points:</b> {points} <br> <b>Instructor:</b> {person}</td></tr></table></body></html>"""
SCHEDULE = b"""<addcourse><classdata><term n="202609" v="Fall 2026"/><course key="COMP-999" code="COMP" number="999" faculty="Science">
<uselection><selection credits="3.0" creditsMax="4.0"><block teacher="Byron, Ada; Lovelace, A."/></selection></uselection>
<offering title="Seeing" desc="Pixels."/></course><course code="COMP" number="998"/></classdata></addcourse>"""
RULE = (
    "<div><ul><li><span>Complete <!-- -->all<!-- --> of the following</span><ul><li><div>SENG265 - Methods</div></li></ul></li></ul></div>"
)


def read(platform: str, body: str | bytes | object, url: str = "https://catalog.example.edu/") -> list:
    raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    page = Page(url, raw)
    assert recognise(page) == platform
    return list(reader(platform)(page))


def test_sections_that_agree_give_their_course_points_and_people() -> None:
    (course,) = read("columbia", LISTING.format(points="3", person="Ada Byron"))
    facts = parse(course.fields)
    assert (course.title, facts["code"], facts["edition"]) == ("SEEING MACHINES", "COMS W4999", "Fall 2026")
    assert (facts["credits_min"], facts["instructors"]) == (3, ["Ada Byron"])


def test_sections_that_differ_state_nothing_of_their_course() -> None:
    (course,) = read("columbia", LISTING.format(points="1", person="A. Lovelace"))
    assert "credits_text" not in course.fields and "instructors" not in course.fields


def test_a_schedule_in_xml_has_its_credits_and_all_its_teachers() -> None:
    (course,) = read("vsb", SCHEDULE)
    facts = course.fields
    assert (facts["code"], facts["credits_min"], facts["credits_max"], facts["instructors"]) == (
        "COMP 999",
        3,
        4,
        ["Byron, Ada", "Lovelace, A."],
    )
    with pytest.raises(Unreadable):
        list(reader("vsb")(Page("https://schedule.example.edu/", SCHEDULE[:200])))


def test_a_kuali_course_has_its_credits_from_strings_and_its_rules_as_text() -> None:
    row = {"__catalogCourseId": "SENG360", "pid": "x1", "title": "Seeing", "description": "<p>Pixels &amp; edges.</p>", "preAndCorequisites": RULE,
           "credits": {"value": "1.5", "credits": {"min": "1.5", "max": "3.0"}}, "subjectCode": {"name": "SENG"}}  # fmt: skip
    (course,) = read("kuali", row)
    facts = course.fields
    assert (facts["code"], facts["description"], facts["credits_min"], facts["credits_max"]) == ("SENG 360", "Pixels & edges.", 1.5, 3)
    assert facts["prerequisites_text"] == "Complete all of the following SENG265 - Methods"
    listing = Page("https://school.kuali.co/api/v1/catalog/courses/c1?q=", json.dumps([row, {"title": "no pid"}]).encode())
    assert list(details(listing)) == ["https://school.kuali.co/api/v1/catalog/course/c1/x1"]


def test_banner_keeps_a_whole_description_and_drops_one_cut_short() -> None:
    row = {
        "subjectCode": "CS",
        "courseNumber": "6999",
        "courseTitle": "Seeing &amp; Hearing",
        "creditHourLow": 1,
        "creditHourHigh": 4,
        "courseDescription": "x" * 100,
    }
    url = "https://banner.example.edu/courseSearchResults?pageOffset=0&pageMaxSize=2"
    answer = {
        "success": True,
        "totalCount": 3,
        "pageOffset": 0,
        "data": [row, row | {"courseNumber": "7999", "courseDescription": "Pixels."}],
    }
    cut, whole = read("banner9", answer, url)
    assert "description" not in cut.fields and whole.fields["description"] == "Pixels."
    assert (cut.title, cut.fields["credits_min"], cut.fields["credits_max"]) == ("Seeing & Hearing", 1, 4)
    assert next_page(Page(url, json.dumps(answer).encode())) == "https://banner.example.edu/courseSearchResults?pageOffset=2&pageMaxSize=2"
    assert next_page(Page(url, json.dumps(answer | {"totalCount": 2}).encode())) is None
