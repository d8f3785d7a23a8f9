"""The files that tell what became of the records of a run, as `courseatlas why` reads them."""

from pathlib import Path

import pyarrow.parquet as pq

from courseatlas.schema import RECORD_OUTCOMES
from courseatlas.why import RunFiles, read_remedies
from pipelines.curation import CURATION, IDENTIFICATION

# the steps of a record after curation: see flows/validate and flows/publication
_AFTER_CURATION = ("check_tables", "apply_gates", "publish")
STEPS = (*(step.__name__ for step in (*IDENTIFICATION, *CURATION)), *_AFTER_CURATION)
_RECORDS = f"{RECORD_OUTCOMES.name}.parquet"


def read_run_files(folder: Path) -> RunFiles | None:
    """What a run left; None for one that did not come to its end, or was made before outcomes."""
    if not (folder / _RECORDS).exists():
        return None
    health = pq.read_table(folder / "source_health.parquet").to_pylist()
    return RunFiles(
        run_id=folder.name,
        records=pq.read_table(folder / _RECORDS),
        pages=pq.read_table(folder / "ledger.parquet"),
        quarantine=pq.read_table(folder / "quarantine.parquet"),
        health={row["source_id"]: row for row in health},
        remedies=read_remedies(folder / "report" / "report.json"),
        steps=STEPS,
    )
