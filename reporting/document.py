"""The report as plain values: the content of `report.json` (see `report.schema.json`)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from courseatlas.arrow import values
from courseatlas.outcomes import (
    FILTERED,
    HELD_BACK,
    LEFT_OUT,
    MERGED,
    QUARANTINED,
    RELEASED,
)
from courseatlas.pages import GONE, outcome_label
from courseatlas.schema import RECORD_TABLES
from courseatlas.text import printable
from reporting.attention import attention
from reporting.data import LedgerRow, ReportData
from reporting.fill import fill_rates
from reporting.findings import expectations, gates, unread, warnings, withheld
from reporting.history import LAST

SCHEMA_VERSION = 1
# rows per list; the totals count all
LIMIT = 1000
# the outcomes of a page that gave no record although it perhaps should have
_WITHOUT_RECORD = ("error", "no_record", "robots", "offsite", "budget", "held")
_CHANGES = ("added", "removed", "changed", "returned")
_COUNTS = ("extracted", "released", "filtered", "quarantined", "merged", "carried")


def document(data: ReportData, seconds: Mapping[str, float] | None = None) -> dict[str, Any]:
    """Everything that the report says.

    `seconds` by step differ from run to run, so they stand in the run's own report alone.
    """
    run = data.run
    changed = _changes(data.tables["changes"])
    sources = _sources(data)
    content = {
        "schema_version": SCHEMA_VERSION,
        "run": {
            "id": run.id,
            "now": run.now.isoformat(),
            "replay": run.is_replay,
            "resumed": run.is_resumed,
        },
        "verdict": {
            "state": run.state,
            "status": int(run.status),
            "headline": run.headline,
            "stopped": run.stopped,
            "stopped_summary": run.stopped_summary,
            "version": run.version,
            "previous": run.previous_version,
        },
        "tables": [
            {"name": name, "rows": len(frame), "changes": changed.get(name)}
            for name, frame in data.tables.items()
        ],
        "attention": attention(data, sources),
        "sources": sources,
        "balances": _balances(data),
        "gates": gates(data.findings),
        "expectations": expectations(data.checks, data.quarantine),
        "pages": _pages(data.ledgers),
        "quarantine": withheld(data.quarantine, LIMIT),
        "unread": unread(data.unread, LIMIT),
        "warnings": warnings(data.warnings, LIMIT),
        "seconds": dict(seconds) if seconds else None,
    }
    printable_content: dict[str, Any] = _printable(content)
    return printable_content


def _printable(value: Any) -> Any:
    """The same values; their text without control and direction marks."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list) else value


def _changes(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """The number of records, not fields, by table and change.

    A record that only became stale, or ceased to be, is told under its source and not counted here.
    """
    columns = (values(rows[name]) for name in ("table", "change", "id", "field"))
    records = {
        (table, change, record_id)
        for table, change, record_id, field in zip(*columns, strict=True)
        if not (change == "changed" and field == "freshness")
    }
    counted = Counter((table, change) for table, change, _ in records)
    return {
        table.name: {change: counted[table.name, change] for change in _CHANGES}
        for table in RECORD_TABLES
    }


def _sources(data: ReportData) -> list[dict[str, Any]]:
    rows_by_table = {
        table.name: Counter(values(data.tables[table.name]["source_id"])) for table in RECORD_TABLES
    }
    oldest = _oldest_stale_day(data.tables)
    lifted = {finding.source_id for finding in data.findings if finding.lifted}
    sources = []
    for health in data.health:
        source_id = health["source_id"]
        source = data.sources.get(source_id)
        rows = {name: int(counted[source_id]) for name, counted in rows_by_table.items()}
        since = oldest.get(source_id)
        ledger = data.ledgers.get(source_id, ())
        sources.append(
            {
                "source_id": source_id,
                "name": source.name if source else source_id,
                "platform": source.platform if source else "",
                "state": health["state"],
                "message": health["message"],
                "lifted": source_id in lifted,
                "pages": {
                    "requested": health["pages_requested"],
                    "fetched": health["pages_fetched"],
                    "not_modified": health["pages_not_modified"],
                    "failed": health["pages_failed"],
                    "outcomes": dict(sorted(Counter(map(outcome_label, ledger)).items())),
                },
                "records": {name: health[f"records_{name}"] for name in _COUNTS}
                | {"previous": health["previous_released"]},
                "rows": rows,
                "filled": fill_rates(data.stats.get(source_id)),
                "history": _history(data, source_id, sum(rows.values())),
                "stale_since": since.isoformat() if since else None,
                "stale_days": (data.run.now.date() - since).days if since else None,
                "seconds": health["seconds"],
                "log": _log(data, source_id),
            }
        )
    return sources


def _log(data: ReportData, source_id: str) -> str | None:
    if source_id not in data.ledgers:
        return None
    return f"runs/{data.run.id}/sources/{source_id}/crawl.log"


def _history(data: ReportData, source_id: str, rows: int) -> list[dict[str, Any]]:
    """The rows of a source in the last releases, this one included."""
    points = [
        {"version": release.version, "rows": release.rows[source_id]}
        for release in data.past
        if source_id in release.rows
    ]
    if data.run.version:
        points.append({"version": data.run.version, "rows": rows})
    return points[-LAST:]


def _oldest_stale_day(tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Source -> the first of the days on which its carried rows were last seen."""
    oldest: dict[str, Any] = {}
    for table in RECORD_TABLES:
        frame = tables[table.name]
        stale = frame[frame["freshness"] == "stale"]
        days = zip(values(stale["source_id"]), values(stale["last_seen"]), strict=True)
        for source_id, day in days:
            oldest[source_id] = min(day, oldest.get(source_id, day))
    return oldest


def _balances(data: ReportData) -> dict[str, Any]:
    pages = Counter(outcome_label(row) for ledger in data.ledgers.values() for row in ledger)
    ended = Counter(values(data.records["outcome"]))
    frames = [data.tables[table.name] for table in RECORD_TABLES]
    stale = sum(int((frame["freshness"] == "stale").sum()) for frame in frames)
    rows = sum(len(frame) for frame in frames)
    return {
        "pages": {
            "scheduled": sum(len(ledger) for ledger in data.ledgers.values()),
            "outcomes": dict(sorted(pages.items())),
        },
        "records": {
            "extracted": sum(health["records_extracted"] for health in data.health),
            "released": ended[RELEASED],
            "filtered": ended[FILTERED],
            "quarantined": ended[QUARANTINED] + ended[HELD_BACK] + ended[LEFT_OUT],
            "merged": ended[MERGED],
        },
        "release": {"rows": rows, "released": rows - stale, "carried": stale},
        "hold": data.books_balance,
    }


def _pages(ledgers: Mapping[str, Sequence[LedgerRow]]) -> dict[str, Any]:
    """Pages without a record: those that were lost first, those that are gone last."""
    rows = [
        row for ledger in ledgers.values() for row in ledger if row["outcome"] in _WITHOUT_RECORD
    ]
    rows.sort(key=_page_order)
    return {
        "total": len(rows),
        "by_outcome": dict(Counter(map(outcome_label, rows)).most_common()),
        "listed": [
            {
                "source_id": row["source_id"],
                "outcome": outcome_label(row),
                "url": row["url"],
                "detail": row["detail"],
            }
            for row in rows[:LIMIT]
        ],
    }


def _page_order(row: LedgerRow) -> tuple[bool, int, str, str]:
    is_gone = outcome_label(row) in GONE
    return is_gone, _WITHOUT_RECORD.index(row["outcome"]), row["source_id"], row["url"]
