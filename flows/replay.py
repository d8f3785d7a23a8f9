"""`replay --source ID`: the archived pages of a source through the readers as they are now, and what that would change."""

from dataclasses import replace
from pathlib import Path

from courseatlas import releases
from courseatlas.errors import AtlasError, UsageError
from flows import diff
from flows.outcome import Outcome
from flows.plan import make_plan
from flows.refresh import refresh
from flows.runs import all_runs


def replay(output: Path, source_id: str, publish: bool, sources: Path | None = None) -> tuple[Outcome, list[str]]:
    """(the run, the page that shows rows added, removed and fields changed against the last release).

    The pages are the last ones of the source's own archive, or of the archive that its last run replayed. Publishing is a person's word
    that the change is right. Raises AtlasError where no page of the source is archived.
    """
    archive, registry = _archive(output, source_id)
    plan = make_plan(output, [source_id], str(archive), sources or registry, None, None, None, [source_id] if publish else [])
    if not plan.active:
        raise UsageError(f"--source {source_id}: its YAML says {plan.sources[source_id].state}, so it is not read; make it active first")
    before = releases.latest(output)
    outcome = refresh(replace(plan, resumable=False, publish=publish))
    rows = outcome.tables["changes"].astype(object).where(outcome.tables["changes"].notna(), None).to_dict("records")
    known = diff.titles(*([diff.record_tables(before)] if before else []), outcome.tables)
    heading = f"{source_id}: its archived pages, read again, against {before.version if before else 'no release'}"
    return outcome, list(diff.page(heading, rows, known))


def _archive(output: Path, source_id: str) -> tuple[Path, Path | None]:
    """The archive that holds the source's pages, and the folder of source files of the last run that read it."""
    own, runs = output / "archive", all_runs(output)
    for facts in reversed(runs):
        archive = Path(facts["replay"]) if facts.get("replay") else own
        if source_id in facts.get("sources", ()) and any((archive / source_id).glob("*.warc.gz")):
            return archive, Path(facts["registry"]) if facts.get("registry") else None
    known = sorted({one for facts in runs for one in facts.get("sources", ())})
    if known and source_id not in known:
        raise UsageError(f"--source {source_id}: no run of {output} knows this source; they read {', '.join(known)}")
    raise AtlasError(f"{output}: no archived page of {source_id}; refresh it once: courseatlas refresh --source {source_id}")
