"""Carry forward: rows of the last release stand in for a source that failed; every row has its
days.
"""

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from courseatlas.arrow import series, values
from courseatlas.schema import DAY, STRING, Table


def carried_rows(
    previous: pd.DataFrame, failed: Collection[str], absent: Collection[str]
) -> pd.DataFrame:
    """The rows of the last release that stay.

    Rows of the `failed` sources are marked `stale`; rows of the `absent` ones, which this run was
    not asked to read, stay as they are.
    """
    rows = previous[previous["source_id"].isin([*failed, *absent])]
    freshness = [
        "stale" if source_id in failed else freshness
        for source_id, freshness in zip(
            values(rows["source_id"]), values(rows["freshness"]), strict=True
        )
    ]
    marked = rows.assign(freshness=series(freshness, STRING, rows.index))
    return marked.reset_index(drop=True)


def held_rows(
    previous: pd.DataFrame, held_pages: Mapping[str, Collection[str]], read: Collection[str]
) -> pd.DataFrame:
    """The rows of the last release whose page was not asked for, marked `stale`.

    `held_pages` maps a source to the addresses of these pages. `read` are the ids that this run
    read from other pages.
    """
    pairs = zip(values(previous["source_id"]), values(previous["evidence_url"]), strict=True)
    is_held = [url in held_pages.get(source_id, ()) for source_id, url in pairs]
    rows = previous[pd.Series(is_held, previous.index, dtype=bool)]
    rows = rows[~rows["id"].isin(list(read))]
    stale = series(["stale"] * len(rows), STRING, rows.index)
    return rows.assign(freshness=stale).reset_index(drop=True)


def combine_rows(table: Table, fresh: pd.DataFrame, carried: pd.DataFrame | None) -> pd.DataFrame:
    """The declared columns of what was read and of what is carried, sorted by id."""
    read = fresh[table.names]
    if carried is None or carried.empty:
        return read.reset_index(drop=True)
    whole = pd.concat([read, carried[table.names]], ignore_index=True)
    return whole.sort_values("id", kind="stable", ignore_index=True)


def expired(rows: pd.DataFrame, day: date, limit: int) -> dict[str, date]:
    """Id -> last day seen, of the rows that nobody saw for more than `limit` days."""
    days = zip(values(rows["id"]), values(rows["last_seen"]), strict=True)
    return {record_id: seen for record_id, seen in days if (day - seen).days > limit}


def date_rows(frame: pd.DataFrame, first_seen: Mapping[str, date], day: date) -> pd.DataFrame:
    """Rows read on `day`: `first_seen` is from the ids of all releases, `last_seen` is that day."""
    days = [first_seen.get(record_id, day) for record_id in values(frame["id"])]
    return frame.assign(
        first_seen=series(days, DAY, frame.index),
        last_seen=series([day] * len(frame), DAY, frame.index),
    )
