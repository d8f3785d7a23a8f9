"""The report of a run with 500 sources, beside `json.dumps` of the same document.

`python -m benchmarks.report [SOURCES]`. Invented data at the size of a large registry on a bad morning:
twelve releases of history, 20 gates not passed, 2,000 pages in error, 1,000 rows withheld, one source
in ten broken. Seconds are CPU time; reading the manifests of twelve releases is measured by itself.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from courseatlas import sources
from courseatlas.arrow import empty_frame, from_rows
from courseatlas.findings import Check, Finding, SourceStats
from courseatlas.paths import ROOT
from courseatlas.releases import Release
from courseatlas.schema import CHANGES, COURSES, RECORD_OUTCOMES, TABLES
from courseatlas.sources import Source
from reporting.badge import badge
from reporting.data import ReportData, RunSummary
from reporting.document import document
from reporting.history import PastRelease, past_releases
from reporting.page import page
from reporting.reasons import FailedSource

_ERRORS = ("http_404", "http_404", "timeout", "blocked", "unreadable", "truncated")
_VERSION = "2026-12-01.1"


def _seconds(run: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = run()
    return time.process_time() - started, result


def report_data(count: int) -> ReportData:
    """What a report is made from, for so many sources."""
    ids = [f"university-of-somewhere-{number:03}" for number in range(count)]
    broken = ids[::10]
    tables = _tables(ids, broken)
    filled = {f"courses.{name}": 0.9 for name in ("description", "credits_min", "academic_level")}
    return ReportData(
        run=RunSummary(
            id="20261124T050000Z-beef",
            now=datetime(2026, 11, 24, 5, tzinfo=UTC),
            is_replay=False,
            is_resumed=False,
            state="published",
            status=7,
            headline=f"published {_VERSION}",
            stopped=None,
            stopped_summary=None,
            version=_VERSION,
            previous_version="2026-11-01.1",
        ),
        sources=_sources(ids),
        tables=tables,
        health=[_health(source_id, source_id in broken) for source_id in ids],
        ledgers={
            source_id: [
                _page(source_id, place, place < 2000 / count, number) for place in range(80)
            ]
            for number, source_id in enumerate(ids)
        },
        records=empty_frame(RECORD_OUTCOMES),
        failed={
            source_id: FailedSource(source_id, "no record on any page: 80 × no_record", 90)
            for source_id in broken
        },
        stats={source_id: SourceStats({"courses": 60}, filled) for source_id in ids},
        findings=[
            Finding(
                "rows lost",
                source_id,
                "3 courses, where the last release held 60",
                f"refresh --accept {source_id}",
            )
            for source_id in ids[:200:10]
        ],
        checks=[
            Check("courses", f"rule {n}", "warning", n > 12, 30_000, 0 if n > 12 else 80)
            for n in range(160)
        ],
        quarantine=[_withheld(ids, number) for number in range(1000)],
        unread={"price_text": Counter({f"from {n} a term": n for n in range(300)})},
        warnings=[
            (f"{ids[0]}:program:{n}", "what it requires adds up to 33, more than the total of 32")
            for n in range(400)
        ],
        past=[
            PastRelease(f"2026-{month:02}-01.1", {source_id: 50 + month for source_id in ids})
            for month in range(1, 12)
        ],
        books_balance=True,
    )


def _sources(ids: list[str]) -> dict[str, Source]:
    shipped = next(iter(sources.load_all(ROOT / "samples" / "sources").values()))
    return {
        source_id: replace(shipped, id=source_id, name=source_id.replace("-", " ").title())
        for source_id in ids
    }


def _tables(ids: list[str], broken: list[str]) -> dict[str, pd.DataFrame]:
    rows = [
        {
            "id": f"{source_id}:course:CS-{number}",
            "source_id": source_id,
            "freshness": "stale" if source_id in broken else "fresh",
            "last_seen": date(2026, 11, 17),
        }
        for source_id in ids
        for number in range(60)
    ]
    changes = [{"id": row["id"], "table": "courses", "change": "added"} for row in rows[:3000]]
    tables = {table.name: empty_frame(table) for table in TABLES}
    return tables | {
        COURSES.name: _without_required(rows),
        CHANGES.name: from_rows(CHANGES, changes),
    }


def _without_required(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The four columns of a record table that a report reads."""
    typed = from_rows(COURSES, rows)
    return typed[["id", "source_id", "freshness", "last_seen"]]


