"""News: whether the tables of a run say anything that the last release does not say."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from courseatlas.arrow import to_arrow
from courseatlas.releases import Release
from courseatlas.schema import ALIASES, RECORD_TABLES, TABLES, Table

# these tables tell of the run and of the difference between two releases
_NOT_COMPARED = ("source_health", "changes")


def is_news(
    tables: Mapping[str, pd.DataFrame], aliases: pa.Table, previous: Release | None
) -> bool:
    """Whether a release of these tables would differ from the last one.

    The bookkeeping of the run is left aside, but for one thing: rows that become stale, or cease to
    be, are news. A table or column that the last release does not have yet is no news. A new alias
    is: it must be kept before the name that it leads to is gone.
    """
    if previous is None:
        return True
    keeps_aliases = bool(previous.columns(ALIASES.name))
    if keeps_aliases and not previous.aliases().keys() >= set(aliases["alias"].to_pylist()):
        return True
    return any(
        _differs(table, tables[table.name], previous)
        for table in TABLES
        if table.name not in _NOT_COMPARED
    )


def _differs(table: Table, frame: pd.DataFrame, previous: Release) -> bool:
    known = previous.columns(table.name)
    compared = [name for name in table.names if name in known and name not in table.bookkeeping]
    if not compared:
        return False
    now, before = to_arrow(table, frame), to_arrow(table, _previous_table(table, previous))
    if not now.select(compared).equals(before.select(compared)):
        return True
    return table in RECORD_TABLES and not _stale(now).equals(_stale(before))


def _stale(rows: pa.Table) -> pa.Array:
    return pc.equal(rows["freshness"], "stale").combine_chunks()


def _previous_table(table: Table, previous: Release) -> pd.DataFrame:
    held = previous.record_tables.get(table.name)
    return previous.table(table.name) if held is None else held
