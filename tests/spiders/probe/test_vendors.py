"""From a bare root address to a source: probe names the vendor, and its draft reads the catalog."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spiders import platforms
from spiders.platforms import coursedog as coursedog_platform
from spiders.probe.draft import Origin, draft
from spiders.probe.finding import finding
from spiders.probe.survey import survey
from spiders.probe.visit import MOST_REQUESTS, VisitLimits, visit
from tests.support.site_crawl import SiteCrawl, crawl_site
from tests.support.sites import coursedog, fose, highpoint, pdf_catalog, smartcatalog
from tests.support.sites.mirrors import acalog, any_site, banner8, cleancatalog, courseleaf, kuali
from tests.support.sites.server import Site


def put_pdf(site: Site) -> None:
    site.page("/catalog.pdf", pdf_catalog.catalog(), "application/pdf")


def titles(crawl: SiteCrawl, kind: str) -> set[str]:
    return {record["title"] for record in crawl.records if record["kind"] == kind}


@pytest.fixture
def vendor_on_the_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the API of Coursedog be on this machine.

    A crawl looks the names of its hosts up, and waits between its pages where one is public.
    """
    monkeypatch.setattr(coursedog_platform, "ALSO_HOSTS", ("localhost",))
    platforms.load.cache_clear()
    yield
    monkeypatch.undo()
    platforms.load.cache_clear()


@pytest.mark.usefixtures("vendor_on_the_loopback")
@pytest.mark.parametrize(
    ("platform", "put", "path", "courses", "programs"),
    [
        (
            "acalog",
            lambda site: acalog.Acalog(site).put(),
            "/",
            {*acalog.COURSES.values(), *acalog.GRADUATE.values()},
            set(acalog.PROGRAMS),
        ),
        (
            "courseleaf",
            courseleaf.put,
            "/",
            set(courseleaf.COURSES.values()),
            {*courseleaf.PROGRAMS.values(), *courseleaf.UNNAMED.values()},
        ),
        (
            "cleancatalog",
            cleancatalog.put,
            "/",
            set(cleancatalog.COURSES.values()),
            {title for title, _ in cleancatalog.DEGREES.values()},
        ),
        (
            "kuali",
            lambda site: kuali.put(site, True),
            "/",
            set(kuali.COURSES.values()),
            set(kuali.PROGRAMS),
        ),
        ("banner8", banner8.put, "/", set(banner8.COURSES.values()), set()),
        ("courselist", any_site.put_rows, "/", set(any_site.ROWS.values()), set()),
        ("smartcatalog", smartcatalog.put, "/", 3, 2),
        ("coursedog", coursedog.put, "/", 3, 1),
        ("coursedog", coursedog.put_filtered, "/", 3, 1),
        ("fose", fose.put, "/", 3, 0),
        ("peoplesoft", highpoint.put, "/", set(highpoint.COURSES.values()), set()),
        ("peoplesoft", highpoint.put, highpoint.MAIN, set(highpoint.COURSES.values()), set()),
        ("pdf", put_pdf, "/catalog.pdf", 10, 0),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isalnum() else "-",
)
def test_a_vendor_is_named_from_its_root_and_the_draft_reads_the_whole_catalog(
    site: Site,
    tmp_path: Path,
    platform: str,
    put: Callable[[Site], object],
    path: str,
    courses: set[str] | int,
    programs: set[str] | int,
) -> None:
    put(site)
    visited = visit(site.url + path, tmp_path / "visit", VisitLimits(delay=0))
    assert visited.requests <= MOST_REQUESTS
    assert sum(site.asked.values()) <= MOST_REQUESTS
    assert visited.platform == platform
    assert set(platforms.load(platform).also_hosts) <= set(visited.hosts)
    surveyed = survey(platform, visited.pages)
    assert finding(visited, surveyed).word == "confirmed"
    text = draft(Origin(visited.url, "2026-11-26", visited.hosts, visited.robots), surveyed)
    crawl = crawl_site(text.replace("delay_seconds: 1 ", "delay_seconds: 0 "), tmp_path)
    for kind, expected in (("course", courses), ("program", programs)):
        found = titles(crawl, kind)
        if isinstance(expected, int):
            assert len(found) >= expected
        else:
            assert found >= expected
