"""How a run ended: its state, its exit status and its lines on the terminal."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from courseatlas.arrow import to_arrow
from courseatlas.releases import latest
from courseatlas.schema import QUARANTINE, SOURCE_HEALTH
from flows.plan import Plan
from flows.runs import Run
from flows.supervisor import Crawl
from flows.verdict import Verdict
from spiders.ledger import COLUMNS, outcome_of

_TYPES = {
    "records": pa.int64(),
    "depth": pa.int64(),
    "http_status": pa.int64(),
    "bytes": pa.int64(),
    "attempts": pa.int64(),
    "seconds": pa.float64(),
}


@dataclass(frozen=True)
class Outcome:
    """A finished run. `release` is the folder published now, None where nothing was; `stopped` says why validation stopped it."""

    run: Run
    status: int
    headline: str
    release: Path | None
    report: Path
    lines: tuple[str, ...]
    tables: dict[str, pd.DataFrame]


def status_of(verdict: Verdict) -> int:
    """The exit status that a verdict ends in (CLI, "Exit status")."""
    return 6 if verdict.stopped else 7 if verdict.failed else 0


def state_of(plan: Plan, verdict: Verdict, version: str | None) -> str:
    """The run's state in run.json. `version` is the release that it publishes, None where it publishes none."""
    return "stopped" if verdict.stopped else "rehearsed" if not plan.publish else "published" if version else "nothing_new"


def conclude(
    plan: Plan,
    run: Run,
    crawls: list[Crawl],
    verdict: Verdict,
    tables: dict[str, pd.DataFrame],
    release: Path | None,
    report: Callable[[Path, str | None], None],
) -> Outcome:
    """Write the ledger and the report of the run, close it, and say how it went. `report` writes it into a folder, as a release has it."""
    version = release.name if release else None
    status, headline = status_of(verdict), headline_of(plan, verdict, version)
    ledger = [row for crawl in crawls for row in crawl.ledger]
    schema = pa.schema([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])
    pq.write_table(pa.Table.from_pylist(ledger, schema=schema), run.folder / "ledger.parquet")
    for table in (QUARANTINE, SOURCE_HEALTH):  # a run that publishes nothing has them too
        pq.write_table(to_arrow(table, tables[table.name]), run.folder / f"{table.name}.parquet")
    report(run.folder / "report", version)
    page = run.folder / "report" / "index.html"
    run.note(
        state=state_of(plan, verdict, version),
        status=status,
        headline=headline,
        release=version,
        report=str(page.relative_to(plan.output)),
    )
    return Outcome(run, status, headline, release, page, tuple(_summary(verdict, tables, ledger)), tables)


def headline_of(plan: Plan, verdict: Verdict, version: str | None) -> str:
    """How the run ended, in a line."""
    if verdict.stopped:
        return f"nothing was published: {verdict.stopped}"
    if not plan.publish:
        return "nothing was published: this was a rehearsal"
    return f"published {version}" if version else f"nothing new: {_current(plan) or 'no release'} still stands"


def _current(plan: Plan) -> str | None:
    current = latest(plan.output)
    return current.version if current else None


# the summary's columns, and those of `source_health` behind them
_COUNTS = {
    "pages": "pages_requested",
    "failed": "pages_failed",
    "extracted": "records_extracted",
    "released": "records_released",
    "filtered": "records_filtered",
    "withheld": "records_quarantined",
    "merged": "records_merged",
    "carried": "records_carried",
}


def _summary(verdict: Verdict, tables: dict[str, pd.DataFrame], ledger: list[dict]) -> list[str]:
    wide = max((len(row["source_id"]) for row in verdict.health), default=0)
    lines = [f"{'source':<{wide}} {'state':<12}" + "".join(f"{word:>10}" for word in _COUNTS)]
    for row in verdict.health:
        lines.append(f"{row['source_id']:<{wide}} {row['state']:<12}" + "".join(f"{row[column]:>10}" for column in _COUNTS.values()))
    outcomes = Counter(map(outcome_of, ledger))
    lines.append(f"pages: {len(ledger)} = " + " + ".join(f"{count} {name}" for name, count in sorted(outcomes.items())))
    curated = verdict.curated
    lines.append(
        f"records: {sum(curated.extracted.values())} extracted = {sum(verdict.released.values())} released + {sum(curated.filtered.values())} filtered + "
        f"{sum(verdict.quarantined.values())} quarantined + {sum(curated.merged.values())} merged; {sum(verdict.carried.values())} carried forward"
    )
    lines.append("tables: " + ", ".join(f"{name} {len(frame)}" for name, frame in tables.items()))
    return lines
