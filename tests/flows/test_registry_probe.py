"""The registry from its first visit to a release: visit, candidates, refresh, promotion, coverage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.main import main
from courseatlas.probe_verdicts import load_verdicts
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.sites.many_hosts import HostAnswer, ManyHosts
from tests.support.sites.server import Site

HEADER = (
    "host,institution,ipeds_unitid,country,state,size,level,control,website,start_url,"
    "programs_url,platform,evidence,year_seen"
)
SCHOOLS = ("Lamp College", "Oil University", "Glass Institute", "Rope School")
# the last host lets no robot in
CLOSED = 3


def answer(number: int, path: str) -> HostAnswer:
    if path == "/robots.txt":
        return HostAnswer("User-agent: *\nDisallow: /\n" if number == CLOSED else "")
    if path == "/":
        links = "".join(f'<a href="/courses/s{page}/">Subject {page}</a>' for page in range(3))
        return HostAnswer(f'<html><body><div class="az_sitemap">{links}</div></body></html>')
    if path.startswith("/courses/s"):
        return HostAnswer(catalog.subject_page(int(path.strip("/")[-1]) + 10 * number))
    return HostAnswer("<html><body>no such page</body></html>", 404)


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> Iterator[ManyHosts]:
    monkeypatch.setenv("COURSEATLAS_ALLOW_ADDRESSES", "127.0.0.0/8")
    running = ManyHosts(len(SCHOOLS), answer)
    yield running
    running.close()


@pytest.fixture
def registry(hosts: ManyHosts, tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    folder.mkdir()
    rows = [
        f"{hosts.host(number)},{name},{100001 + number},US,MA,,,,,http://{hosts.host(number)}/,,"
        "courseleaf,url_form,"
        for number, name in enumerate(SCHOOLS)
    ]
    (folder / "catalogs.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    programs = "institution,ipeds_unitid,country,program,credential,year_seen,evidence\n"
    (folder / "ai_programs.csv").write_text(programs)
    return folder


def test_a_registry_becomes_sources(
    hosts: ManyHosts,
    registry: Path,
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    probe = ["registry", "probe", "--limit", "9", "--jobs", "3", "--delay", "0"]
    assert main([*probe, "--registry", str(registry)]) == 0
    verdicts = load_verdicts(registry / "verdicts.csv")
    words = [verdicts[hosts.host(number)].verdict for number in range(len(SCHOOLS))]
    assert words == ["confirmed", "confirmed", "confirmed", "closed"]
    assert all(len(times) <= 12 for times in hosts.asked.values())
    assert len(hosts.asked[CLOSED]) == 1, "robots.txt and nothing else"

    asked = sum(map(len, hosts.asked.values()))
    assert main([*probe, "--registry", str(registry)]) == 0
    assert sum(map(len, hosts.asked.values())) == asked, "a verdict stands for a while"

    project = Project(site, tmp_path / "out", registry / "sources")
    assert project.refresh("--candidates").returncode == 0
    rows = project.rows("courses")
    assert {row["source_id"] for row in rows} == {
        "lamp-college",
        "oil-university",
        "glass-institute",
    }
    assert len(rows) == 36

    promote = ["sources", "promote", "oil-university", "--registry", str(registry)]
    assert main(promote) == 0
    capsys.readouterr()
    assert project.refresh().returncode == 0
    assert {row["id"] for row in project.rows("courses")} == {row["id"] for row in rows}

    coverage = ["registry", "coverage", "--output", str(tmp_path / "out")]
    assert main([*coverage, "--registry", str(registry)]) == 0
    first = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("all"))
    assert first.split() == ["all", "all", "4", "4", "3", "3", "0"]
