"""The report of a run with 500 sources, beside `json.dumps` of the same facts: `python -m benchmarks.report [SOURCES]`.

Invented facts at the size of a large registry on a bad morning: twelve releases of history, 20 gates not passed, 2,000 pages in error, 1,000 rows
withheld, a source in ten broken. Seconds are CPU time; what reads the disk (the manifests of twelve releases) is measured by itself.
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
from flows.report.badge import badge
from flows.report.facts import facts_of_run
from flows.report.history import Past, past_of
from flows.report.page import page
from validation.gates.facts import Facts
from validation.gates.finding import Finding

from courseatlas.arrow import from_rows
from courseatlas.releases import Release
from courseatlas.schema import CHANGES, RECORD_TABLES, TABLES
from flows.curate import Curated
from flows.plan import ROOT, make_plan
from flows.runs import Run
from flows.supervisor import Crawl
from flows.verdict import Verdict
from validation.check import Check

_ERRORS = ("http_404", "http_404", "timeout", "blocked", "unreadable", "truncated")


class Walked(Crawl):
    """A crawl whose ledger is at hand."""

    pages: list[dict[str, Any]]

    @property
    def ledger(self) -> list[dict[str, Any]]:
        return self.pages


def _seconds(run: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    made = run()
    return time.process_time() - begun, made


def run_of(count: int) -> tuple[Any, ...]:
    """What a report is made from, for so many sources."""
    plan = make_plan(Path("unused"), [], None, ROOT / "samples" / "sources", "2026-11-24T05:00:00Z", None, None)
    one, day = next(iter(plan.sources.values())), date(2026, 11, 17)
    ids = [f"university-of-somewhere-{number:03}" for number in range(count)]
    plan = replace(plan, sources={source_id: replace(one, id=source_id, name=source_id.replace("-", " ").title()) for source_id in ids})
    run = Run("20261124T050000Z-beef", Path("unused"), datetime(2026, 11, 24, 5, tzinfo=UTC))
    broken = set(ids[::10])
    rows = [
        {
            "id": f"{source_id}:course:CS-{number}",
            "source_id": source_id,
            "freshness": "stale" if source_id in broken else "fresh",
            "last_seen": day,
        }
        for source_id in ids
        for number in range(60)
    ]
    frame = pd.DataFrame(rows)
    tables = {table.name: frame if table.name == "courses" else frame.iloc[:0] for table in RECORD_TABLES}
    crawls = []
    for number, source_id in enumerate(ids):
        crawl = Walked(plan.sources[source_id], Path("unused"), 60.0, 1)
        object.__setattr__(crawl, "pages", [_page(source_id, place, place < 2000 / count, number) for place in range(80)])
        crawls.append(crawl)
    counts = Counter({source_id: 60 for source_id in ids})
    held, carried = Counter({s: 60 for s in ids if s not in broken}), Counter({s: 60 for s in broken})
    quarantine = [
        {
            "id": f"{ids[number % count]}:course:BAD-{number}", "source_id": ids[number % count], "table": "courses", "rule": f"rule {number % 12} holds",
            "severity": "warning", "detail": "credits_min is 940.0", "record": "{}", "evidence_url": f"https://catalog.example.edu/{number}/",
        }
        for number in range(1000)
    ]  # fmt: skip
    filled = {f"courses.{column}": 0.9 for column in ("description", "credits_min", "academic_level")}
    verdict = Verdict(
        tables, Curated(tables, frame, extracted=counts, unread={"price_text": Counter({f"from {n} a term": n for n in range(300)})}), quarantine,
        [Check("courses", f"rule {number} holds", "warning", number > 12, 30_000, 0 if number > 12 else 80) for number in range(160)],
        {source_id: "no record on any page: 80 × no_record" for source_id in broken}, None,
        released=held, quarantined=Counter({s: 60 for s in broken}), carried=carried, previous=counts,
        facts={source_id: Facts({"courses": 60}, filled) for source_id in ids},
        findings=[Finding("rows lost", source_id, "3 courses, where the last release held 60", f"refresh --accept {source_id}") for source_id in ids[:200:10]],
        warnings=[(f"{ids[0]}:program:{number}", "what it requires adds up to 33, more than the total of 32 that the page states") for number in range(400)],
    )  # fmt: skip
    verdict.health = [_health(source_id, source_id in broken) for source_id in ids]
    changed = from_rows(CHANGES, [{"id": row["id"], "table": "courses", "change": "added"} for row in rows[:3000]])
    shown = {table.name: tables.get(table.name, changed if table is CHANGES else pd.DataFrame()) for table in TABLES}
    past = [Past(f"2026-{month:02}-01.1", {source_id: 50 + month for source_id in ids}) for month in range(1, 12)]
    return plan, run, crawls, verdict, shown, past


def _page(source_id: str, place: int, wrong: bool, number: int) -> dict[str, Any]:
    code = _ERRORS[number % len(_ERRORS)] if wrong else None
    return {
        "source_id": source_id, "url": f"https://catalog.example.edu/{source_id}/courses/cs-{place}/", "outcome": "error" if wrong else "record", "code": code,
        "detail": "the server did not answer within 30 seconds" if wrong else None,
    }  # fmt: skip


def _health(source_id: str, failed: bool) -> dict[str, Any]:
    pages = {"pages_requested": 80, "pages_fetched": 76, "pages_not_modified": 0, "pages_failed": 4}
    records = {
        "extracted": 60,
        "released": 0 if failed else 60,
        "filtered": 0,
        "quarantined": 60 if failed else 0,
        "merged": 0,
        "carried": 60 if failed else 0,
    }
    return {
        "source_id": source_id, "state": "stale" if failed else "degraded", "message": "4 of its pages in error, first /courses/cs-1/ (timeout)",
        "previous_released": 60, "seconds": 80.0,
    } | pages | {f"records_{name}": count for name, count in records.items()}  # fmt: skip


def history_seconds(count: int) -> float:
    """CPU seconds to read the rows of so many sources in twelve releases, each manifest as large as a release's own."""
    filled = {f"courses.column_{number}": 0.9 for number in range(110)}
    source = {"rows": {"courses": 60}, "filled": {"courses": filled}, "facts": {"filled": filled}}
    manifest = json.dumps({"sources": {f"university-of-somewhere-{number:03}": source for number in range(count)}}, indent=1)
    with tempfile.TemporaryDirectory() as folder:
        for month in range(1, 13):
            path = Path(folder, "releases", f"2026-{month:02}-01.1")
            path.mkdir(parents=True)
            (path / "manifest.json").write_text(manifest)
        return _seconds(lambda: past_of(Path(folder), Release(path)))[0]


