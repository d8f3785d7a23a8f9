"""Link what two sources say of the same course, program or event: `same_as` holds the ids, both rows stay."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from courseatlas import matching
from courseatlas.matching import Listing, Pair

_KIND = {"courses": "course", "events": "event"}


def link_same(tables: Mapping[str, pd.DataFrame], providers: Iterable[Mapping]) -> dict[str, pd.DataFrame]:
    """The record tables with `same_as`: ids of rows of other sources that describe the same thing, sorted; symmetric.

    All rows are linked anew, those carried forward too. `providers` are rows of that table: two sources may belong to one institution.
    """
    names = _names(providers)
    linked = {}
    for table, frame in tables.items():
        same: dict[str, set[str]] = defaultdict(set)
        # the rows of one source alone have no counterparts
        for pair in matching.match(_listings(frame, table, names)) if frame["source_id"].nunique() > 1 else ():
            same[pair.a].add(pair.b)
            same[pair.b].add(pair.a)
        values = [sorted(same[record_id]) for record_id in frame["id"]]
        linked[table] = frame.assign(same_as=pd.Series(values, index=frame.index, dtype=object))
    return linked


def near_duplicates(frame: pd.DataFrame, table: str = "courses", providers: Iterable[Mapping] = ()) -> list[Pair]:
    """Pairs of rows of one source that seem to be one thing listed twice, with the reason; for a report, never merged."""
    return matching.near_duplicates(_listings(frame, table, _names(providers)))


def _names(providers: Iterable[Mapping]) -> dict[str, tuple[str, ...]]:
    """Per provider the names that tell who teaches: its own and its registry ids; none of a platform, where others teach."""
    return {
        row["provider_id"]: ()
        if row["provider_type"] == "platform"
        else tuple(str(name) for name in (row["name"], row.get("ror_id"), row.get("ipeds_unitid")) if isinstance(name, str))
        for row in providers
    }


def _listings(frame: pd.DataFrame, table: str, names: Mapping[str, tuple[str, ...]]) -> list[Listing]:
    columns = {name: list(frame[name]) for name in ("id", "title", "source_id", "provider_id", "offered_by", "description", "url")}
    empty = [None] * len(frame)
    columns["code"] = list(frame["code"]) if "code" in frame else empty
    columns["kind"] = list(frame["credential_type"]) if "credential_type" in frame else [_KIND.get(table)] * len(frame)
    return [
        Listing(
            id=row["id"],
            title=row["title"],
            table=row["source_id"],
            providers=(*(row["offered_by"] if _is_list(row["offered_by"]) else ()), *names.get(row["provider_id"], ())),
            code=_text(row["code"]),
            description=_text(row["description"]),
            kind=_text(row["kind"]),
            url=_text(row["url"]),
        )
        for row in (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    ]


def _is_list(value: object) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
