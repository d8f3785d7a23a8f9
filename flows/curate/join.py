"""Join: from the shards of all sources to the record tables of the run."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from courseatlas.arrow import to_frame
from courseatlas.schema import KIND_OF_TABLE, RECORD_TABLES
from flows.curate.records import Shard, empty_shard

_POSITION_OF_KIND = {
    KIND_OF_TABLE[table.name]: position for position, table in enumerate(RECORD_TABLES)
}
Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class CuratedTables:
    """The record tables before validation.

    `catalog` holds every course that was read, also those that are not about AI/ML; their texts
    (`id`, `title`, `description`) are in `descriptions`, which is read for a few of them only.
    `components` maps a program's id to the courses that it lists. `aliases` maps other names of the
    records that were read to their ids. `records` names every record that was read, by
    `record_number`; `outcomes` says what became of those that are in no table. `unread` counts the
    printed strings that no value could be made of: column -> string -> rows.
    """

    tables: Mapping[str, pd.DataFrame]
    catalog: pd.DataFrame
    descriptions: ds.Dataset
    components: Mapping[str, list[dict[str, Any]]]
    aliases: Mapping[str, str]
    records: pd.DataFrame
    outcomes: pd.DataFrame
    unread: Mapping[str, Counter[str]]


def join(shards: Iterable[Shard]) -> CuratedTables:
    """Put the shards together; their order makes no difference. No source is in two of them.

    Records are numbered anew: by kind, then by source.
    """
    parts = list(shards) or [empty_shard()]
    numbers = _new_numbers([_records_by_kind_and_source(shard) for shard in parts])
    catalog = pa.concat_tables(shard.catalog for shard in parts)
    return CuratedTables(
        tables={
            table.name: to_frame(
                _joined([shard.tables[table.name] for shard in parts], numbers, "id")
            )
            for table in RECORD_TABLES
        },
        catalog=to_frame(_in_order(catalog, "source_id")),
        descriptions=ds.dataset([shard.descriptions for shard in parts]),
        components=_mapping([shard.components for shard in parts], "id", "components"),
        aliases=_mapping([shard.aliases for shard in parts], "alias", "id"),
        records=to_frame(_joined([shard.records for shard in parts], numbers, "record_number")),
        outcomes=to_frame(_joined([shard.outcomes for shard in parts], numbers, "record_number")),
        unread=_sum_of_unread(shard.unread for shard in parts),
    )


def _records_by_kind_and_source(shard: Shard) -> dict[tuple[int, str], int]:
    """(position of the kind, source id) -> number of records, in the order of their numbers."""
    counted = shard.records.group_by(["kind", "source_id"]).aggregate([([], "count_all")])
    columns = (counted[name].to_pylist() for name in ("kind", "source_id", "count_all"))
    return dict(
        sorted(
            ((_POSITION_OF_KIND[kind], source_id), count)
            for kind, source_id, count in zip(*columns, strict=True)
        )
    )


def _new_numbers(counts: Sequence[Mapping[tuple[int, str], int]]) -> list[Numbers]:
    """Per shard the numbers of its records in the run, by their numbers in the shard.

    `counts` has the records of each shard by kind and source.

    >>> shards = [{(0, "a"): 1, (1, "a"): 2}, {(0, "b"): 1, (1, "b"): 1}]
    >>> [numbers.tolist() for numbers in _new_numbers(shards)]
    [[0, 2, 3], [1, 4]]
    """
    everywhere = sorted(pair for shard in counts for pair in shard.items())
    ends = accumulate(count for _, count in everywhere)
    numbers = {
        key: np.arange(end - count, end) for (key, count), end in zip(everywhere, ends, strict=True)
    }
    nothing = np.arange(0)
    return [np.concatenate([nothing, *(numbers[key] for key in shard)]) for shard in counts]


def _joined(tables: Sequence[pa.Table], numbers: Sequence[Numbers], order: str) -> pa.Table:
    """The rows of all shards with their new numbers, in the order of a column."""
    renumbered = [
        table.set_column(
            table.column_names.index("record_number"),
            "record_number",
            pa.array(new[table["record_number"].to_numpy()]),
        )
        for table, new in zip(tables, numbers, strict=True)
    ]
    return _in_order(pa.concat_tables(renumbered), order)


def _in_order(table: pa.Table, column: str) -> pa.Table:
    """The rows in the order of a column; equal ones stay as they are."""
    whole = table.combine_chunks()
    return whole.take(pc.array_sort_indices(whole[column].combine_chunks()))


def _mapping(tables: Sequence[pa.Table], key: str, value: str) -> dict[str, Any]:
    whole = pa.concat_tables(tables)
    return dict(zip(whole[key].to_pylist(), whole[value].to_pylist(), strict=True))


def _sum_of_unread(parts: Iterable[pa.Table]) -> dict[str, Counter[str]]:
    total: dict[str, Counter[str]] = {}
    for part in parts:
        for row in part.to_pylist():
            total.setdefault(row["column"], Counter())[row["text"]] += row["rows"]
    return total
