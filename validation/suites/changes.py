"""The rules of changes: each row names a record, and a change of a value names the column."""

from collections.abc import Iterator

import pandas as pd

from courseatlas.schema import RECORD_TABLES, TABLE_OF_KIND
from validation.gx.expectation import CRITICAL, ExpectationRule, in_set, row_rule
from validation.gx.prepared import among
from validation.references import References

_SEE = "see `pipelines/compare.py`"
_KIND = {table.name: f":{kind}:" for kind, table in TABLE_OF_KIND.items()}


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a row of changes keeps besides its schema."""
    columns = {(table.name, name) for table in RECORD_TABLES for name in table.names}
    yield in_set(
        "table is a record table",
        "table",
        [table.name for table in RECORD_TABLES],
        CRITICAL,
        "changes are about programs, courses and events",
        _SEE,
        required=True,
    )
    yield row_rule(
        "id is of its table",
        ("id", "table"),
        _has_kind_of_its_table,
        CRITICAL,
        "the kind in the id is that of the table",
        _SEE,
        where=lambda rows: rows["table"].isin(_KIND) & rows["id"].notna(),
    )
    yield row_rule(
        "a changed row tells what changed",
        ("field", "change", "id"),
        lambda rows: [pair in columns for pair in zip(rows["table"], rows["field"], strict=True)],
        CRITICAL,
        "a change of a value names the column",
        _SEE,
        where=lambda rows: rows["change"] == "changed",
    )
    yield row_rule(
        "old and new differ",
        ("new", "old", "field"),
        lambda rows: rows["old"].fillna("\0") != rows["new"].fillna("\0"),
        CRITICAL,
        "a changed value differs from the value before",
        f"{_SEE}: it compares values of different types",
        where=lambda rows: rows["change"] == "changed",
    )
    if references.records is not None:
        yield _presence_rule(references.records)


def _presence_rule(records: frozenset[str]) -> ExpectationRule:
    """Removed rows are not in the release; all others are."""
    return row_rule(
        "a removed row is gone, another is there",
        ("id", "change"),
        lambda rows: (
            pd.Series(among(rows["id"], records), index=rows.index) == (rows["change"] != "removed")
        ),
        CRITICAL,
        "added, changed and returned rows are in this release, removed ones are not",
        _SEE,
        where=lambda rows: rows["id"].notna() & rows["change"].notna(),
    )


def _has_kind_of_its_table(rows: pd.DataFrame) -> list[bool]:
    pairs = zip(rows["id"], rows["table"], strict=True)
    return [isinstance(name, str) and _KIND.get(table, "") in name for name, table in pairs]
