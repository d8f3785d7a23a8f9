"""What `refresh --plan` says of a host's robots.txt, as the archive saw it last."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.plan_lines import plan_lines
from flows.plan import make_plan
from spiders.archive.store import PageStore
from spiders.archive.warc import Answer

SOURCE = """
name: Lamps
platform: courseleaf
provider: {type: university, country: US, website: https://www.example.edu}
start_urls: ['https://catalog.example.edu/courses/']
hosts: [catalog.example.edu, www.example.edu]
budget: {pages: 30, minutes: 600}
delay_seconds: 2
"""


def lines(folder: Path, robots: str, status: int = 200, scheme: str = "https") -> list[str]:
    """The plan of a source whose archive holds a robots.txt."""
    (folder / "sources").mkdir()
    (folder / "sources" / "lamps.yml").write_text(SOURCE)
    store = PageStore(folder / "out" / "archive" / "lamps", "20261101T050000Z-0000")
    url = f"{scheme}://catalog.example.edu/robots.txt"
    store.put(Answer(url, status, [("Content-Type", "text/plain")], robots.encode()))
    store.close()
    now = datetime(2026, 11, 2, 5, tzinfo=UTC).isoformat()
    plan = make_plan(folder / "out", sources_folder=folder / "sources", now=now)
    return [line.strip() for line in plan_lines(plan)]


@pytest.mark.parametrize(
    ("robots", "status", "expected"),
    [
        ("User-agent: *\nCrawl-delay: 20\n", 200, ["wait: 20 s between two requests"]),
        ("User-agent: *\nRequest-rate: 1/1m\n", 200, ["wait: 60 s between two requests"]),
        ("User-agent: *\nVisit-time: 0600-0845\n", 200, ["visits: from 06:00 to 08:45 UTC only"]),
        ("busy", 503, ["its last answer hides the rules, so that nothing may be asked for"]),
        ("User-agent: *\nDisallow: /private/\n", 200, []),
        ("none", 404, []),
    ],
)
def test_the_plan_says_what_a_host_asks_for(
    tmp_path: Path, robots: str, status: int, expected: list[str]
) -> None:
    said = [line for line in lines(tmp_path, robots, status) if line.startswith("robots.txt")]
    assert said == [f"robots.txt of catalog.example.edu: {words}" for words in expected]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_time_that_a_source_takes_follows_the_slower_of_the_two_delays(
    tmp_path: Path, scheme: str
) -> None:
    first = lines(tmp_path, "User-agent: *\nCrawl-delay: 20\n", scheme=scheme)[0]
    assert first.endswith("about 5 minutes at 20 s per page")


def test_a_long_wait_between_requests_is_told_in_hours(tmp_path: Path) -> None:
    first, second, *_ = lines(tmp_path, "User-agent: *\nCrawl-delay: 7200\n")
    assert first.endswith("about 10 hours at 7200 s per page")
    assert second == "the budget of minutes ends before: so many pages take 30 hours"


def test_without_an_archive_the_plan_writes_none(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lamps.yml").write_text(SOURCE)
    plan = make_plan(tmp_path / "out", sources_folder=tmp_path / "sources")
    assert plan_lines(plan)[0].endswith("about 0 minutes at 2 s per page")
    assert not (tmp_path / "out").exists()
