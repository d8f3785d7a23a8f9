"""PeopleSoft's class search, in answers and pages of our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.peoplesoft import next_pages, read

SEARCH = (
    "https://sis.example.edu/psc/prd/EMPLOYEE/SA/s/WEBLIB_HCX_CM.H_CLASS_SEARCH.FieldFormula."
    "IScript_ClassSearch?institution=LAMPS&subject=LMP&page=2"
)
CLASS = {
    "crse_id": "004711",
    "subject": "LMP",
    "subject_descr": "Lamp Studies",
    "catalog_nbr": "1010",
    "descr": "Lighting a Room",
    "component": "LEC",
    "units": "3",
    "acad_career": "UGRD",
    "start_dt": "01/07/2027",
    "end_dt": "04/19/2027",
    "instruction_mode_descr": "In Person",
    "instructors": [{"name": "Ada Wick", "email": ""}],
}
RECITATION = CLASS | {"component": "REC", "units": "0", "instructors": [{"name": "Staff"}]}
DETAILS = {
    "course_title": "Lighting a Room",
    "descrlong": "Lamps and where they stand.",
    "units_minimum": 1,
    "units_maximum": 4,
    "offerings": [
        {
            "subject": "LMP",
            "catalog_nbr": "1010",
            "acad_career": "Undergraduate",
            "acad_org": "Lamp Studies",
            "req_group": "Prerequisite: LMP 1000",
        }
    ],
}
SECTION = {
    "class_details": {
        "subject": "LMP",
        "catalog_nbr": "1010",
        "course_title": "Lighting a Room",
        "units": "3 units",
    },
    "meetings": [
        {
            "instructors": [{"name": "Ada Wick"}],
            "start_date": "01/17/2027",
            "end_date": "04/19/2027",
        }
    ],
    "enrollment_information": {"enroll_requirements": "Corequisite: LMP 1011"},
    "catalog_descr": {"crse_catalog_description": "Lamps and where they stand."},
}
MOBILE_LIST = """<div class="primary-head"></div>
<div class="secondary-head class-title-header" id=LMP1010004711>LMP-UA 9 - LIGHTING A ROOM</div>
<a href="https://m.example.edu/app/catalog/classsection/LAMPS/2274/1"><div class="section-content" data-career="UGRD">
<div class="strong section-body">Section: 001-LEC (1)</div><div class="section-body">Days/Times: TBA</div>
<div class="section-body">Instructor: Ada Wick, Bo Flame</div><div class="section-body">Dates: 01/07/2027 - 04/19/2027</div></div></a>
<a href="https://m.example.edu/app/catalog/classsection/LAMPS/2274/2"><div class="section-content" data-career="UGRD">
<div class="strong section-body">Section: 002-REC (2)</div><div class="section-body">Instructor: Staff</div>
<div class="section-body">Dates: 01/07/2027 - 04/19/2027, 01/07/2027 - 04/19/2027</div></div></a>
<div class="secondary-head class-title-header" id=LMP1020>LMP-UA 10 - OIL - AN INTRODUCTION</div>
<a href="https://m.example.edu/app/catalog/classsection/LAMPS/2274/3"><div class="section-content">
<div class="strong section-body">Section: 001-LEC (3)</div></div></a>"""
SEARCH_PAGE = """<html><body><div id="win0divSSR_CLSRSLT_WRK_GROUPBOX2$0"><div id="win0divSSR_CLSRSLT_WRK_GROUPBOX2GP$0">LMP&nbsp; 101 - Lighting a Room</div>
<span id="MTG_CLASSNAME$0">001-LEC<br/>Regular</span><span id="MTG_INSTR$0">Ada Wick,<br/>Bo Flame</span><span id="MTG_INSTR$1">To be Announced</span></div>
<div id="win0divSSR_CLSRSLT_WRK_GROUPBOX2GP$1">LMP&nbsp; 102 - Oil</div></body></html>"""
CLASS_PAGE = """<html><body><span id="DERIVED_CLSRCH_DESCR200">LMP&nbsp; 101 - 001 &nbsp; Lighting a Room</span>
<div id="win0divSSR_CLS_DTL_WRK_UNITS_RANGE"><label>Units</label><span id="SSR_CLS_DTL_WRK_UNITS_RANGE">3 units</span></div>
<span id="PSXLATITEM_XLATLONGNAME">Regular Academic Session</span><span id="PSXLATITEM_XLATLONGNAME$33$">Graduate</span>
<span id="SSR_CLS_DTL_WRK_SSR_REQUISITE_LONG">Prerequisite: LMP 100</span><span id="MTG_INSTR$0">Ada Wick</span>
<span id="MTG_DATE$0">2027/01/07 - 2027/04/19</span><span id="DERIVED_CLSRCH_DESCRLONG">Lamps and where they stand.</span></body></html>"""
MOBILE_CLASS = """<html><head><title>LMP 1010 - 1020</title></head><body><h1 class="page-title  with-back-btn">LMP 1010 - 1020</h1>
<section><section><div class="primary-head">Lighting a Room</div><div class="section-content clearfix"><div class="pull-left"><div class="strong">Class Number</div></div>
<div class="pull-right"><div>20171</div></div></div><div class="section-content clearfix"><div class="pull-left"><div class="strong">Career</div></div><div class="pull-right"><div>Undergraduate</div></div></div>
<div class="section-content clearfix"><div class="pull-left"><div class="strong">Dates</div></div><div class="pull-right"><div>01/17/2027 - 04/19/2027</div></div></div>
<div class="section-content clearfix"><div class="pull-left"><div class="strong">Units</div></div><div class="pull-right"><div>3 units</div></div></div>
<div class="section-content clearfix"><div class="pull-left"><div class="strong">Topic</div></div><div class="pull-right"><div>Paper Lanterns</div></div></div>
<div class="primary-head">Class Details</div><div class="section-content clearfix"><div class="pull-left"><div class="strong">Instructor(s)</div></div><div class="pull-right"><div>Ada Wick, Bo Flame</div></div></div>
<div class="section-content clearfix"><div class="pull-left"><div class="strong">Room</div></div><div class="pull-right"><div></div></div></div>
<div class="section-content clearfix"><div class="pull-left"><div class="strong">Description</div></div><div class="pull-right"><div>Lamps and where they stand.</div></div></div>
<div class="section-content clearfix"><div class="pull-left"><div class="strong">Enrollment Requirements</div></div><div class="pull-right"><div>PREREQ: LMP 1000</div></div></div></section></section></body></html>"""
COURSE_PAGE = """<html><body><span id="DERIVED_CRSECAT_DESCR200">LMP 101 - Lighting a Room</span>
<span id="DERIVED_CRSECAT_UNITS_RANGE$0">1.00 - 4.00</span><span id="SSR_CRSE_OFF_VW_ACAD_CAREER$0">Undergraduate</span>
<span id="SSR_CRSE_OFF_VW_DESCRLONG$0">Lamps and where they stand.</span></body></html>"""


def answer(value: object, url: str = SEARCH) -> Page:
    return Page(url, json.dumps(value).encode(), "application/json")


def page(markup: str) -> Page:
    return Page("https://m.example.edu/app/catalog/listsubjectcourses", markup.encode())


EXAMPLES = [
    answer([CLASS, RECITATION]),
    page(MOBILE_LIST),
    page(SEARCH_PAGE),
    page(CLASS_PAGE),
    page(MOBILE_CLASS),
]
TEXT = "Lamps and where they stand."


@pytest.mark.parametrize(
    ("given", "stated"),
    [
        (
            answer({"pageCount": 2, "classes": [CLASS, RECITATION]}),
            {
                "code": "LMP 1010",
                "credits_min": 3,
                "credit_unit": "unit",
                "academic_level": "undergraduate",
                "instructors": ["Ada Wick"],
                "starts_on": "2027-01-07",
                "ends_on": "2027-04-19",
                "delivery": "in_person",
            },
        ),
        (
            answer({"courses": [{"crse_id": "1", "catalog_nbr": "1010", "descr": "Oil"}]}),
            {"code": "LMP 1010", "credits_min": None},
        ),
        (
            answer({"course_details": DETAILS}),
            {
                "credits_min": 1,
                "credits_max": 4,
                "description": TEXT,
                "prerequisites_text": "LMP 1000",
                "department": "Lamp Studies",
            },
        ),
        (
            answer({"section_info": SECTION}),
            {
                "credits_min": 3,
                "corequisites_text": "LMP 1011",
                "prerequisites_text": None,
                "starts_on": "2027-01-17",
                "instructors": ["Ada Wick"],
            },
        ),
        (
            page(CLASS_PAGE),
            {
                "code": "LMP 101",
                "credits_min": 3,
                "academic_level": "graduate",
                "prerequisites_text": "LMP 100",
                "starts_on": "2027-01-07",
                "description": TEXT,
            },
        ),
        (
            page(MOBILE_CLASS),
            {
                "code": "LMP 1010",
                "credits_min": 3,
                "academic_level": "undergraduate",
                "prerequisites_text": "LMP 1000",
                "starts_on": "2027-01-17",
                "ends_on": "2027-04-19",
                "instructors": ["Ada Wick", "Bo Flame"],
                "description": TEXT,
                "topic_titles": ["Paper Lanterns"],
            },
        ),
        (
            page(COURSE_PAGE),
            {
                "code": "LMP 101",
                "credits_max": 4,
                "academic_level": "undergraduate",
                "description": TEXT,
            },
        ),
    ],
)
def test_a_course_has_what_its_answer_or_page_states(given: Page, stated: dict) -> None:
    assert recognise(given) == "peoplesoft"
    (course,) = read(given)
    row = parse(course.fields)
    assert {name: row.get(name) for name in stated} == stated


def test_a_description_may_end_in_its_prerequisites() -> None:
    (offering,) = DETAILS["offerings"]
    unruled = {name: value for name, value in offering.items() if name != "req_group"}
    described = "Lamps and where they stand. Prerequisite: LMP 1000 or OIL 1000."
    details = DETAILS | {"offerings": [unruled], "descrlong": described}
    body = json.dumps({"course_details": details}).encode()
    (course,) = read(Page(SEARCH, body, "application/json"))
    assert parse(course.fields)["prerequisite_codes"] == ["LMP 1000", "OIL 1000"]


def test_the_sections_of_a_mobile_list_are_one_course_with_their_people() -> None:
    lit, oil = read(page(MOBILE_LIST))
    assert (lit.key, lit.title, lit.fields["instructors"]) == (
        "LMP-UA-9",
        "LIGHTING A ROOM",
        ["Ada Wick", "Bo Flame"],
    )
    assert (lit.fields["starts_on"], lit.fields["ends_on"]) == ("2027-01-07", "2027-04-19")
    assert (oil.title, "instructors" in oil.fields) == ("OIL - AN INTRODUCTION", False)


def test_the_page_of_a_number_that_no_class_has_gives_no_course() -> None:
    unknown = MOBILE_CLASS.replace("LMP 1010 - 1020", "Course Catalog")
    assert list(read(page(unknown))) == []


def test_a_search_lists_its_courses_with_the_people_of_their_sections() -> None:
    courses = list(read(page(SEARCH_PAGE)))
    assert [(each.title, each.fields.get("instructors")) for each in courses] == [
        ("Lighting a Room", ["Ada Wick", "Bo Flame"]),
        ("Oil", None),
    ]


@pytest.mark.parametrize(
    ("start", "end", "first_day"),
    [
        ("01/07/2027", "19/04/2027", "2027-07-01"),
        ("01/07/2027", "04/19/2027", "2027-01-07"),
        ("01/07/2027", "04/09/2027", None),
    ],
)
def test_the_order_of_day_and_month_is_told_from_a_date_that_has_only_one(
    start: str, end: str, first_day: str | None
) -> None:
    (course,) = read(answer([CLASS | {"start_dt": start, "end_dt": end}]))
    assert course.fields.get("starts_on") == first_day


@pytest.mark.parametrize(
    ("value", "following"),
    [
        ({"pageCount": 3, "classes": [CLASS]}, [SEARCH.replace("page=2", "page=3")]),
        ({"pageCount": 2, "classes": [CLASS]}, []),
        ([CLASS], [SEARCH.replace("page=2", "page=3")]),
        ([], []),
    ],
)
def test_a_search_goes_on_to_its_last_page(value: object, following: list[str]) -> None:
    assert list(next_pages(answer(value))) == following
