"""What the flow hands to the report: the values of a run in the form that `reporting` reads."""

from collections.abc import Sequence

import pyarrow as pa

from courseatlas import paths
from courseatlas.arrow import rows_of, to_frame
from courseatlas.coverage import coverage_of
from flows.assemble import AssembledTables
from flows.crawl import Crawl
from flows.curate import CuratedTables
from flows.result import RunResult
from flows.runs import Run
from flows.validate import ValidatedTables
from flows.verdict import Verdict
from reporting import notice
from reporting.data import ReportData, RunSummary
from reporting.history import past_releases


def report_data(
    run: Run,
    crawls: Sequence[Crawl],
    curated: CuratedTables,
    validated: ValidatedTables,
    assembled: AssembledTables,
    records: pa.Table,
    verdict: Verdict,
) -> ReportData:
    """Everything that the report of a run says. `records` has the outcome of every record."""
    good_crawls = validated.good_crawls
    return ReportData(
        run=_run_summary(run, verdict),
        sources=run.plan.sources,
        tables=assembled.tables,
        health=rows_of(assembled.tables["source_health"]),
        ledgers={crawl.source.id: crawl.ledger for crawl in crawls},
        records=to_frame(records),
        failed=assembled.failed,
        stats={source_id: crawl.stats for source_id, crawl in good_crawls.items()},
        findings=validated.findings,
        checks=(*validated.checks, *assembled.checks),
        quarantine=rows_of(assembled.tables["quarantine"]),
        unread=curated.unread,
        warnings=assembled.warnings,
        past=past_releases(run.plan.output, run.previous),
        books_balance=verdict.books_balance,
        coverage=coverage_of(paths.REGISTRY, assembled.tables),
    )


def _run_summary(run: Run, verdict: Verdict) -> RunSummary:
    return RunSummary(
        id=run.id,
        now=run.now,
        is_replay=run.plan.replay is not None,
        is_resumed=run.resumed,
        state=verdict.state,
        status=verdict.status,
        headline=verdict.headline,
        stopped=str(verdict.stopped) if verdict.stopped else None,
        stopped_summary=verdict.stopped.sentence if verdict.stopped else None,
        version=verdict.version,
        previous_version=verdict.previous_version,
    )


def send_notice(result: RunResult) -> None:
    """Tell people who do not open reports, where an address is configured."""
    notice.send(
        notice.notice_of(
            run_id=result.run.id,
            status=result.status,
            headline=result.headline,
            version=result.release.name if result.release else None,
            report=str(result.report),
            health=rows_of(result.tables["source_health"]),
        )
    )
