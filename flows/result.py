"""The result of a run: the files that it leaves, and its lines on the terminal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from courseatlas.arrow import rows_of, to_arrow
from courseatlas.errors import ExitStatus, StorageError
from courseatlas.files import storage_problem
from courseatlas.outcomes import FILTERED, MERGED, RELEASED, WITHHELD
from courseatlas.pages import outcome_label
from courseatlas.schema import QUARANTINE, RECORD_OUTCOMES, SOURCE_HEALTH, Table
from flows.crawl import Crawl
from flows.runs import Run
from flows.validate.balance import Balance
from flows.verdict import Verdict
from spiders.ledger import COLUMNS

_LEDGER_TYPES = {
    "records": pa.int64(),
    "depth": pa.int64(),
    "http_status": pa.int64(),
    "bytes": pa.int64(),
    "attempts": pa.int64(),
    "seconds": pa.float64(),
}
# the columns of the summary, and those of `source_health` that they show
_SUMMARY = {
    "pages": "pages_requested",
    "failed": "pages_failed",
    "extracted": "records_extracted",
    "released": "records_released",
    "filtered": "records_filtered",
    "withheld": "records_quarantined",
    "merged": "records_merged",
    "carried": "records_carried",
}


@dataclass(frozen=True)
class RunResult:
    """A finished run. `release` is the folder that it published, None where it published none.

    `site` says what became of its site, '' where none was asked for.
    """

    run: Run
    status: ExitStatus
    headline: str
    release: Path | None
    report: Path
    lines: tuple[str, ...]
    tables: Mapping[str, pd.DataFrame]
    site: str = ""


def record_outcomes(records: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """The outcome of every record in the columns of RECORD_OUTCOMES, in their declared types.

    `records` names each record by `record_number`; `outcomes` has one row per record. A record
    without an outcome is left out: the balance finds it.
    """
    columns = ["record_number", "id", "outcome", "step", "rule", "detail", "merged_into"]
    joined = records.merge(outcomes[columns], on="record_number")
    return joined.sort_values(list(RECORD_OUTCOMES.key), kind="stable", ignore_index=True)


def write_files(
    run: Run,
    crawls: Sequence[Crawl],
    records: pa.Table,
    tables: Mapping[str, pd.DataFrame],
    report: Mapping[str, str],
) -> Path:
    """Write what a run keeps, also one that publishes nothing; returns the page of its report.

    Raises StorageError.
    """
    try:
        ledger = [row for crawl in crawls for row in crawl.ledger]
        schema = pa.schema([(name, _LEDGER_TYPES.get(name, pa.string())) for name in COLUMNS])
        pq.write_table(pa.Table.from_pylist(ledger, schema=schema), run.folder / "ledger.parquet")
        pq.write_table(records, run.folder / f"{RECORD_OUTCOMES.name}.parquet")
        for table in (QUARANTINE, SOURCE_HEALTH):
            _write(run.folder, table, tables[table.name])
        for name, text in report.items():
            path = run.folder / "report" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as e:
        raise StorageError(storage_problem(e, run.folder)) from e
    return run.folder / "report" / "index.html"


def _write(folder: Path, table: Table, frame: pd.DataFrame) -> None:
    pq.write_table(to_arrow(table, frame), folder / f"{table.name}.parquet")


def close_run(run: Run, verdict: Verdict, report: Path) -> None:
    """Note in run.json how the run ended. Raises StorageError."""
    try:
        run.note(
            state=verdict.state,
            status=int(verdict.status),
            headline=verdict.headline,
            release=verdict.version,
            report=str(report.relative_to(run.plan.output)),
        )
    except OSError as e:
        raise StorageError(storage_problem(e, run.folder)) from e


def summary(
    crawls: Sequence[Crawl], tables: Mapping[str, pd.DataFrame], balance: Balance
) -> tuple[str, ...]:
    """The lines that a refresh prints: a table of the sources and the books of the run."""
    health = rows_of(tables[SOURCE_HEALTH.name])
    lines = list(source_table(health))
    pages = Counter(outcome_label(row) for crawl in crawls for row in crawl.ledger)
    parts = " + ".join(f"{count} {outcome}" for outcome, count in sorted(pages.items()))
    lines.append(f"pages: {pages.total()} = {parts}")
    carried = sum(row["records_carried"] for row in health)
    withheld = sum(balance.total(outcome) for outcome in WITHHELD)
    lines.append(
        f"records: {sum(balance.extracted.values())} extracted = "
        f"{balance.total(RELEASED)} released + {balance.total(FILTERED)} filtered + "
        f"{withheld} quarantined + {balance.total(MERGED)} merged; {carried} carried forward"
    )
    counted = ", ".join(f"{name} {len(frame)}" for name, frame in tables.items())
    lines.append(f"tables: {counted}")
    return tuple(lines)


def source_table(health: Sequence[Mapping[str, Any]]) -> list[str]:
    """The sources of a run as an aligned table of text."""
    width = max((len(row["source_id"]) for row in health), default=0)
    lines = [f"{'source':<{width}} {'state':<12}" + "".join(f"{word:>10}" for word in _SUMMARY)]
    for row in health:
        counts = "".join(f"{row[column]:>10}" for column in _SUMMARY.values())
        lines.append(f"{row['source_id']:<{width}} {row['state']:<12}{counts}")
    return lines
