"""The report of a run with 500 sources, beside `json.dumps` of the same document.

`python -m benchmarks.report [SOURCES]`. The data is generated, of the size of a large registry on a
bad morning: twelve releases of history, 20 gates not passed, 2,000 pages in error, 1,000 rows
withheld, one source in ten broken. Seconds are CPU time; reading the manifests of twelve releases
is measured on its own.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from courseatlas import paths, sources
from courseatlas.arrow import empty_frame, from_rows
from courseatlas.coverage import coverage_of
from courseatlas.findings import Check, Finding, SourceStats
from courseatlas.releases import Release
from courseatlas.schema import CHANGES, PROVIDERS, RECORD_OUTCOMES, RECORD_TABLES, TABLES
from reporting.badge import badge
from reporting.data import ReportData, RunSummary
from reporting.document import document
from reporting.history import PastRelease, past_releases
from reporting.page import page
from reporting.reasons import FailedSource

_ERRORS = ("http_404", "http_404", "timeout", "blocked", "unreadable", "truncated")
_PAGES, _ROWS, _PAGES_IN_ERROR = 80, 60, 2000


def _seconds(run: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = run()
    return time.process_time() - started, result


def source_ids(count: int) -> list[str]:
    """The ids of so many sources."""
    return [f"university-of-somewhere-{number:03}" for number in range(count)]


def report_data(count: int) -> ReportData:
    """What a report is made of, for so many sources; every tenth is broken."""
    ids = source_ids(count)
    broken = ids[::10]
    example = sources.load(paths.SAMPLE / "sources" / "northeastern.yml")
    filled = {f"courses.{name}": 0.9 for name in ("description", "credits_min", "academic_level")}
    return ReportData(
        run=_run_summary(),
        sources={
            source_id: replace(example, id=source_id, name=source_id.replace("-", " ").title())
            for source_id in ids
        },
        tables=_tables(ids, set(broken)),
        health=[_health(source_id, source_id in broken) for source_id in ids],
        ledgers={
            source_id: _ledger(source_id, number, _PAGES_IN_ERROR // count)
            for number, source_id in enumerate(ids)
        },
        records=_records(ids, set(broken)),
        failed={
            source_id: FailedSource(source_id, "no record on any page: 80 × no_record", 90)
            for source_id in broken
        },
        stats={source_id: SourceStats({"courses": _ROWS}, filled) for source_id in ids},
        findings=[_finding(source_id) for source_id in ids[:200:10]],
        checks=[_check(number) for number in range(160)],
        quarantine=[_withheld(number, ids[number % count]) for number in range(1000)],
        unread={
            "price_text": Counter({f"from {number} per term": number for number in range(300)})
        },
        warnings=[
            (f"{ids[0]}:program:{number}", "its parts add up to 33, more than the total of 32")
            for number in range(400)
        ],
        past=[
            PastRelease(f"2026-{month:02}-01.1", {source_id: 50 + month for source_id in ids})
            for month in range(1, 12)
        ],
        books_balance=True,
        coverage=coverage_of(
            paths.REGISTRY,
            {table.name: empty_frame(table) for table in (PROVIDERS, *RECORD_TABLES)},
        ),
    )


def _run_summary() -> RunSummary:
    return RunSummary(
        id="20261124T050000Z-beef",
        now=datetime(2026, 11, 24, 5, tzinfo=UTC),
        is_replay=False,
        is_resumed=False,
        state="published",
        status=7,
        headline="published 2026-12-01.1",
        stopped=None,
        stopped_summary=None,
        version="2026-12-01.1",
        previous_version="2026-11-01.1",
    )


def _tables(ids: Iterable[str], broken: set[str]) -> dict[str, pd.DataFrame]:
    courses = pd.DataFrame(
        {
            "id": f"{source_id}:course:CS-{number}",
            "source_id": source_id,
            "freshness": "stale" if source_id in broken else "fresh",
            "last_seen": date(2026, 11, 17),
        }
        for source_id in ids
        for number in range(_ROWS)
    )
    added = [
        {"id": row_id, "table": "courses", "change": "added"} for row_id in courses["id"][:3000]
    ]
    tables = {table.name: pd.DataFrame() for table in TABLES}
    tables |= {table.name: courses.iloc[:0] for table in RECORD_TABLES}
    return tables | {"courses": courses, "changes": from_rows(CHANGES, added)}


def _records(ids: Iterable[str], broken: set[str]) -> pd.DataFrame:
    """The outcome of every record."""
    rows = [
        {
            "source_id": source_id,
            "kind": "course",
            "key": f"CS-{number}",
            "id": f"{source_id}:course:CS-{number}",
            "title": f"Course {number}",
            "evidence_url": _url(source_id, number),
            "page_position": 1,
            "outcome": "held_back" if source_id in broken else "released",
            "step": "apply_gates" if source_id in broken else "publish",
        }
        for source_id in ids
        for number in range(_ROWS)
    ]
    return from_rows(RECORD_OUTCOMES, rows)


def _url(source_id: str, number: int) -> str:
    return f"https://catalog.example.edu/{source_id}/courses/cs-{number}/"


def _ledger(source_id: str, source_number: int, pages_in_error: int) -> list[dict[str, Any]]:
    code = _ERRORS[source_number % len(_ERRORS)]
    return [
        {
            "source_id": source_id,
            "url": _url(source_id, number),
            "outcome": "error" if number < pages_in_error else "record",
            "code": code if number < pages_in_error else None,
            "detail": "the server did not answer within 30 s" if number < pages_in_error else None,
        }
        for number in range(_PAGES)
    ]


def _finding(source_id: str) -> Finding:
    remedy = f"courseatlas refresh --accept {source_id}"
    return Finding("rows lost", source_id, "3 courses, where the last release had 60", remedy)


def _check(number: int) -> Check:
    success = number > 12
    failed_rows = 0 if success else 80
    return Check("courses", f"rule {number} holds", "warning", success, 30_000, failed_rows)


def _withheld(number: int, source_id: str) -> dict[str, Any]:
    return {
        "id": f"{source_id}:course:BAD-{number}",
        "source_id": source_id,
        "table": "courses",
        "rule": f"rule {number % 12} holds",
        "severity": "warning",
        "detail": "credits_min is 940.0",
        "record": "{}",
        "evidence_url": f"https://catalog.example.edu/{number}/",
    }


def _health(source_id: str, is_broken: bool) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "state": "stale" if is_broken else "degraded",
        "message": "4 of its pages in error, first /courses/cs-1/ (timeout)",
        "seconds": 80.0,
        "previous_released": _ROWS,
        "pages_requested": _PAGES,
        "pages_fetched": _PAGES - 4,
        "pages_not_modified": 0,
        "pages_failed": 4,
        "records_extracted": _ROWS,
        "records_released": 0 if is_broken else _ROWS,
        "records_filtered": 0,
        "records_quarantined": _ROWS if is_broken else 0,
        "records_merged": 0,
        "records_carried": _ROWS if is_broken else 0,
    }


def history_seconds(count: int) -> float:
    """CPU seconds to read twelve manifests, each as large as that of a release."""
    filled = {f"courses.column_{number}": 0.9 for number in range(110)}
    entry = {"rows": {"courses": _ROWS}, "filled": {"courses": filled}, "facts": {"filled": filled}}
    content = {"files": {}, "sources": dict.fromkeys(source_ids(count), entry)}
    manifest = json.dumps(content, indent=1)
    with tempfile.TemporaryDirectory() as folder:
        for month in range(1, 13):
            path = Path(folder, "releases", f"2026-{month:02}-01.1")
            path.mkdir(parents=True)
            (path / "manifest.json").write_text(manifest)
        return _seconds(lambda: past_releases(Path(folder), Release(path)))[0]


def main() -> None:
    """Print seconds and bytes of document and page; the last line is the ratio to `json.dumps`."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    data = report_data(count)
    page(document(report_data(1)))  # the templates are compiled once per process
    gathering, report = _seconds(lambda: document(data))
    rendering, html = _seconds(lambda: page(report))
    drawing, badges = _seconds(
        lambda: [badge(source["name"], source["state"], _ROWS) for source in report["sources"]]
    )
    dumping, dumped = _seconds(lambda: json.dumps(report, indent=1, ensure_ascii=False))
    print("part                          seconds     MB")
    for name, seconds, size in (
        ("document", gathering, None),
        ("page", rendering, len(html.encode())),
        ("badges", drawing, sum(map(len, badges))),
        ("json.dumps of the document", dumping, len(dumped.encode())),
        ("twelve manifests read", history_seconds(count), None),
    ):
        print(f"{name:<28} {seconds:>8.2f} {size / 1e6 if size else '':>6.3}")
    times = rendering / dumping
    share = len(html.encode()) / len(dumped.encode())
    print(f"page to json.dumps: {times:.1f} times the seconds, {share:.1f} times the bytes")


if __name__ == "__main__":
    main()
