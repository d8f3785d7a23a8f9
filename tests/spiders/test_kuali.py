"""Kuali Catalog's answers, in small examples of our own."""

import json

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.readers import reader, recognise

LIST = "https://school.kuali.co/api/v1/catalog/courses/0a1b"
ROW = {
    "__catalogCourseId": "LMP360",
    "__passedCatalogQuery": True,
    "pid": "Sk1",
    "title": "Lamp Safety",
    "dateStart": "2020-01-01",
    "subjectCode": {"name": "LMP", "description": "Lamps (LMP)"},
}
RULES = """<div><ul><li><span>Complete <!-- -->all<!-- --> of the following</span><ul><li><div>Complete all of: <div><ul><li><span><a href="#/courses/view/1">LMP265</a> <!-- -->- <!-- -->Wicks<!-- -->
<span>(1.5)</span></span></li></ul></div></div></li><li><div>third-year standing.</div></li></ul></li></ul></div>"""


def read(answer, url: str = LIST):
    page = Page(url, json.dumps(answer).encode(), "application/json")
    assert recognise(page) == "kuali"
    return list(reader("kuali")(page))


def test_details_give_credits_and_the_rule_tree_as_text() -> None:
    credits = {"credits": {"min": "1.5", "max": "3.0"}, "value": "1.5", "chosen": "range"}
    (record,) = read(
        ROW | {"description": "<p>Topics.</p>", "credits": credits, "preAndCorequisites": RULES},
        "https://school.kuali.co/api/v1/catalog/course/0a1b/Sk1",
    )
    row = parse(record.fields)
    assert (row["code"], record.key, row["credits_min"], row["credits_max"], row["description"]) == (
        "LMP 360",
        "LMP-360",
        1.5,
        3.0,
        "Topics.",
    )
    assert row["prerequisites_text"] == "Complete all of the following Complete all of: LMP265 - Wicks (1.5) third-year standing."
    assert "starts_on" not in row


def test_a_list_gives_each_row_the_address_of_its_details() -> None:
    (record, _) = read([ROW, ROW | {"__catalogCourseId": "LMP361"}])
    assert record.url == "https://school.kuali.co/api/v1/catalog/course/0a1b/Sk1"


def test_a_program_lists_its_courses_by_rule() -> None:
    rules = """<section><header><h2>Core</h2></header><ul><li><span>Complete all of the following</span><ul><li><a href="#/courses/view/1">LMP265</a> - Wicks <span>(1.5)</span></li></ul></li>
    <li><span>Complete 2 of the following</span><ul><li><a href="#/courses/view/2">LMP266</a> - Oil</li></ul></li></ul><h3>Grand Total Credits: 60</h3></section>"""
    program = {
        "__passedCatalogQuery": True,
        "pid": "P",
        "code": "BS-LMP",
        "title": "Lamps",
        "programType": {"name": "Bachelor of Science"},
        "rulesRequirements": rules,
    }
    (record,) = read([program], "https://school.kuali.co/api/v1/catalog/programs/0a1b")
    row = parse(record.fields)
    assert (record.kind, row["credential_type"], row["credits_total_min"]) == ("program", "bachelor", 60)
    assert [(one.course_code, one.course_title, one.role, one.choose_count) for one in record.components] == [
        ("LMP 265", "Wicks", "required", None),
        ("LMP 266", "Oil", "elective", 2),
    ]
