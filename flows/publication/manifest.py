"""The manifest of a release (its sources, their rows and last good crawls), and its ids."""

import hashlib
import subprocess
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from courseatlas.arrow import arrow_schema, parts_by, values
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
    ids = dict(run.ids)
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
    parts = {table.name: parts_by("source_id", tables[table.name]) for table in RECORD_TABLES}
    held = {source_id for part in parts.values() for source_id in part}
    day = run.now.date()
    entries = {
        source_id: known | _rows(source_id, parts, day)
        for source_id, known in before.items()
        if source_id not in run.plan.sources and source_id in held
    }
    for source in run.plan.sources.values():
        crawl = _last_crawl(good_crawls.get(source.id), before.get(source.id, {}))
        entries[source.id] = (
            _rows(source.id, parts, day)
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


def _rows(
    source_id: str, parts: Mapping[str, Mapping[str, pd.DataFrame]], day: date
) -> dict[str, Any]:
    """A source's rows in the release: how many, how old the oldest is, how full each column."""
    counts: dict[str, int] = {}
    ages: list[int] = []
    filled = {}
    for table in RECORD_TABLES:
        rows = parts[table.name].get(source_id)
        counts[table.name] = 0 if rows is None else len(rows)
        if rows is None:
            continue
        ages += [(day - seen).days for seen in values(rows["last_seen"]) if seen is not None]
        shares = rows[list(table.names)].notna().mean()
        filled[table.name] = {name: round(float(share), 4) for name, share in shares.items()}
    return {"rows": counts, "oldest_days": max(ages, default=None), "filled": filled}


def _code_revision() -> str | None:
    """The commit of the checkout; None where it is not a git checkout."""
    command = ["git", "rev-parse", "HEAD"]
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10)
    except OSError:
        return None
    return result.stdout.strip() or None if result.returncode == 0 else None
