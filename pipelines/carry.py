"""Keep last good: rows of a source that failed are carried forward; every row gets its first and last day."""

from collections.abc import Mapping
from datetime import date

import pandas as pd


def carried_rows(previous: pd.DataFrame, failed: set[str], absent: set[str]) -> pd.DataFrame:
    """The previous release's rows of the failed sources, marked `stale`, and of the absent ones, which this run was not to read, as they are."""
    old = previous[previous["source_id"].isin(failed | absent)].copy()
    old.loc[old["source_id"].isin(failed), "freshness"] = "stale"
    return old.astype(object).where(old.notna(), None).reset_index(drop=True)


def put_together(fresh: pd.DataFrame, carried: pd.DataFrame | None, failed: set[str]) -> pd.DataFrame:
    """A table's rows: what was read, without what failed sources gave, and what was carried in their place."""
    read = fresh[~fresh["source_id"].isin(failed)]
    if carried is None or carried.empty:
        return read.reset_index(drop=True)
    return pd.concat([read, carried], ignore_index=True).sort_values("id", kind="stable", ignore_index=True)


def expired(previous: pd.DataFrame, failed: set[str], day: date, limit: int) -> dict[str, date]:
    """Rows of failed sources that nobody confirmed for more than `limit` days: id -> the day it was last seen. They are carried no further."""
    old = previous[previous["source_id"].isin(failed)]
    return {record_id: seen for record_id, seen in zip(old["id"], old["last_seen"], strict=True) if (day - seen).days > limit}


def date_rows(frame: pd.DataFrame, first_seen: Mapping[str, date], day: date) -> pd.DataFrame:
    """`first_seen` from the ids of all releases, `last_seen` today but for a stale row, which keeps its own."""
    last = frame["last_seen"] if "last_seen" in frame else [None] * len(frame)
    return frame.assign(
        first_seen=[first_seen.get(id, day) for id in frame["id"]],
        last_seen=[
            seen if freshness == "stale" and seen is not None else day for freshness, seen in zip(frame["freshness"], last, strict=True)
        ],
    )
