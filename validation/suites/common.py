"""The rules that follow from the schema: rows, types, keys, nulls, words, ranges, forms."""

from collections.abc import Iterator

from courseatlas.schema import PROGRAM_COURSES, RECORD_TABLES, STRINGS, Column, Table
from validation.gx.expectation import (
    CRITICAL,
    WARNING,
    ExpectationRule,
    between,
    in_set,
    matches,
    not_null,
    unique,
)
from validation.gx.prepared import TYPED

# the rows of these tables are read from pages, and a broken row is withheld; the rows of all others
# are made here, and a fault there is ours
READ = (*RECORD_TABLES, PROGRAM_COURSES)
# a row without these belongs to no table, and joins would break
_KEYS = ("id", "source_id", "provider_id", "program_id", "position")
# keys with columns that may be null: a null in a key does not make two rows the same
_NAMED = {
    "program_courses": "program and position are unique",
    "program_topics": "program, topic and role are unique",
    "course_prerequisites": "course, group, option and code are unique",
    "profile_links": "recommendation and record are unique",
    "changes": "record, change and field are unique",
}


def holds_rows(table: Table) -> ExpectationRule:
    """The first rule of a table that must not be empty: most expectations pass without rows."""
    return ExpectationRule(
        "the table holds rows",
        CRITICAL,
        f"{table.name} has at least one row",
        "see which source gave no record, and why, under the sources of the report",
        "ExpectTableRowCountToBeBetween",
        {"min_value": 1},
        (),
    )


def rules(table: Table) -> Iterator[ExpectationRule]:
    """The rules of the columns and the key of a table."""
    severity = WARNING if table in READ else CRITICAL
    yield in_set(
        TYPED,
        TYPED,
        [True],
        CRITICAL,
        "every value is of the type that the schema declares for its column",
        "a step of curation wrote text where a number, a date or a list belongs: see the "
        "examples and "
        "correct the step",
    )
    if len(table.key) == 1:
        yield unique(
            f"{table.key[0]} is unique",
            table.key,
            CRITICAL,
            f"no two rows of {table.name} share a {table.key[0]}",
            "two records have the same key of the catalog: see how the reader takes the "
            "key, or declare a "
            "cross-listing",
        )
    elif table.name in _NAMED:
        yield unique(
            _NAMED[table.name],
            table.key,
            CRITICAL,
            f"{', '.join(table.key)} together name one row of {table.name}",
            "a step wrote a row twice: see the examples and the step that writes the table",
        )
    for column in table.columns:
        yield from _of_column(column, severity)


def _of_column(column: Column, severity: str) -> Iterator[ExpectationRule]:
    name = column.name
    if column.required:
        yield not_null(
            name,
            CRITICAL if name in _KEYS else severity,
            f"every row states its {name} ({column.meaning})",
            "open the page: if it prints the value, the reader misses it (`courseatlas "
            "extract`); if not, the row stays withheld",
        )
    if column.type == STRINGS:
        return
    if column.words:
        yield in_set(
            f"{name} is a word of its vocabulary",
            name,
            column.words,
            severity,
            f"{name} is one of {', '.join(column.words)}",
            "teach the step that parses the column the printed word, or add the word to "
            "`courseatlas/words.py`",
            column.required,
        )
    if column.low is not None or column.high is not None:
        bounds = f"at least {column.low}"
        if column.high is not None:
            bounds = f"between {column.low} and {column.high}"
        yield between(
            name,
            (column.low, column.high),
            severity,
            f"{name} is {bounds}",
            "compare with the text as printed: another unit, or a number of something "
            "else, was read",
            column.required,
        )
    if column.pattern:
        yield matches(
            f"{name} has its form",
            name,
            column.pattern,
            severity,
            f"{name} has the form of {column.meaning}",
            "see the example and the step that writes the column; a page that prints it "
            "wrongly keeps its row withheld",
            column.required,
        )
