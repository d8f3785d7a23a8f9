"""Kuali Catalog's answers, in small examples of our own."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import kuali, recognise

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
    return list(kuali.read(page))


def test_details_give_credits_and_the_rule_tree_as_text() -> None:
    credits = {"credits": {"min": "1.5", "max": "3.0"}, "value": "1.5", "chosen": "range"}
    (record,) = read(
        ROW | {"description": "<p>Topics.</p>", "credits": credits, "preAndCorequisites": RULES},
        "https://school.kuali.co/api/v1/catalog/course/0a1b/Sk1",
    )
    row = parse(record.fields)
    assert (
        row["code"],
        record.key,
        row["credits_min"],
        row["credits_max"],
        row["description"],
    ) == (
        "LMP 360",
        "LMP-360",
        1.5,
        3.0,
        "Topics.",
    )
    assert (
        row["prerequisites_text"]
        == "Complete all of the following Complete all of: LMP265 - Wicks (1.5) third-year standing."
    )
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
    assert (record.kind, row["credential_type"], row["credits_total_min"]) == (
        "program",
        "bachelor",
        60,
    )
    assert [
        (component.course_code, component.course_title, component.role, component.choose_count)
        for component in record.components
    ] == [
        ("LMP 265", "Wicks", "required", None),
        ("LMP 266", "Oil", "elective", 2),
    ]


RULE = "<div><ul><li><span>Complete <!-- -->all<!-- --> of the following</span><ul><li><div>SENG265 - Methods</div></li></ul></li></ul></div>"


def test_a_kuali_course_has_its_credits_from_strings_and_its_rules_as_text() -> None:
    row = {"__catalogCourseId": "SENG360", "pid": "x1", "title": "Seeing", "description": "<p>Pixels &amp; edges.</p>", "preAndCorequisites": RULE,
           "credits": {"value": "1.5", "credits": {"min": "1.5", "max": "3.0"}}, "subjectCode": {"name": "SENG"}}  # fmt: skip
    (course,) = read(row)
    facts = course.fields
    assert (facts["code"], facts["description"], facts["credits_min"], facts["credits_max"]) == (
        "SENG 360",
        "Pixels & edges.",
        1.5,
        3,
    )
    assert facts["prerequisites_text"] == "Complete all of the following SENG265 - Methods"
    listing = Page(
        "https://school.kuali.co/api/v1/catalog/courses/c1?q=",
        json.dumps([row, {"title": "no pid"}]).encode(),
    )
    assert [link.url for link in kuali.links(listing)] == [
        "https://school.kuali.co/api/v1/catalog/course/c1/x1"
    ]


def test_a_rule_may_ask_for_an_amount_of_credit_or_for_any_course() -> None:
    item = "<li><span>{rule}</span><ul><li><a href='#/courses/view/1'>LMP265</a></li></ul></li>"
    rules = ("Complete 6 units from the following", "Complete any of the following", "See also")
    markup = "<ul>" + "".join(item.format(rule=rule) for rule in rules) + "</ul>"
    program = {"title": "Lamps", "pid": "P", "programType": {}, "rulesRequirements": markup}
    page = Page(LIST, json.dumps(program).encode(), "application/json")
    (record,) = kuali.read(page)
    listed = [(each.role, each.choose_credits) for each in record.components]
    assert listed == [("elective", 6.0), ("elective", None), ("component", None)]


EXAMPLES = [Page(LIST, json.dumps([ROW]).encode(), "application/json")]


@pytest.mark.parametrize(
    "credits, least, most, printed",
    [
        (
            {"chosen": "multiple", "credits": ["1.5", "3"], "value": ["1.5", "3"]},
            1.5,
            3,
            "1.5 or 3",
        ),
        ({"chosen": "multiple", "value": [3, 1]}, 1, 3, "3 or 1"),
        ({"chosen": "range", "credits": {"min": "1.5", "max": "3"}}, 1.5, 3, None),
        ({"chosen": "multiple", "credits": ["1.5", "or more"]}, None, None, None),
    ],
)
def test_credits_are_a_list_of_choices_or_a_range(credits, least, most, printed) -> None:
    (record,) = read(ROW | {"credits": credits})
    row = parse(record.fields)
    assert (row.get("credits_min"), row.get("credits_max")) == (least, most)
    assert row.get("credits_text") == printed


def test_lists_lead_to_the_details_of_their_courses_and_programs() -> None:
    api = "https://school.kuali.co/api/v1/catalog"
    answers = {
        f"{api}/programs/0a1b": (
            [{"pid": "P1", "title": "Lamps"}],
            [f"{api}/program/0a1b/P1"],
        ),
        f"{api}/public/catalogs/current": (
            {"_id": "0a1b", "title": "Catalog of 2027"},
            [f"{api}/courses/0a1b", f"{api}/programs/0a1b"],
        ),
    }
    for url, (answer, addresses) in answers.items():
        page = Page(url, json.dumps(answer).encode(), "application/json")
        assert [link.url for link in kuali.links(page)] == addresses


LINK = """<li><span><a href="#/courses/view/1">{}</a> <!-- -->-<!-- --> <!-- -->{}<!-- --> <span>(0.50)</span></span></li>"""
TREE = """<div><section><header data-test="grouping-0-header"><h2 data-testid="grouping-label"><span>Core</span></h2></header>
<ul><li><span>Complete <!-- -->all<!-- --> of the following</span><ul>
<li data-test="ruleView-A"><div>Complete all the following: <div><ul>{all}</ul></div></div></li>
<li data-test="ruleView-B"><div>Complete <span>2</span> of the following: <div><ul>{two}</ul></div></div></li>
<div><span class="rules_groupHeader_37">Electives</span><li><span>Complete <!-- -->1<!-- --> of the following</span><ul>
<li data-test="ruleView-C"><div>Complete all the following: <div><ul>{option}</ul></div></div></li></ul></li></div>
</ul></li></ul></section><h3>Grand Total Credits: <strong>12</strong></h3></div>"""
ROW_OF_PROGRAM = {"__passedCatalogQuery": True, "pid": "P", "title": "Lamps"}
PROGRAM = ROW_OF_PROGRAM | {
    "title": "Lamps (Bachelor of Science - Honours)",
    "whateverTheSchoolCallsIt": TREE.format(
        all=LINK.format("LMP101", "Wicks (Part 2)"),
        two=LINK.format("LMP102", "Oil") + "<li><span>LMP103 - Glass (0.50)</span></li>",
        option=LINK.format("LMP104", "Bulbs"),
    ),
    "admissionRules": TREE.format(all=LINK.format("LMP001", "School"), two="", option=""),
    "graduation": "<ul><li>Complete a total of 20.0 units:</li><li>See <a href='#/courses/view/1'>LMP999</a></li></ul>",
}


def test_a_program_is_told_by_its_rules_in_whatever_field_they_stand() -> None:
    (record,) = read(PROGRAM, "https://school.kuali.co/api/v1/catalog/experience/0a1b/P")
    row = parse(record.fields)
    assert (record.kind, row["credential_type"]) == ("program", "bachelor")
    assert (row["credits_total_min"], row["credit_unit"]) == (20, "unit")
    listed = [
        (each.course_code, each.course_title, each.role, each.group_title, each.choose_count)
        for each in record.components
    ]
    assert listed == [
        ("LMP 101", "Wicks (Part 2)", "required", "Core", None),
        ("LMP 102", "Oil", "elective", "Core", 2),
        ("LMP 103", "Glass", "elective", "Core", 2),
        ("LMP 104", "Bulbs", "elective", "Electives", 1),
    ]


@pytest.mark.parametrize(
    ("printed", "total"),
    [
        ("<h3>Grand Total Units: <strong>60</strong></h3>", 60),
        ("<h3>Total Units Required <strong>60</strong></h3>", 60),
        ("<p>Minimum Units: 60</p>", 60),
        ("<h3>Total Core Units: <strong>60</strong></h3>", None),
    ],
)
def test_a_total_is_printed_below_the_rules(printed: str, total: float | None) -> None:
    rules = (
        f"<ul><li><div>Complete all of: <ul>{LINK.format('LMP101', 'Wicks')}</ul></div></li></ul>"
    )
    (record,) = read(ROW_OF_PROGRAM | {"newProgramRules1": rules + printed})
    assert parse(record.fields).get("credits_total_min") == total


@pytest.mark.parametrize(
    ("rule", "role", "count", "credits"),
    [
        ("Complete all of: ", "required", None, None),
        ("Take the following:", "required", None, None),
        ("Must complete the following", "required", None, None),
        ("Must have completed the following:", "required", None, None),
        ("Complete ALL of the following Courses:", "required", None, None),
        ("Earn a minimum grade of C in each of the following:", "required", None, None),
        ("Take these courses:", "required", None, None),
        ("Complete at least <span>2</span> of the following courses:", "elective", 2, None),
        ("Must have completed at least 1 of the following:", "elective", 1, None),
        ("Successfully complete one course from:", "elective", 1, None),
        ("Choose 2 course(s) from the following list:", "elective", 2, None),
        ("Take 2 courses (6 credits) from:", "elective", 2, 6),
        ("Complete between 6 and 9 units from:", "elective", None, None),
        ("Complete <span>2</span> of: ", "elective", 2, None),
        ("Take 1 of the following:", "elective", 1, None),
        ("At least 3 of the following must be completed:", "elective", 3, None),
        ("Earn at least <span>6</span> credits from the following", "elective", None, 6),
        ("Choose any of the following:", "elective", None, None),
        ("See also", "component", None, None),
    ],
)
def test_the_words_of_a_rule_give_the_role_of_its_courses(
    rule: str, role: str, count: int | None, credits: float | None
) -> None:
    markup = (
        f"<ul><li><div>{rule}<div><ul>{LINK.format('LMP101', 'Wicks')}</ul></div></div></li></ul>"
    )
    (record,) = read(ROW_OF_PROGRAM | {"newProgramRules1": markup})
    (component,) = record.components
    assert (component.role, component.choose_count, component.choose_credits) == (
        role,
        count,
        credits,
    )


def test_a_range_has_the_form_of_the_codes_of_courses() -> None:
    markup = "<ul><li data-test='ruleView-A'>Complete 2 of LMP300 - LMP399, except LMP301</li></ul>"
    (record,) = read(ROW_OF_PROGRAM | {"newProgramRules1": f"{RULE}{markup}"})
    *_, row = record.components
    assert (row.range_from, row.range_to, row.excluded_codes) == (
        "LMP 300",
        "LMP 399",
        ("LMP 301",),
    )


def test_a_policy_is_no_program() -> None:
    policy = {"__passedCatalogQuery": True, "title": "Grades", "text": "<p>Of lamps.</p>"}
    assert read(policy, "https://school.kuali.co/api/v1/catalog/policy/0a1b/X") == []


@pytest.mark.parametrize(
    ("fields", "column", "value"),
    [
        ({"courseDescription": "<p>Of lamps.</p>"}, "description", "Of lamps."),
        ({"rulesPrerequisites": RULE}, "prerequisites_text", "Complete all of the following SENG265 - Methods"),
        ({"preOrCorequisites": RULE}, "corequisites_text", "Complete all of the following SENG265 - Methods"),
        ({"recommendedPrerequisites": RULE, "antirequisites": RULE}, "prerequisites_text", None),
        ({"credits": [{"min": "2", "max": "3"}]}, "credits_max", 3),
        ({"creditHours": "3"}, "credits_min", 3),
        ({"units": {"chosen": "fixed", "value": "0.50"}}, "credits_min", 0.5),
        ({"hoursCatalogText": "3-2-0"}, "credits_min", None),
    ],
)  # fmt: skip
def test_a_course_s_fields_are_found_under_other_names(fields, column, value) -> None:
    (record,) = read(ROW | fields)
    assert parse(record.fields).get(column) == value


def test_the_root_of_a_school_is_its_current_catalog() -> None:
    own = "https://www.example.edu/catalog"
    assert kuali.first_urls(["https://school.kuali.co/", own]) == [
        "https://school.kuali.co/api/v1/catalog/public/catalogs/current",
        own,
    ]


def test_a_page_of_a_school_leads_to_the_catalog_that_its_script_names() -> None:
    body = b"""<html><body><div id="kuali-catalog"></div><script>window.subdomain = "https://school.kuali.co";
    window.catalogId = "607e4c7f4a384c001daaa458";</script></body></html>"""
    page = Page("https://www.example.edu/catalog", body)
    assert recognise(page) == "kuali" and list(kuali.read(page)) == []
    api = "https://school.kuali.co/api/v1/catalog"
    assert [(link.url, link.reason) for link in kuali.links(page)] == [
        (f"{api}/courses/607e4c7f4a384c001daaa458", "course_list"),
        (f"{api}/programs/607e4c7f4a384c001daaa458", "program_list"),
        (f"{api}/public/catalogs?beside=607e4c7f4a384c001daaa458", "edition"),
    ]


def test_a_page_that_names_no_host_is_answered_by_its_own() -> None:
    body = b"""<html><body><div id="kuali-catalog"></div><script>var catalogId = '607e4c7f4a384c001daaa458';</script>"""
    page = Page("https://www.example.edu/catalog", body)
    assert recognise(page) == "kuali"
    assert [link.url for link in kuali.links(page)][:2] == [
        f"https://www.example.edu/api/v1/catalog/{kind}/607e4c7f4a384c001daaa458"
        for kind in ("courses", "programs")
    ]
    other = body.replace(b"kuali-catalog", b"shop")
    assert recognise(Page("https://www.example.com/", other)) is None


def test_details_without_the_code_of_their_list_have_the_same_alias() -> None:
    row = {"pid": "Hk3X", "title": "Minor in Lamps", "programType": {"name": "Minor"}}
    (listed,), (detail,) = (
        kuali.read(
            Page(f"https://school.kuali.co/api/v1/catalog/{path}", json.dumps(value).encode())
        )
        for path, value in (("programs/b2", [row | {"code": "LMP-M"}]), ("program/b2/Hk3X", row))
    )
    assert (listed.key, listed.aliases) == ("LMP-M", (detail.key,))


def test_of_several_catalogs_the_newest_is_read_alone() -> None:
    api = "https://school.kuali.co/api/v1/catalog"
    catalogs = [
        {"_id": "a1", "title": "2025-2026 Catalog"},
        {"_id": "b2", "title": "2026-2027 Catalog"},
    ]
    page = Page(f"{api}/public/catalogs", json.dumps(catalogs).encode(), "application/json")
    assert [link.url for link in kuali.links(page)] == [f"{api}/courses/b2", f"{api}/programs/b2"]


def test_catalogs_that_begin_together_are_read_together() -> None:
    root = "https://school.kuali.co"
    api = f"{root}/api/v1/catalog"
    catalogs = [
        {"_id": f"{number}" * 12, "title": title, "startDate": begins}
        for number, title, begins in (
            (1, "2025-2026 Undergraduate Studies", "2025-08-01"),
            (2, "2026-2027 Undergraduate Studies", "2026-08-01"),
            (3, "2026-2027 Graduate Studies", "2026-08-01"),
            (4, "2027-2028 Undergraduate Studies", "2027-08-01"),
        )
    ]
    shell = f"<script>window.subdomain = '{root}'; window.catalogId = '{'2' * 12}';</script>"
    *_, beside = kuali.links(Page("https://catalog.example.edu/", shell.encode()))
    assert beside.reason == "edition"
    page = Page(beside.url, json.dumps(catalogs).encode(), "application/json")
    graduate = "3" * 12
    urls = [link.url for link in kuali.links(page)]
    assert urls == [f"{api}/courses/{graduate}", f"{api}/programs/{graduate}"]
