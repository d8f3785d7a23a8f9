"""`replay --source ID`: the archived pages of a source through the readers as they are now, and what that would change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from courseatlas import releases
from courseatlas.errors import AtlasError, UsageError
from flows import diff
from flows.outcome import Outcome
from flows.plan import make_plan
from flows.refresh import refresh
from flows.runs import all_runs


@dataclass(frozen=True)
class Replay:
    """A finished replay: the run, and the rows of `changes` against the last release with the titles that name them."""

    outcome: Outcome
    heading: str
    changes: list[dict[str, Any]]
    titles: Mapping[str, str]


def replay(output: Path, source_id: str, publish: bool, sources: Path | None = None) -> Replay:
    """Read the last pages of the source's own archive, or of the archive that its last run replayed.

    Publishing says that the change is right, so it is accepted however large it is. Raises AtlasError where no page of
    the source is archived, UsageError where the source is unknown or not active.
    """
    archive, registry = _archive(output, source_id)
    plan = make_plan(
        output=output,
        source_ids=[source_id],
        replay=str(archive),
        folder=sources or registry,
        now=None,
        max_pages=None,
        max_seconds=None,
        accepted=[source_id] if publish else [],
    )
    if not plan.active:
        state = plan.sources[source_id].state
        raise UsageError(
            f"--source {source_id}: its YAML says {state}, so it is not read; make it active first"
        )
    before = releases.latest(output)
    outcome = refresh(replace(plan, resumable=False, publish=publish))
    changes = outcome.tables["changes"]
    plain = changes.astype(object).where(changes.notna(), None).to_dict("records")
    rows = [{str(column): value for column, value in row.items()} for row in plain]
    tables_before = [diff.record_tables(before)] if before else []
    heading = f"{source_id}: its archived pages, read again, against {before.version if before else 'no release'}"
    return Replay(outcome, heading, rows, diff.titles(*tables_before, outcome.tables))


def _archive(output: Path, source_id: str) -> tuple[Path, Path | None]:
    """The archive that holds the source's pages, and the folder of source files of the last run that read it."""
    own, runs = output / "archive", all_runs(output)
    for facts in reversed(runs):
        archive = Path(facts["replay"]) if facts.get("replay") else own
        if source_id in facts.get("sources", ()) and any((archive / source_id).glob("*.warc.gz")):
            return archive, Path(facts["registry"]) if facts.get("registry") else None
    known = sorted({one for facts in runs for one in facts.get("sources", ())})
    if known and source_id not in known:
        raise UsageError(
            f"--source {source_id}: no run of {output} knows this source; they read {', '.join(known)}"
        )
    raise AtlasError(
        f"{output}: no archived page of {source_id}; refresh it once: courseatlas refresh --source {source_id}"
    )
