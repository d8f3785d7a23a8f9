"""Shards: what is curated beside a crawl is what the publisher would make of it, whatever happens to the processes."""

import os
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from courseatlas.errors import ExitStatus
from flows.crawl import Crawl
from flows.curate import CuratedTables, curate, curate_beside
from flows.curate.processes import Curators
from flows.plan import make_plan
from flows.refresh import refresh
from flows.runs import Run, open_run
from tests.support.crawls import pages, replayed
from tests.support.paths import ROOT
from tests.support.processes import children, command_line
from tests.support.waiting import wait_until

SOURCES = ["cmu", "cornell", "khan-academy", "northeastern", "ieee-vtools"]
STEPS = replayed(lambda source: pages(source.id))


def begin(output: Path, sources: Sequence[str] = SOURCES) -> tuple[Run, list[Crawl]]:
    plan = make_plan(
        output,
        source_ids=sources,
        sources_folder=ROOT / "samples" / "sources",
        now="2026-11-24T05:00:00Z",
    )
    run = open_run(plan, None)
    return run, list(STEPS.crawl(plan.active, run))


def beside(run: Run, crawls: Sequence[Crawl], processes: int = 2) -> None:
    """Curate each crawl in a process, some at a time, the last of them first."""
    curators = Curators(processes, worth_a_process=0)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda crawl: curate_beside(run, crawl, curators), reversed(crawls)))
    curators.end()


def assert_same(one: CuratedTables, other: CuratedTables) -> None:
    for name, frame in one.tables.items():
        assert frame.equals(other.tables[name]), name
    for name in ("catalog", "records", "outcomes"):
        assert getattr(one, name).equals(getattr(other, name)), name
    by_id = [shown.descriptions.to_table().sort_by("id").to_pylist() for shown in (one, other)]
    assert by_id[0] == by_id[1]
    assert (one.components, one.aliases, one.unread) == (
        other.components,
        other.aliases,
        other.unread,
    )


def test_shards_joined_are_what_all_records_curated_at_once_give(tmp_path: Path) -> None:
    run, crawls = begin(tmp_path)
    at_once = curate(run, crawls)
    assert not list(run.folder.glob("sources/*/shard"))
    beside(run, crawls[:1], processes=1)
    assert_same(at_once, curate(run, crawls))
    beside(run, crawls)
    assert len(list(run.folder.glob("sources/*/shard/shard.json"))) == len(SOURCES)
    assert_same(at_once, curate(run, list(reversed(crawls))))


def test_a_shard_that_is_damaged_or_of_other_records_is_not_read(tmp_path: Path) -> None:
    run, crawls = begin(tmp_path, ["khan-academy", "cmu"])
    at_once = curate(run, crawls)
    beside(run, crawls)
    for crawl, name in zip(crawls, ("outcomes.parquet", "courses.parquet"), strict=True):
        path = crawl.folder / "shard" / name
        path.write_bytes(path.read_bytes()[:-9])
    assert_same(at_once, curate(run, crawls))
    (crawls[0].folder / "shard" / "shard.json").write_text("[]")
    beside(run, crawls)
    assert_same(at_once, curate(run, crawls))
    records = crawls[0].folder / "records.jsonl"
    records.write_bytes(records.read_bytes().partition(b"\n")[0] + b"\n")
    changed = curate(run, crawls)
    assert len(changed.records) < len(at_once.records)
    assert set(changed.records["record_number"]) == set(range(len(changed.records)))


def test_a_half_written_shard_is_made_again(tmp_path: Path) -> None:
    run, crawls = begin(tmp_path, ["khan-academy"])
    spare = crawls[0].folder / ".shard.new"
    spare.mkdir()
    (spare / "old.parquet").write_text("torn")
    beside(run, crawls)
    assert not spare.exists() and not (crawls[0].folder / "shard" / "old.parquet").exists()


def test_few_records_are_left_to_the_publisher(tmp_path: Path) -> None:
    run, crawls = begin(tmp_path, ["khan-academy"])
    curators = Curators()
    assert curate_beside(run, crawls[0], curators) == crawls[0]
    assert curator_processes() == [] and not (crawls[0].folder / "shard").exists()


def curator_processes() -> list[int]:
    return [child for child in children(os.getpid()) if b"spawn_main" in command_line(child)]


def killing(curating: Future[Crawl], times: int) -> None:
    """Kill the process that curates, as a machine without memory does."""
    killed: set[int] = set()

    def kill_next() -> bool:
        for process in curator_processes():
            if process not in killed and len(killed) < times:
                os.kill(process, signal.SIGKILL)
                killed.add(process)
        return curating.done()

    wait_until(kill_next, "the crawl is curated or given up")
    assert len(killed) == times


@pytest.mark.parametrize("deaths", [1, 2])
def test_a_process_that_dies_is_started_again_once(tmp_path: Path, deaths: int) -> None:
    run, crawls = begin(tmp_path, ["khan-academy"])
    curators = Curators(1, worth_a_process=0)
    with ThreadPoolExecutor() as pool:
        curating = pool.submit(curate_beside, run, crawls[0], curators)
        killing(curating, deaths)
    curators.end()
    crawl = curating.result()
    assert crawl.is_curated == (deaths == 1)
    if not crawl.is_curated:
        assert crawl.failure and "died 2 times" in crawl.failure
        assert curate(run, [crawl]).records.empty


def test_a_source_that_cannot_be_curated_is_held_back_and_the_others_are_published(
    tmp_path: Path,
) -> None:
    plan = make_plan(
        tmp_path,
        source_ids=["khan-academy", "cmu"],
        sources_folder=ROOT / "samples" / "sources",
        now="2026-11-24T05:00:00Z",
    )

    class NoMemory(Curators):
        def curate(self, crawl_folder, inputs):
            return "there is no memory" if "khan-academy" in inputs.sources else None

    def crawl(sources, run):
        return [curate_beside(run, each, NoMemory()) for each in STEPS.crawl(sources, run)]

    steps = replayed(lambda source: pages(source.id))
    result = refresh(plan, replace(steps, crawl=crawl))
    assert result.status == ExitStatus.PARTLY_FAILED and result.release
    health = result.tables["source_health"].set_index("source_id")
    assert health.loc["khan-academy", "state"] == "failed"
    assert "here is no memory" in health.loc["khan-academy", "message"]
    assert set(result.tables["courses"]["source_id"]) == {"cmu"}
