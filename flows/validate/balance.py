"""Balance: three counts of the records of a run, made in three places, must agree.

Extracted is the sum of the ledger's records; released is counted in the Parquet files that the run
wrote; the outcomes of the records must account for both. A run whose books do not balance publishes
nothing: it is a fault of the program.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from courseatlas.outcomes import RELEASED, counts
from courseatlas.schema import RECORD_TABLES
from flows.crawl import Crawl


@dataclass(frozen=True)
class Balance:
    """The counts of a run by source. `problem` says what does not add up; None if all does."""

    extracted: Mapping[str, int]
    outcomes: Mapping[str, Counter[str]]
    written: Mapping[str, int]
    problem: str | None

    def total(self, outcome: str) -> int:
        """The number of records that ended in an outcome, over all sources."""
        return sum(counted[outcome] for counted in self.outcomes.values())


def balance(
    crawls: Sequence[Crawl], records: pd.DataFrame, outcomes: pd.DataFrame, folder: Path
) -> Balance:
    """Compare the ledgers, the outcomes and the written Parquet files of `folder`.

    `records` names every record by `record_number`; `outcomes` has one row per record.
    """
    by_source = counts(records.merge(outcomes[["record_number", "outcome"]], on="record_number"))
    by_ledger = {crawl.source.id: extracted(crawl, records) for crawl in crawls}
    written = _written(folder, {crawl.source.id for crawl in crawls})
    problems = [_without_one_outcome(records, outcomes)]
    problems += [
        _difference(source_id, count, by_source.get(source_id, Counter()), written)
        for source_id, count in by_ledger.items()
    ]
    problems += [_open_pages(crawl) for crawl in crawls]
    return Balance(
        by_ledger, by_source, written, next((problem for problem in problems if problem), None)
    )


def extracted(crawl: Crawl, records: pd.DataFrame) -> int:
    """The records of a crawl by its ledger.

    A crawl that did not end leaves a ledger that may be ahead of its records file; there the file
    counts, and its rows are held back anyway.
    """
    if crawl.failure:
        return int((records["source_id"] == crawl.source.id).sum())
    return sum(row["records"] or 0 for row in crawl.ledger)


def _written(folder: Path, source_ids: set[str]) -> dict[str, int]:
    """Source -> rows in the written tables that were read in this run, not carried forward."""
    written: Counter[str] = Counter()
    for table in RECORD_TABLES:
        columns = pq.read_table(
            folder / f"{table.name}.parquet", columns=["source_id", "freshness"]
        )
        fresh = columns.filter(pc.not_equal(columns["freshness"], "stale"))
        written.update(fresh["source_id"].to_pylist())
    return {source_id: written[source_id] for source_id in source_ids}


def _without_one_outcome(records: pd.DataFrame, outcomes: pd.DataFrame) -> str | None:
    ended = Counter(outcomes["record_number"])
    wrong = [number for number in records["record_number"] if ended[number] != 1]
    if not wrong:
        return None
    record = records[records["record_number"] == wrong[0]].iloc[0]
    return (
        f"{record['source_id']}: {len(wrong)} records do not have exactly one outcome, "
        f"the first is "
        f"“{record['title']}” on {record['evidence_url']} with {ended[wrong[0]]}"
    )


def _difference(
    source_id: str, by_ledger: int, ended: Counter[str], written: Mapping[str, int]
) -> str | None:
    if by_ledger != ended.total():
        parts = " + ".join(f"{count} {outcome}" for outcome, count in sorted(ended.items()))
        return (
            f"{source_id}: its ledger counts {by_ledger} records, but their outcomes are "
            f"{parts or 'none'}"
        )
    if written[source_id] != ended[RELEASED]:
        return (
            f"{source_id}: {ended[RELEASED]} records have the outcome released, but the written "
            f"tables hold {written[source_id]} of them"
        )
    return None


def _open_pages(crawl: Crawl) -> str | None:
    """A crawl that ended by itself leaves no URL without an outcome."""
    open_pages = sum(row["outcome"] == "open" for row in crawl.ledger)
    if open_pages and not crawl.failure:
        return f"{crawl.source.id}: {open_pages} URLs of the ledger have no outcome"
    return None
