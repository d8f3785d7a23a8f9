"""Curate records: from the records of a crawl, or of several, to their shard of the record tables.

What becomes of a record depends on its own source only, so that the shard of a crawl is made beside
it, as soon as it ended.
"""

import gc
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from courseatlas import relevance
from courseatlas.arrow import series, values
from courseatlas.ids import KnownIds
from courseatlas.outcomes import SCHEMA, WITHHELD, combine, no_outcomes
from courseatlas.profiles import Recommendation
from courseatlas.records import CrawlRecord
from courseatlas.schema import BY_NAME, KIND_OF_TABLE, RECORD_TABLES, Table
from courseatlas.sources import Source
from courseatlas.text import one_line
from pipelines.classify import remembering
from pipelines.contact_hours import with_meaning_of_hours
from pipelines.curation import CURATION, IDENTIFICATION
from pipelines.date_orders import date_orders
from pipelines.match_rules import SupportingRules
from pipelines.row_relevance import titles_of_courses
from pipelines.step import CurationContext, run_steps
from pipelines.unread import unread_strings

# a record as the quarantine keeps it leaves out what differs between two runs over the same pages
_OF_RUN = ("fetched_at", "freshness")
_CATALOG = ["source_id", "id", "title", "code", "cross_listed", "credits"]
_DESCRIPTIONS = ["id", "title", "description"]
_ALIASES = pa.schema([("alias", pa.string()), ("id", pa.string())])
_UNREAD = pa.schema([("column", pa.string()), ("text", pa.string()), ("rows", pa.int64())])


@dataclass(frozen=True)
class CurationInputs:
    """What decides a shard besides its records: the sources by id, and what is known of their ids.

    Where two inputs differ in anything, their shards may.
    """

    sources: Mapping[str, Source]
    known_ids: KnownIds
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True)
class Shard:
    """What curation makes of the records of some sources, in Arrow.

    `tables` are the record tables by name, with `record_number`; `components` are what each program
    lists. `catalog` has every course that was read, also those that are not about AI/ML, and
    `descriptions` their texts, which need not be in memory. `aliases` maps other names of records
    to their ids. `records` names every record that was read, and `outcomes` says what became of
    those that are in no table. `unread` counts the printed strings that no value could be made of.
    Records are numbered from 0: by kind in the order of RECORD_TABLES, then by source.
    """

    tables: Mapping[str, pa.Table]
    components: pa.Table
    catalog: pa.Table
    descriptions: ds.Dataset
    aliases: pa.Table
    records: pa.Table
    outcomes: pa.Table
    unread: pa.Table


@dataclass(frozen=True)
class _CuratedTable:
    """The rows of one table: `frame` after all steps, `identified` after the first of them."""

    frame: pd.DataFrame
    identified: pd.DataFrame
    records: pd.DataFrame
    outcomes: pd.DataFrame


def curate_records(records: Iterable[CrawlRecord], inputs: CurationInputs) -> Shard:
    """Run the steps of curation over records.

    The result does not depend on the order in which the crawls gave them.
    """
    with _without_garbage_collection():
        return _curate(records, inputs)


def empty_shard() -> Shard:
    """The shard of no record: its tables have their columns and no rows."""
    parts = {table.name: _without_records(table.name) for table in RECORD_TABLES}
    return _shard(parts, {})


def _curate(records: Iterable[CrawlRecord], inputs: CurationInputs) -> Shard:
    by_kind: dict[str, list[CrawlRecord]] = {kind: [] for kind in KIND_OF_TABLE.values()}
    for record in records:
        by_kind[record["kind"]].append(record)
    sources = with_meaning_of_hours(by_kind["course"], inputs.sources)
    orders = date_orders(chain.from_iterable(by_kind.values()), sources)
    classify = remembering(relevance.load())
    supporting = SupportingRules.of(inputs.recommendations)
    titles = titles_of_courses(by_kind["course"])
    parts: dict[str, _CuratedTable] = {}
    first_number = 0
    for table in RECORD_TABLES:
        kind = KIND_OF_TABLE[table.name]
        context = CurationContext(
            table, kind, sources, classify, inputs.known_ids, orders, supporting, titles
        )
        parts[table.name] = _curate_table(by_kind[kind], first_number, context)
        first_number += len(by_kind[kind])
    unread: dict[str, Counter[str]] = {}
    for part in parts.values():
        for column, strings in unread_strings(part.frame, sources, orders).items():
            unread.setdefault(column, Counter()).update(strings)
    return _shard(parts, unread)


def _curate_table(
    records: list[CrawlRecord], first_number: int, context: CurationContext
) -> _CuratedTable:
    if not records:
        return _without_records(context.table.name)
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


@cache
def _without_records(name: str) -> _CuratedTable:
    """A table of a source that has none of its kind, in the same types as any other."""
    table = BY_NAME[name]
    context = CurationContext(table, KIND_OF_TABLE[name], {}, remembering(relevance.load()))
    loaded = pd.DataFrame(
        {"record_number": series((), "int64"), "record": pd.Series((), dtype=object)}
    )
    identified, _ = run_steps(IDENTIFICATION, loaded, context)
    curated, _ = run_steps(CURATION, identified, context)
    return _CuratedTable(
        curated, identified.drop(columns="record"), _identities((), range(0)), no_outcomes()
    )


def _shard(parts: Mapping[str, _CuratedTable], unread: Mapping[str, Counter[str]]) -> Shard:
    programs, courses = parts["programs"], parts["courses"]
    catalog = courses.identified.drop_duplicates("id", ignore_index=True)
    rows = [
        (column, text, count) for column, texts in unread.items() for text, count in texts.items()
    ]
    return Shard(
        tables={name: _rows_of_table(BY_NAME[name], part) for name, part in parts.items()},
        components=_to_arrow(programs.frame[["id", "components"]]),
        catalog=_to_arrow(catalog[_CATALOG]),
        descriptions=ds.dataset(_to_arrow(catalog[_DESCRIPTIONS])),
        aliases=_from_tuples(
            [alias for part in parts.values() for alias in _aliases(part.identified)], _ALIASES
        ),
        records=_to_arrow(pd.concat([part.records for part in parts.values()], ignore_index=True)),
        outcomes=_to_arrow(combine(part.outcomes for part in parts.values())).cast(SCHEMA),
        unread=_from_tuples(rows, _UNREAD),
    )


def _rows_of_table(table: Table, part: _CuratedTable) -> pa.Table:
    """The declared columns and the numbers of the records: no later step needs another."""
    return _to_arrow(part.frame[["record_number", *table.names]])


def _to_arrow(frame: pd.DataFrame) -> pa.Table:
    """A frame as an Arrow table that remembers nothing of pandas."""
    return pa.table({str(name): pa.array(frame[name]) for name in frame.columns})


def _from_tuples(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)],
        schema=schema,
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
    """The record as JSON for each outcome that the quarantine lists; null for the others."""
    texts = [
        _as_json(records[number - first_number]) if outcome in WITHHELD else None
        for number, outcome in zip(outcomes["record_number"], outcomes["outcome"], strict=True)
    ]
    return series(texts, "string", outcomes.index)


def _as_json(record: CrawlRecord) -> str:
    stated = {
        name: value
        for name, value in record.items()
        if name not in _OF_RUN and value not in (None, [], {})
    }
    return json.dumps(stated, ensure_ascii=False, default=str)


def _aliases(identified: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """(alias, id) for each other name of a record."""
    for record_id, others in zip(
        values(identified["id"]), values(identified["other_ids"]), strict=True
    ):
        for other in others:
            yield other, record_id


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
