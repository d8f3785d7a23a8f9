"""The manifest of a release (its sources, their rows and last good crawls), and its ids."""

import hashlib
import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from courseatlas.arrow import arrow_schema, values
from courseatlas.metadata import ReleaseFacts, SourceFacts
from courseatlas.schema import ALIASES, IDS, RECORD_TABLES, Table
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


def release_facts(run: Run, version: str, manifest: Mapping[str, Any]) -> ReleaseFacts:
    """What the standard descriptions of a release say besides its files.

    The address comes from the environment: `COURSEATLAS_URL` is where the output folder is served.
    """
    base = os.environ.get("COURSEATLAS_URL")
    counts = {name: sum(entry["rows"].values()) for name, entry in manifest["sources"].items()}
    return ReleaseFacts(
        version=version,
        created=run.now,
        files={},
        sources=tuple(
            SourceFacts(
                source.id, source.name, source.provider.website, source.terms, counts[source.id]
            )
            for source in run.plan.sources.values()
            if counts.get(source.id)
        ),
        url=f"{base.rstrip('/')}/releases/{version}" if base else None,
    )


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
    held = {table.name: tables[table.name] for table in RECORD_TABLES}
    counts = {name: Counter(values(frame["source_id"])) for name, frame in held.items()}
    oldest = _oldest_days(held.values(), run.now.date())
    filled = {table.name: _filled(table, tables[table.name]) for table in RECORD_TABLES}

    def rows(source_id: str) -> dict[str, Any]:
        """A source's rows: how many, how old the oldest is, how full each column."""
        return {
            "rows": {name: count[source_id] for name, count in counts.items()},
            "oldest_days": oldest.get(source_id),
            "filled": {name: part[source_id] for name, part in filled.items() if source_id in part},
        }

    entries = {
        source_id: known | rows(source_id)
        for source_id, known in before.items()
        if source_id not in run.plan.sources and any(count[source_id] for count in counts.values())
    }
    for source in run.plan.sources.values():
        crawl = _last_crawl(good_crawls.get(source.id), before.get(source.id, {}))
        about = {"yaml_sha256": source.digest, "state": source.state, "terms": source.terms}
        entries[source.id] = rows(source.id) | crawl | about
    return entries


def _last_crawl(crawl: GoodCrawl | None, before: Mapping[str, Any]) -> dict[str, Any]:
    if crawl is not None:
        return crawl.as_manifest()
    names = ("facts", "crawl_run", "reader_sha256", "crawl_yaml_sha256")
    return {"facts": None} | {name: before[name] for name in names if name in before}


def _oldest_days(frames: Iterable[pd.DataFrame], day: date) -> dict[str, int]:
    """Source -> days since the day on which its oldest row was seen last."""
    oldest: dict[str, int] = {}
    for frame in frames:
        columns = (values(frame[name]) for name in ("source_id", "last_seen"))
        for source_id, seen in zip(*columns, strict=True):
            if seen is not None:
                oldest[source_id] = max(oldest.get(source_id, 0), (day - seen).days)
    return oldest


def _filled(table: Table, frame: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Source -> column -> the share of its rows that hold a value."""
    shares = frame[list(table.names)].notna().groupby(values(frame["source_id"])).mean().round(4)
    return {
        str(source_id): {str(name): float(share) for name, share in row.items()}
        for source_id, row in shares.iterrows()
    }


def _code_revision() -> str | None:
    """The commit of the checkout; None where it is not a git checkout."""
    command = ["git", "rev-parse", "HEAD"]
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10)
    except OSError:
        return None
    return result.stdout.strip() or None if result.returncode == 0 else None
