"""Join: from the shards of all sources to the record tables of the run."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from courseatlas.arrow import to_frame
from courseatlas.schema import KIND_OF_TABLE, RECORD_TABLES
from flows.curate.source import Shard, empty_shard

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
    """Put the shards of the sources together; their order makes no difference.

    Records are numbered anew: by kind, then by source.
    """
    ordered = sorted(shards, key=lambda shard: shard.source_id) or [empty_shard()]
    counts = [_records_by_kind(shard) for shard in ordered]
    numbers = _new_numbers(counts)
    components = pa.concat_tables(shard.components for shard in ordered)
    aliases = pa.concat_tables(shard.aliases for shard in ordered)
    return CuratedTables(
        tables={
            table.name: to_frame(
                _joined([shard.tables[table.name] for shard in ordered], numbers, "id")
            )
            for table in RECORD_TABLES
        },
        catalog=to_frame(pa.concat_tables(shard.catalog for shard in ordered)),
        descriptions=ds.dataset([shard.descriptions for shard in ordered]),
        components=_mapping(components, "id", "components"),
        aliases=_mapping(aliases, "alias", "id"),
        records=to_frame(_joined([shard.records for shard in ordered], numbers, "record_number")),
        outcomes=to_frame(_joined([shard.outcomes for shard in ordered], numbers, "record_number")),
        unread=_sum_of_unread(shard.unread for shard in ordered),
    )


def _records_by_kind(shard: Shard) -> list[int]:
    counted = Counter(shard.records["kind"].to_pylist())
    return [counted[KIND_OF_TABLE[table.name]] for table in RECORD_TABLES]


def _new_numbers(counts: Sequence[Sequence[int]]) -> list[Numbers]:
    """Per shard the numbers of its records in the run, by their numbers in the shard.

    `counts` are the records per kind of each shard.

    >>> [numbers.tolist() for numbers in _new_numbers([[1, 2], [1, 1]])]
    [[0, 2, 3], [1, 4]]
    """
    by_kind = np.array(counts, dtype=np.int64).T
    ends = by_kind.cumsum().reshape(by_kind.shape)
    return [
        np.concatenate([np.arange(end - count, end) for end, count in zip(*of_shard, strict=True)])
        for of_shard in zip(ends.T, by_kind.T, strict=True)
    ]


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
    whole = pa.concat_tables(renumbered).combine_chunks()
    return whole.take(pc.array_sort_indices(whole[order].combine_chunks()))


def _mapping(table: pa.Table, key: str, value: str) -> dict[str, Any]:
    return dict(zip(table[key].to_pylist(), table[value].to_pylist(), strict=True))


def _sum_of_unread(parts: Iterable[pa.Table]) -> dict[str, Counter[str]]:
    total: dict[str, Counter[str]] = {}
    for part in parts:
        for row in part.to_pylist():
            total.setdefault(row["column"], Counter())[row["text"]] += row["rows"]
    return total
