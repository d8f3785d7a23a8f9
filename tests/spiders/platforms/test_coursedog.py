"""Coursedog's pages and answers, in the vendor's forms and our own words."""

import json
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest

from courseatlas.parsing import parse
from courseatlas.prerequisites import prerequisites
from courseatlas.records import Page, Record, Unreadable
from spiders.platforms import coursedog, recognise
from tests.support.odd_values import variants
from tests.support.requirements import in_words

HOST = "https://catalog.example.edu"
API = "https://app.coursedog.com/api/v1"
SCRIPT = '<script src="https://static.catalog.prod.coursedog.com/f0c575f/_nuxt/B1.js"></script>'
SEARCH = f"{API}/cm/lamp_college/courses/search/$filters?catalogId=c4T&skip=0&limit=2"
PROGRAM_SEARCH = SEARCH.replace("courses", "programs")
ENTRY = f"{API}/ca/lamp_college/catalogs/c4T"


def state_page(script: str) -> Page:
    return Page(f"{HOST}/", f"<html><head>{SCRIPT}</head><body>{script}</body></html>".encode())


CALL = '<script>window.__NUXT__=(function(a,b,c){return {layout:"d",data:[{}],state:{settings:{school:"lamp_college",activeCatalog:"c4T",x:a}}}}(void 0,"",null));</script>'
ARGUMENTS = '<script>window.__NUXT__=(function(a,b,c){return {state:{settings:{school:b,activeCatalog:c,x:a}}}}(null,"lamp_college","c4T"));</script>'
TABLE = '<script type="application/json" id="__NUXT_DATA__">[["Reactive",1],{"settings":2},{"school":3,"activeCatalog":4,"x":-1},"lamp_college","c4T"]</script>'


def answer(content: object, url: str = SEARCH) -> Page:
    return Page(url, json.dumps(content).encode(), "application/json")


def listing(*rows: dict, total: int | None = None) -> dict:
    return {"data": list(rows), "listLength": total or len(rows), "limit": 2, "skip": 0}


def of_courses(*ids: str, logic: str = "and") -> dict:
    return {"condition": "courses", "values": [{"logic": logic, "value": list(ids)}]}


def rule(condition: str, *ids: str, logic: str = "and", **more: object) -> dict:
    value = {"condition": "courses", "values": [{"logic": logic, "value": [id]} for id in ids]}
    return {"condition": condition, "value": value, "subRules": [], **more}


def row(code: str, group: str, name: str, **more: object) -> dict:
    subject, _, number = code.partition(" ")
    return {
        "_id": f"{group}-2020-01-01",
        "code": code,
        "subjectCode": subject,
        "courseNumber": number,
        "courseGroupId": group,
        "longName": name,
        "name": name[:10],
        "status": "Active",
        "catalogPrint": True,
        **more,
    }


WICKS = row(
    "LMP 212",
    "0455351",
    "Wicks and Flames",
    description="<p>How they burn.</p>",
    career="Undergraduate",
    departments=[{"_id": "LMP-X", "displayName": "Lamps"}],
    credits={"creditHours": {"min": 3, "max": 4, "operator": ""}, "numberOfCredits": 3},
    requisites={
        "requisitesSimple": [
            {
                "type": "Prerequisite",
                "name": "Required",
                "rules": [
                    rule("completedAllOf", "0455352"),
                    rule("completedAnyOf", "OIL 101", "0455353"),
                ],
            }
        ]
    },
)
OIL, SOOT = row("OIL 102", "0455352", "Oil"), row("SOT103", "0455353", "Soot")
COURSES = answer(listing(WICKS, OIL, SOOT))
LIGHT = {
    "_id": "LIT-BS-2026-01-01",
    "programGroupId": "77",
    "code": "LIT-BS",
    "name": "Light",
    "degreeDesignation": "BS - Bachelor of Science",
    "status": "Active",
    "totalCredits": 120,
    "college": "Arts",
    "catalogFullDescription": "<p>All about light.</p>",
    "dependencies": [{"courseGroupId": "1", "code": "LMP 101", "longName": "Wicks"}],
    "requisites": {
        "requisitesSimple": [
            {
                "name": "Admission",
                "type": "Prerequisite",
                "rules": [rule("completedAllOf", "LMP 900")],
            },
            {
                "name": "Core",
                "type": "Completion Requirement",
                "rules": [
                    rule("completedAllOf", "1", "LMP 102", "0045691", name="Required"),
                    rule(
                        "completedAtLeastXOf", "LMP 201", "LMP 202", restriction=2, name="Choices"
                    ),
                ],
            },
        ]
    },
}
PROGRAMS = answer(listing(LIGHT), PROGRAM_SEARCH)
ENTRY_PAGE = answer({"displayName": "2026-2027 Catalog", "effectiveStartDate": "2026-07-01", "coursesFilters": {}}, ENTRY)  # fmt: skip
EXAMPLES = [state_page(CALL), state_page(TABLE), COURSES, PROGRAMS, ENTRY_PAGE]


