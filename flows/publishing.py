"""From tables to a release: its documents, its manifest's facts, and whether there is anything new to publish."""

import hashlib
import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from courseatlas.arrow import to_arrow
from courseatlas.releases import Release, next_version
from courseatlas.schema import BY_NAME, RECORD_TABLES, TABLES
from flows.plan import ROOT, Plan
from flows.runs import Run
from flows.templates import environment
from pipelines.profile_page import profile_view
from pipelines.publish import publish
from validation.gates.facts import Facts

_BOOKKEEPING = ["fetched_at", "last_seen", "freshness", "first_seen"]
_IDS = pa.schema([("id", pa.string()), ("first_seen", pa.date32()), ("last_seen", pa.date32()), ("last_release", pa.string())])


def publish_release(
    plan: Plan,
    run: Run,
    tables: dict[str, pd.DataFrame],
    facts: Mapping[str, Facts],
    previous: Release | None,
    report: Callable[[Path, str], None],
) -> Path | None:
    """The new release's folder, or None where nothing is new. `report` writes the run's report for a version into a folder.

    Raises StorageError or DamagedRelease.
    """
    if previous and not _anything_new(tables, previous):
        return None
    version = next_version(plan.output, run.now.date())
    return publish(
        plan.output,
        version,
        tables,
        _ids(tables, previous, version),
        _facts(plan, run, tables, facts, previous),
        lambda folder: _documents(folder, plan, version, tables, report),
    )


def _anything_new(tables: dict[str, pd.DataFrame], previous: Release) -> bool:
    for table in TABLES:
        if table.name in ("source_health", "changes"):
            continue
        now, before = to_arrow(table, tables[table.name]), to_arrow(table, previous.table(table.name))
        kept = [name for name in table.names if name not in _BOOKKEEPING]
        if not now.select(kept).equals(before.select(kept)):
            return True
    return False


def _ids(tables: dict[str, pd.DataFrame], previous: Release | None, version: str) -> pa.Table:
    known: dict[str, dict[str, Any]] = previous.ids() if previous else {}
    for table in RECORD_TABLES:
        frame = tables[table.name]
        for record_id, first, last in zip(frame["id"], frame["first_seen"], frame["last_seen"], strict=True):
            known[record_id] = {
                "id": record_id,
                "first_seen": known.get(record_id, {}).get("first_seen", first),
                "last_seen": last,
                "last_release": version,
            }
    return pa.Table.from_pylist([known[record_id] for record_id in sorted(known)], schema=_IDS)


def _facts(plan: Plan, run: Run, tables: dict[str, pd.DataFrame], facts: Mapping[str, Facts], previous: Release | None) -> dict[str, Any]:
    before = previous.manifest["sources"] if previous else {}
    held = {source_id for table in RECORD_TABLES for source_id in tables[table.name]["source_id"]}
    # a source that this run did not read keeps what is known of its last crawl
    per_source = {
        source_id: known | _rows_of(source_id, tables, run.now.date())
        for source_id, known in before.items()
        if source_id not in plan.sources and source_id in held
    }
    for source in plan.sources.values():
        crawled = facts[source.id].as_manifest() if source.id in facts else before.get(source.id, {}).get("facts")
        per_source[source.id] = _rows_of(source.id, tables, run.now.date()) | {
            "yaml_sha256": source.digest,
            "state": source.state,
            "facts": crawled,
            "terms": source.terms,
        }
    return {
        "now": run.now.isoformat(),
        "run_id": run.id,
        "code_revision": _revision(),
        "lock_sha256": hashlib.sha256((ROOT / "requirements.lock").read_bytes()).hexdigest(),
        "sources": per_source,
    }


def _rows_of(source_id: str, tables: dict[str, pd.DataFrame], day: date) -> dict[str, Any]:
    """A source's rows in the release: how many, how old the oldest is, how full each column."""
    counts: dict[str, int] = {}
    ages: list[int] = []
    filled = {}
    for table in RECORD_TABLES:
        rows = tables[table.name][tables[table.name]["source_id"] == source_id]
        counts[table.name] = len(rows)
        ages += [(day - seen).days for seen in rows["last_seen"] if isinstance(seen, date)]
        if len(rows):
            filled[table.name] = {name: round(float(rows[name].notna().mean()), 4) for name in table.names}
    return {"rows": counts, "oldest_days": max(ages, default=None), "filled": filled}


def _revision() -> str | None:
    try:
        found = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, timeout=10)
    except OSError:
        return None
    return found.stdout.strip() or None if found.returncode == 0 else None


def _documents(folder: Path, plan: Plan, version: str, tables: dict[str, pd.DataFrame], report: Callable[[Path, str], None]) -> None:
    report(folder / "report", version)
    rows = {name: len(frame) for name, frame in tables.items()}
    texts = Environment(
        loader=FileSystemLoader(ROOT / "validation" / "templates"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    (folder / "README.md").write_text(texts.get_template("dictionary.md.j2").render(version=version, tables=TABLES, rows=rows), "utf-8")
    links = to_arrow(BY_NAME["profile_links"], tables["profile_links"]).to_pylist()
    titles = {
        record["id"]: record
        for table in RECORD_TABLES
        for record in to_arrow(table, tables[table.name]).select(["id", "title", "url", "source_id", "freshness"]).to_pylist()
    }
    by_recommendation: dict[str, list[dict]] = {}
    for link in links:
        by_recommendation.setdefault(link["recommendation_id"], []).append(link | {"record": titles.get(link["record_id"])})
    profile = asdict(plan.profile) | {"release": version, "links": by_recommendation}
    (folder / "profile.json").write_text(json.dumps(profile, indent=1, ensure_ascii=False, default=str) + "\n", "utf-8")
    (folder / "profile.html").write_text(
        environment().get_template("profile.html.j2").render(view=profile_view(plan.profile, tables), version=version), "utf-8"
    )
