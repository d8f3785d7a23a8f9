"""Publication: a release is staged, its books are balanced, and it is renamed into place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from courseatlas.arrow import to_arrow
from courseatlas.releases import next_version
from courseatlas.schema import ALIASES, IDS, RECORD_OUTCOMES
from flows.assemble import AssembledTables
from flows.crawl import Crawl
from flows.curate import CuratedTables
from flows.publication.manifest import aliases_table, ids_table, manifest, release_facts
from flows.publication.news import is_news
from flows.publication.release_folder import complete, discard, stage
from flows.report import report_data
from flows.result import record_outcomes
from flows.runs import Run
from flows.validate import ValidatedTables
from flows.validate.balance import Balance, balance
from flows.verdict import Verdict, decide
from reporting.data import ReportData
from reporting.history import earlier_releases
from reporting.release_documents import release_documents
from reporting.release_findings import findings_files
from reporting.release_notes import release_notes
from reporting.render import report_files


@dataclass(frozen=True)
class Publication:
    """What became of the tables of a run. `release` is the published folder, None without one.

    `records` has the outcome of every record, as the run and the release keep it; `report` is what
    the report of the run is made of.
    """

    verdict: Verdict
    balance: Balance
    records: pa.Table
    report: ReportData
    release: Path | None


def publish(
    run: Run,
    crawls: Sequence[Crawl],
    curated: CuratedTables,
    validated: ValidatedTables,
    assembled: AssembledTables,
) -> Publication:
    """Stage a release, balance its books, and switch to it if all is well and anything is new.

    Raises StorageError or DamagedRelease; the last release is untouched.
    """
    version = next_version(run.plan.output, run.now.date())
    records = to_arrow(RECORD_OUTCOMES, record_outcomes(curated.records, validated.outcomes))
    aliases = aliases_table(run, curated.aliases, assembled.tables)
    extra = {
        IDS.name: ids_table(run, assembled.tables, version),
        ALIASES.name: aliases,
        RECORD_OUTCOMES.name: records,
    }
    staged = stage(run.plan.output, version, assembled.tables, extra)
    books = balance(crawls, curated.records, validated.outcomes, staged)
    new_version = version if is_news(assembled.tables, aliases, run.previous) else None
    verdict = decide(run, validated, assembled, books, new_version)
    report = report_data(run, crawls, curated, validated, assembled, records, verdict)
    if verdict.version is None:
        discard(staged)
        return Publication(verdict, books, records, report, None)
    rows = {name: len(frame) for name, frame in assembled.tables.items()}
    rows |= {name: table.num_rows for name, table in extra.items()}
    documents = release_documents(
        run.plan.profiles, version, assembled.tables, rows, report_files(report)
    )
    earlier = earlier_releases(run.plan.output, run.previous)
    documents |= findings_files(version, assembled.tables, earlier)
    content = manifest(run, assembled.tables, validated.good_crawls)
    facts = release_facts(run, version, content)
    documents |= release_notes(version, run.now, assembled.tables, run.previous, facts.url)
    release = complete(staged, documents, content, facts)
    return Publication(verdict, books, records, report, release)
