"""Apply gates: a source that failed or whose rows changed too much is held back as a whole."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from courseatlas.arrow import parts_by, rows_of, values
from courseatlas.findings import Finding
from courseatlas.outcomes import HELD_BACK, Fault, combine, outcomes
from courseatlas.releases import Release
from courseatlas.schema import RECORD_TABLES, Table
from courseatlas.source_file import READABLE
from courseatlas.sources import Source
from courseatlas.words import GATE_RULE
from flows.crawl import Crawl
from flows.runs import Run
from flows.validate.baseline import Baseline, baseline
from flows.validate.check_tables import CheckedTables
from flows.validate.good_crawl import GoodCrawl, good_crawl_of, previous_good_crawl
from pipelines.carry_forward import combine_rows, held_rows
from spiders.ledger import HELD
from validation.check import as_json
from validation.gates.gate import findings
from validation.gates.source_stats import source_stats


@dataclass(frozen=True)
class GatedTables:
    """The record tables without the rows of sources that are held back.

    `failures` maps each failed source to the reason; `not_read` are those of them that are in the
    last release and are read no more. `held_pages` maps each source that did not fail to the
    addresses that were not asked for. `good_crawls` maps each source to its last good crawl.
    """

    tables: Mapping[str, pd.DataFrame]
    outcomes: pd.DataFrame
    failures: Mapping[str, str]
    not_read: Mapping[str, str]
    findings: tuple[Finding, ...]
    good_crawls: Mapping[str, GoodCrawl]
    held_pages: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class _SourceResult:
    failure: str | None
    findings: tuple[Finding, ...]
    good_crawl: GoodCrawl | None


def apply_gates(run: Run, crawls: Sequence[Crawl], checked: CheckedTables) -> GatedTables:
    """Hold back every source that does not pass its gates."""
    by_id = {crawl.source.id: crawl for crawl in crawls}
    held_pages = {crawl.source.id: _held_pages(crawl) for crawl in crawls}
    tables = _with_held_rows(run, checked.tables, held_pages)
    parts = {name: parts_by("source_id", frame) for name, frame in tables.items()}
    results = {
        source.id: _judge(
            run,
            source,
            by_id.get(source.id),
            {name: part[source.id] for name, part in parts.items() if source.id in part},
        )
        for source in run.plan.active
    }
    not_read = _sources_not_read(run)
    failures = {
        source_id: result.failure for source_id, result in results.items() if result.failure
    }
    failures |= {
        source_id: reason
        for source_id, reason in not_read.items()
        if source_id not in run.plan.accepted
    }
    held_back = [_held_back(table, checked.tables[table.name], failures) for table in RECORD_TABLES]
    return GatedTables(
        tables={
            name: frame[~frame["source_id"].isin(list(failures))].reset_index(drop=True)
            for name, frame in checked.tables.items()
        },
        outcomes=combine(held_back),
        failures=failures,
        not_read=not_read,
        findings=tuple(finding for result in results.values() for finding in result.findings),
        good_crawls={
            source_id: result.good_crawl
            for source_id, result in results.items()
            if result.good_crawl
        },
        held_pages={
            source_id: pages for source_id, pages in held_pages.items() if source_id not in failures
        },
    )


def _held_pages(crawl: Crawl) -> frozenset[str]:
    return frozenset(row["url"] for row in crawl.ledger if row["outcome"] == HELD)


def _with_held_rows(
    run: Run, tables: Mapping[str, pd.DataFrame], held_pages: Mapping[str, frozenset[str]]
) -> Mapping[str, pd.DataFrame]:
    """The record tables as the gates see them: rows whose page was not asked for are not lost."""
    if run.previous is None or not any(held_pages.values()):
        return tables
    previous = run.previous.record_tables
    return {
        table.name: combine_rows(
            table,
            tables[table.name],
            held_rows(previous[table.name], held_pages, values(tables[table.name]["id"])),
        )
        for table in RECORD_TABLES
    }


def _judge(
    run: Run, source: Source, crawl: Crawl | None, tables: Mapping[str, pd.DataFrame]
) -> _SourceResult:
    """Whether a source fails, and the gates that it does not pass; `tables` are its own rows."""
    stats = source_stats(tables, crawl.ledger if crawl else ())
    current = good_crawl_of(source, run, stats)
    last_good = previous_good_crawl(run.previous, source.id)
    failure = _crawl_failure(crawl) if crawl else None
    if failure:
        return _SourceResult(failure, (), last_good or current)
    compared: Baseline | None = baseline(run, source, current, last_good) if last_good else None
    not_passed = findings(
        source,
        stats,
        compared.stats if compared else None,
        accepted=source.id in run.plan.accepted,
        yaml_changed=last_good is not None and last_good.yaml_sha256 != source.digest,
    )
    reasons = [finding.sentence for finding in not_passed if not finding.lifted]
    told = (*not_passed, *(compared.findings if compared else ()))
    if reasons:  # later runs compare with the last good crawl
        return _SourceResult("; ".join(reasons), told, last_good or current)
    return _SourceResult(None, told, current)


def _held_back(table: Table, frame: pd.DataFrame, failures: Mapping[str, str]) -> pd.DataFrame:
    """What a failed source gave is not lost without a word: its rows count as withheld."""
    rows = frame[frame["source_id"].isin(list(failures))]
    faults = [
        (Fault(GATE_RULE, "critical", failures[source_id]),)
        for source_id in values(rows["source_id"])
    ]
    return outcomes(
        values(rows["record_number"]),
        HELD_BACK,
        "apply_gates",
        id=values(rows["id"]),
        faults=faults,
        row=[as_json(table, row) for row in rows_of(rows)],
    )


def _sources_not_read(run: Run) -> dict[str, str]:
    """Of the sources of the last release, those that are read no more: source -> the reason.

    Where a run reads some sources only, those that it does not name are not meant.
    """
    reasons = {}
    for source_id in sorted(sources_of(run.previous)):
        source = run.plan.sources.get(source_id)
        if source is not None and source.state not in READABLE:
            reasons[source_id] = (
                f"it is not read any more: its YAML says {source.state}: {source.reason}"
            )
        elif source is None and not run.plan.leaves_alone(source_id):
            reasons[source_id] = (
                "it is not read any more: no YAML of this name is among the sources"
            )
    return reasons


def sources_of(release: Release | None) -> Counter[str]:
    """Source -> number of rows in the record tables of a release."""
    held: Counter[str] = Counter()
    for frame in release.record_tables.values() if release else ():
        held.update(values(frame["source_id"]))
    return held


# of a page that gave no record
_PAGE_OUTCOMES = {
    "no_record": "without one",
    "not_modified": "unchanged",
    "listing": "with links only",
    "redirect": "redirected",
    "duplicate_of": "the same as another",
    "robots": "closed by robots.txt",
    "offsite": "on another host",
    "budget": "beyond the budget",
    HELD: "not asked for",
    "record": "read before",
    "open": "not reached",
    "blocked": "refused by the site",
    "login": "behind a login",
    "http_404": "gone (404)",
    "other_platform": "of other software than its YAML names",
}


def _crawl_failure(crawl: Crawl) -> str | None:
    """Why a crawl is no use as a whole; None where it gave records."""
    if crawl.failure:
        return crawl.failure
    if sum(row["records"] or 0 for row in crawl.ledger):
        return None
    if crawl.ledger and all(row["outcome"] == HELD for row in crawl.ledger):
        return f"no page was asked for: {crawl.ledger[0]['detail']}"
    moved = [row for row in crawl.ledger if row["code"] == "other_platform"]
    if moved:
        return f"no record on any page: {moved[0]['detail']}"
    counted = Counter(map(_page_outcome, crawl.ledger))
    pages = ", ".join(f"{count} {outcome}" for outcome, count in counted.most_common(4))
    return f"no record on any page: {pages or 'no page was fetched'}"


def _page_outcome(row: Mapping[str, Any]) -> str:
    known = _PAGE_OUTCOMES.get(row["code"] or row["outcome"])
    return known or f"in error ({row['code']})"
