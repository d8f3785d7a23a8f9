"""Pages that are not asked for: their rows stay as they were, and nobody claims to have seen them."""

import json
import time
from collections import Counter
from pathlib import Path

from spiders.middlewares.overloaded_host import MOST_REFUSALS
from tests.support.project import Project
from tests.support.sites import catalog

FIRST, SECOND = "2026-11-16T05:00:00Z", "2026-11-23T05:00:00Z"


def two_hosts(project: Project) -> None:
    """Two pages on one host, and two on another name of it."""
    catalog.put(project.site, 4)
    other = project.site.url.replace("127.0.0.1", "localhost")
    hosts = [project.site.url, project.site.url, other, other]
    links = "".join(
        f'<a href="{host}/courses/s{number}/">x</a>' for number, host in enumerate(hosts)
    )
    project.site.page("/courses/", f'<html><body class="az_sitemap">{links}</body></html>')
    text = (project.sources / "example.yml").read_text()
    both = f"'{project.site.host}', '{project.site.host.replace('127.0.0.1', 'localhost')}'"
    text = text.replace(f"hosts: ['{project.site.host}']", f"hosts: [{both}]")
    (project.sources / "example.yml").write_text(text)


def pace(project: Project) -> Path:
    return project.output / "archive" / "example" / "pace.json"


def test_rows_of_held_pages_are_stale_and_keep_the_day_on_which_they_were_seen(
    project: Project,
) -> None:
    two_hosts(project)
    assert project.refresh("--now", FIRST).returncode == 0
    pace(project).write_text(json.dumps({"localhost": time.time() + 7200}))
    waits = project.run("status").stdout
    assert "left alone:   localhost (example) until 20" in waits
    held = project.refresh("--now", SECOND)
    assert held.returncode == 7, held.stderr
    assert Counter(project.page_outcomes().values()) == {"held": 2, "not_modified": 3}
    rows = project.rows("courses")
    seen = {(row["freshness"], row["last_seen"].isoformat()) for row in rows}
    assert seen == {("unchanged", SECOND[:10]), ("stale", FIRST[:10])} and len(rows) == 16
    (health,) = project.rows("source_health")
    assert health["message"].startswith("2 of its pages were not asked for: localhost asks to wait")
    assert (health["records_carried"], health["state"]) == (8, "degraded")


def test_a_crawl_delay_without_end_holds_pages_and_confirms_none(project: Project) -> None:
    catalog.put(project.site, 2)
    assert project.refresh("--now", FIRST).returncode == 0
    project.site.page("/robots.txt", "User-agent: *\nCrawl-delay: 1e300\n", "text/plain")
    held = project.refresh("--now", SECOND)
    outcomes = project.page_outcomes()
    assert held.returncode == 7 and "held" in outcomes.values()
    assert "not_modified" not in [outcomes[path] for path in ("/courses/s0/", "/courses/s1/")]
    rows = project.rows("courses")
    assert {row["freshness"] for row in rows} == {"stale"} and len(rows) == 8
    assert {row["last_seen"].isoformat() for row in rows} == {FIRST[:10]}
    assert "left alone:   127.0.0.1" in project.run("status").stdout
    # a day later robots.txt is asked for anew; it is mended, and so is the crawl
    pace(project).write_text(json.dumps({"127.0.0.1": time.time() - 1}))
    project.site.page("/robots.txt", "User-agent: *\nDisallow:\n", "text/plain")
    assert project.refresh().returncode == 0
    assert {row["freshness"] for row in project.rows("courses")} == {"unchanged"}
    assert "left alone" not in project.run("status").stdout


def test_a_host_that_is_overloaded_is_asked_five_times_and_its_rows_stay(project: Project) -> None:
    catalog.put(project.site, 30)
    assert project.refresh("--now", FIRST).returncode == 0
    for number in range(30):
        project.site.page(f"/courses/s{number}/", "busy", status=503)
    before = project.site.asked.total()
    assert project.refresh("--now", SECOND).returncode == 7
    asked = project.site.asked.total() - before
    assert asked == 2 + MOST_REFUSALS  # robots.txt and the hub come first
    rows = project.rows("courses")
    assert len(rows) == 120 and {row["freshness"] for row in rows} == {"stale"}
