"""What a release keeps of its run, for questions about its records."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from courseatlas.releases import Release
from courseatlas.schema import QUARANTINE, RECORD_OUTCOMES, SOURCE_HEALTH
from courseatlas.why.values import RunFiles


def read_release_files(release: Release, steps: Sequence[str] = ()) -> RunFiles | None:
    """All but the pages of the release's run; None for a release made before outcomes.

    `steps` are the names of the steps of a run in their order, for those who know them.
    """
    if not release.columns(RECORD_OUTCOMES.name):
        return None
    return RunFiles(
        run_id=str(release.manifest["run_id"]),
        records=release.arrow_table(RECORD_OUTCOMES.name),
        pages=pa.table({"url": pa.array([], pa.string())}),
        quarantine=release.arrow_table(QUARANTINE.name),
        health={row["source_id"]: row for row in release.rows(SOURCE_HEALTH.name)},
        remedies=read_remedies(release.path / "report" / "report.json"),
        steps=steps,
    )


def read_remedies(report: Path) -> Mapping[str, str]:
    """Rule -> what to do, for the expectations that do not hold in the run of a report."""
    try:
        failed = json.loads(report.read_text("utf-8"))["expectations"]["failed"]
    except (OSError, ValueError, KeyError):
        return {}
    return {check["rule"]: check["remedy"] for check in failed}
