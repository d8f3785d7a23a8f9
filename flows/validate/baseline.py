"""Baseline: what the gates compare a source with.

Where the reader of a source changed since its last good crawl, a difference in its rows may come
from the reader and not from the site. The archived pages of that crawl are then read by the reader
of today, and the gates compare with what it gives.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from courseatlas.findings import Finding, SourceStats
from courseatlas.sources import Source
from flows.crawl import Crawl
from flows.curate import curate
from flows.runs import Run
from flows.supervisor import crawl_archive
from flows.validate.check_tables import check_tables
from flows.validate.good_crawl import GoodCrawl
from validation.gates.source_stats import source_stats

CrawlArchive = Callable[[Source, Run, str], Crawl]


@dataclass(frozen=True)
class Baseline:
    """The numbers to compare with, and findings that tell where they come from."""

    stats: SourceStats
    findings: tuple[Finding, ...] = ()


def baseline(
    run: Run,
    source: Source,
    current: GoodCrawl,
    last_good: GoodCrawl,
    read_archive: CrawlArchive = crawl_archive,
) -> Baseline:
    """The last good crawl as it was read, or, where the reader changed, as it is read today."""
    if last_good.reader_sha256 == current.reader_sha256:
        return Baseline(last_good.stats)
    if run.plan.replay is not None:  # the archive under this run is the archive of the last one
        return Baseline(current.stats, (_changed_reader(source, last_good, current.stats),))
    crawl = read_archive(source, run, last_good.run_id)
    checked = check_tables(run, curate(run, [crawl]))
    stats = source_stats(checked.tables, crawl.ledger)
    if not any(stats.rows.values()):  # the archive is gone: what it gave then is all that is known
        return Baseline(last_good.stats)
    return Baseline(stats, (_changed_reader(source, last_good, stats),))


def _changed_reader(source: Source, last_good: GoodCrawl, stats: SourceStats) -> Finding:
    before, today = _rows(last_good.stats.rows), _rows(stats.rows)
    return Finding(
        "reader changed",
        source.id,
        f"the reader of {source.platform}, the vocabulary or a profile changed since the last "
        f"release: the same archived pages gave {before} then and give {today} now; the gates "
        "compare with the latter",
        f"see what the new reader changes: `courseatlas replay --source {source.id}`",
        lifted=True,
        why_lifted="Published: the reader changed, not the site.",
    )


def _rows(rows: Mapping[str, int]) -> str:
    parts: Sequence[str] = [f"{count} {table}" for table, count in rows.items() if count]
    return ", ".join(parts) or "no rows"