def main() -> None:
    """Print seconds and bytes of facts and page; the last line is the ratio to `json.dumps`."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    made = run_of(count)
    page(facts_of_run(*run_of(1), "2026-12-01.1"))  # templates are compiled once a process
    gathering, facts = _seconds(lambda: facts_of_run(*made, "2026-12-01.1"))
    rendering, shown = _seconds(lambda: page(facts))
    drawing, badges = _seconds(lambda: [badge(one["name"], one["state"], 60) for one in facts["sources"]])
    dumping, dumped = _seconds(lambda: json.dumps(facts, indent=1, ensure_ascii=False))
    print(f"{'part':<28} {'seconds':>8} {'MB':>6}")
    for name, seconds, size in (
        ("facts", gathering, None),
        ("page", rendering, len(shown.encode())),
        ("badges", drawing, sum(map(len, badges))),
        ("json.dumps of the facts", dumping, len(dumped.encode())),
        ("twelve manifests read", history_seconds(count), None),
    ):
        print(f"{name:<28} {seconds:>8.2f} {size / 1e6 if size else '':>6.3}")
    print(
        f"page to json.dumps: {rendering / dumping:.1f} times the seconds, {len(shown.encode()) / len(dumped.encode()):.1f} times the bytes"
    )


if __name__ == "__main__":
    main()
