"""A school's own page whose script shows a Kuali catalog, and the API behind it."""

import json
from typing import Any

from tests.support.sites.mirrors import traps
from tests.support.sites.server import Site

CATALOG, OLD = "607e4c7f4a384c001daaa458", "5d9ccc4eab7506001ae4c225"
API = "/api/v1/catalog"
COURSES = {
    "LMP 101": "Wicks and Flames",
    "LMP 210": "Machine Learning of Lamps",
    "OIL 150": "Whale Oil",
}
PROGRAMS = {"Lamp Science": "Bachelor of Science", "Cognitive Computing": "Minor"}
GONE = "pGONE"


def put(site: Site, names_catalog: bool = True) -> None:
    named = f'window.catalogId = "{CATALOG}";' if names_catalog else ""
    site.page(
        "/",
        f'<html><head><title>Catalog</title></head><body>{traps.LINKS}<div id="kuali-catalog"></div>'
        f'<script>window.subdomain = "{site.url}"; {named}</script></body></html>',
    )
    _answer(site, "/public/catalogs/current", {"_id": CATALOG, "title": "2026-2027 Catalog"})
    courses = [_listed(code, title) for code, title in COURSES.items()]
    gone = _listed("OIL 999", "Oil of Nowhere") | {"pid": GONE}
    _answer(site, f"/courses/{CATALOG}", [*courses, gone])
    for row in courses:
        more = {
            "description": f"<p>What {row['title'].lower()} are made of.</p>",
            "credits": {"value": "1.5", "chosen": "fixed", "credits": {"min": "1.5", "max": "1.5"}},
        }
        _answer(site, f"/course/{CATALOG}/{row['pid']}", row | more)
    programs = [
        {"pid": f"P{place}", "title": title, "programType": {"name": kind}, "code": f"P-{place}"}
        for place, (title, kind) in enumerate(PROGRAMS.items())
    ]
    _answer(site, f"/programs/{CATALOG}", programs)
    for row in programs:
        _answer(site, f"/program/{CATALOG}/{row['pid']}", row | {"description": "<p>Of light.</p>"})


def _listed(code: str, title: str) -> dict[str, Any]:
    subject = code.partition(" ")[0]
    return {
        "__catalogCourseId": code.replace(" ", ""), "__passedCatalogQuery": True, "pid": f"p{code.replace(' ', '')}", "title": title,
        "subjectCode": {"name": subject, "description": subject.title()}, "catalogActivationDate": "2026-05-01",
    }  # fmt: skip


def _answer(site: Site, path: str, value: Any) -> None:
    site.page(API + path, json.dumps(value), "application/json")