def read(page: Page) -> list[Record]:
    assert recognise(page) == "coursedog"
    return list(coursedog.read(page))


@pytest.mark.parametrize("script", [CALL, ARGUMENTS, TABLE])
def test_the_state_of_a_page_leads_to_the_entry_of_its_catalog(script: str) -> None:
    page = state_page(script)
    assert list(coursedog.links(page)) == [ENTRY]
    assert read(page) == []


def test_a_page_may_print_where_the_api_stands() -> None:
    page = state_page(
        CALL.replace("x:a", r'api:"http:\u002F\u002F127.0.0.1:8000\u002Fapi\u002Fv1"')
    )
    assert list(coursedog.links(page)) == [ENTRY.replace(API, "http://127.0.0.1:8000/api/v1")]


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.__NUXT__={};</script>",
        CALL.replace("lamp_college", "../admin"),
        '<script id="__NUXT_DATA__">[{"school":9,"activeCatalog":-1}]</script>',
        '<script id="__NUXT_DATA__">{broken</script>',
        "<script>window.__NUXT__=(function(a){return {school:a,activeCatalog:a}}(null));</script>",
    ],
)
def test_a_page_whose_state_names_no_catalog_is_reported(script: str) -> None:
    page = state_page(script)
    assert list(coursedog.links(page)) == []
    with pytest.raises(Unreadable, match="give the catalog's entry"):
        list(coursedog.read(page))


def test_the_entry_of_a_catalog_leads_to_both_searches_on_its_first_day() -> None:
    courses, programs = coursedog.links(ENTRY_PAGE)
    assert courses.startswith(f"{API}/cm/lamp_college/courses/search/$filters?")
    assert programs.startswith(f"{API}/cm/lamp_college/programs/search/$filters?")
    query = {name: values[0] for name, values in parse_qs(urlsplit(courses).query).items()}
    assert (query["catalogId"], query["skip"], query["limit"]) == ("c4T", "0", "1000")
    assert query["effectiveDatesRange"] == "2026-07-01,2026-07-01"
    assert {"code", "requisites", "catalogPrint"} <= set(query["columns"].split(","))
    assert read(ENTRY_PAGE) == []
    undated = answer({"coursesFilters": {}}, ENTRY)
    assert not any("effectiveDatesRange" in url for url in coursedog.links(undated))


@pytest.mark.parametrize(
    ("skip", "rows", "total", "following"),
    [(0, 2, 5, "2"), (2, 2, 5, "4"), (4, 1, 5, None), (0, 2, 2, None), (2, 0, 5, None)],
)
def test_a_search_is_asked_until_the_list_ends(
    skip: int, rows: int, total: int, following: str | None
) -> None:
    url = SEARCH.replace("skip=0", f"skip={skip}")
    page = answer(listing(*[OIL] * rows, total=total), url)
    pages = [parse_qs(urlsplit(url).query)["skip"][0] for url in coursedog.next_pages(page)]
    assert pages == ([following] if following else [])


def test_requests_to_the_api_say_which_catalog_they_are_for() -> None:
    headers = coursedog.request_headers(SEARCH, [f"{HOST}/programs"])
    assert headers == {"Origin": HOST, "Referer": f"{HOST}/", "X-Requested-With": "catalog"}
    assert coursedog.request_headers(f"{HOST}/", [f"{HOST}/"]) == {}
    assert coursedog.request_headers(ENTRY, [ENTRY])["Origin"] == "https://app.coursedog.com"


def test_a_course_has_the_fields_of_its_row() -> None:
    wicks, oil, soot = read(COURSES)
    fields = parse(wicks.fields)
    assert (wicks.key, wicks.title, wicks.aliases) == ("LMP-212", "Wicks and Flames", ("0455351",))
    assert (fields["code"], fields["credits_min"], fields["credits_max"]) == ("LMP 212", 3, 4)
    assert (fields["department"], fields["academic_level"]) == ("Lamps", "undergraduate")
    assert fields["description"] == "How they burn."
    assert fields["prerequisites_text"] == "OIL 102 and (OIL 101 or SOT 103)"
    assert wicks.url == f"{API}/cm/lamp_college/courses/0455351-2020-01-01"
    assert soot.fields["code"] == "SOT 103"


