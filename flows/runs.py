"""Runs: one folder per run, with the plan, the crawls, the report and how it ended.

The folder is the truth, not Prefect's database.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from courseatlas.errors import StorageError
from courseatlas.files import set_aside, storage_problem, write_then_rename
from courseatlas.ids import KnownIds, source_of
from courseatlas.locks import exclusive_lock, is_held
from courseatlas.releases import Release, all_releases, verify
from flows.plan import Plan

Value = TypeVar("Value")

RUN_FILE = "run.json"
_RESUMABLE_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Run:
    """A run: its folder, its plan, and the release that it is compared with.

    `now` is the time of its plan, also when it is resumed.
    """

    id: str
    folder: Path
    now: datetime
    plan: Plan
    previous: Release | None = None
    resumed: bool = False

    @cached_property
    def ids(self) -> dict[str, dict[str, Any]]:
        """The rows of `ids.parquet` by id; also of releases that a rollback withdrew."""
        return _joined(release.ids() for release in self._releases)

    @cached_property
    def known_ids(self) -> KnownIds:
        """The ids and aliases that the releases know; none where there is no release."""
        aliases = _joined(release.aliases() for release in self._releases)
        return KnownIds(frozenset(self.ids), aliases)

    def known_ids_of(self, source_id: str) -> KnownIds:
        """The ids and aliases of the records of one source that the releases know."""
        return self._known_ids_by_source.get(source_id, KnownIds())

    @cached_property
    def _known_ids_by_source(self) -> dict[str, KnownIds]:
        ids: dict[str, set[str]] = {}
        for record_id in self.known_ids.ids:
            ids.setdefault(source_of(record_id), set()).add(record_id)
        aliases: dict[str, dict[str, str]] = {}
        for alias, record_id in self.known_ids.aliases.items():
            aliases.setdefault(source_of(alias), {})[alias] = record_id
        return {
            source_id: KnownIds(frozenset(ids.get(source_id, ())), aliases.get(source_id, {}))
            for source_id in ids.keys() | aliases.keys()
        }

    @cached_property
    def _releases(self) -> list[Release]:
        """The last release, after those that were withdrawn in its favour and are still sound."""
        if self.previous is None:
            return []
        releases = all_releases(self.plan.output)
        versions = [release.version for release in releases]
        is_listed = self.previous.version in versions
        later = releases[versions.index(self.previous.version) + 1 :] if is_listed else []
        withdrawn = [release for release in later if not verify(release.path)]
        return [*withdrawn, self.previous]

    def crawl_folder(self, source_id: str) -> Path:
        """Where the crawl of a source writes its ledger and its records."""
        return self.folder / "sources" / source_id

    def archive_folder(self, source_id: str) -> Path:
        """Where the pages of a source are archived."""
        return (self.plan.replay or self.plan.output / "archive") / source_id

    def note(self, **entries: Any) -> None:
        """Add entries to run.json."""
        _note(self.folder, **entries)


@contextmanager
def output_lock(output: Path) -> Iterator[None]:
    """Let one refresh at a time work on an output folder.

    Raises Busy where another one does, and StorageError where the folder cannot be written.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        stream = exclusive_lock(output / ".lock", "wait for it, or give another --output")
    except OSError as e:
        raise StorageError(
            f"{output}: {e.strerror}; give a folder that can be written with --output"
        ) from e
    with stream:
        try:
            yield
        except (OSError, sqlite3.Error) as e:
            if isinstance(e, ConnectionError | TimeoutError):
                raise  # Prefect's; those of sites end as outcomes of their pages
            problem = storage_problem(e, output)
            raise StorageError(f"{problem}; the last release is untouched") from e


def is_locked(output: Path) -> bool:
    """Whether a process works on an output folder."""
    return is_held(output / ".lock")


def _joined(parts: Iterable[dict[str, Value]]) -> dict[str, Value]:
    """All entries; of a name that several have, that of the last."""
    joined: dict[str, Value] = {}
    for part in parts:
        joined |= part
    return joined


def open_run(plan: Plan, previous: Release | None) -> Run:
    """Resume the unfinished run of the same plan, or begin one.

    A run is resumed for 24 hours after it started by the clock of the machine, whatever `--now`
    says; older unfinished runs and those of other plans are closed as abandoned.
    """
    _set_damaged_aside(plan.output)
    for entries in all_runs(plan.output):
        if entries.get("state") != "running":
            continue
        folder = plan.output / "runs" / entries["id"]
        if plan.resumable and entries.get("plan") == plan.digest and _is_recent(entries):
            now = datetime.fromisoformat(entries["now"])
            return Run(entries["id"], folder, now, plan, previous, resumed=True)
        _note(folder, state="abandoned")
    return _begin_run(plan, previous)


def _set_damaged_aside(output: Path) -> None:
    """Set the run.json of runs aside that cannot be read."""
    for path in sorted((output / "runs").glob(f"*/{RUN_FILE}")):
        if _read(path) is None:
            set_aside(path, "its run counts as ended")


def _is_recent(entries: dict[str, Any]) -> bool:
    """Whether a run started less than 24 hours ago; runs of before know only their `now`."""
    started_at = datetime.fromisoformat(entries.get("started_at") or entries["now"])
    return abs(datetime.now(UTC) - started_at) < _RESUMABLE_FOR


def _begin_run(plan: Plan, previous: Release | None) -> Run:
    stem = f"{plan.now:%Y%m%dT%H%M%SZ}-{plan.digest[:4]}"
    serial, run_id = 1, stem
    while (plan.output / "runs" / run_id).exists():
        serial += 1
        run_id = f"{stem}.{serial}"
    run = Run(run_id, plan.output / "runs" / run_id, plan.now, plan, previous)
    try:
        run.folder.mkdir(parents=True)
        run.note(
            id=run_id,
            state="running",
            plan=plan.digest,
            now=plan.now.isoformat(),
            started_at=datetime.now(UTC).isoformat(),
            sources=list(plan.sources),
            replay=str(plan.replay or ""),
            registry=str(plan.registry or ""),
        )
    except OSError as e:
        raise StorageError(
            f"{run.folder}: {e.strerror}; free some space or give another --output"
        ) from e
    return run


def all_runs(output: Path) -> list[dict[str, Any]]:
    """The run.json of every run, oldest first; one that cannot be read is left out."""
    runs = []
    for path in sorted((output / "runs").glob(f"*/{RUN_FILE}")):
        entries = _read(path)
        if entries is not None:
            runs.append(entries)
    # by the clock of the machine: `--now` may date a run on any day
    return sorted(runs, key=lambda entries: entries.get("started_at") or entries.get("now") or "")


def _read(path: Path) -> dict[str, Any] | None:
    """What a run.json says; None for one that does not name its folder, or is no mapping."""
    try:
        entries = json.loads(path.read_text("utf-8"))
    except ValueError:
        return None
    is_of_its_folder = isinstance(entries, dict) and entries.get("id") == path.parent.name
    return entries if is_of_its_folder and isinstance(entries.get("state"), str) else None


def _note(folder: Path, **entries: Any) -> None:
    path = folder / RUN_FILE
    known = (_read(path) if path.exists() else None) or {}
    write_then_rename(path, json.dumps(known | entries, indent=1, default=str) + "\n")