def _page(source_id: str, place: int, is_wrong: bool, number: int) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "url": f"https://catalog.example.edu/{source_id}/courses/cs-{place}/",
        "outcome": "error" if is_wrong else "record",
        "code": _ERRORS[number % len(_ERRORS)] if is_wrong else None,
        "detail": "the server did not answer within 30 seconds" if is_wrong else None,
    }


def _withheld(ids: list[str], number: int) -> dict[str, Any]:
    return {
        "id": f"{ids[number % len(ids)]}:course:BAD-{number}",
        "source_id": ids[number % len(ids)],
        "table": "courses",
        "rule": f"rule {number % 12} holds",
        "severity": "warning",
        "detail": "credits_min is 940.0",
        "record": "{}",
        "evidence_url": f"https://catalog.example.edu/{number}/",
    }


def _health(source_id: str, failed: bool) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "state": "stale" if failed else "degraded",
        "message": "4 of its pages in error, first /courses/cs-1/ (timeout)",
        "previous_released": 60,
        "seconds": 80.0,
        "pages_requested": 80,
        "pages_fetched": 76,
        "pages_not_modified": 0,
        "pages_failed": 4,
        "records_extracted": 60,
        "records_released": 0 if failed else 60,
        "records_filtered": 0,
        "records_quarantined": 60 if failed else 0,
        "records_merged": 0,
        "records_carried": 60 if failed else 0,
    }


def history_seconds(count: int) -> float:
    """CPU seconds to read the rows of so many sources in twelve releases of usual manifests."""
    filled = {f"courses.column_{number}": 0.9 for number in range(110)}
    source = {"rows": {"courses": 60}, "filled": {"courses": filled}, "facts": {"filled": filled}}
    entries = {f"university-of-somewhere-{number:03}": source for number in range(count)}
    manifest = json.dumps({"files": {}, "sources": entries}, indent=1)
    with tempfile.TemporaryDirectory() as folder:
        for month in range(1, 13):
            path = Path(folder, "releases", f"2026-{month:02}-01.1")
            path.mkdir(parents=True)
            (path / "manifest.json").write_text(manifest)
        return _seconds(lambda: past_releases(Path(folder), Release(path)))[0]


def main() -> None:
    """Print seconds and bytes of the parts; the last line is the ratio to `json.dumps`."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    data = report_data(count)
    page(document(report_data(1)))  # templates are compiled once per process
    gathering, content = _seconds(lambda: document(data))
    rendering, html = _seconds(lambda: page(content))
    drawing, badges = _seconds(
        lambda: [badge(source["name"], source["state"], 60) for source in content["sources"]]
    )
    dumping, dumped = _seconds(lambda: json.dumps(content, indent=1, ensure_ascii=False))
    print(f"{'part':<28} {'seconds':>8} {'MB':>6}")
    for name, seconds, size in (
        ("document", gathering, None),
        ("page", rendering, len(html.encode())),
        ("badges", drawing, sum(map(len, badges))),
        ("json.dumps of the document", dumping, len(dumped.encode())),
        ("twelve manifests read", history_seconds(count), None),
    ):
        print(f"{name:<28} {seconds:>8.2f} {size / 1e6 if size else '':>6.3}")
    times, larger = rendering / dumping, len(html.encode()) / len(dumped.encode())
    print(f"page to json.dumps: {times:.1f} times the seconds, {larger:.1f} times the bytes")


if __name__ == "__main__":
    main()
