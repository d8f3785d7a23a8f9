"""Whole catalogs of each vendor, crawled by the real spider from their bare root addresses."""

from pathlib import Path

from tests.support.site_crawl import crawl_site
from tests.support.sites import coursedog, smartcatalog
from tests.support.sites.server import Site


def test_a_smartcatalog_is_read_whole_from_its_root(site: Site, tmp_path: Path) -> None:
    smartcatalog.put(site)
    crawl = crawl_site(smartcatalog.yaml(site), tmp_path)
    assert crawl.keys("course") == smartcatalog.COURSES
    assert crawl.keys("program") == smartcatalog.PROGRAMS
    assert set(crawl.outcomes.values()) == {"listing", "record"}
    course = crawl.record("OIL-102")
    assert course["fields"]["prerequisites_text"] == "OIL 1."
    assert course["fields"]["edition"] == "2026-2027"
    program = crawl.record("catalog/programs/lamps/light-bs")
    assert [each["course_code"] for each in program["components"]] == [
        "LMP 1",
        "LMP 101",
        "OIL 102",
    ]
    assert not [path for path in site.asked if "2025" in path or "policies" in path]
    assert not [path for path in site.asked if path.endswith("lmp-101")]


def test_a_coursedog_catalog_is_read_whole_from_the_state_of_its_page(
    site: Site, tmp_path: Path
) -> None:
    coursedog.put(site)
    crawl = crawl_site(coursedog.yaml(site), tmp_path)
    assert (crawl.keys("course"), crawl.keys("program")) == (coursedog.COURSES, coursedog.PROGRAMS)
    assert sorted(crawl.outcomes.values()) == ["listing", "listing", "record", "record", "record"]
    listed = [each["course_code"] for each in crawl.record("LIT-BS")["components"]]
    assert listed == ["LMP 101", "LMP 105"]
    sent = {path: headers for path, headers in site.headers if path.startswith(coursedog.BASE)}
    assert {headers["Origin"] for headers in sent.values()} == {site.url}
    assert {headers["X-Requested-With"] for headers in sent.values()} == {"catalog"}
    replayed = crawl_site(coursedog.yaml(site), tmp_path, replay=True)
    assert replayed.keys("course") == coursedog.COURSES
