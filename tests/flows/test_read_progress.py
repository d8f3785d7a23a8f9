"""How far the crawls are, as the files of a run tell it while it goes on and when it has ended."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.progress import read_progress
from flows.supervisor import FAILURE_FILE, RESULT_FILE
from flows.workers.shown_progress import show
from spiders.ledger import LedgerCounts

BEFORE = datetime.now(UTC) - timedelta(minutes=1)
AFTER = datetime.now(UTC) + timedelta(days=1)


def run_of(output: Path, name: str, state: str, started_at: str = "2026-11-26T05:00:00") -> Path:
    """A run with one crawl, of the source `cmu`, that has ended."""
    folder = output / "runs" / name
    crawl = folder / "sources" / "cmu"
    crawl.mkdir(parents=True)
    (folder / "run.json").write_text(
        json.dumps({"id": name, "state": state, "started_at": started_at})
    )
    (crawl / "job.json").write_text("{}")
    (crawl / RESULT_FILE).write_text("{}")
    return folder


def states(output: Path, since: datetime) -> list[str]:
    return [source.state for source in read_progress(output, ["cmu", "mit"], since)]


def test_before_a_run_has_its_folder_every_source_is_waiting(tmp_path: Path) -> None:
    assert states(tmp_path, BEFORE) == ["waiting", "waiting"]


def test_the_run_under_way_is_shown(tmp_path: Path) -> None:
    run_of(tmp_path, "a", "running")
    assert states(tmp_path, AFTER) == ["done", "waiting"]


def test_a_run_that_has_just_ended_is_still_shown(tmp_path: Path) -> None:
    run_of(tmp_path, "a", "published")
    assert states(tmp_path, BEFORE) == ["done", "waiting"]


def test_a_run_that_ended_before_is_not(tmp_path: Path) -> None:
    run_of(tmp_path, "a", "published")
    assert states(tmp_path, AFTER) == ["waiting", "waiting"]


def test_a_crawl_without_its_result_is_running(tmp_path: Path) -> None:
    (run_of(tmp_path, "a", "running") / "sources" / "cmu" / RESULT_FILE).unlink()
    (cmu,) = read_progress(tmp_path, ["cmu"], BEFORE)
    assert (cmu.state, cmu.ended_at) == ("running", None)


def test_a_crawl_on_another_machine_is_shown_with_its_counts(tmp_path: Path) -> None:
    folder = run_of(tmp_path, "a", "running") / "sources" / "mit"
    for closed in (1, 7):
        show(folder, LedgerCounts(pages=9, closed=closed, records=3))
    _, mit = read_progress(tmp_path, ["cmu", "mit"], BEFORE)
    assert (mit.state, mit.pages_done, mit.pages_planned, mit.records) == ("running", 7, 9, 3)
    assert mit.started_at is not None and BEFORE < mit.started_at < AFTER
    (folder / FAILURE_FILE).write_text("lost")
    assert states(tmp_path, BEFORE) == ["done", "failed"]
    (folder / "job.json").write_text("{}")
    (folder / FAILURE_FILE).unlink()
    (folder / RESULT_FILE).write_text("{}")
    assert states(tmp_path, BEFORE) == ["done", "done"]
