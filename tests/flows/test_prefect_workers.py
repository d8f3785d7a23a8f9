"""A refresh over three workers: a Prefect server on PostgreSQL, storage over SFTP, and processes that are killed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from courseatlas.errors import ExitStatus
from courseatlas.storage import Storage
from flows.plan import make_plan
from flows.refresh import refresh
from flows.workers.messages import Progress, progress_name, receive, result_name
from tests.support.paths import ROOT
from tests.support.prefect_server import postgresql, prefect_server, prefect_worker
from tests.support.processes import children, command_line
from tests.support.sites import catalog
from tests.support.sites.server import Site
from tests.support.storage_servers import free_port, sftp_server
from tests.support.waiting import wait_until

pytestmark = pytest.mark.slow
ADDRESSES = ("127.0.0.1", "127.0.0.2", "127.0.0.3")
NOW = "2026-11-24T05:00:00Z"


@dataclass(frozen=True)
class Cluster:
    """Three workers with folders of their own, and the environment of their coordinator."""

    environment: dict[str, str]
    workers: list[subprocess.Popen[bytes]]
    storage_url: str
    home: Path

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "cli", *arguments]

    def refresh(self, output: Path, sources: Path) -> list[str]:
        folders = ("--output", str(output), "--sources", str(sources))
        return self.command("refresh", "--workers", "--now", NOW, *folders)

    def flow_runs(self) -> list[int]:
        """The processes of the flow runs, of all workers."""
        found = [child for worker in self.workers for child in children(worker.pid)]
        return [child for child in found if b"prefect" in command_line(child)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder, home = tmp_path_factory.mktemp("cluster"), tmp_path_factory.mktemp("home")
    with ExitStack() as stack:
        served = folder / "storage"
        served.mkdir()
        url = stack.enter_context(sftp_server(home, served))
        clients = stack.enter_context(prefect_server(stack.enter_context(postgresql()), folder))
        environment = clients | {
            "COURSEATLAS_STORAGE": url,
            "COURSEATLAS_REPORT_SECONDS": "1",
            "COURSEATLAS_ALLOW_ADDRESSES": "127.0.0.0/8",
            "HOME": str(home),
        }
        workers = [
            stack.enter_context(
                prefect_worker(f"worker {number}", environment, folder / f"{number}")
            )
            for number in range(3)
        ]
        yield Cluster(environment, workers, url, home)


@pytest.fixture
def sites() -> Iterator[list[Site]]:
    running = [Site(address=address) for address in ADDRESSES]
    for site in running:
        catalog.put(site, 4)
    yield running
    for site in running:
        site.close()


def write_sources(sites: list[Site], folder: Path) -> Path:
    folder.mkdir()
    for number, site in enumerate(sites):
        (folder / f"site-{number}.yml").write_text(catalog.yaml(site))
    return folder


class BadInput:
    """What is wrong with a coordinator that is started beside another one, and what it says."""

    def __init__(self, cluster: Cluster, sources: Path, folder: Path) -> None:
        away = f"sftp://nobody@127.0.0.1:{free_port()}/storage"
        self._said = [
            (ExitStatus.BUSY, "coordinates a refresh; wait for it"),
            (ExitStatus.STORAGE, away.rpartition("/")[0]),
        ]
        self._running = [
            subprocess.Popen(
                cluster.refresh(folder / f"bad {number}", sources),
                cwd=ROOT,
                env={**os.environ, **cluster.environment, "COURSEATLAS_STORAGE": url},
                stderr=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                text=True,
            )
            for number, url in enumerate([cluster.storage_url, away])
        ]

    def assert_one_line(self) -> None:
        for process, (status, words) in zip(self._running, self._said, strict=True):
            errors = process.communicate()[1]
            assert process.returncode == status, errors
            lines = [line for line in errors.splitlines() if line.startswith("error: ")]
            assert len(lines) == 1 and words in lines[0] and "Traceback" not in errors


def record_tables(output: Path) -> dict[str, object]:
    return {
        name: pq.read_table(output / "latest" / f"{name}.parquet")
        for name in (
            "courses",
            "programs",
            "events",
            "providers",
            "program_topics",
            "profile_links",
        )
    }


def test_killed_workers_and_a_killed_coordinator_cost_no_page_and_one_release_comes_out(
    cluster: Cluster, sites: list[Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(cluster.home))
    output, sources = tmp_path / "out", write_sources(sites, tmp_path / "sources")
    held = threading.Event()
    sites[0].page("/courses/s3/", catalog.subject_page(3), held_until=held)
    environment = os.environ | cluster.environment
    command = cluster.refresh(output, sources)
    with open(tmp_path / "first.log", "wb") as log:
        first = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    storage = Storage(cluster.storage_url)
    wait_until(lambda: storage.names("coordinator"), "the first coordinator works")
    bad_input = BadInput(cluster, sources, tmp_path)
    wait_until(lambda: sites[0].asked["/courses/s3/"], "a crawl waits for its last page", 120)
    (run_id,) = (path.name for path in (output / "runs").iterdir())
    progress = progress_name(run_id, "site-0", 1)

    def beat() -> int:
        report = receive(storage, progress, Progress)
        return report.beat if report else 0

    before = beat()
    wait_until(lambda: beat() >= before + 2, "the worker reports what it has")
    for other in ("site-1", "site-2"):
        wait_until(lambda: storage.read(result_name(run_id, other, 1)), "the others are crawled")  # noqa: B023
    bad_input.assert_one_line()
    first.send_signal(signal.SIGKILL)
    first.wait()
    wait_until(lambda: len(cluster.flow_runs()) == 1, "the other flow runs end")
    (flow_run,) = cluster.flow_runs()
    idle = [worker for worker in cluster.workers if flow_run not in children(worker.pid)]
    for process in (flow_run, idle[0].pid):
        os.kill(process, signal.SIGKILL)
    held.set()
    second = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert second.returncode == 0, second.stderr
    assert "published 2026-11-24.1" in second.stdout
    assert [path.name for path in (output / "releases").iterdir() if path.name[0] != "."] == [
        "2026-11-24.1"
    ]
    bodies = {(site.host, path): count for site in sites for path, count in site.bodies.items()}
    assert {count for (_, path), count in bodies.items() if path != "/courses/s3/"} == {1}, bodies

    monkeypatch.setenv("COURSEATLAS_ALLOW_ADDRESSES", "127.0.0.0/8")
    archive = str(output / "archive")
    alone = make_plan(tmp_path / "alone", sources_folder=sources, replay=archive, now=NOW)
    assert refresh(alone).status == 0
    assert record_tables(output) == record_tables(tmp_path / "alone")
