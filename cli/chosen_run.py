"""Which run a command is about: the one that is named, else the last one."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from courseatlas.errors import AtlasError, UsageError
from flows.runs import all_runs

RunRecord = Mapping[str, Any]  # the content of a run's run.json


def find_run(output: Path, run_id: str | None) -> RunRecord:
    """The run that is named, else the last one. Raises AtlasError where there is none."""
    return _chosen(all_runs(output), output, run_id)


def find_reported_run(output: Path, run_id: str | None) -> RunRecord:
    """The same among the runs that wrote a report."""
    return _chosen([run for run in all_runs(output) if run.get("report")], output, run_id)


def _chosen(runs: Iterable[RunRecord], output: Path, run_id: str | None) -> RunRecord:
    by_id = {run["id"]: run for run in runs}
    if not by_id:
        raise AtlasError(
            f"{output}: no run has ended here; make one with courseatlas refresh, "
            "or name another folder with --output"
        )
    if run_id is not None and run_id not in by_id:
        raise AtlasError(
            f"{output}: no run {run_id}; the last ones are {', '.join(list(by_id)[-5:])}"
        )
    return by_id[run_id or list(by_id)[-1]]


def check_source(source_id: str | None, sources: Collection[str], run_id: str) -> None:
    """Raise UsageError for a source that the run did not have: no rows would be no good news."""
    if source_id is not None and source_id not in sources:
        message = f"run {run_id} has no such source; it has {', '.join(sorted(sources))}"
        raise UsageError(f"--source {source_id}: {message}")
