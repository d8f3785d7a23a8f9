"""Curate: from the records of all crawls to the tables of a release, each step a function over DataFrames."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from courseatlas import relevance
from courseatlas.schema import RECORD_TABLES, TABLE_OF_KIND, Table
from courseatlas.sources import Source
from flows.supervisor import Crawl
from pipelines.classify import classify, relevant
from pipelines.clean import clean
from pipelines.codes import with_codes
from pipelines.duplicates import collisions, merge_duplicates
from pipelines.identify import identify
from pipelines.parse import Unread, parse
from pipelines.sift import about_ai, narrow
from pipelines.withhold import tolerant, withheld

KIND_OF = {table.name: kind for kind, table in TABLE_OF_KIND.items()}


@dataclass
class Curated:
    """The record tables before validation, the whole catalog of courses, and per source what became of the records.

    `quarantine` holds what a step could not handle, and records whose key is another's; `unread` counts the printed strings that no
    value could be made of: column -> string -> rows.
    """

    tables: dict[str, pd.DataFrame]
    catalog: pd.DataFrame
    extracted: Counter = field(default_factory=Counter)
    merged: Counter = field(default_factory=Counter)
    filtered: Counter = field(default_factory=Counter)
    quarantine: list[dict[str, Any]] = field(default_factory=list)
    unread: dict[str, Counter] = field(default_factory=dict)


def curate(crawls: list[Crawl]) -> Curated:
    """Sift, clean, identify, merge and classify the records of the crawls, in an order that does not depend on the crawl's."""
    with _without_collector():
        return _curate(crawls)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python's search for cycles stands still: millions of small objects live here and form none, and it would walk them again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _curate(crawls: list[Crawl]) -> Curated:
    by_kind: dict[str, list[Mapping]] = {kind: [] for kind in TABLE_OF_KIND}
    for crawl in crawls:
        for record in crawl.records():
            by_kind[record["kind"]].append(record)
    sources = {crawl.source.id: crawl.source for crawl in crawls}
    vocabulary = relevance.load()
    curated = Curated({}, pd.DataFrame())
    for table in RECORD_TABLES:
        kind = KIND_OF[table.name]
        records = sorted(by_kind[kind], key=lambda record: (record["source_id"], record["key"], record["evidence_url"]))
        curated.extracted.update(record["source_id"] for record in records)
        curated.tables[table.name] = _table(table, kind, records, sources, vocabulary, curated)
    return curated


def _table(
    table: Table, kind: str, records: list[Mapping], sources: Mapping[str, Source], vocabulary: relevance.Relevance, curated: Curated
) -> pd.DataFrame:
    """One table; what becomes of each record that does not reach it is noted in `curated`."""

    def put_aside(step: str, broken: list[tuple[Mapping, Exception]]) -> None:
        curated.quarantine += [
            withheld(record, table.name, f"{step} can handle the row", f"{type(e).__name__}: {e}") for record, e in broken
        ]

    rows, records, broken = tolerant(partial(narrow, kind=kind), records)
    put_aside("sift", broken)
    wanted, verdicts = about_ai(rows, vocabulary)
    if kind == "course":
        curated.catalog = rows.drop_duplicates("id", ignore_index=True)
    others = rows[~rows["id"].isin(wanted)].drop_duplicates("id")
    curated.filtered.update(others["source_id"])
    curated.merged.update(Counter(rows.loc[~rows["id"].isin(wanted), "source_id"]) - Counter(others["source_id"]))

    chosen = [record for record, record_id in zip(records, rows["id"], strict=True) if record_id in wanted]

    def cleaned_and_parsed(some: list[Mapping]) -> tuple[pd.DataFrame, Unread]:
        return parse(clean(some, table, sources), table, sources)

    (cleaned, unread), chosen, broken = tolerant(cleaned_and_parsed, chosen)
    put_aside("clean", broken)
    for name, strings in unread.items():
        curated.unread.setdefault(name, Counter()).update(strings)
    cleaned = identify(cleaned, kind)
    twice = collisions(cleaned)
    for position, why in twice.items():
        curated.quarantine.append(withheld(chosen[position], table.name, "the key is one record's alone", why, cleaned["id"][position]))
    cleaned = cleaned.drop(index=list(twice))
    merged = merge_duplicates(cleaned)
    curated.merged.update(Counter(cleaned["source_id"]) - Counter(merged["source_id"]))
    kept = relevant(classify(merged, vocabulary, verdicts)).reset_index(drop=True)
    curated.filtered.update(Counter(merged["source_id"]) - Counter(kept["source_id"]))
    return with_codes(kept) if kind == "program" else kept
