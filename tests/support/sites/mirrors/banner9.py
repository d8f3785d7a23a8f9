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
COURSES = {code: title for _, courses in SUBJECTS.values() for code, title in courses.items()}
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
        {"code": "202710", "description": "Spring 2027"},
        {"code": "202640", "description": "Fall 2026 (View Only)"},
    ]
    _answer(site, "/classSearch/getTerms?searchTerm=&offset=1&max=10", terms)
    site.page(
        f"{BASE}/term/search?mode=search",
        '{"fwdURL": "/x"}',
        "application/json",
        headers={"Set-Cookie": "JSESSIONID=a1; Path=/"},
    )
    subjects = [{"code": code, "description": name} for code, (name, _) in SUBJECTS.items()]
    _answer(
        site,
        "/classSearch/get_subject?searchTerm=&term=202710&offset=1&max=500",
        subjects,
        **_SESSION,
    )
    for code, (name, courses) in SUBJECTS.items():
        rows = [_row(code, name, course, title) for course, title in courses.items()]
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


def _answer(site: Site, path: str, value: Any, **more: Any) -> None:
    site.page(BASE + path, json.dumps(value), "application/json", **more)
