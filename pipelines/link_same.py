"""Link what two sources say of the same course, program or event: `same_as` holds the ids, both
rows stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from courseatlas import matching
from courseatlas.arrow import rows_of, series, values
from courseatlas.matching import Listing, Pair
from courseatlas.schema import STRINGS

_KINDS = {"courses": "course", "events": "event"}
_COLUMNS = (
    "id",
    "title",
    "source_id",
    "provider_id",
    "offered_by",
    "description",
    "url",
    "code",
    "credential_type",
)


def link_same(
    tables: Mapping[str, pd.DataFrame], providers: Iterable[Mapping[str, Any]]
) -> dict[str, pd.DataFrame]:
    """The record tables with `same_as`: sorted ids of rows of other sources that describe the same.

    The relation is symmetric. All rows are linked anew, those carried forward too. `providers` are
    rows of that table: two sources may belong to one institution.
    """
    names = _names(providers)
    linked = {}
    for table, frame in tables.items():
        same: dict[str, set[str]] = defaultdict(set)
        if frame["source_id"].nunique() > 1:  # the rows of one source alone have no counterparts
            for pair in matching.match(_listings(frame, table, names)):
                same[pair.a].add(pair.b)
                same[pair.b].add(pair.a)
        ids = [sorted(same[record_id]) for record_id in values(frame["id"])]
        linked[table] = frame.assign(same_as=series(ids, STRINGS, frame.index))
    return linked


def near_duplicates(
    frame: pd.DataFrame, table: str = "courses", providers: Iterable[Mapping[str, Any]] = ()
) -> list[Pair]:
    """Pairs of rows of one source that seem to be one thing listed twice, with the reason.

    They are for a report, and never merged.
    """
    return matching.near_duplicates(_listings(frame, table, _names(providers)))


def _names(providers: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Per provider the names that tell who teaches: its own and its registry ids.

    A platform has none, for others teach there.
    """
    return {row["provider_id"]: _names_of(row) for row in providers}


def _names_of(provider: Mapping[str, Any]) -> tuple[str, ...]:
    if provider["provider_type"] == "platform":
        return ()
    names = (provider["name"], provider.get("ror_id"), provider.get("ipeds_unitid"))
    return tuple(name for name in names if name)


def _listings(
    frame: pd.DataFrame, table: str, names: Mapping[str, tuple[str, ...]]
) -> list[Listing]:
    columns = [name for name in _COLUMNS if name in frame]
    return [
        Listing(
            id=row["id"],
            title=row["title"],
            table=row["source_id"],
            providers=(*(row["offered_by"] or ()), *names.get(row["provider_id"], ())),
            code=row.get("code"),
            description=row["description"],
            kind=row["credential_type"] if "credential_type" in row else _KINDS.get(table),
            url=row["url"],
        )
        for row in rows_of(frame[columns])
    ]
