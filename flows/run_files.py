"""The files of a finished run, as `courseatlas why` reads them."""

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq

from courseatlas.arrow import arrow_schema
from courseatlas.schema import QUARANTINE, RECORD_OUTCOMES
from courseatlas.why import RunFiles
from pipelines.curation import CURATION, IDENTIFICATION

# the steps of a record after curation; see flows/validate
_AFTER_CURATION = ("check_tables", "apply_gates", "publish")


def read_run_files(folder: Path) -> RunFiles | None:
    """What a run left; None for one that did not come to its end, or was made before outcomes."""
    records = folder / f"{RECORD_OUTCOMES.name}.parquet"
    if not records.exists():
        return None
    health = pq.read_table(folder / "source_health.parquet").to_pylist()
    quarantine = pq.read_table(folder / "quarantine.parquet")
    return RunFiles(
        run_id=folder.name,
        records=pq.read_table(records, schema=arrow_schema(RECORD_OUTCOMES)),
        pages=pq.read_table(folder / "ledger.parquet"),
        quarantine=quarantine.select([name for name in QUARANTINE.names if name in quarantine.column_names]),
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
