"""The manifest of a release (its sources, their rows and last good crawls), and its ids."""

import hashlib
import subprocess
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from courseatlas.arrow import arrow_schema, values
from courseatlas.errors import DamagedRelease
from courseatlas.releases import all_releases
from courseatlas.schema import ALIASES, IDS, RECORD_TABLES
from flows.plan import ROOT
from flows.runs import Run
from flows.validate.good_crawl import GoodCrawl


def manifest(
    run: Run, tables: Mapping[str, pd.DataFrame], good_crawls: Mapping[str, GoodCrawl]
) -> dict[str, Any]:
    """What the manifest says besides its files."""
    return {
        "now": run.now.isoformat(),
        "run_id": run.id,
        "code_revision": _code_revision(),
        "lock_sha256": hashlib.sha256((ROOT / "requirements.lock").read_bytes()).hexdigest(),
        "sources": _sources(run, tables, good_crawls),
    }


def ids_table(run: Run, tables: Mapping[str, pd.DataFrame], version: str) -> pa.Table:
    """`ids.parquet`: every id that a release ever held, with the days on which it was seen."""
    ids = (run.previous.ids() if run.previous else {}) | _withdrawn_ids(run)
    for table in RECORD_TABLES:
        columns = (values(tables[table.name][name]) for name in ("id", "first_seen", "last_seen"))
        for record_id, first_seen, last_seen in zip(*columns, strict=True):
            known = ids.get(record_id)
            ids[record_id] = {
                "id": record_id,
                "first_seen": known["first_seen"] if known else first_seen,
                "last_seen": last_seen,
                "last_release": version,
            }
    ordered = [ids[record_id] for record_id in sorted(ids)]
    return pa.Table.from_pylist(ordered, schema=arrow_schema(IDS))


def _withdrawn_ids(run: Run) -> dict[str, dict[str, Any]]:
    """The ids that only releases hold that a rollback withdrew: these are newer than the last."""
    if run.previous is None:
        return {}
    known = run.previous.ids()
    releases = all_releases(run.plan.output)
    versions = [release.version for release in releases]
    position = versions.index(run.previous.version) if run.previous.version in versions else -1
    withdrawn: dict[str, dict[str, Any]] = {}
    for release in releases[position + 1 :]:
        try:
            withdrawn |= {key: row for key, row in release.ids().items() if key not in known}
        except DamagedRelease:  # perhaps the reason why it was withdrawn
            continue
    return withdrawn


def aliases_table(
    run: Run, aliases: Mapping[str, str], tables: Mapping[str, pd.DataFrame]
) -> pa.Table:
    """`aliases.parquet`: the other names of all rows that a release ever held.

    `aliases` are those of the records of this run, of which only the released count.
    """
    released = {
        record_id for table in RECORD_TABLES for record_id in values(tables[table.name]["id"])
    }
    ids = dict(run.known_ids.aliases)
    ids |= {alias: record_id for alias, record_id in aliases.items() if record_id in released}
    rows = [{"alias": alias, "id": ids[alias]} for alias in sorted(ids) if ids[alias] != alias]
    return pa.Table.from_pylist(rows, schema=arrow_schema(ALIASES))


def _sources(
    run: Run, tables: Mapping[str, pd.DataFrame], good_crawls: Mapping[str, GoodCrawl]
) -> dict[str, Any]:
    """An entry per source; a source that this run did not read keeps what is known of it."""
    before = run.previous.manifest["sources"] if run.previous else {}
    held = {
        source_id
        for table in RECORD_TABLES
        for source_id in values(tables[table.name]["source_id"])
    }
    day = run.now.date()
    entries = {
        source_id: known | _rows(source_id, tables, day)
        for source_id, known in before.items()
        if source_id not in run.plan.sources and source_id in held
    }
    for source in run.plan.sources.values():
        crawl = _last_crawl(good_crawls.get(source.id), before.get(source.id, {}))
        entries[source.id] = (
            _rows(source.id, tables, day)
            | crawl
            | {
                "yaml_sha256": source.digest,
                "state": source.state,
                "terms": source.terms,
            }
        )
    return entries


def _last_crawl(crawl: GoodCrawl | None, before: Mapping[str, Any]) -> dict[str, Any]:
    if crawl is not None:
        return crawl.as_manifest()
    names = ("facts", "crawl_run", "reader_sha256", "crawl_yaml_sha256")
    return {"facts": None} | {name: before[name] for name in names if name in before}


def _rows(source_id: str, tables: Mapping[str, pd.DataFrame], day: date) -> dict[str, Any]:
    """A source's rows in the release: how many, how old the oldest is, how full each column."""
    counts: dict[str, int] = {}
    ages: list[int] = []
    filled = {}
    for table in RECORD_TABLES:
        rows = tables[table.name][tables[table.name]["source_id"] == source_id]
        counts[table.name] = len(rows)
        ages += [(day - seen).days for seen in values(rows["last_seen"]) if seen is not None]
        if len(rows):
            filled[table.name] = {
                name: round(float(rows[name].notna().mean()), 4) for name in table.names
            }
    return {"rows": counts, "oldest_days": max(ages, default=None), "filled": filled}


def _code_revision() -> str | None:
    """The commit of the checkout; None where it is not a git checkout."""
    command = ["git", "rev-parse", "HEAD"]
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10)
    except OSError:
        return None
    return result.stdout.strip() or None if result.returncode == 0 else None
