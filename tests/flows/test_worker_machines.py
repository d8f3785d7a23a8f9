"""Real crawls by workers: the same release as one machine makes, and a machine that dies costs no page.

The machines are processes with folders of their own; Prefect has its own module, `test_prefect_workers.py`.
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from courseatlas.sources import Source
from courseatlas.storage import Storage
from flows.crawl import Crawl
from flows.plan import make_plan
from flows.refresh import Steps, plain_steps, refresh
from flows.result import RunResult
from flows.runs import Run
from flows.workers.coordinator import crawl_by_workers
from flows.workers.messages import Progress, progress_name, receive
from flows.workers.source_runs import SourceRuns
from flows.workers.watch import Watching
from spiders.archive.store import PageStore
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.waiting import DEADLINE_SECONDS, wait_until
from tests.support.workers import Machines, WorkerHere

NOW = "2026-11-24T05:00:00Z"
QUICK = Watching(silence=60.0, poll=0.1, refusal_pause=0.1)


def by_workers(url: str, runs: SourceRuns) -> Steps:
    """The steps of a refresh whose sources are crawled by workers."""

    def crawl(sources: Sequence[Source], run: Run) -> list[Crawl]:
        return crawl_by_workers(sources, run, url, runs, QUICK, 5.0)

    return replace(plain_steps(), crawl=crawl)


def tables_of(result: RunResult) -> dict[str, bytes]:
    """The tables of a release, byte by byte; how long crawls took is not among them."""
    assert result.release is not None
    return {path.name: path.read_bytes() for path in result.release.glob("*.parquet")}


def test_workers_make_the_same_release_as_one_machine_from_the_same_archive(tmp_path: Path) -> None:
    sources = ["cmu", "ieee-vtools", "khan-academy"]

    def made(name: str, steps: Steps, workers: bool) -> dict[str, bytes]:
        plan = make_plan(
            tmp_path / name, source_ids=sources, replay="sample", now=NOW, jobs=1, workers=workers
        )
        return tables_of(refresh(plan, steps))

    url = f"{tmp_path.as_uri()}/storage"
    runs = WorkerHere(url, tmp_path / "worker")
    by_one_machine = made("one", plain_steps(), workers=False)
    assert made("many", by_workers(url, runs), workers=True) == by_one_machine
    shards = list((tmp_path / "many").glob("runs/*/sources/*/shard/shard.json"))
    assert len(shards) == len(runs.started) == len(sources)
    assert not list((tmp_path / "many").glob("archive/*"))


def test_a_machine_that_dies_costs_no_page_and_one_release_comes_out(
    project: Project, tmp_path: Path
) -> None:
    site, dead = project.site, threading.Event()
    catalog.put(site, 6)
    site.page("/courses/s5/", catalog.subject_page(5), held_until=dead)
    url = f"{tmp_path.as_uri()}/storage"
    machines = Machines(url, [tmp_path / "first machine", tmp_path / "second machine"])
    plan = make_plan(project.output, sources_folder=project.sources, workers=True)
    results: list[RunResult] = []

    def run() -> None:
        results.append(refresh(plan, by_workers(url, machines)))

    coordinator = threading.Thread(target=run)
    coordinator.start()
    wait_until(lambda: site.asked["/courses/s5/"], "the crawl waits for its last page")
    (run_folder,) = (project.output / "runs").iterdir()
    progress = progress_name(run_folder.name, "example", 1)
    storage = Storage(url)

    def beat() -> int:
        report = receive(storage, progress, Progress)
        return report.beat if report else 0

    now = beat()  # of two reports that follow, the second one has seen all that was fetched
    wait_until(lambda: beat() >= now + 2, "the worker reports twice")
    machines.kill("example/1")
    dead.set()
    coordinator.join(DEADLINE_SECONDS)
    assert results[0].release is not None
    assert machines.known == ["example/1", "example/2"]
    asked = {path: count for path, count in site.bodies.items() if path != "/courses/s5/"}
    assert set(asked.values()) == {1}, asked
    assert len(project.rows("courses")) == 24
    assert project.rows("source_health")[0]["pages_failed"] == 0
    store = PageStore(project.output / "archive" / "example", None)
    assert len({entry.url for entry in store.index}) == 8  # with the hub and robots.txt
    store.close()


def test_the_next_run_revalidates_what_a_worker_fetched(project: Project, tmp_path: Path) -> None:
    catalog.put(project.site, 2)
    url = f"{tmp_path.as_uri()}/storage"
    for machine in ("first machine", "second machine"):
        plan = make_plan(project.output, sources_folder=project.sources, jobs=1, workers=True)
        result = refresh(plan, by_workers(url, WorkerHere(url, tmp_path / machine)))
        assert result.status == 0
    assert {count for path, count in project.site.bodies.items() if path != "/robots.txt"} == {1}
    assert set(project.page_outcomes().values()) == {"not_modified"}
