"""A school with HighPoint's catalog and class search, in the addresses of its IScripts and our words."""

import json

from tests.support.sites.server import Site

BASE = "/psc/prd/EMPLOYEE/SA/s/WEBLIB_HCX_CM."
CATALOG = f"{BASE}H_COURSE_CATALOG.FieldFormula.IScript_"
SEARCH = f"{BASE}H_CLASS_SEARCH.FieldFormula.IScript_"
SCHOOL = "institution=LAMPS"
MAIN = f"{CATALOG}Main?{SCHOOL}"
SUBJECTS = {"LMP": "Lamps & Light", "OIL": "Oil"}
COURSES = {
    "LMP 0101": "Wicks",
    "LMP 0210": "Machine Learning of Lamps",
    "OIL 0150": "Whale Oil",
}
# taught, and in no catalog
TAUGHT_ALONE = {"OIL 0999": "Oil of Nowhere"}
TERMS = {"2271": "2027 Spring", "2267": "2026 Summer", "2264": "2026 Fall", "2261": "2026 Spring"}
READ_TERMS = ("2271", "2264")
PAGE = '<html><head><script src="/hcx/app.js"></script></head><body><div id="root"></div></body></html>'


def put(site: Site) -> None:
    """Serve the school's page, both pages for people, and all answers behind them."""
    links = "".join(
        f'<a href="{address}Main?{SCHOOL}">{words}</a>'
        for address, words in ((CATALOG, "Course catalog"), (SEARCH, "Class search"))
    )
    site.page("/", f'<html><body>{links}<a href="/news/">News</a></body></html>')
    put_catalog(site)
    put_search(site)


def put_catalog(site: Site) -> None:
    site.page(f"{CATALOG}Main?{SCHOOL}", PAGE)
    _answer(site, f"{CATALOG}CatalogSubjects?{SCHOOL}", {"subjects": _subjects()})
    for subject in SUBJECTS:
        rows = [_row(code) for code in COURSES if code.startswith(subject)]
        _answer(site, f"{CATALOG}SubjectCourses?{SCHOOL}&subject={subject}", {"courses": rows})
    for code in COURSES:
        _answer(site, details(code), {"course_details": _details(code)})


def put_search(site: Site, states_terms: bool = True) -> None:
    """The class search; options that state no terms select the newest one."""
    site.page(f"{SEARCH}Main?{SCHOOL}", PAGE)
    options = {"subjects": _subjects(), "selected_term": READ_TERMS[0]}
    terms = [{"strm": code, "descr": name} for code, name in TERMS.items()]
    _answer(
        site,
        f"{SEARCH}ClassSearchOptions?{SCHOOL}",
        options | ({"terms": terms} if states_terms else {}),
    )
    for term in READ_TERMS:
        _answer(site, f"{SEARCH}ClassSearchOptions?{SCHOOL}&term={term}", options)
        for subject in SUBJECTS:
            codes = [code for code in {**COURSES, **TAUGHT_ALONE} if code.startswith(subject)]
            for number, on_page in enumerate([codes[:1], codes[1:], []], 1):
                answer = {"pageCount": 0, "classes": [_class(code, term) for code in on_page]}
                _answer(site, search(term, subject, number), answer)


def search(term: str, subject: str, page: int) -> str:
    return f"{SEARCH}ClassSearch?{SCHOOL}&term={term}&subject={subject}&page={page}"


def details(code: str) -> str:
    return (
        f"{CATALOG}CatalogCourseDetails?{SCHOOL}&course_id={_id(code)}&effdt=2020-01-01"
        "&crse_offer_nbr=1&use_catalog_print=Y"
    )


def _answer(site: Site, path: str, value: object) -> None:
    site.page(path, json.dumps(value), "application/json")


def _subjects() -> list[dict[str, str]]:
    return [{"subject": code, "descr": name} for code, name in SUBJECTS.items()]


def _id(code: str) -> str:
    return f"00{code[-4:]}"


def _row(code: str) -> dict[str, object]:
    return {
        "crse_id": _id(code),
        "crse_offer_nbr": "1",
        "effdt": "2020-01-01",
        "catalog_nbr": f" {code[-4:]}",
        "descr": COURSES[code],
        "acad_career": "UGRD",
    }


def _details(code: str) -> dict[str, object]:
    subject, number = code.split()
    return {
        "course_title": COURSES[code],
        "descrlong": f"What {COURSES[code].lower()} are about.",
        "units_minimum": 3,
        "units_maximum": 3,
        "offerings": [{"subject": subject, "catalog_nbr": number, "acad_org": "Lamp Studies"}],
    }


def _class(code: str, term: str) -> dict[str, object]:
    subject, number = code.split()
    return {
        "crse_id": _id(code),
        "strm": term,
        "subject": subject,
        "catalog_nbr": number,
        "descr": {**COURSES, **TAUGHT_ALONE}[code],
        "component": "LEC",
        "units": "3",
        "acad_career": "UGRD",
        "instructors": [{"name": "Ada Wick", "email": ""}],
    }
