"""A refresh over three workers: a Prefect server on PostgreSQL, storage over SFTP, and processes that are killed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from courseatlas.errors import ExitStatus
from courseatlas.storage import Storage
from flows.deployment.api import read_environment
from flows.plan import make_plan
from flows.refresh import refresh
from flows.workers.messages import Progress, progress_name, receive, result_name
from tests.support.paths import ROOT
from tests.support.prefect_server import postgresql, prefect_server, prefect_worker
from tests.support.prefect_settings import prefect_settings
from tests.support.processes import children, command_line
from tests.support.sites import catalog
from tests.support.sites.server import Site
from tests.support.storage_servers import sftp_server
from tests.support.waiting import ASKED_SECONDS, DEADLINE_SECONDS, wait_until

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


def test_a_host_is_crawled_by_one_flow_run_at_a_time(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with prefect_settings(str(tmp_path)):
        os.environ["PREFECT_API_URL"] = cluster.environment["PREFECT_API_URL"]
        read_environment()
        from prefect.client.orchestration import get_client

        from flows.deployment import host_limits
        from flows.deployment.source_flow import refresh_source_flow

        monkeypatch.setattr(host_limits, "_AGAIN_SECONDS", 0.1)
        entered = [threading.Event(), threading.Event()]
        left = threading.Event()

        def crawl(number: int, host: str) -> None:
            with host_limits.hosts_held([host], flow_runs[number].id):
                entered[number].set()
                left.wait(DEADLINE_SECONDS)

        with get_client(sync_client=True) as client, ThreadPoolExecutor() as pool:
            flow_runs = [client.create_flow_run(refresh_source_flow) for _ in range(2)]
            host_limits.make_limits(client, ["example.edu"])
            first = pool.submit(crawl, 0, "example.edu:443")
            wait_until(entered[0].is_set, "the first flow run holds the host")
            second = pool.submit(crawl, 1, "example.edu")
            assert not entered[1].wait(1.0)
            host_limits.free_hosts_of(client, client.read_flow_run(flow_runs[0].id))
            wait_until(entered[1].is_set, "the host is free once its crawl was given up")
            left.set()
            first.result(), second.result()


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
    wait_until(
        lambda: storage.names("coordinator"), "the first coordinator works", poll=ASKED_SECONDS
    )
    beside = subprocess.Popen(
        cluster.refresh(tmp_path / "second coordinator", sources),
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: sites[0].asked["/courses/s3/"], "a crawl waits for its last page", 120)
    (run_id,) = (path.name for path in (output / "runs").iterdir())
    progress = progress_name(run_id, "site-0", 1)

    def beat() -> int:
        report = receive(storage, progress, Progress)
        return report.beat if report else 0

    before = beat()
    wait_until(lambda: beat() >= before + 2, "the worker reports what it has", poll=ASKED_SECONDS)
    for other in ("site-1", "site-2"):
        result = result_name(run_id, other, 1)
        wait_until(partial(storage.read, result), "the others are crawled", poll=ASKED_SECONDS)
    errors = beside.communicate()[1]
    assert beside.returncode == ExitStatus.BUSY, errors
    (line,) = [line for line in errors.splitlines() if line.startswith("error: ")]
    assert "coordinates a refresh; wait for it" in line and "Traceback" not in errors
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
