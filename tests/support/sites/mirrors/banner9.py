"""A Banner 9 registration: terms, subjects and searches that are answered within a session."""

import html
import json
from typing import Any
from urllib.parse import urlencode

from tests.support.sites.server import Site

SUBJECTS = {
    "LMP": (
        "Lamp Science",
        {
            "LMP 101": "Wicks and Flames",
            "LMP 210": "Machine Learning of Lamps",
            "LMP 310": "Computer Vision for Lamps",
        },
    ),
    "OIL": ("Oil", {"OIL 150": "Whale Oil in History"}),
    "TAR": ("Tar", {}),
}
# those about AI/ML: the search cuts what it prints of them
DESCRIBED = {
    "LMP 210": "How a lamp learns from the ships that pass by it, by night and by day, in calm and in"
    " storm, and what it does with what it has learned.",
    "LMP 310": "Lamps that see &amp; hear: p < 0.05, in practice, for those who have kept a lamp of their"
    " own for a year or longer.",
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
        for course in DESCRIBED.keys() & courses.keys():
            _put_details(site, name, course, courses[course])
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


def put_more_about_ai(site: Site, count: int) -> None:
    """Add courses about AI/ML to one subject, whose details are asked for and are not there."""
    path = f"{BASE}/courseSearchResults/courseSearchResults?txt_subject=OIL&txt_term=202710&pageOffset=0&pageMaxSize=500"
    more = {f"OIL {400 + each}": f"Neural Networks of Oil {each}" for each in range(count)}
    rows = [_course("OIL", "Oil", code, title) for code, title in more.items()]
    answer = {"success": True, "totalCount": count, "pageOffset": 0, "data": rows}
    _answer(site, path.removeprefix(BASE), answer, **_SESSION)


def _row(subject: str, name: str, code: str, title: str) -> dict[str, Any]:
    number = code.split()[1]
    return {
        "courseReferenceNumber": f"1{number}", "subject": subject, "subjectCourse": f"{subject}{number}", "courseNumber": number,
        "subjectDescription": name, "courseTitle": title, "creditHourLow": 3, "creditHourHigh": None, "termDesc": "Spring 2027",
    }  # fmt: skip


_DETAILS = ("getCourseDescription", "getPrerequisites", "getCorequisites")


def is_detail(path: str) -> bool:
    """Whether a path is that of a description or of requisites."""
    return any(f"/{kind}?" in path for kind in _DETAILS)


def detail(kind: str, subject_name: str, code: str, title: str) -> str:
    """The address of a detail, below the registration."""
    subject, number = code.split()
    course = {
        "txt_subject": subject,
        "txt_term": "202710",
        "txt_courseNumber": number,
        "code": code,
        "title": title,
        "subjectName": subject_name,
    }
    return f"/courseSearchResults/{kind}?{urlencode(course)}"


def _put_details(site: Site, subject_name: str, code: str, title: str) -> None:
    """The description, encoded twice, and prerequisites that two courses have in common."""
    section = (
        f'<section aria-labelledby="courseDescription"> {html.escape(DESCRIBED[code])} </section>'
    )
    address = detail("getCourseDescription", subject_name, code, title)
    site.page(BASE + address, html.escape(section), **_SESSION)
    cells = ("", "", "", "", "Lamp Science", "101", "Undergraduate", "D", "")
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    table = f'<table class="basePreqTable"><tbody><tr>{row}</tr></tbody></table>'
    site.page(
        BASE + detail("getPrerequisites", subject_name, code, title),
        f'<section aria-labelledby="preReqs"><h3>Catalog Prerequisites</h3>{table}</section>',
        **_SESSION,
    )
    site.page(
        BASE + detail("getCorequisites", subject_name, code, title),
        '<section aria-labelledby="coReqs">No corequisite course information available.</section>',
        **_SESSION,
    )


def _course(subject: str, name: str, code: str, title: str) -> dict[str, Any]:
    return {
        "subjectCode": subject, "courseNumber": code.split()[1], "subjectDescription": name, "courseTitle": title,
        "creditHourLow": 3, "creditHourHigh": None, "courseDescription": DESCRIBED.get(code, f"What {title} is.")[:100],
    }  # fmt: skip


def _answer(site: Site, path: str, value: Any, **more: Any) -> None:
    site.page(BASE + path, json.dumps(value), "application/json", **more)
