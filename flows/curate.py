"""Curate: from the records of all crawls to the tables of a release, each step a function over DataFrames."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from courseatlas import relevance
from courseatlas.schema import RECORD_TABLES, TABLE_OF_KIND
from flows.supervisor import Crawl
from pipelines.classify import classify, relevant
from pipelines.clean import clean
from pipelines.duplicates import merge_duplicates
from pipelines.identify import identify

KIND_OF = {table.name: kind for kind, table in TABLE_OF_KIND.items()}


@dataclass
class Curated:
    """The record tables before validation, the whole catalog of courses, and per source what became of the records."""

    tables: dict[str, pd.DataFrame]
    catalog: pd.DataFrame
    extracted: Counter = field(default_factory=Counter)
    merged: Counter = field(default_factory=Counter)
    filtered: Counter = field(default_factory=Counter)


def curate(crawls: list[Crawl]) -> Curated:
    """Clean, identify, merge and classify the records of the crawls, in an order that does not depend on the crawl's."""
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
        cleaned = identify(clean(records, table, sources), kind)
        merged = merge_duplicates(cleaned)
        curated.merged.update(Counter(cleaned["source_id"]) - Counter(merged["source_id"]))
        if kind == "course":
            curated.catalog = merged
        kept = relevant(classify(merged, vocabulary)).reset_index(drop=True)
        curated.filtered.update(Counter(merged["source_id"]) - Counter(kept["source_id"]))
        curated.tables[table.name] = kept
    return curated
