"""Curate: from the records of all crawls to the record tables, with an outcome for each record that
does not reach them."""

import gc
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pandas as pd

from courseatlas import relevance
from courseatlas.arrow import series, values
from courseatlas.ids import KnownIds
from courseatlas.outcomes import WITHHELD, combine
from courseatlas.records import CrawlRecord
from courseatlas.schema import KIND_OF_TABLE, RECORD_TABLES
from courseatlas.text import one_line
from flows.crawl import Crawl
from flows.runs import Run
from pipelines.classify import remembering
from pipelines.curation import CURATION, IDENTIFICATION
from pipelines.date_orders import date_orders
from pipelines.match_rules import SupportingRules
from pipelines.step import CurationContext, run_steps
from pipelines.unread import unread_strings

# a record as the quarantine keeps it leaves out what differs between two runs over the same pages
_OF_RUN = ("fetched_at", "freshness")
_CATALOG = ("source_id", "id", "title", "description", "code", "cross_listed", "credits")


@dataclass(frozen=True)
class CuratedTables:
    """The record tables before validation.

    `catalog` holds every course that was read, also those that are not about AI/ML. `components`
    maps a program's id to the courses that it lists. `aliases` maps other names of the records that
    were read to their ids. `records` names every record that was read, by
    `record_number`; `outcomes` says what became of those that are in no table. `unread` counts the
    printed strings that no value could be made of: column -> string -> rows.
    """

    tables: Mapping[str, pd.DataFrame]
    catalog: pd.DataFrame
    components: Mapping[str, list[dict[str, Any]]]
    aliases: Mapping[str, str]
    records: pd.DataFrame
    outcomes: pd.DataFrame
    unread: Mapping[str, Counter[str]]


@dataclass(frozen=True)
class _CuratedTable:
    frame: pd.DataFrame
    identified: pd.DataFrame
    records: pd.DataFrame
    outcomes: pd.DataFrame


def curate(run: Run, crawls: Sequence[Crawl]) -> CuratedTables:
    """Run the steps of curation over the records of the crawls.

    The result does not depend on the order in which the crawls gave their records.
    """
    with _without_garbage_collection():
        return _curate(crawls, run.known_ids, SupportingRules.of(run.plan.recommendations))


def _curate(
    crawls: Sequence[Crawl], known_ids: KnownIds, supporting: SupportingRules
) -> CuratedTables:
    records_by_kind: dict[str, list[CrawlRecord]] = {kind: [] for kind in KIND_OF_TABLE.values()}
    for crawl in crawls:
        for record in crawl.records():
            records_by_kind[record["kind"]].append(record)
    sources = {crawl.source.id: crawl.source for crawl in crawls}
    orders = date_orders(chain.from_iterable(records_by_kind.values()), sources)
    classify = remembering(relevance.load())
    curated: dict[str, _CuratedTable] = {}
    first_number = 0
    for table in RECORD_TABLES:
        kind = KIND_OF_TABLE[table.name]
        context = CurationContext(table, kind, sources, classify, known_ids, orders, supporting)
        records = records_by_kind[kind]
        curated[table.name] = _curate_table(records, first_number, context)
        first_number += len(records)
    return CuratedTables(
        tables={name: part.frame for name, part in curated.items()},
        catalog=_catalog(curated["courses"].identified),
        components=_components(curated["programs"].frame),
        aliases={
            alias: record_id
            for part in curated.values()
            for alias, record_id in _aliases(part.identified)
        },
        records=pd.concat([part.records for part in curated.values()], ignore_index=True),
        outcomes=combine(part.outcomes for part in curated.values()),
        unread=_sum_of_unread(
            unread_strings(part.frame, sources, orders)
            for part in curated.values()
            if len(part.frame)
        ),
    )


def _curate_table(
    records: list[CrawlRecord], first_number: int, context: CurationContext
) -> _CuratedTable:
    ordered = sorted(
        records, key=lambda record: (record["source_id"], record["key"], record["evidence_url"])
    )
    numbers = range(first_number, first_number + len(ordered))
    loaded = pd.DataFrame(
        {
            "record_number": series(numbers, "int64"),
            "record": pd.Series(ordered, dtype=object),
        }
    )
    identified, left_out = run_steps(IDENTIFICATION, loaded, context)
    curated, ended = run_steps(CURATION, identified, context)
    outcomes = combine([left_out, ended])
    return _CuratedTable(
        curated,
        identified.drop(columns="record"),
        _identities(ordered, numbers),
        outcomes.assign(row=_withheld_records(outcomes, ordered, first_number)),
    )


def _identities(records: Sequence[CrawlRecord], numbers: range) -> pd.DataFrame:
    """What names each record: the columns of RECORD_OUTCOMES that do not depend on its outcome."""
    columns = {
        "record_number": (numbers, "int64"),
        "source_id": ([record["source_id"] for record in records], "string"),
        "kind": ([record["kind"] for record in records], "string"),
        "key": ([one_line(str(record["key"])) for record in records], "string"),
        "title": ([one_line(str(record["title"])) for record in records], "string"),
        "evidence_url": ([one_line(record["evidence_url"]) for record in records], "string"),
        "page_position": ([record.get("page_position") for record in records], "int64"),
    }
    return pd.DataFrame({name: series(stated, kind) for name, (stated, kind) in columns.items()})


def _withheld_records(
    outcomes: pd.DataFrame, records: Sequence[CrawlRecord], first_number: int
) -> pd.Series:
    """The record as JSON for each outcome that the quarantine lists; None for the others."""
    texts = [
        _as_json(records[number - first_number]) if outcome in WITHHELD else None
        for number, outcome in zip(outcomes["record_number"], outcomes["outcome"], strict=True)
    ]
    return pd.Series(texts, index=outcomes.index, dtype=object)


def _as_json(record: CrawlRecord) -> str:
    stated = {
        name: value
        for name, value in record.items()
        if name not in _OF_RUN and value not in (None, [], {})
    }
    return json.dumps(stated, ensure_ascii=False, default=str)


def _catalog(identified: pd.DataFrame) -> pd.DataFrame:
    """Every course that was read, one row per id."""
    if identified.empty:
        return pd.DataFrame(columns=list(_CATALOG))
    return identified[list(_CATALOG)].drop_duplicates("id", ignore_index=True)


def _aliases(identified: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """(alias, id) for each other name of a record."""
    if identified.empty:
        return
    for record_id, others in zip(
        values(identified["id"]), values(identified["other_ids"]), strict=True
    ):
        for other in others:
            yield other, record_id


def _components(programs: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    if programs.empty:
        return {}
    ids, listed = values(programs["id"]), values(programs["components"])
    return {
        program_id: components or [] for program_id, components in zip(ids, listed, strict=True)
    }


def _sum_of_unread(parts: Iterator[Mapping[str, Counter[str]]]) -> dict[str, Counter[str]]:
    total: dict[str, Counter[str]] = {}
    for part in parts:
        for column, strings in part.items():
            total.setdefault(column, Counter()).update(strings)
    return total


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Stop the search for reference cycles: millions of small objects live here and form none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
