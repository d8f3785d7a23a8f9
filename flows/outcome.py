"""How a run ended: its state, its exit status, and the report a person reads."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from courseatlas.releases import latest
from flows.plan import Plan
from flows.publishing import environment
from flows.runs import Run
from flows.supervisor import Crawl
from flows.validate import Verdict
from spiders.ledger import COLUMNS

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


def conclude(plan: Plan, run: Run, crawls: list[Crawl], verdict: Verdict, tables: dict[str, pd.DataFrame], release: Path | None) -> Outcome:
    """Write the ledger and the report of the run, close it, and say how it went."""
    status = 6 if verdict.stopped else 7 if verdict.failed else 0
    current = latest(plan.output)
    if verdict.stopped:
        headline = f"nothing was published: {verdict.stopped}"
    elif release:
        headline = f"published {release.name}"
    else:
        headline = f"nothing new: {current.version if current else 'no release'} still stands"
    ledger = [row for crawl in crawls for row in crawl.ledger]
    schema = pa.schema([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])
    pq.write_table(pa.Table.from_pylist(ledger, schema=schema), run.folder / "ledger.parquet")
    report = run.folder / "report" / "index.html"
    report.parent.mkdir(exist_ok=True)
    changed = Counter((row["table"], row["change"]) for row in tables["changes"][["table", "change"]].to_dict("records"))
    report.write_text(
        environment()
        .get_template("report.html.j2")
        .render(
            run=run,
            status=status,
            headline=headline,
            release=release.name if release else None,
            current=current.version if current else None,
            health=verdict.health,
            ledger=[row for row in ledger if row["outcome"] in ("error", "no_record", "robots", "offsite", "budget")],
            outcomes={crawl.source.id: Counter(_outcome(row) for row in crawl.ledger) for crawl in crawls},
            checks=verdict.checks,
            quarantine=verdict.quarantine,
            changes=changed,
            rows={name: len(frame) for name, frame in tables.items()},
            replay=plan.replay is not None,
        ),
        "utf-8",
    )
    state = "stopped" if verdict.stopped else "published" if release else "nothing_new"
    run.note(
        state=state,
        status=status,
        headline=headline,
        release=release.name if release else None,
        report=str(report.relative_to(plan.output)),
    )
    return Outcome(run, status, headline, release, report, tuple(_summary(verdict, tables, ledger)))


def _outcome(row: dict) -> str:
    return f"{row['outcome']}:{row['code']}" if row["code"] else row["outcome"]


def _summary(verdict: Verdict, tables: dict[str, pd.DataFrame], ledger: list[dict]) -> list[str]:
    lines = [
        f"{'source':<16} {'state':<10} {'pages':>6} {'failed':>6} {'extracted':>9} {'released':>8} {'filtered':>8} {'withheld':>8} {'merged':>6} {'carried':>7}"
    ]
    for row in verdict.health:
        lines.append(
            f"{row['source_id']:<16} {row['state']:<10} {row['pages_requested']:>6} {row['pages_failed']:>6} {row['records_extracted']:>9} "
            f"{row['records_released']:>8} {row['records_filtered']:>8} {row['records_quarantined']:>8} {row['records_merged']:>6} {row['records_carried']:>7}"
        )
    outcomes = Counter(_outcome(row) for row in ledger)
    lines.append(f"pages: {len(ledger)} = " + " + ".join(f"{count} {name}" for name, count in sorted(outcomes.items())))
    curated = verdict.curated
    lines.append(
        f"records: {sum(curated.extracted.values())} extracted = {sum(verdict.released.values())} released + {sum(curated.filtered.values())} filtered + "
        f"{sum(verdict.quarantined.values())} quarantined + {sum(curated.merged.values())} merged; {sum(verdict.carried.values())} carried forward"
    )
    lines.append("tables: " + ", ".join(f"{name} {len(frame)}" for name, frame in tables.items()))
    return lines
