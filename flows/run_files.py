"""The files that tell what became of the records of a run, as `courseatlas why` reads them."""

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from courseatlas.releases import Release
from courseatlas.schema import RECORD_OUTCOMES
from courseatlas.why import RunFiles
from pipelines.curation import CURATION, IDENTIFICATION
from spiders.ledger import COLUMNS

# the steps of a record after curation: see flows/validate and flows/publication
_AFTER_CURATION = ("check_tables", "apply_gates", "publish")
_RECORDS = f"{RECORD_OUTCOMES.name}.parquet"


def read_run_files(folder: Path) -> RunFiles | None:
    """What a run left; None for one that did not come to its end, or was made before outcomes."""
    if not (folder / _RECORDS).exists():
        return None
    return _read(folder, folder.name, pq.read_table(folder / "ledger.parquet"))


def read_release_files(release: Release) -> RunFiles | None:
    """What a release keeps of its run, where the run's folder is gone: all but the pages."""
    if not (release.path / _RECORDS).exists():
        return None
    no_pages = pa.table({name: pa.array([], pa.string()) for name in COLUMNS})
    return _read(release.path, str(release.manifest["run_id"]), no_pages)


def _read(folder: Path, run_id: str, pages: pa.Table) -> RunFiles:
    health = pq.read_table(folder / "source_health.parquet").to_pylist()
    return RunFiles(
        run_id=run_id,
        records=pq.read_table(folder / _RECORDS),
        pages=pages,
        quarantine=pq.read_table(folder / "quarantine.parquet"),
        health={row["source_id"]: row for row in health},
        remedies=_remedies(folder / "report" / "report.json"),
        steps=[step.__name__ for step in (*IDENTIFICATION, *CURATION)] + list(_AFTER_CURATION),
    )


def _remedies(report: Path) -> Mapping[str, str]:
    """Rule -> what to do, for the expectations that do not hold in this run."""
    try:
        failed = json.loads(report.read_text("utf-8"))["expectations"]["failed"]
    except (OSError, ValueError, KeyError):
        return {}
    return {check["rule"]: check["remedy"] for check in failed}
