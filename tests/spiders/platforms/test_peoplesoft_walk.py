"""PeopleSoft's class search from a root address, where HighPoint's scripts answer it, and why not elsewhere."""

from pathlib import Path

import pytest

from courseatlas.records import Page, Unreadable
from spiders.page.terms import newest_terms
from spiders.platforms import recognise
from spiders.platforms.peoplesoft import links, read
from spiders.probe.finding import finding
from spiders.probe.survey import survey
from spiders.probe.visit import VisitLimits, visit
from tests.support.sites import highpoint
from tests.support.sites.highpoint import CATALOG, SCHOOL, SEARCH
from tests.support.sites.server import Site
from tests.support.whole_catalogs import crawl_from_root

HOST = "https://sis.example.edu"
OWN_FORM = """<html><body><form name="win0" method="post" action="../COMMUNITY_ACCESS.CLASS_SEARCH.GBL"><input type="hidden" name="ICStateNum" value="1"/>
<input type="hidden" name="ICSID" value="x"/><select id="CLASS_SRCH_WRK2_STRM$35$"><option value="2271">2027 Spring</option></select></form></body></html>"""
MOBILE_FORM = """<html><body><form id="search" action="/app/catalog/getClassSearch" method="post"><input type="hidden" name="CSRFToken" value="x"/>
<select id="term"><option value="2271">2027 Spring</option></select></form></body></html>"""


def test_a_catalog_and_its_classes_are_read_from_the_page_that_links_to_them(
    site: Site, tmp_path: Path
) -> None:
    highpoint.put(site)
    catalog = crawl_from_root(site, tmp_path, "peoplesoft")
    assert catalog.courses == highpoint.COURSES | highpoint.TAUGHT_ALONE
    assert catalog.described == set(highpoint.COURSES)
    subjects, terms = len(highpoint.SUBJECTS), len(highpoint.READ_TERMS)
    of_catalog = 1 + 1 + subjects + len(highpoint.COURSES)
    # the options of no term and of two; three pages per subject, the last of which is empty
    of_search = 1 + 1 + terms + terms * subjects * 3
    assert sum(site.asked.values()) == 1 + 1 + of_catalog + of_search
    assert not [path for path in site.asked if "2267" in path or "2261" in path]
    assert catalog.reasons()[highpoint.details("LMP 0101")] == "course"


def test_options_without_terms_lead_to_the_term_that_they_select(
    site: Site, tmp_path: Path
) -> None:
    highpoint.put_search(site, states_terms=False)
    catalog = crawl_from_root(site, tmp_path, "peoplesoft", path=f"{SEARCH}Main?{SCHOOL}")
    assert catalog.courses == highpoint.COURSES | highpoint.TAUGHT_ALONE
    assert {path.partition("&term=")[2][:4] for path in site.asked} == {"", "2271"}


def test_a_probe_names_the_vendor_and_drafts_from_the_page_for_people(
    site: Site, tmp_path: Path
) -> None:
    highpoint.put(site)
    visited = visit(f"{site.url}{CATALOG}Main?{SCHOOL}", tmp_path, VisitLimits(delay=0))
    assert visited.platform == "peoplesoft"
    surveyed = survey("peoplesoft", visited.pages)
    assert finding(visited, surveyed).word == "confirmed"
    assert surveyed.courses == len(highpoint.COURSES)


@pytest.mark.parametrize(
    ("path", "body", "remedy"),
    [
        ("/psc/x/COMMUNITY_ACCESS.CLASS_SEARCH.GBL", OWN_FORM, "HighPoint's catalog"),
        ("/app/catalog/classSearch", MOBILE_FORM, "no address leads to them"),
        (f"{CATALOG}Main", highpoint.PAGE, "with ?institution=…"),
        (
            f"{CATALOG.replace('/psc/', '/psp/')}Main?{SCHOOL}",
            highpoint.PAGE,
            "/psc/",
        ),
        (f"{CATALOG}CatalogSubjects?{SCHOOL}", highpoint.PAGE, "another catalog"),
        (f"{CATALOG}CatalogSubjects?{SCHOOL}", '{"subjects": []}', "`institution`"),
    ],
)
def test_what_cannot_be_walked_says_what_can_be_done_in_one_line(
    site: Site, tmp_path: Path, path: str, body: str, remedy: str
) -> None:
    kind = "application/json" if body.startswith("{") else "text/html"
    site.page(path, body, kind)
    visited = visit(site.url + path, tmp_path, VisitLimits(delay=0))
    assert visited.platform == "peoplesoft"
    found = finding(visited, survey("peoplesoft", visited.pages))
    assert (found.word, "\n" in found.line) == ("no_catalog", False)
    assert found.line.startswith(site.url) and remedy in found.line
    page = Page(HOST + path, body.encode(), kind)
    assert recognise(page) == "peoplesoft"
    with pytest.raises(Unreadable):
        list(read(page))


@pytest.mark.parametrize(
    ("address", "answer", "leads_to"),
    [
        (
            f"{CATALOG}CatalogSubjects?{SCHOOL}&x_acad_career=UGRD",
            '{"subjects": [{"subject": "L&S", "descr": "Lamps"}, {"descr": "Nothing"}]}',
            [f"{CATALOG}SubjectCourses?{SCHOOL}&x_acad_career=UGRD&subject=L%26S"],
        ),
        (f"{CATALOG}SubjectCourses?{SCHOOL}&subject=LMP", '{"courses": [{"descr": "No id"}]}', []),
        (f"{SEARCH}ClassSearchOptions?{SCHOOL}", '{"subjects": [{"subject": "LMP"}]}', []),
        (f"{SEARCH}ClassSearch?{SCHOOL}&term=2271&subject=LMP&page=1", "[]", []),
    ],
)
def test_each_answer_leads_to_the_next_one(address: str, answer: str, leads_to: list[str]) -> None:
    page = Page(HOST + address, answer.encode(), "application/json")
    assert [link.url for link in links(page)] == [HOST + path for path in leads_to]


@pytest.mark.parametrize(
    ("terms", "read_terms"),
    [
        (highpoint.TERMS, ["2271", "2264"]),
        ({"1": "Fall 2025", "2": "Autumn 2026", "3": "Spring 2026 - Main"}, ["2", "3"]),
        ({"": "Fall 2026", "0": "Any term", "9": "2026-2027", "7": "Term 3"}, ["7"]),
        ({"0": "Fall 2026 & Spring 2027"}, []),
    ],
)
def test_the_newest_fall_and_the_newest_spring_are_read(
    terms: dict[str, str], read_terms: list[str]
) -> None:
    assert newest_terms(terms.items()) == read_terms
