"""Replay: read the archived pages of a source again, and tell what that would change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from courseatlas import releases
from courseatlas.arrow import rows_of
from courseatlas.errors import AtlasError, UsageError
from flows import diff
from flows.plan import make_plan
from flows.refresh import refresh
from flows.result import RunResult
from flows.runs import all_runs


@dataclass(frozen=True)
class Replay:
    """A finished replay: the run, and the rows of `changes` against the last release.

    `titles` maps the ids of the rows to titles.
    """

    result: RunResult
    heading: str
    changes: list[dict[str, Any]]
    titles: Mapping[str, str]


def replay(output: Path, source_id: str, publish: bool, sources: Path | None = None) -> Replay:
    """Read the last pages of the source's own archive, or of the archive that its last run
    replayed.

    Publishing says that the change is right, so it is accepted however large it is. Raises
    AtlasError where no page of the source is archived, UsageError where the source is unknown or
    not active.
    """
    archive, registry = _archive(output, source_id)
    plan = make_plan(
        output,
        source_ids=[source_id],
        replay=str(archive),
        sources_folder=sources or registry,
        accepted=[source_id] if publish else [],
    )
    if not plan.active:
        state = plan.sources[source_id].state
        raise UsageError(
            f"--source {source_id}: its YAML says {state}, so it is not read; make it active first"
        )
    before = releases.latest(output)
    result = refresh(replace(plan, resumable=False, publish=publish))
    titles = diff.titles(*([before.record_tables] if before else []), result.tables)
    version = before.version if before else "no release"
    heading = f"{source_id}: its archived pages, read again, against {version}"
    return Replay(result, heading, rows_of(result.tables["changes"]), titles)


def _archive(output: Path, source_id: str) -> tuple[Path, Path | None]:
    """The archive of a source's pages, and the source files of the last run that read it."""
    runs = all_runs(output)
    for run in reversed(runs):
        archive = Path(run["replay"]) if run.get("replay") else output / "archive"
        has_pages = any((archive / source_id).glob("*.warc.gz"))
        if source_id in run.get("sources", ()) and has_pages:
            return archive, Path(run["registry"]) if run.get("registry") else None
    known = sorted({name for run in runs for name in run.get("sources", ())})
    if known and source_id not in known:
        raise UsageError(
            f"--source {source_id}: no run of {output} knows this source; "
            f"they read {', '.join(known)}"
        )
    raise AtlasError(
        f"{output}: no archived page of {source_id}; refresh it once: "
        f"courseatlas refresh --source {source_id}"
    )
