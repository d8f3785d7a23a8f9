"""Probing a site over real HTTP: what it is, how much was asked, and why there is no catalog."""

from dataclasses import replace
from pathlib import Path

import pytest

from courseatlas import sources
from courseatlas.records import Record
from spiders import platforms
from spiders.probe import trial
from spiders.probe.draft import Origin, draft
from spiders.probe.finding import finding
from spiders.probe.survey import Survey, survey
from spiders.probe.visit import MOST_REQUESTS, Visit, VisitLimits, visit
from tests.support.site_crawl import crawl_site
from tests.support.sites import catalog
from tests.support.sites.mirrors import banner9, kuali
from tests.support.sites.server import Reply, Site

AT_ONCE = VisitLimits(delay=0)
ROOT_PAGE = (
    '<html lang="en"><head><title>Courses | Example University</title></head><body>'
    '<div class="az_sitemap"><a href="/courses/">Courses</a></div>'
    '<p class="courseblocktitle"></p></body></html>'
)
CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><script></script></body></html>"
)
SCRIPTS = (
    '<html><head><script src="/app.js"></script></head><body><div id="root"></div></body></html>'
)


def probe(site: Site, folder: Path, path: str = "/") -> tuple[Visit, Survey | None]:
    visited = visit(site.url + path, folder, AT_ONCE)
    return visited, survey(visited.platform, visited.pages) if visited.platform else None


def test_a_catalog_is_known_by_its_pages_and_asked_for_little(site: Site, tmp_path: Path) -> None:
    catalog.put(site, pages=40)
    site.page("/", ROOT_PAGE)
    visited, surveyed = probe(site, tmp_path)
    assert surveyed is not None
    assert finding(visited, surveyed).word == "confirmed"
    assert (surveyed.platform, surveyed.site) == ("courseleaf", "Example University")
    assert surveyed.courses >= 32
    assert sum(site.asked.values()) == visited.requests == MOST_REQUESTS
    assert list(site.asked)[0] == "/robots.txt"
    assert max(site.asked.values()) == 1, "no page is asked for twice"


def test_the_draft_is_a_valid_source_and_a_trial_sets_its_floors(
    site: Site, tmp_path: Path
) -> None:
    catalog.put(site, pages=20)
    site.page("/", ROOT_PAGE)
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    visited, surveyed = probe(site, tmp_path / "visit")
    assert surveyed is not None
    origin = Origin(visited.url, "2026-11-26", visited.hosts, visited.robots)
    tried = trial.run(
        draft(origin, surveyed).replace("delay_seconds: 1 ", "delay_seconds: 0 "),
        tmp_path / "trial",
        pages=30,
    )
    assert tried.records == {"course": 80}
    path = tmp_path / "example.yml"
    path.write_text(draft(origin, surveyed, trial=tried))
    source = sources.load(path, platforms.names())
    assert source.expect.at_least == {"courses": 40}
    assert (source.platform, source.start_urls) == ("courseleaf", (f"{site.url}/",))
    assert source.pages >= 25


def test_the_floors_of_a_trial_count_what_is_about_ai_as_the_gates_do(
    site: Site, tmp_path: Path
) -> None:
    catalog.put(site, pages=3)
    painting = catalog.course("ART 110", "Watercolor Painting", "Paper, water and paint.")
    site.page("/courses/s2/", f'<html><body><div id="textcontainer">{painting}</div></body></html>')
    tried = trial.run(catalog.yaml(site), tmp_path / "trial", pages=10)
    assert tried.records == {"course": 8}


def test_a_trial_that_reads_nothing_about_ai_says_so_in_place_of_a_floor(
    site: Site, tmp_path: Path
) -> None:
    catalog.put(site, pages=2)
    visited, surveyed = probe(site, tmp_path, "/courses/")
    assert surveyed is not None
    origin = Origin(visited.url, "2026-11-26", visited.hosts, visited.robots)
    text = draft(origin, surveyed, trial=trial.Trial(5, {}))
    assert "expect:" not in text
    assert "# TODO: no record about AI/ML on 5 pages of a trial" in text


