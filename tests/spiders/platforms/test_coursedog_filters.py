"""Coursedog: a catalog's own filters, and courses that rules name by ids of other answers."""

import json
from pathlib import Path

import pytest

from courseatlas.records import Page
from spiders.platforms import coursedog
from spiders.platforms.coursedog.searches import filtered_names, filters_of, searches
from tests.support.site_crawl import crawl_site
from tests.support.sites import coursedog as site_of_catalog
from tests.support.sites.coursedog import ENTRY, FILTERS
from tests.support.sites.server import Site

API = "https://app.coursedog.com/api/v1"
SEARCH = f"{API}/cm/lamp_college/courses/search/$filters?catalogId=c4T&skip=0&limit=2"


def entry_page(**more: object) -> Page:
    return Page(f"https://app.coursedog.com{ENTRY}", json.dumps(more).encode(), "application/json")


def course(group: str, *named: str, **more: object) -> dict:
    values = [{"logic": "and", "value": [id]} for id in named]
    rule = {"condition": "completedAllOf", "value": {"condition": "courses", "values": values}}
    return {
        "_id": f"{group}-2020-01-01",
        "courseGroupId": group,
        "code": f"LMP {group[-3:]}",
        "longName": f"Light {group}",
        "requisites": {"requisitesSimple": [{"type": "Prerequisite", "rules": [rule]}]},
        **more,
    }


def answer(*rows: dict, url: str = SEARCH) -> Page:
    body = {"data": list(rows), "listLength": len(rows)}
    return Page(url, json.dumps(body).encode(), "application/json")


def test_a_catalog_s_filters_are_posted_with_each_of_its_searches(
    site: Site, tmp_path: Path
) -> None:
    addresses = site_of_catalog.put_filtered(site)
    crawl = crawl_site(site_of_catalog.yaml(site), tmp_path)
    assert crawl.keys("course") == site_of_catalog.FILTERED
    assert [path for path, _ in site.posted] == addresses[:1]
    assert json.loads(site.posted[0][1]) == {"condition": "AND", "filters": [FILTERS]}
    sent = dict(site.headers)[addresses[0]]
    assert (sent["Content-Type"], sent["Origin"]) == ("application/json", site.url)
    assert crawl.keys("program") == site_of_catalog.PROGRAMS


def test_a_course_that_another_answer_names_is_a_prerequisite_by_its_code_and_no_course_of_the_catalog(
    site: Site, tmp_path: Path
) -> None:
    site_of_catalog.put_filtered(site)
    crawl = crawl_site(site_of_catalog.yaml(site), tmp_path)
    texts = [record["fields"].get("prerequisites_text") for record in crawl.records]
    assert [text for text in texts if text] == ["LMP 101 and OIL 900"]
    (by_ids,) = [path for path in site.asked if "courseGroupIds" in path]
    assert by_ids == site_of_catalog.by_ids("00105", "00101", "00900", "00105")


@pytest.mark.parametrize(
    ("filters", "is_posted"),
    [
        (FILTERS, True),
        ({"condition": "and", "filters": [FILTERS, {"condition": "or", "filters": []}]}, True),
        ({"condition": "and", "filters": []}, False),
        ({}, False),
        (None, False),
        ("all", False),
    ],
)
def test_filters_stand_in_the_address_of_a_search(filters: object, is_posted: bool) -> None:
    courses, programs = searches(entry_page(coursesFilters=filters))
    assert filters_of(courses) == (filters if is_posted else None)
    assert (coursedog.posted_body(courses) is not None) == is_posted
    assert filtered_names(courses) == ({"status", "college"} if is_posted else frozenset())
    assert coursedog.posted_body(programs) is None
    following = answer({}, {}, url=courses)
    more = Page(courses, following.body.replace(b'"listLength": 2', b'"listLength": 9'))
    assert all(filters_of(url) == filters_of(courses) for url in coursedog.next_pages(more))


def test_a_catalog_with_a_hundred_filters_has_an_address_that_servers_take() -> None:
    each = [{**FILTERS["filters"][1], "value": f"College {number}"} for number in range(150)]
    courses, _ = searches(entry_page(coursesFilters={"condition": "and", "filters": each}))
    assert len(courses) < 3000


@pytest.mark.parametrize("packed", ["", "e30", "!!", "eNqrVkrLTFGyMjHXUSoqLcnIz0nNS0xNUaoFAGrdCHo"])
def test_a_column_that_holds_no_filters_posts_nothing(packed: str) -> None:
    assert coursedog.posted_body(f"{SEARCH}&columns=code,filters-{packed}") is None


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([course("00101"), course("00102", "00101")], []),
        ([course("00101", "00900", "00902")], ["00101,00900,00902,00101"]),
        (
            [course("00101", "00900"), course("00102", "00101", "00900")],
            ["00101,00102,00900,00102"],
        ),
        (
            [course("00101", "00900"), course("00102", "00901"), course("00101", "00900")],
            ["00101,00102,00900,00901,00102"],
        ),
        ([course("00101", "OIL 101")], []),
        ([course("00101", "00900", status="Inactive")], []),
        (
            [course(f"1{number:04}", "00900", f"2{number:04}") for number in range(40)],
            2,
        ),
    ],
)
def test_only_courses_with_unnamed_references_are_asked_for_by_their_ids(
    rows: list[dict], asked: list[str] | int
) -> None:
    requests = [url for url in coursedog.links(answer(*rows)) if "courseGroupIds" in url]
    if isinstance(asked, int):
        assert len(requests) == asked
    else:
        ids = [each.partition("courseGroupIds=")[2].partition("&")[0] for each in requests]
        assert ids == [each.replace(",", "%2C") for each in asked]
        assert not [url for url in coursedog.links(answer(*rows, url=f"{API}/cm/l/courses"))]


def test_what_the_filters_do_not_speak_of_is_decided_by_the_row() -> None:
    filtered, _ = searches(entry_page(coursesFilters=FILTERS))
    rows = [course("00101", status="Approved"), course("00102", catalogPrint=False)]
    assert [each.key for each in coursedog.read(answer(*rows, url=filtered))] == ["LMP-101"]
    assert list(coursedog.read(answer(*rows))) == []


def test_rules_within_a_selection_are_read_and_credits_of_any_spelling() -> None:
    within = {"subSelections": [{"rules": [{"condition": "completedAllOf", "value": {"values": [{"value": ["LMP 102"]}]}}]}]}  # fmt: skip
    row = course("00101")
    rules = [
        {"condition": "completedAllOf", "value": within},
        {
            "condition": "atLeastXCredits",
            "credits": 6,
            "value": {"values": [{"value": ["LMP 103"]}]},
        },
    ]
    row["requisites"] = {"requisitesSimple": [{"type": "Prerequisite", "rules": rules}]}
    (record,) = coursedog.read(answer(row))
    assert record.fields["prerequisites_text"] == "LMP 102 and 6 credits of LMP 103"