@pytest.mark.parametrize(
    ("credits", "expected"),
    [
        ({"creditHours": {"min": 3, "max": 3}}, (3, 3)),
        ({"creditHours": {"min": 1, "max": 4}}, (1, 4)),
        ({"creditHours": {"min": 0, "max": 0}, "numberOfCredits": 3}, (3, 3)),
        ({"creditHours": {"min": 0, "max": 0, "value": 2}, "numberOfCredits": 0}, (2, 2)),
        ({"creditHours": {"min": 0, "max": 0}}, (0, 0)),
        ({"creditHours": {"value": "1.5"}}, (1.5, 1.5)),
        ({"creditHours": 3, "numberOfCredits": 3}, (3, 3)),
        ({}, None),
        (None, None),
    ],
)
def test_credits_are_bounds_else_a_value_else_a_number(credits: object, expected: object) -> None:
    (record,) = read(answer(listing(row("LMP 101", "1", "Wicks", credits=credits))))
    bounds = (record.fields.get("credits_min"), record.fields.get("credits_max"))
    assert bounds == (expected or (None, None))


@pytest.mark.parametrize(
    ("status", "printed", "is_given"),
    [("Active", True, True), ("active", None, True), ("", True, True), ("Inactive", True, False), ("Idle", True, False), ("Active", False, False)],
)  # fmt: skip
def test_only_what_is_active_and_printed_is_given(
    status: str, printed: bool | None, is_given: bool
) -> None:
    rows = listing(row("LMP 101", "1", "Wicks", status=status, catalogPrint=printed))
    assert bool(read(answer(rows))) is is_given


def group(*rules: dict, kind: str = "Prerequisite", **more: object) -> dict:
    return {"requisitesSimple": [{"type": kind, "rules": list(rules), **more}]}


