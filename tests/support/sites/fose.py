"""A small class search in our own words: its page, and answers to what is posted."""

import json

from tests.support.sites.server import Site

COURSES = {"LMP-101", "LMP-102", "OIL-101"}
SUBJECTS = {"LMP": ("LMP 101", "LMP 102"), "OIL": ("OIL 101",)}
API = "/api/?page=fose"


def put(site: Site) -> None:
    """Serve the page at the root, a search per subject in one term, and details per course."""
    subjects = "".join(f'<option value="{each}">{each}</option>' for each in SUBJECTS)
    site.page(
        "/",
        '<html><body><select id="crit-srcdb"><option value="999999">Any Term</option><option value="202610">Fall 2026</option></select>'
        f'<select id="crit-subject"><option value="">Any</option>{subjects}</select></body></html>',
    )
    for subject, codes in SUBJECTS.items():
        rows = [_section(code, number) for code in codes for number in ("1", "2")]
        _answer(site, search(subject), {"srcdb": "202610", "count": len(rows), "results": rows})
        for code in codes:
            _answer(site, details(code), _details(code))


def search(subject: str) -> str:
    return f"{API}&route=search&is_canc=N&subject={subject}&srcdb=202610"


def details(code: str) -> str:
    group = code.replace(" ", "+")
    return f"{API}&route=details&group=code%3A{group}&key=crn%3A{_number(code)}1&srcdb=202610"


def yaml(site: Site) -> str:
    return (
        "name: Example University\nplatform: fose\nprovider: {type: university, country: US,"
        f" website: https://www.example.edu}}\nstart_urls: ['{site.url}/']\nhosts: ['{site.host}']\ndelay_seconds: 0\n"
    )


def _answer(site: Site, path: str, content: object) -> None:
    site.page(path, json.dumps(content), "application/json")


def _number(code: str) -> str:
    return {"LMP 101": "281", "LMP 102": "282", "OIL 101": "283"}[code]


def _section(code: str, number: str) -> dict:
    crn = f"{_number(code)}{number}"
    return {"code": code, "title": f"Light of {code}", "crn": crn, "no": number, "srcdb": "202610", "instr": "A. Wick", "isCancelled": ""}  # fmt: skip


def _details(code: str) -> dict:
    return {"code": code, "title": f"Light of {code}", "crn": f"{_number(code)}1", "srcdb": "202610", "hours_html": "3 Credit Hours", "description": f"<p>How {code} burns.</p>", "allInGroup": []}  # fmt: skip
