"""Runs: one folder each, with the plan, the crawls, the report and how it ended. The folder is the truth, not Prefect's database."""

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from courseatlas.errors import Busy, StorageError
from flows.plan import Plan

_FRESH = timedelta(hours=24)
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)


@dataclass(frozen=True)
class Run:
    """A run's folder. `now` is that of its plan, also when it is resumed."""

    id: str
    folder: Path
    now: datetime
    resumed: bool = False

    def crawl_folder(self, source_id: str) -> Path:
        return self.folder / "sources" / source_id

    def note(self, **facts: Any) -> None:
        """Add facts to run.json, by rename: a reader sees the old file or the new."""
        path = self.folder / "run.json"
        known = json.loads(path.read_text()) if path.exists() else {}
        spare = path.with_suffix(".new")
        spare.write_text(json.dumps(known | facts, indent=1, default=str) + "\n")
        os.replace(spare, path)


@contextmanager
def output_lock(output: Path) -> Iterator[None]:
    """One refresh at a time on an output folder. Raises Busy, or StorageError where it cannot be written, also later on."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        stream = open(output / ".lock", "w")  # noqa: SIM115
    except OSError as e:
        raise StorageError(f"{output}: {e.strerror}; give a folder that can be written with --output") from e
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            raise Busy(f"{output}: another refresh is running on this folder; wait for it, or give another --output") from e
        try:
            yield
        except OSError as e:
            if e.errno not in _DISK:
                raise
            raise StorageError(f"{output}: {e.strerror or e}; free some space and run again, the last release is untouched") from e


def open_run(plan: Plan) -> Run:
    """Resume the unfinished run of the same plan (under 24 hours old), else begin one; older ones are closed as abandoned."""
    for facts in all_runs(plan.output):
        if facts.get("state") != "running":
            continue
        run = Run(facts["id"], plan.output / "runs" / facts["id"], datetime.fromisoformat(facts["now"]), resumed=True)
        if plan.resumable and facts.get("plan") == plan.digest and abs(plan.now - run.now) < _FRESH:
            return run
        run.note(state="abandoned")
    stem = f"{plan.now:%Y%m%dT%H%M%SZ}-{plan.digest[:4]}"
    serial, run_id = 1, stem
    while (plan.output / "runs" / run_id).exists():
        serial += 1
        run_id = f"{stem}.{serial}"
    run = Run(run_id, plan.output / "runs" / run_id, plan.now)
    try:
        run.folder.mkdir(parents=True)
        run.note(
            id=run_id,
            state="running",
            plan=plan.digest,
            now=plan.now.isoformat(),
            sources=list(plan.sources),
            replay=str(plan.replay or ""),
            registry=str(next(iter(plan.sources.values())).path.parent.resolve()) if plan.sources else "",
        )
    except OSError as e:
        raise StorageError(f"{run.folder}: {e.strerror}; free some space or give another --output") from e
    return run


def all_runs(output: Path) -> list[dict[str, Any]]:
    """The run.json of every run, oldest first; one that cannot be read is left out."""
    found = []
    for path in sorted((output / "runs").glob("*/run.json")):
        try:
            found.append(json.loads(path.read_text()))
        except ValueError:
            continue
    return found
