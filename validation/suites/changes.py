"""The rules of changes: each tells of a record, and a change of a value tells which."""

from collections.abc import Iterator

import pandas as pd

from courseatlas.schema import RECORD_TABLES, TABLE_OF_KIND
from validation.gx.expectation import CRITICAL, Rule, holds, in_set
from validation.gx.prepared import among
from validation.references import References

_SEE = "see `pipelines/compare.py`"
_KIND = {table.name: f":{kind}:" for kind, table in TABLE_OF_KIND.items()}


def rules(references: References) -> Iterator[Rule]:
    """What a change must be beyond its schema."""
    columns = {(table.name, name) for table in RECORD_TABLES for name in table.names}
    yield in_set(
        "table is a record table",
        "table",
        [table.name for table in RECORD_TABLES],
        CRITICAL,
        "changes are told of programs, courses and events",
        _SEE,
        required=True,
    )
    yield holds(
        "id is of its table",
        ("id", "table"),
        lambda rows: [isinstance(one, str) and _KIND.get(table, "") in one for one, table in zip(rows["id"], rows["table"], strict=True)],
        CRITICAL,
        "the id's kind is that of the table",
        _SEE,
        where=lambda rows: rows["table"].isin(_KIND) & rows["id"].notna(),
    )
    yield holds(
        "a changed row tells what changed",
        ("field", "change", "id"),
        lambda rows: [pair in columns for pair in zip(rows["table"], rows["field"], strict=True)],
        CRITICAL,
        "a change of a value names the column",
        _SEE,
        where=lambda rows: rows["change"] == "changed",
    )
    yield holds(
        "old and new differ",
        ("new", "old", "field"),
        lambda rows: rows["old"].fillna("\0") != rows["new"].fillna("\0"),
        CRITICAL,
        "a changed value is another than before",
        f"{_SEE}: it compares values of different types",
        where=lambda rows: rows["change"] == "changed",
    )
    if (records := references.records) is not None:
        yield holds(
            "a removed row is gone, another is there",
            ("id", "change"),
            lambda rows: pd.Series(among(rows["id"], records), index=rows.index) == (rows["change"] != "removed"),
            CRITICAL,
            "added, changed and returned rows are in this release, removed ones are not",
            _SEE,
            where=lambda rows: rows["id"].notna() & rows["change"].notna(),
        )
