"""The facts of a run as plain values: what `report.json` holds (`validation/report.schema.json`) and what the page is made of."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from courseatlas.schema import RECORD_TABLES
from courseatlas.text import printable
from flows.health import reasons
from flows.outcome import headline_of, state_of, status_of
from flows.plan import Plan
from flows.report.fill import telling
from flows.report.findings import expectations, gates, unread, warnings, withheld
from flows.report.history import LAST, Past
from flows.runs import Run
from flows.supervisor import Crawl
from flows.verdict import Verdict
from spiders.ledger import outcome_of

SCHEMA_VERSION = 1
# rows of a list that the document holds; its totals count them all
MOST = 1000
# the outcomes of a page that gave nothing, and should perhaps have
NOTHING = ("error", "no_record", "robots", "offsite", "budget")
# a page that is gone is news of the site, not an error of ours
GONE = ("error:http_404", "error:http_410")
# first what a person must look at; `lifted`: published on a person's word
URGENCY = ("blocked", "failed", "stale", "lifted", "degraded", "needs_key", "forbidden", "planned")


def facts_of_run(
    plan: Plan,
    run: Run,
    crawls: list[Crawl],
    verdict: Verdict,
    tables: Mapping[str, pd.DataFrame],
    past: list[Past],
    version: str | None,
    seconds: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """Everything the report says. `version` is the release that the run publishes, None where it publishes none.

    `past` are the releases before it. `seconds` by step differ from run to run, and stand in the run's own report alone.
    """
    ledgers = {crawl.source.id: crawl.ledger for crawl in crawls}
    changed = _changes(tables["changes"])
    sources = _sources(plan, run, ledgers, verdict, past, version)
    document = {
        "schema_version": SCHEMA_VERSION,
        "run": {"id": run.id, "now": run.now.isoformat(), "replay": plan.replay is not None, "resumed": run.resumed},
        "verdict": {
            "state": state_of(plan, verdict, version),
            "status": status_of(verdict),
            "headline": headline_of(plan, verdict, version),
            "stopped": verdict.stopped,
            "version": version,
            "previous": past[-1].version if past else None,
        },
        "tables": [{"name": name, "rows": len(frame), "changes": changed.get(name)} for name, frame in tables.items()],
        "attention": _attention(verdict, sources),
        "sources": sources,
        "balances": _balances(ledgers, verdict),
        "gates": gates(verdict),
        "expectations": expectations(verdict),
        "pages": _pages(ledgers),
        "quarantine": withheld(verdict.quarantine, MOST),
        "unread": unread(verdict, MOST),
        "warnings": warnings(verdict, MOST),
        "seconds": dict(seconds) if seconds else None,
    }
    return _printable(document)


def _printable(value: Any) -> Any:
    """The same values; their text without control and direction marks."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {_printable(key): _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list) else value


