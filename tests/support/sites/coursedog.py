"""A small Coursedog catalog in our own words: the page of a school, and the API that it calls."""

import json
from urllib.parse import urlencode

from courseatlas.records import Page
from spiders.platforms.coursedog.searches import (
    COLUMNS,
    ROWS,
    searches,
)  # the address of a search names them
from tests.support.sites.server import Site

BASE = "/api/v1"
ENTRY = f"{BASE}/ca/lamp_college/catalogs/c4TaLogue"
DAY = "2026-07-01"
COURSES = {f"LMP-{number}" for number in range(101, 106)}
PROGRAMS = {"LIT-BS"}


def put(site: Site) -> None:
    """Serve the page at the root, the catalog's entry, two pages of courses and one of programs."""
    state = f'{{school:a,activeCatalog:"c4TaLogue",api:"{site.url}{BASE}"}}'
    script = f'<script>window.__NUXT__=(function(a,b){{return {{state:{{settings:{state}}}}}}}("lamp_college",null));</script>'
    site.page("/", f'<html><head><meta property="og:url" content="lamp_college-catalog.coursedog.com"></head><body><div id="__nuxt"></div>{script}</body></html>')  # fmt: skip
    entry = {
        "_id": "c4TaLogue",
        "displayName": "2026-2027",
        "effectiveStartDate": DAY,
        "coursesFilters": {},
    }
    _answer(site, ENTRY, entry)
    rows = [_course(number) for number in range(101, 106)] + [_course(199, status="Inactive")]
    _answer(site, search("courses", 0), {"data": rows[:4], "listLength": 6, "skip": 0})
    _answer(site, search("courses", 4), {"data": rows[4:], "listLength": 6, "skip": 4})
    _answer(site, search("programs", 0), {"data": [_program()], "listLength": 1, "skip": 0})


FILTERS = {
    "condition": "and",
    "filters": [
        {
            "id": "status-course",
            "name": "status",
            "group": "course",
            "type": "isNot",
            "value": "Gone",
        },
        {
            "id": "college-course",
            "name": "college",
            "group": "course",
            "type": "is",
            "value": "Sea",
        },
    ],
}
# what the filters let through: the rules of the last one name a course that the answer does not
FILTERED = {"LMP-101", "LMP-102", "LMP-105"}
ELSEWHERE = "00900"


def put_filtered(site: Site) -> list[str]:
    """Serve a catalog with filters of its own; returns the addresses of its searches."""
    put(site)
    entry = {"_id": "c4TaLogue", "effectiveStartDate": DAY, "coursesFilters": FILTERS}
    _answer(site, ENTRY, entry)
    entry_page = Page(site.url + ENTRY, json.dumps(entry).encode(), "application/json")
    addresses = [address.removeprefix(site.url) for address in searches(entry_page)]
    rule = {
        "condition": "completedAllOf",
        "value": {"condition": "courses", "values": [{"value": ["00101", ELSEWHERE]}]},
    }
    asks = {"requisites": {"requisitesSimple": [{"type": "Prerequisite", "rules": [rule]}]}}
    rows = [_course(101), _course(102, status="Approved"), _course(105) | asks]
    _answer(site, addresses[0], {"data": rows, "listLength": len(rows), "skip": 0})
    elsewhere = _course(900) | {"college": "Land", "code": "OIL 900", "subjectCode": "OIL"}
    by_id = {row["_id"]: row for row in (rows[2], rows[0], elsewhere)}
    _answer(site, by_ids("00105", "00101", ELSEWHERE, "00105"), by_id)
    return addresses


def by_ids(*ids: str) -> str:
    query = {
        "courseGroupIds": ",".join(ids),
        "catalogId": "c4TaLogue",
        "effectiveDatesRange": f"{DAY},{DAY}",
    }
    return f"{BASE}/cm/lamp_college/courses?{urlencode(query)}"


def search(kind: str, skip: int) -> str:
    """The path and query of a search, as the platform asks for it."""
    query = {
        "catalogId": "c4TaLogue",
        "skip": skip,
        "limit": ROWS[kind],
        "orderBy": "code",
        "formatDependents": "true" if kind == "programs" else "false",
        "ignoreEffectiveDating": "false",
        "columns": ",".join(COLUMNS[kind]),
        "effectiveDatesRange": f"{DAY},{DAY}",
    }
    return f"{BASE}/cm/lamp_college/{kind}/search/$filters?{urlencode(query)}"


def yaml(site: Site) -> str:
    return (
        "name: Example University\nplatform: coursedog\nprovider: {type: university, country: US,"
        f" website: https://www.example.edu}}\nstart_urls: ['{site.url}/']\nhosts: ['{site.host}']\ndelay_seconds: 0\n"
    )


def _answer(site: Site, path: str, content: object) -> None:
    site.page(path, json.dumps(content), "application/json")


def _course(number: int, status: str = "Active") -> dict:
    return {
        "_id": f"00{number}-2020-01-01",
        "courseGroupId": f"00{number}",
        "code": f"LMP {number}",
        "subjectCode": "LMP",
        "courseNumber": str(number),
        "longName": f"Light of Kind {number}",
        "description": f"How number {number} burns.",
        "credits": {"creditHours": {"min": 3, "max": 3}},
        "status": status,
        "catalogPrint": True,
    }


def _program() -> dict:
    values = [{"logic": "and", "value": [code]} for code in ("LMP 101", "00105")]
    rule = {"condition": "completedAllOf", "value": {"condition": "courses", "values": values}}
    return {
        "_id": "LIT-BS-2026-07-01",
        "programGroupId": "LIT",
        "code": "LIT-BS",
        "longName": "Light",
        "degreeDesignation": "BS - Bachelor of Science",
        "status": "Active",
        "requisites": {"requisitesSimple": [{"name": "Core", "rules": [rule]}]},
    }
