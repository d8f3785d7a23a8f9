"""CourseLeaf's class search: its page and its answers, in our own words."""

import json
from contextlib import suppress

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Record, Unreadable
from spiders.page.links import Link
from spiders.platforms import fose, recognise
from tests.support.odd_values import variants

HOST = "https://classes.example.edu"
API = f"{HOST}/api/?page=fose"
SEARCH = f"{API}&route=search&is_canc=N&subject=LMP&srcdb=202610"
DETAILS = f"{API}&route=details&group=code%3ALMP+101&key=crn%3A28057&srcdb=202610"


def search_page(*terms: tuple[str, str], url: str = f"{HOST}/") -> Page:
    options = "".join(f'<option value="{value}">{name}</option>' for value, name in terms)
    return Page(
        url,
        f'<form id="search-form"><select id="crit-srcdb" name="srcdb">{options}</select><select id="crit-subject" name="subject"><option value="">Any Subject</option><option value="LMP">Lamps (LMP)</option><option value="OIL">Oil (OIL)</option></select></form>'.encode(),
    )


def answer(content: object, url: str = SEARCH) -> Page:
    return Page(url, json.dumps(content).encode(), "application/json")


def section(code: str, number: str, title: str, **more: object) -> dict:
    return {
        "key": number,
        "code": code,
        "title": title,
        "crn": number,
        "no": "S01",
        "total": "1",
        "srcdb": "202610",
        "stat": "A",
        "isCancelled": "",
        "meets": "TTh 1-2:15p",
        "instr": "A. Wick",
        "start_date": "2026-09-02",
        "end_date": "2026-12-18",
        **more,
    }


ROWS = [
    section("LMP 101", "28057", "Wicks", hours_html="3 Credit Hours"),
    section("LMP 101", "28058", "Wicks", instr="B. Flame; Staff", hours_html="3 Credit Hours"),
    section("LMP 102", "28059", "Oil", isCancelled="1"),
    section("LMP 103", "28060", "Soot", start_date="2026-10-01"),
]
RESULTS = {"srcdb": "202610", "count": 4, "results": ROWS}
DETAIL = {
    "key": "28057",
    "code": "LMP 101",
    "section": "S01",
    "title": "Wicks",
    "crn": "28057",
    "srcdb": "202610",
    "hours_html": "<b>Credit Hours:</b> 3",
    "description": "<p>How they burn.</p>",
    "prereq": "<p>Prereq: OIL 200.</p>",
    "allInGroup": [],
}
TERMS = (("202610", "Fall 2026"), ("202620", "Spring 2027"))
EXAMPLES = [search_page(*TERMS), answer(RESULTS), answer(DETAIL, DETAILS)]


def read(page: Page) -> list[Record]:
    assert recognise(page) == "fose"
    return list(fose.read(page))


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (TERMS, ["202610", "202620"]),
        ((("999999", "Any Term (2026-2027)"), *TERMS, ("202600", "Summer 2026")), ["202610", "202620"]),
        ((("2267", "Fall 2026"), ("2257", "Fall 2025"), ("9993", "Summer & Fall 2026"), ("9990", "Academic Year 2025-2026")), ["2267"]),
        ((("a", "Michaelmas"), ("b", "Lent")), ["a"]),
        ((), []),
    ],
)  # fmt: skip
def test_a_page_leads_to_each_subject_in_the_newest_fall_and_spring(
    terms: tuple[tuple[str, str], ...], expected: list[str]
) -> None:
    links = list(fose.links(search_page(*terms)))
    assert links == [
        Link(f"{API}&route=search&is_canc=N&subject={subject}&srcdb={term}", "course_list", subject)
        for term in expected
        for subject in ("LMP", "OIL")
    ]


def test_the_search_of_a_catalog_stands_below_its_page() -> None:
    page = search_page(TERMS[0], url=f"{HOST}/course-search/")
    address = next(fose.links(page)).url
    assert address.startswith(f"{HOST}/course-search/api/?page=fose&route=search")


def test_what_is_posted_follows_from_the_address() -> None:
    assert json.loads(fose.posted_body(SEARCH) or "") == {
        "other": {"srcdb": "202610"},
        "criteria": [{"field": "is_canc", "value": "N"}, {"field": "subject", "value": "LMP"}],
    }
    assert json.loads(fose.posted_body(DETAILS) or "") == {
        "group": "code:LMP 101",
        "key": "crn:28057",
        "srcdb": "202610",
        "matched": "crn:28057",
    }
    assert fose.posted_body(f"{HOST}/") is None
    assert fose.posted_body(f"{API}&route=sisproxy&authtoken=x") is None
    assert fose.request_headers(f"{HOST}/", []) == {}
    assert fose.request_headers(SEARCH, [])["Content-Type"] == "application/json"


def test_a_search_gives_a_record_per_course_and_leads_to_the_details_of_one_section() -> None:
    page = answer(RESULTS)
    wicks, soot = read(page)
    fields = parse(wicks.fields)
    assert (wicks.key, wicks.title, fields["credits_min"]) == ("LMP-101", "Wicks", 3)
    assert fields["instructors"] == ["A. Wick", "B. Flame"]
    assert (fields["starts_on"], fields["ends_on"]) == ("2026-09-02", "2026-12-18")
    assert wicks.url == f"{HOST}/?keyword=LMP%20101&srcdb=202610"
    assert soot.fields["starts_on"] == "2026-10-01"
    # their words say which details go first, and their reason how many pages a crawl needs
    assert list(fose.links(page)) == [
        Link(DETAILS, "course", "Wicks"),
        Link(DETAILS.replace("101", "103").replace("28057", "28060"), "course", "Soot"),
    ]


def test_details_describe_the_course() -> None:
    (record,) = read(answer(DETAIL, DETAILS))
    fields = parse(record.fields)
    assert (record.key, fields["description"]) == ("LMP-101", "How they burn.")
    assert (fields["credits_min"], fields["credit_unit"]) == (3, "semester_hour")
    assert fields["prerequisite_codes"] == ["OIL 200"]
    assert list(fose.links(answer(DETAIL, DETAILS))) == []


def test_prerequisites_may_stand_in_a_paragraph_behind_loose_text() -> None:
    printed = "How they burn.<p><strong>Prerequisites:</strong> <a href='#'>OIL 200</a>.</p>"
    detail = {name: value for name, value in DETAIL.items() if name != "prereq"}
    (record,) = read(answer(detail | {"description": printed}, DETAILS))
    assert parse(record.fields)["prerequisite_codes"] == ["OIL 200"]


@pytest.mark.parametrize("content", [{"fatal": "Not allowed", "srcdb": 1}, [RESULTS]])
def test_an_answer_that_is_no_result_is_reported(content: object) -> None:
    with pytest.raises(Unreadable):
        list(fose.read(answer(content)))


@pytest.mark.parametrize(("content", "url"), [(RESULTS, SEARCH), (DETAIL, DETAILS)])
def test_an_odd_answer_raises_nothing_but_unreadable(content: dict, url: str) -> None:
    for variant in variants(content):
        page = answer(variant, url)
        with suppress(Unreadable):
            for record in fose.read(page):
                assert record.key and parse(record.fields)
        assert all(map(str, fose.links(page)))
