"""Every system of the article over real HTTP: its shape through spider, ledger, tables and release; then a wall.

What a redesign of every system leaves is tested without HTTP, in `test_mutations`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow.parquet as pq
import pytest

from samples.build import ANSWERS, FLOORS
from tests.support.project import Project
from tests.support.sites.server import Site
from tests.support.sites.systems import Systems

# what the sample of each system shows: the outcomes of its pages
SHOWN = {
    "aaai": {"record"},
    "cmu": {"record", "error:http_404"},
    "coursera": {"record", "listing", "no_record", "redirect", "error:http_404"},
    "cornell": {"record", "listing"},
    "ecornell": {"record", "redirect"},
    "edx": {"record", "listing", "no_record", "error:http_404"},
    "ieee-cis": {"record", "error:http_404"},
    "ieee-vtools": {"record"},
    "indiana": {"record", "listing", "error:http_404"},
    "infosec": {"record", "listing", "error:http_404"},
    "khan-academy": {"record", "no_record"},
    "mit": {"record"},
    "mit-ocw": {"record", "listing", "error:unreadable"},
    "mitx": {"record"},
    "northeastern": {"record", "listing", "redirect", "no_record", "error:http_404"},
    "udemy": {"record", "listing", "error:blocked", "error:http_404"},
}
PAGED = {"mitx": 3, "ieee-vtools": 2}  # answers that are reached only by the one before them
# its host asks for 12 hours between requests, so that a second run within them does not ask at all
WAITS = "aaai"


class Refreshed:
    """A refresh over the systems: its status, its ledger by source and its release's tables."""

    def __init__(self, project: Project, systems: Systems):
        done = project.run("refresh", "--sources", str(systems.sources), "--no-prefect")
        self.status, self.output = done.returncode, done.stdout + done.stderr
        rows = [
            json.loads(line)
            for line in project.run("pages", "--format", "jsonl").stdout.splitlines()
        ]
        self.outcomes: dict[str, Counter[str]] = {}
        for row in rows:
            outcome = row["outcome"] + (f":{row['code']}" if row["code"] else "")
            self.outcomes.setdefault(row["source_id"], Counter())[outcome] += 1
        latest = project.output / "latest"
        # the summary tells of this run; a run that finds nothing new leaves the release's own health table as it was
        self.state = {
            words[0]: words[1]
            for line in done.stdout.splitlines()
            if len(words := line.split()) == 10
        }
        self.rows = [
            row
            for name in ("programs", "courses", "events")
            for row in pq.read_table(latest / f"{name}.parquet").to_pylist()
        ]

    def count(self, source: str, freshness: str | None = None) -> int:
        return sum(
            1
            for row in self.rows
            if row["source_id"] == source and freshness in (None, row["freshness"])
        )


@pytest.fixture(scope="module")
def systems(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Systems]:
    running = Systems(tmp_path_factory.mktemp("systems") / "sources")
    yield running
    running.close()


@pytest.fixture(scope="module")
def runs(
    systems: Systems, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Refreshed]]:
    """The refreshes in their order: the sites as they are, then walled, on the same output folder."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("COURSEATLAS_ALLOW_ADDRESSES", "127.0.0.0/8")
        project = Project(Site(), tmp_path_factory.mktemp("systems out"), Path("unused"))
        refreshed = {"healthy": Refreshed(project, systems)}
        systems.wall(403)
        refreshed["walled"] = Refreshed(project, systems)
        project.site.close()
        yield refreshed


@pytest.mark.parametrize("source", sorted(FLOORS))
def test_a_system_ends_in_the_release_with_its_records(
    source: str, runs: dict[str, Refreshed]
) -> None:
    run = runs["healthy"]
    assert run.status == 0, run.output
    assert run.state[source] in ("ok", "degraded"), run.output
    assert run.count(source, "fresh") >= sum(FLOORS[source].values())
    assert SHOWN.get(source, {"record"}) <= set(run.outcomes[source]), run.outcomes[source]
    assert run.outcomes[source]["record"] >= PAGED.get(source, 1)


@pytest.mark.parametrize("source", sorted(set(FLOORS) - {WAITS}))
def test_a_wall_ends_the_crawl_in_a_few_requests(
    source: str, runs: dict[str, Refreshed], systems: Systems
) -> None:
    before, after = runs["healthy"], runs["walled"]
    assert after.status == 7
    assert after.state[source] == "blocked", after.outcomes[source]
    assert after.count(source, "stale") == after.count(source) == before.count(source)
    assert set(after.outcomes[source]) == {"error:blocked"}


def test_behind_a_wall_no_site_is_asked_more_than_a_handful_of_times(
    runs: dict[str, Refreshed], systems: Systems
) -> None:
    hosts = {urlsplit(answer.url).netloc for answer in ANSWERS["udemy"]}
    assert 1 <= systems.asked(hosts) <= 6


def test_a_host_that_asks_for_twelve_hours_is_left_alone_and_its_page_stands(
    runs: dict[str, Refreshed], systems: Systems
) -> None:
    walled = runs["walled"]
    assert walled.outcomes[WAITS] == {"held": 1}
    assert walled.count(WAITS, "stale") == 1 and walled.state[WAITS] == "stale"
    assert systems.asked({"aaai.org"}) == 0