def test_a_platform_is_known_by_pages_that_the_first_ones_lead_to(
    site: Site, tmp_path: Path
) -> None:
    site.page("/", '<html><body><a href="/courses/">Courses A-Z</a></body></html>')
    site.page("/courses/", '<html><body><a href="/cs/">Computer Science (CS)</a></body></html>')
    site.page("/cs/", '<html><body><a href="/cs/all/">Courses of this subject</a></body></html>')
    site.page("/cs/all/", '<html><body><a href="/cs/list/">All courses</a></body></html>')
    site.page("/cs/list/", catalog.subject_page(1).replace(' id="textcontainer"', ""))
    visited, surveyed = probe(site, tmp_path)
    assert (visited.platform, surveyed and surveyed.courses) == ("courseleaf", 4)


def test_a_list_that_was_read_is_not_called_unread(site: Site, tmp_path: Path) -> None:
    catalog.put(site, pages=1)
    site.page("/", ROOT_PAGE)
    site.page("/courses/s0/", catalog.subject_page(0, courses=1))
    _, surveyed = probe(site, tmp_path)
    assert surveyed is not None
    assert (surveyed.listings, surveyed.unread_lists) == ((), 0)


@pytest.mark.parametrize(
    ("reply", "word", "said"),
    [
        (Reply(CHALLENGE.encode(), 403), "walled", "challenge"),
        (Reply(CHALLENGE.encode()), "walled", "challenge"),
        (Reply(b"<html><body>Sign in</body></html>", 401), "needs_login", "login"),
        (Reply(b"", 404), "gone", "404"),
        (
            Reply(b"<html><body><h1>Our bakery</h1></body></html>"),
            "no_catalog",
            "no known platform",
        ),
        (Reply(SCRIPTS.encode()), "script_only", "scripts"),
        (Reply(b"", 302, {"Location": "http://127.0.0.9:1/"}), "moved", "http://127.0.0.9:1/"),
        (Reply(b"", 500), "failed", "http_500"),
    ],
)
def test_why_there_is_no_catalog_is_one_line(
    site: Site, tmp_path: Path, reply: Reply, word: str, said: str
) -> None:
    reply.headers.setdefault("Content-Type", "text/html")
    site.replies["/"] = reply
    visited, surveyed = probe(site, tmp_path)
    found = finding(visited, surveyed)
    assert (found.word, "\n" in found.line) == (word, False)
    assert said in found.line
    assert sum(site.asked.values()) <= MOST_REQUESTS


