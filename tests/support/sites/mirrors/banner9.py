"""A Banner 9 registration: terms, subjects and searches that are answered within a session."""

import json
from typing import Any

from tests.support.sites.server import Site

SUBJECTS = {
    "LMP": (
        "Lamp Science",
        {"LMP 101": "Wicks and Flames", "LMP 210": "Machine Learning of Lamps"},
    ),
    "OIL": ("Oil", {"OIL 150": "Whale Oil in History"}),
    "TAR": ("Tar", {}),
}
# what no section of the term teaches
UNTAUGHT = {"OIL 990": "Whale Oil Seminar"}
COURSES = {
    code: title for _, courses in SUBJECTS.values() for code, title in courses.items()
} | UNTAUGHT
BASE = "/StudentRegistrationSsb/ssb"
_SESSION = {
    "cookie": "JSESSIONID=a1",
    "without_cookie": b'{"success": false, "totalCount": 0, "data": null}',
}


def put(site: Site) -> None:
    site.page(
        "/",
        '<html><body><a href="/StudentRegistrationSsb/ssb/term/termSelection?mode=search">Browse</a></body></html>',
    )
    terms = [
        {"code": "202713", "description": "Spring 2027 Extension"},
        {"code": "202710", "description": "Spring 2027"},
        {"code": "202640", "description": "Fall 2026 (View Only)"},
    ]
    _answer(site, "/classSearch/getTerms?searchTerm=&offset=1&max=10", terms)
    for mode in ("search", "courseSearch"):
        site.page(
            f"{BASE}/term/search?mode={mode}",
            '{"fwdURL": "/x"}',
            "application/json",
            headers={"Set-Cookie": "JSESSIONID=a1; Path=/"},
        )
        site.page(
            f"{BASE}/term/termSelection?mode={mode}",
            '<html><head><meta name="synchronizerToken" content="t"></head>'
            "<body><h1>Select a Term</h1></body></html>",
        )
    subjects = [{"code": code, "description": name} for code, (name, _) in SUBJECTS.items()]
    for folder in ("classSearch", "courseSearch"):
        address = f"/{folder}/get_subject?searchTerm=&term=202710&offset=1&max=500"
        _answer(site, address, subjects, **_SESSION)
    for code, (name, courses) in SUBJECTS.items():
        rows = [_row(code, name, course, title) for course, title in courses.items()]
        untaught = {course: title for course, title in UNTAUGHT.items() if course.startswith(code)}
        catalog = [
            _course(code, name, course, title) for course, title in (courses | untaught).items()
        ]
        _answer(
            site,
            f"/courseSearchResults/courseSearchResults?txt_subject={code}&txt_term=202710&pageOffset=0&pageMaxSize=500",
            {"success": True, "totalCount": len(catalog), "pageOffset": 0, "data": catalog},
            **_SESSION,
        )
        # a server that answers few rows at a time
        for offset in range(max(len(rows), 1)):
            page = {
                "success": True,
                "totalCount": len(rows),
                "pageOffset": offset,
                "data": rows[offset : offset + 1],
            }
            _answer(
                site,
                f"/searchResults/searchResults?txt_subject={code}&txt_term=202710&pageOffset={offset}&pageMaxSize=500",
                page,
                **_SESSION,
            )


def _row(subject: str, name: str, code: str, title: str) -> dict[str, Any]:
    number = code.split()[1]
    return {
        "courseReferenceNumber": f"1{number}", "subject": subject, "subjectCourse": f"{subject}{number}", "courseNumber": number,
        "subjectDescription": name, "courseTitle": title, "creditHourLow": 3, "creditHourHigh": None, "termDesc": "Spring 2027",
    }  # fmt: skip


def _course(subject: str, name: str, code: str, title: str) -> dict[str, Any]:
    return {
        "subjectCode": subject, "courseNumber": code.split()[1], "subjectDescription": name, "courseTitle": title,
        "creditHourLow": 3, "creditHourHigh": None, "courseDescription": f"What {title} is.",
    }  # fmt: skip


def _answer(site: Site, path: str, value: Any, **more: Any) -> None:
    site.page(BASE + path, json.dumps(value), "application/json", **more)
