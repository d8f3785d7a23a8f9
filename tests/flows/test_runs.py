"""Runs: which unfinished run a command resumes, and which it closes."""

import errno
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from courseatlas.errors import StorageError
from flows.plan import Plan, make_plan
from flows.runs import Run, all_runs, open_run, output_lock
from tests.support.paths import ROOT

WEEKS_AGO = "2026-01-05T05:00:00Z"


def plan(output: Path, **options) -> Plan:
    return make_plan(output, sources_folder=ROOT / "samples" / "sources", **options)


def begin(output: Path, **options) -> Run:
    return open_run(plan(output, **options), None)


def states(output: Path) -> list[str]:
    return [run["state"] for run in all_runs(output)]


@pytest.mark.parametrize("now", [None, WEEKS_AGO, "2031-01-01T00:00:00Z"])
def test_a_killed_run_is_resumed_by_the_same_command_whatever_it_says_of_the_time(
    tmp_path: Path, now: str | None
) -> None:
    killed = begin(tmp_path, now=now)
    resumed = begin(tmp_path, now=now)
    assert (resumed.id, resumed.now, resumed.resumed) == (killed.id, killed.now, True)
    assert states(tmp_path) == ["running"]


def test_a_run_of_another_time_is_another_run(tmp_path: Path) -> None:
    killed = begin(tmp_path, now=WEEKS_AGO)
    other = begin(tmp_path, now="2026-01-12T05:00:00Z")
    assert other.id != killed.id and not other.resumed
    assert states(tmp_path) == ["abandoned", "running"]


def test_a_run_of_another_plan_is_closed(tmp_path: Path) -> None:
    begin(tmp_path, source_ids=["cmu"])
    assert not begin(tmp_path, source_ids=["mit"]).resumed
    assert states(tmp_path) == ["abandoned", "running"]


def test_the_age_of_a_run_is_told_by_the_clock_of_the_machine(tmp_path: Path) -> None:
    killed = begin(tmp_path, now=WEEKS_AGO)
    yesterday = datetime.now(UTC) - timedelta(hours=25)
    killed.note(started_at=yesterday.isoformat())
    assert not begin(tmp_path, now=WEEKS_AGO).resumed
    assert states(tmp_path) == ["abandoned", "running"]


@pytest.mark.parametrize(
    "text", ["[]", "{}", '"x"', "{", '{"id": "another", "state": "running"}', "\x00"]
)
def test_a_damaged_run_json_is_set_aside_and_a_new_run_begins(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = begin(tmp_path).folder / "run.json"
    damaged.write_text(text)
    assert all_runs(tmp_path) == []
    assert not begin(tmp_path).resumed
    assert damaged.with_name("run.json.damaged").read_text() == text
    assert [str(damaged) in message for message in caplog.messages] == [True]


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "free some space"),
        (OSError(errno.EMFILE, "Too many open files"), "ulimit -n"),
        (OSError(errno.EFBIG, "File too large"), "ulimit -f"),
        (OSError(errno.ENOTDIR, "Not a directory"), "check the disk and its permissions"),
        (sqlite3.OperationalError("disk I/O error"), "check the disk"),
    ],
)
def test_an_error_of_our_own_files_is_one_of_the_storage(
    tmp_path: Path, error: Exception, remedy: str
) -> None:
    message = f"{remedy}.*the last release is untouched"
    with pytest.raises(StorageError, match=message), output_lock(tmp_path):
        raise error
