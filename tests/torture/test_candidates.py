"""A refresh over many candidates, each on a host of its own: all are accounted for, and none is rushed."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from courseatlas.errors import ExitStatus
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.sites.many_hosts import HostAnswer, ManyHosts
from tests.support.waiting import wait_until
from tests.torture.tally import Tally, tries

HOSTS = tries(12, 300)
PAGES, DELAY = 3, 0.5
# sixteen crawls keep the machine busy, which may deliver one request late and the next one on time:
# the mean tells of the floor (`tests/flows/test_politeness.py` looks at each gap)
LEAST_MEAN_GAP = 0.8 * DELAY
MOST_MIB = 64
CANDIDATE = """id: college-{number}
state: candidate
name: College {number}
platform: courseleaf
provider: {{type: university, country: US, website: https://www.college-{number}.example.edu}}
start_urls: ['http://{host}/']
hosts: ['{host}']
delay_seconds: {delay}
"""
# of ten hosts: eight serve a catalog, one is gone, one does not let robots in
GONE, CLOSED = 8, 9


def answer(number: int, path: str) -> HostAnswer:
    kind = number % 10
    if path == "/robots.txt":
        return HostAnswer("User-agent: *\nDisallow: /\n" if kind == CLOSED else "")
    if kind == GONE:
        return HostAnswer("<html><body>gone</body></html>", 404)
    if path == "/":
        links = "".join(f'<a href="/courses/s{page}/">Subject {page}</a>' for page in range(PAGES))
        return HostAnswer(f'<html><body><div class="az_sitemap">{links}</div></body></html>')
    page = int(path.strip("/").rpartition("s")[2])
    return HostAnswer(catalog.subject_page(number * PAGES + page, courses=3))


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> Iterator[ManyHosts]:
    monkeypatch.setenv("COURSEATLAS_ALLOW_ADDRESSES", "127.0.0.0/8")
    running = ManyHosts(HOSTS, answer)
    yield running
    running.close()


def memory_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def test_every_candidate_is_accounted_for(
    project: Project, hosts: ManyHosts, tally: Callable[[str], Tally]
) -> None:
    told = tally(f"candidates: {HOSTS} hosts")
    told.tries = HOSTS
    catalog.put(project.site, pages=1)
    for number in range(HOSTS):
        text = CANDIDATE.format(number=number, host=hosts.host(number), delay=DELAY)
        (project.sources / f"{200000 + number}.yml").write_text(text)
    command = [*project.refresh_command(), "--candidates", "--jobs", "16"]
    with subprocess.Popen(command, env=os.environ, stderr=subprocess.DEVNULL) as refresh:
        looks = []
        for share in (0.3, 0.9):
            few = int(share * HOSTS)
            wait_until(lambda few=few: len(hosts.asked) >= few, f"{few} hosts are asked", 600)
            looks.append(memory_mib(refresh.pid))
        status = refresh.wait(600)
    assert status == ExitStatus.PARTLY_FAILED
    health = {
        row["source_id"]: row
        for row in pq.read_table(project.output / "latest" / "source_health.parquet").to_pylist()
    }
    for number in range(HOSTS):
        row = health.get(f"college-{number}")
        expected = 0 if number % 10 in (GONE, CLOSED) else 3 * PAGES
        if row is None or (row["records_released"] or 0) != expected:
            told.lost.append(f"college-{number}: {row}")
        elif not expected and row["state"] != "failed":
            told.corrupt.append(f"college-{number}: {row['state']}")
    for number, times in hosts.asked.items():
        mean_gap = (times[-1] - times[0]) / max(1, len(times) - 1)
        if len(times) > PAGES and mean_gap < LEAST_MEAN_GAP:
            told.corrupt.append(f"host {number} was asked every {mean_gap:.2f} s")
    growth = looks[1] - looks[0]
    print(f"the refresh grew by {growth:.0f} MiB while it crawled")
    told.hung += [f"{growth:.0f} MiB more"] if growth > MOST_MIB else []
