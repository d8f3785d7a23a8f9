"""How far the crawls of a run are, as values that a display can show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.runs import all_runs
from flows.supervisor import FAILURE_FILE, RESULT_FILE
from flows.workers.shown_progress import shown
from spiders.ledger import LEDGER_FILE, counts


@dataclass(frozen=True)
class SourceProgress:
    """How far the crawl of one source is.

    `pages_planned` is the number of pages that the crawl knows of now, None where it does not know;
    `started_at` and `ended_at` are in UTC, None before the crawl begins and before it ends.
    """

    source_id: str
    state: str
    pages_done: int = 0
    pages_planned: int | None = None
    records: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None

    def pages_per_minute(self, now: datetime) -> float | None:
        """How many pages the crawl reads per minute; None before the first page."""
        if self.started_at is None or not self.pages_done:
            return None
        minutes = ((self.ended_at or now) - self.started_at).total_seconds() / 60
        return self.pages_done / minutes if minutes > 0 else None

    def seconds_left(self, now: datetime) -> float | None:
        """How long the crawl needs for the pages it knows of, at its rate so far; None where that
        is not known.
        """
        rate = self.pages_per_minute(now)
        if rate is None or self.pages_planned is None:
            return None
        return max(0, self.pages_planned - self.pages_done) / rate * 60


def read_progress(output: Path, source_ids: Sequence[str], since: datetime) -> list[SourceProgress]:
    """How far the crawls of a run are, in the order of the sources.

    The run is the one under way, or else the last one that ended after `since`; while there is
    neither, every source is waiting. It is read from the files of the run, so that a display can
    ask from another thread or process.
    """
    runs = [run["id"] for run in all_runs(output) if _is_shown(output, run, since)]
    if not runs:
        return [SourceProgress(source_id, "waiting") for source_id in source_ids]
    folder = output / "runs" / runs[-1] / "sources"
    return [_source_progress(source_id, folder / source_id) for source_id in source_ids]


def _is_shown(output: Path, run: Mapping[str, Any], since: datetime) -> bool:
    if run.get("state") == "running":
        return True
    return _changed_at(output / "runs" / run["id"] / "run.json") >= since


def _source_progress(source_id: str, folder: Path) -> SourceProgress:
    job = folder / "job.json"
    if not job.exists():
        return _remote_progress(source_id, folder)
    ledger = counts(folder / LEDGER_FILE)
    return SourceProgress(
        source_id,
        _state(folder),
        pages_done=ledger.closed,
        pages_planned=ledger.pages or None,
        records=ledger.records,
        started_at=_changed_at(job),
        ended_at=_ended_at(folder),
    )


def _remote_progress(source_id: str, folder: Path) -> SourceProgress:
    """The progress of a crawl that no process of this machine has begun."""
    remote = shown(folder)
    if remote is None or (folder / FAILURE_FILE).exists():
        return SourceProgress(source_id, "waiting" if remote is None else "failed")
    return SourceProgress(
        source_id,
        "running",
        pages_done=remote.counts.closed,
        pages_planned=remote.counts.pages or None,
        records=remote.counts.records,
        started_at=remote.heard_at,
    )


def _state(folder: Path) -> str:
    if (folder / FAILURE_FILE).exists():
        return "failed"
    return "done" if (folder / RESULT_FILE).exists() else "running"


def _ended_at(folder: Path) -> datetime | None:
    files = [folder / name for name in (FAILURE_FILE, RESULT_FILE) if (folder / name).exists()]
    return _changed_at(files[0]) if files else None


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
