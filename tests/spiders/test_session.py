"""A crawl over a site that answers a search only within a session, on a local server."""

import json
from pathlib import Path

import pytest

from spiders.crawl_process import CrawlProcess
from spiders.job import CrawlJob
from spiders.ledger import rows
from tests.support.sites.server import Reply, Site
from tests.support.waiting import DEADLINE_SECONDS

BASE = "/StudentRegistrationSsb/ssb"
TERMS = f"{BASE}/classSearch/getTerms?searchTerm=&offset=1&max=10"
SUBJECTS = f"{BASE}/classSearch/get_subject?searchTerm=&term=202710&offset=1&max=500"
SEARCH = f"{BASE}/searchResults/searchResults?txt_subject=LMP&txt_term=202710&pageOffset={{}}&pageMaxSize=500"
CHOICE = f"{BASE}/term/search?mode=search"
YAML = """name: Example University
platform: banner9
provider: {{type: university, country: US, website: https://www.example.edu}}
start_urls: ['{site.url}{terms}']
hosts: ['{site.host}']
delay_seconds: 0
follow: [get_subject, 'txt_subject=LMP&']
"""


def answer(number: str, offset: int) -> bytes:
    row = {
        "courseReferenceNumber": number,
        "subject": "LMP",
        "subjectCourse": f"LMP{number}",
        "courseNumber": number,
        "courseTitle": f"Lamps {number}",
        "creditHourLow": 3,
    }
    return json.dumps(
        {"success": True, "totalCount": 2, "pageOffset": offset, "data": [row]}
    ).encode()


@pytest.fixture
def banner(site: Site) -> Site:
    """A site whose lists need no session, and whose searches do."""
    terms = [
        {"code": "202710", "description": "Fall 2026"},
        {"code": "202640", "description": "Summer"},
    ]
    site.page(TERMS, json.dumps(terms), "application/json")
    subjects = [{"code": "LMP", "description": "Lamps"}, {"code": "OIL", "description": "Oil"}]
    in_session = {
        "cookie": "JSESSIONID=a1",
        "without_cookie": b'{"success": false, "totalCount": 0, "data": null}',
    }
    site.page(SUBJECTS, json.dumps(subjects), "application/json", **in_session)
    for offset, number in enumerate(("101", "102")):
        site.page(SEARCH.format(offset), answer(number, offset), "application/json", **in_session)
    site.page(CHOICE, "{}", "application/json", headers={"Set-Cookie": "JSESSIONID=a1; Path=/"})
    return site


def crawl(site: Site, folder: Path, replay: bool = False) -> tuple[list[str], dict[str, str]]:
    """The codes that a crawl reads, and the outcome of each page."""
    source = folder / "example.yml"
    source.write_text(YAML.format(site=site, terms=TERMS))
    results = folder / ("replay" if replay else "crawl")
    results.mkdir()
    job = CrawlJob(str(source), "run-1", str(results), str(folder / "archive"), replay=replay)
    job.save(folder / "job.json")
    assert CrawlProcess(folder / "job.json", folder / "errors").wait(DEADLINE_SECONDS) == 0
    lines = (results / "records.jsonl").read_text().splitlines()
    codes = [json.loads(line)["fields"]["code"] for line in lines]
    return codes, {
        row["url"].removeprefix(site.url): row["outcome"] for row in rows(results / "ledger.sqlite")
    }


def test_a_term_is_chosen_before_each_search_and_its_session_is_kept(
    banner: Site, tmp_path: Path
) -> None:
    codes, outcomes = crawl(banner, tmp_path)
    assert codes == ["LMP 101", "LMP 102"]
    assert outcomes == {
        TERMS: "listing",
        SUBJECTS: "listing",
        # this site has no search of courses
        SUBJECTS.replace("classSearch", "courseSearch"): "error",
        SEARCH.format(0): "record",
        SEARCH.format(1): "record",
    }
    of_courses = CHOICE.replace("mode=search", "mode=courseSearch")
    assert sorted(banner.posted) == sorted(
        [(CHOICE, "term=202710")] * 3 + [(of_courses, "term=202710")]
    )
    cookies = {path: cookie for path, cookie in banner.cookies}
    assert cookies[TERMS] == "" and cookies[SEARCH.format(1)] == "JSESSIONID=a1"


def test_a_replay_opens_no_session(banner: Site, tmp_path: Path) -> None:
    codes, _ = crawl(banner, tmp_path)
    banner.posted.clear()
    assert crawl(banner, tmp_path, replay=True)[0] == codes
    assert banner.posted == []


def test_a_session_that_is_refused_is_the_error_of_its_search(banner: Site, tmp_path: Path) -> None:
    banner.replies[CHOICE] = Reply(b"no", 403, {"Content-Type": "text/plain"})
    codes, outcomes = crawl(banner, tmp_path)
    assert codes == [] and outcomes == {TERMS: "listing", SUBJECTS: "error"}