NAMED = "0455352"
REQUISITES = {
    "a code": (group(rule("completedAllOf", "OIL 101")), "OIL 101"),
    "an id that the answer names": (group(rule("completedAllOf", NAMED)), "OIL 102"),
    "an id that it does not name": (group(rule("completedAnyOf", NAMED, "9999999")), None),
    "a grade": (group(rule("minimumGrade", NAMED, grade="C-")), "OIL 102 with a minimum grade of C-"),
    "some of them": (group(rule("completedAtLeastXOf", NAMED, "OIL 101", restriction=1)), "1 of OIL 102, OIL 101"),
    "or within a list": (group({"condition": "completedAllOf", "value": of_courses(NAMED, "OIL 101", logic="or")}), "OIL 102 or OIL 101"),
    "rules within rules": (group({"condition": "anyOf", "subRules": [rule("completedAllOf", NAMED, "OIL 101"), rule("completedAllOf", "OIL 103")]}), "(OIL 102 and OIL 101) or OIL 103"),
    "free text": (group({"condition": "freeformText", "value": "Consent of the <b>keeper</b>"}), "Consent of the keeper"),
    "hidden": (group(rule("completedAllOf", "OIL 101"), showInCatalog=False), None),
    "another kind": (group(rule("completedAllOf", "OIL 101"), kind="Antirequisite"), None),
    "free form": ({"requisitesFreeform": {"showInCatalog": True, "value": "<p>Prerequisite: OIL 104</p>"}}, "OIL 104"),
    "free form that is hidden": ({"requisitesFreeform": {"showInCatalog": False, "value": "OIL 104"}}, None),
    "none": (None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUISITES)
def test_rules_are_a_text_only_where_all_their_courses_are_named(name: str) -> None:
    requisites, expected = REQUISITES[name]
    rows = listing(row("LMP 101", "1", "Wicks", requisites=requisites), OIL)
    assert read(answer(rows))[0].fields.get("prerequisites_text") == expected


def test_free_text_labels_corequisites_in_a_paragraph_of_their_own() -> None:
    value = "<p>Prerequisite: OIL 104 or placement</p><p>Corequisite: LMP 101L</p>"
    free = {"requisitesFreeform": {"showInCatalog": True, "value": value}}
    (record,) = read(answer(listing(row("LMP 101", "1", "Wicks", requisites=free))))
    assert record.fields["prerequisites_text"] == "OIL 104 or placement"
    assert record.fields["corequisites_text"] == "LMP 101L"


def test_the_text_of_rules_has_the_grammar_of_prerequisites() -> None:
    text = read(COURSES)[0].fields["prerequisites_text"]
    assert [each[:3] for each in prerequisites(text)] == [
        (1, 1, "OIL 102"),
        (2, 1, "OIL 101"),
        (2, 2, "SOT 103"),
    ]


def test_corequisites_and_the_school_s_own_prerequisites_are_read() -> None:
    both = group(rule("enrolledIn", "OIL 101"), kind="Corequisite")
    (record,) = read(answer(listing(row("LMP 101", "1", "Wicks", requisites=both))))
    assert record.fields["corequisites_text"] == "OIL 101"
    custom = {"nonEnforcedPrerequisites": "OIL 105 or consent."}
    (record,) = read(answer(listing(row("LMP 101", "1", "Wicks", customFields=custom))))
    assert record.fields["prerequisites_text"] == "OIL 105 or consent."


def test_a_program_lists_the_courses_that_its_answer_names_or_prints() -> None:
    (record,) = read(PROGRAMS)
    fields = parse(record.fields)
    assert (record.kind, record.key, record.title) == ("program", "LIT-BS", "Light")
    assert (fields["credential_type"], fields["credits_total_min"]) == ("bachelor", 120)
    assert (fields["description"], fields["college"]) == ("All about light.", "Arts")
    expected = ["LMP 101 r", "LMP 102 r", "0045691 r", "LMP 201 e2", "LMP 202 e2"]
    assert in_words(record.components) == expected
    assert record.components[0].course_title == "Wicks"
    assert record.components[2].course_code is None, "an id is no code"


PROGRAM_RULES = {
    "any of": (rule("completedAnyOf", "LMP 101", "LMP 102"), ["LMP 101 e1", "LMP 102 e1"]),
    "credits": (rule("minimumCredits", "LMP 101", credits=6), ["LMP 101 e 6u"]),
    "variable": (rule("completeVariableCoursesAndVariableCredits", "LMP 101", minCredits=9, maxCredits=12), ["LMP 101 e 9u"]),
    "a restriction in an object": (rule("completedAtLeastXOf", "LMP 101", "LMP 102", restriction={"selectN": 2}), ["LMP 101 e2", "LMP 102 e2"]),
    "or in a list": ({"condition": "completedAllOf", "value": of_courses("LMP 101", "LMP 102", logic="or")}, ["LMP 101 r", "LMP 102 r or1"]),
    "ways": (
        {"condition": "anyOf", "subRules": [rule("completedAllOf", "LMP 101", "LMP 102"), rule("completedAllOf", "LMP 103")]},
        ["LMP 101 e1 with1", "LMP 102 e1 with1", "LMP 103 e1 with3"],
    ),
    "taken together, and one has no name": ({"condition": "completedAllOf", "value": of_courses("LMP 101", "0045691")}, ["LMP 101 r", "0045691 r"]),
    "taken together, and one is a pattern": ({"condition": "completedAllOf", "value": of_courses("LMP 101", "HIS @")}, []),
    "a kind of course": ({"condition": "completedAllOf", "value": {"condition": "courseAttributes", "values": [{"logic": "and", "value": ["GE 1 Light"]}]}}, []),
    "a pattern": (rule("completedAnyOf", "HIS @"), []),
}  # fmt: skip


@pytest.mark.parametrize("name", PROGRAM_RULES)
def test_the_rules_of_a_program_have_the_grammar_of_all_requirements(name: str) -> None:
    rules, expected = PROGRAM_RULES[name]
    requisites = {"requisitesSimple": [{"name": "Plan", "rules": [rules]}]}
    (record,) = read(answer(listing(LIGHT | {"requisites": requisites}), PROGRAM_SEARCH))
    assert in_words(record.components) == expected


def test_requirements_in_free_markup_are_read_as_elsewhere() -> None:
    markup = (
        "<h3>Core</h3><ul><li>LMP 101 Wicks</li><li>LMP 102 Oil</li></ul><p>Total credits: 60</p>"
    )
    free = {"requisitesFreeform": {"showInCatalog": True, "value": markup}}
    program = {key: value for key, value in LIGHT.items() if key != "totalCredits"}
    (record,) = read(answer(listing(program | {"requisites": free}), PROGRAM_SEARCH))
    assert in_words(record.components) == ["LMP 101 r", "LMP 102 r"]
    assert parse(record.fields)["credits_total_min"] == 60


def test_an_answer_by_ids_is_read_as_a_list() -> None:
    by_id = {"77-2026": LIGHT}
    assert [each.key for each in read(answer(by_id, f"{API}/cm/lamp_college/programs"))] == [
        "LIT-BS"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"data": [], "listLength": 0}, "of a past year"),
        ({"statusCode": 401, "message": "No origin"}, "the API answered: No origin"),
    ],
)
def test_an_answer_without_rows_is_reported(content: object, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        list(coursedog.read(answer(content)))


@pytest.mark.parametrize(
    ("content", "url"),
    [(listing(WICKS, OIL), SEARCH), (listing(LIGHT), PROGRAM_SEARCH), ({"effectiveStartDate": "2026-07-01"}, ENTRY)],
)  # fmt: skip
def test_an_odd_answer_raises_nothing_but_unreadable(content: dict, url: str) -> None:
    for variant in variants(content):
        page = answer(variant, url)
        with suppress(Unreadable):
            for record in coursedog.read(page):
                assert record.key and parse(record.fields)
        assert all(map(str, [*coursedog.links(page), *coursedog.next_pages(page)]))