def test_robots_txt_closes_a_site_before_any_page_is_asked_for(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    site.page("/", ROOT_PAGE)
    visited, surveyed = probe(site, tmp_path)
    assert finding(visited, surveyed).word == "closed"
    assert dict(site.asked) == {"/robots.txt": 1}


@pytest.mark.parametrize(
    "url", ["ftp://example.edu/", "http://10.0.0.1/", "http://a b/", "http://[::1/", "nothing"]
)
def test_what_is_no_public_address_is_refused_before_anything_is_asked(
    url: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="http|host|public|space|address"):
        visit(url, tmp_path / "visit")
    assert not (tmp_path / "visit").exists()


def test_a_page_that_leads_to_a_catalog_in_pdf_names_the_newest(site: Site, tmp_path: Path) -> None:
    links = (
        '<a href="/files/2025-2026-Catalog.pdf">2025-2026 Catalog</a>'
        '<a href="/files/Catalog_2026.pdf">Catalog (PDF)</a><a href="/files/map-2030.pdf">Map</a>'
    )
    site.page("/", f"<html><body><h1>Our college</h1>{links}</body></html>")
    found = finding(*probe(site, tmp_path))
    assert found.word == "no_catalog"
    assert f"probe {site.url}/files/Catalog_2026.pdf" in found.line


def test_a_known_vendor_whose_api_gives_nothing_is_named(site: Site, tmp_path: Path) -> None:
    site.page(
        "/",
        '<html><body><div id="kuali-catalog"></div><script>'
        f"window.subdomain = '{site.url}'; window.catalogId = '607e4c7f4a384c001daaa458'"
        "</script></body></html>",
    )
    found = finding(*probe(site, tmp_path))
    assert (found.word, "is kuali" in found.line) == ("no_catalog", True)


def test_a_catalog_behind_a_page_of_other_software_begins_at_its_own_page(
    site: Site, tmp_path: Path
) -> None:
    kuali.put(site)
    site.replies["/catalog/"] = site.replies["/"]
    site.page("/", '<html><body><a href="/catalog/">Academic Catalog</a></body></html>')
    visited, surveyed = probe(site, tmp_path)
    assert visited.url == f"{site.url}/catalog/"
    assert surveyed is not None and (surveyed.platform, surveyed.courses) == ("kuali", 4)


def test_a_registration_is_found_behind_the_page_that_links_to_it(
    site: Site, tmp_path: Path
) -> None:
    banner9.put(site)
    links = '<a href="/StudentRegistrationSsb/ssb/term/termSelection?mode=courseSearch">Browse Course Catalog</a>'
    site.page("/", f"<html><body><h1>Registrar</h1>{links}</body></html>")
    visited, surveyed = probe(site, tmp_path / "visit")
    assert surveyed is not None and surveyed.platform == "banner9"
    assert finding(visited, surveyed).word == "confirmed"
    text = draft(Origin(visited.url, "2026-11-26", visited.hosts, visited.robots), surveyed)
    crawl = crawl_site(text.replace("delay_seconds: 1 ", "delay_seconds: 0 "), tmp_path)
    assert {record["title"] for record in crawl.records} == set(banner9.COURSES.values())


def survey_of(platform: str, addresses: dict[str, int], lists_of_lists: bool = False) -> Survey:
    unread = {reason: count for reason, count in addresses.items() if reason.endswith("_list")}
    return Survey(
        platform,
        (),
        addresses,
        (),
        (),
        (),
        "",
        (),
        (),
        has_lists_of_lists=lists_of_lists,
        unread=unread,
    )


@pytest.mark.parametrize(
    ("surveyed", "pages"),
    [
        # so few courses are linked because the lists that lead to them were not read
        (survey_of("smartcatalog", {"course": 10, "course_list": 20}), 790),
        (survey_of("smartcatalog", {"course": 10, "course_list": 20}, True), 3040),
        # the lists print their courses in full
        (survey_of("courseleaf", {"course_list": 20}), 50),
        (survey_of("courseleaf", {"course_list": 20, "program_list": 20}), 800),
        # a platform that asks for what its lists leave out
        (survey_of("banner9", {"course_list": 20}), 780),
        # the words of the links do not say what they lead to
        (survey_of("courselist", {"link": 200}), 1000),
    ],
)
def test_a_budget_has_room_for_what_unread_lists_may_lead_to(
    surveyed: Survey, pages: int, tmp_path: Path
) -> None:
    path = tmp_path / "example.yml"
    path.write_text(
        draft(Origin("https://c.example.edu/", "2026-11-26", ("c.example.edu",), {}), surveyed)
    )
    assert round(sources.load(path, platforms.names()).pages, -1) == pytest.approx(pages, abs=10)


def test_a_draft_says_that_titles_are_in_capitals() -> None:
    titles = ["LAMPS", "WICKS AND OIL", "GLASS", "FLAMES", "HOW TO SEE"]
    for printed, is_declared in ((titles, True), ([*titles[:3], "Flames", "How to See"], False)):
        surveyed = replace(
            survey_of("acalog", {"course_list": 1}),
            records=tuple(
                Record("course", title, "https://c.example.edu/", title, {}) for title in printed
            ),
        )
        origin = Origin("https://c.example.edu/", "2026-11-26", ("c.example.edu",), {})
        assert ("titles: capitals" in draft(origin, surveyed)) is is_declared