def _changes(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Records, not fields, by table and change."""
    records = {(row["table"], row["change"], row["id"]) for row in rows[["table", "change", "id"]].to_dict("records")}
    counted = Counter((table, change) for table, change, _ in records)
    return {
        table.name: {change: counted[table.name, change] for change in ("added", "removed", "changed", "returned")}
        for table in RECORD_TABLES
    }


def _sources(
    plan: Plan, run: Run, ledgers: Mapping[str, list[dict]], verdict: Verdict, past: list[Past], version: str | None
) -> list[dict[str, Any]]:
    held = {name: dict(Counter(frame["source_id"])) for name, frame in verdict.tables.items()}
    oldest = _oldest(verdict)
    found = []
    for health in verdict.health:
        source_id = health["source_id"]
        rows = {name: int(counts.get(source_id, 0)) for name, counts in held.items()}
        curve = [{"version": one.version, "rows": one.rows[source_id]} for one in past if source_id in one.rows]
        if version:
            curve.append({"version": version, "rows": sum(rows.values())})
        since = oldest.get(source_id)
        found.append(
            {
                "source_id": source_id,
                "name": plan.sources[source_id].name if source_id in plan.sources else source_id,
                "platform": plan.sources[source_id].platform if source_id in plan.sources else "",
                "state": health["state"],
                "message": health["message"],
                "lifted": any(one.lifted for one in verdict.findings if one.source_id == source_id),
                "pages": {
                    "requested": health["pages_requested"],
                    "fetched": health["pages_fetched"],
                    "not_modified": health["pages_not_modified"],
                    "failed": health["pages_failed"],
                    "outcomes": dict(sorted(Counter(outcome_of(row) for row in ledgers.get(source_id, [])).items())),
                },
                "records": {
                    name: health[f"records_{name}"] for name in ("extracted", "released", "filtered", "quarantined", "merged", "carried")
                }
                | {"previous": health["previous_released"]},
                "rows": rows,
                "filled": telling(verdict.facts.get(source_id)),
                "history": curve[-LAST:],
                "stale_since": since.isoformat() if since else None,
                "stale_days": (run.now.date() - since).days if since else None,
                "seconds": health["seconds"],
                "log": f"runs/{run.id}/sources/{source_id}/crawl.log" if source_id in ledgers else None,
            }
        )
    return found


def _oldest(verdict: Verdict) -> dict[str, Any]:
    """The oldest day on which a carried row was seen, by source."""
    oldest: dict[str, Any] = {}
    for frame in verdict.tables.values():
        stale = frame[frame["freshness"] == "stale"]
        for source_id, seen in zip(stale["source_id"], stale["last_seen"], strict=True):
            oldest[source_id] = min(seen, oldest.get(source_id, seen))
    return oldest


def _attention(verdict: Verdict, sources: list[dict]) -> list[dict[str, Any]]:
    """The sources that are not simply well, the most urgent first, of one urgency the one with the most at stake."""
    found = []
    for source in sources:
        source_id = source["source_id"]
        urgency = "lifted" if source["lifted"] and source_id not in verdict.failed else source["state"]
        if source_id in verdict.failed and source_id in verdict.not_read:
            urgency = "stale"  # its rows stand in for a source that nobody reads: a person says how long
        if urgency == "ok":
            continue
        said = reasons(source_id, verdict) if source_id in verdict.failed else {"why": source["message"] or ""}
        if urgency == "lifted":
            said = {"why": "; ".join(one.sentence for one in verdict.findings if one.source_id == source_id)}
        lost = sum(count for name, count in source["pages"]["outcomes"].items() if name.startswith("error:") and name not in GONE)
        found.append(
            {
                "source_id": source_id,
                "name": source["name"],
                "urgency": urgency,
                "message": source["message"],
                "reasons": said,
                "pages_lost": lost,
                "log": source["log"],
                "_order": (URGENCY.index(urgency), -lost, -source["records"]["previous"], source_id),
            }
        )
    found.sort(key=lambda one: one.pop("_order"))
    return found


def _balances(ledgers: Mapping[str, list[dict]], verdict: Verdict) -> dict[str, Any]:
    outcomes = Counter(outcome_of(row) for rows in ledgers.values() for row in rows)
    curated = verdict.curated
    records = {
        "extracted": sum(curated.extracted.values()),
        "released": sum(verdict.released[source] for source in ledgers),
        "filtered": sum(curated.filtered.values()),
        "quarantined": sum(verdict.quarantined[source] for source in ledgers),
        "merged": sum(curated.merged.values()),
    }
    rows = sum(len(frame) for frame in verdict.tables.values())
    released, carried = sum(verdict.released.values()), sum(verdict.carried.values())
    return {
        "pages": {"scheduled": sum(len(rows) for rows in ledgers.values()), "outcomes": dict(sorted(outcomes.items()))},
        "records": records,
        "release": {"rows": rows, "released": released, "carried": carried},
        "hold": outcomes["open"] == 0
        and records["extracted"] == sum(count for name, count in records.items() if name != "extracted")
        and rows == released + carried,
    }


def _pages(ledgers: Mapping[str, list[dict]]) -> dict[str, Any]:
    """Pages that gave nothing: what was lost first, what is gone last."""
    rows = [row for ledger in ledgers.values() for row in ledger if row["outcome"] in NOTHING]
    rows.sort(key=lambda row: (outcome_of(row) in GONE, NOTHING.index(row["outcome"]), row["source_id"], row["url"]))
    return {
        "total": len(rows),
        "by_outcome": dict(Counter(outcome_of(row) for row in rows).most_common()),
        "listed": [
            {"source_id": row["source_id"], "outcome": outcome_of(row), "url": row["url"], "detail": row["detail"]} for row in rows[:MOST]
        ],
    }
