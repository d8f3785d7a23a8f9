"""Whole catalogs of each vendor, crawled by the real spider from their bare root addresses."""

import json
import random
from collections import Counter
from pathlib import Path

from spiders.archive.body import LARGEST_BODY
from tests.support import pdf_writer
from tests.support.site_crawl import crawl_site
from tests.support.sites import coursedog, fose, pdf_catalog, smartcatalog
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
    listed = [
        each["course_code"] or each["course_alias"] for each in crawl.record("LIT-BS")["components"]
    ]
    assert listed == ["LMP 101", "00105"]
    # the page of the catalog, and not the record in its API
    assert crawl.record("LMP-101")["url"].startswith(f"{site.url}/courses/")
    assert crawl.record("LIT-BS")["url"].startswith(f"{site.url}/programs/")
    sent = {path: headers for path, headers in site.headers if path.startswith(coursedog.BASE)}
    assert {headers["Origin"] for headers in sent.values()} == {site.url}
    assert {headers["X-Requested-With"] for headers in sent.values()} == {"catalog"}
    replayed = crawl_site(coursedog.yaml(site), tmp_path, replay=True)
    assert replayed.keys("course") == coursedog.COURSES


def test_a_class_search_is_read_whole_by_what_is_posted_to_it(site: Site, tmp_path: Path) -> None:
    fose.put(site)
    crawl = crawl_site(fose.yaml(site), tmp_path)
    assert crawl.keys("course") == fose.COURSES
    assert Counter(crawl.outcomes.values()) == {"listing": 1, "record": 5}
    described = [each for each in crawl.records if "description" in each["fields"]]
    assert {each["key"] for each in described} == fose.COURSES
    bodies = {path: json.loads(body) for path, body in site.posted}
    assert len(bodies) == len(site.posted) == 5
    assert bodies[fose.search("OIL")]["criteria"][-1] == {"field": "subject", "value": "OIL"}
    assert bodies[fose.details("LMP 102")]["group"] == "code:LMP 102"


def test_what_was_posted_is_replayed_and_resumed_from_the_archive(
    site: Site, tmp_path: Path
) -> None:
    fose.put(site)
    first = crawl_site(fose.yaml(site), tmp_path)
    site.posted.clear()
    # the same run again, as after its process died: nothing that the archive has is asked for
    resumed = crawl_site(fose.yaml(site), tmp_path)
    replayed = crawl_site(fose.yaml(site), tmp_path, replay=True)
    assert site.posted == []
    for crawl in (resumed, replayed):
        assert crawl.records == first.records
        assert crawl.outcomes == first.outcomes


def test_each_run_posts_anew_and_takes_the_answer_for_what_it_is_now(
    site: Site, tmp_path: Path
) -> None:
    fose.put(site)
    crawl_site(fose.yaml(site), tmp_path)
    changed = fose.details("OIL 101")
    site.page(changed, site.replies[changed].body.replace(b"burns", b"glows"), "application/json")
    site.posted.clear()
    second = crawl_site(fose.yaml(site), tmp_path, run="run-2")
    assert len(site.posted) == 5
    # a POST is not asked about by its tag, so no answer is a 304
    assert not any("If-None-Match" in sent for path, sent in site.headers if "fose" in path)
    (described,) = (
        each["fields"]["description"]
        for each in second.records
        if each["key"] == "OIL-101" and "description" in each["fields"]
    )
    assert described == "How OIL 101 glows."


def test_a_pdf_that_is_larger_than_a_page_may_be_is_read_whole(site: Site, tmp_path: Path) -> None:
    picture = pdf_writer.stream(random.Random(1).randbytes(LARGEST_BODY), filters=0)
    body = pdf_catalog.catalog(extra=[picture])
    assert len(body) > LARGEST_BODY
    site.page("/catalog.pdf", body, "application/pdf")
    crawl = crawl_site(pdf_catalog.yaml(site), tmp_path)
    assert set(crawl.outcomes.values()) == {"record"}
    assert crawl.keys("course") == {code.replace(" ", "-") for code in pdf_catalog.CODES}
    assert crawl.record("LMP-124")["url"] == f"{site.url}/catalog.pdf#page=5"
    assert crawl.record("LMP-124")["evidence_url"] == f"{site.url}/catalog.pdf"


def test_a_page_leads_to_a_pdf_that_follow_names_and_a_damaged_one_is_reported(
    site: Site, tmp_path: Path
) -> None:
    site.page("/", '<html><body><a href="/catalog.pdf">A</a><a href="/old.pdf">B</a></body></html>')
    site.page("/catalog.pdf", pdf_catalog.catalog(), "application/pdf")
    site.page("/old.pdf", b"%PDF-1.4\n", "application/pdf")
    follow = "follow: ['\\.pdf$']\n"
    crawl = crawl_site(pdf_catalog.yaml(site, "/", follow), tmp_path)
    assert crawl.outcomes == {
        f"{site.url}/": "listing",
        f"{site.url}/catalog.pdf": "record",
        f"{site.url}/old.pdf": "error:unreadable",
    }
    assert "the PDF cannot be read" in (crawl.details[f"{site.url}/old.pdf"] or "")
