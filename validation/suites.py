"""A Great Expectations suite per table, made from the schema: what a row must be, and what a table must hold."""

from collections.abc import Iterator
from typing import Any

from courseatlas.schema import RECORD_TABLES, STRINGS, Column, Table

# Great Expectations' own severities, and what each does here: critical stops the release, warning withholds the rows, info only reports
CRITICAL, WARNING, INFO = "critical", "warning", "info"
# a row without these has no place in any table, and a reader's joins would break
_KEYS = ("id", "source_id", "provider_id", "program_id", "profile_id", "recommendation_id", "position")
# a scraper that lost its page reads the menu, or a template before it was filled
_NAVIGATION = (
    r"(?i)^\s*(?:home|menu|search|log ?in|sign ?in|register|contact(?: us)?|about(?: us)?"
    r"|next|previous|back|courses|programs|untitled|page not found|error)\s*$"
)
_TEMPLATE = r"(?i)\{\{|\}\}|\{%|\[object object\]|^undefined$|^null$|^nan$|lorem ipsum"


def expectations(table: Table) -> Iterator[tuple[str, Any]]:
    """(rule, expectation) for each rule of the table; the expectation carries its severity."""
    import great_expectations.expectations as gxe

    if len(table.key) == 1:
        yield f"{table.key[0]} is unique", gxe.ExpectColumnValuesToBeUnique(column=table.key[0], severity=CRITICAL)
    elif table.name == "program_courses":
        yield "program and position are unique", gxe.ExpectCompoundColumnsToBeUnique(column_list=list(table.key), severity=CRITICAL)
    for column in table.columns:
        yield from _of_column(column)
    for low, high in (
        ("credits_min", "credits_max"),
        ("credits_total_min", "credits_total_max"),
        ("effort_hours_per_week_min", "effort_hours_per_week_max"),
    ):
        if low in table.names:
            yield (
                f"{low} is at most {high}",
                gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                    column_A=high, column_B=low, or_equal=True, ignore_row_if="either_value_is_missing", severity=WARNING
                ),
            )
    if table in RECORD_TABLES:
        yield from _of_text()


def _of_text() -> Iterator[tuple[str, Any]]:
    import great_expectations.expectations as gxe

    yield "title is no word of a menu", gxe.ExpectColumnValuesToNotMatchRegex(column="title", regex=_NAVIGATION, severity=WARNING)
    for column in ("title", "description"):
        yield f"{column} holds no template", gxe.ExpectColumnValuesToNotMatchRegex(column=column, regex=_TEMPLATE, severity=WARNING)
    yield (
        "description is not another row's",
        gxe.ExpectCompoundColumnsToBeUnique(column_list=["source_id", "description"], ignore_row_if="any_value_is_missing", severity=INFO),
    )


def _of_column(column: Column) -> Iterator[tuple[str, Any]]:
    import great_expectations.expectations as gxe

    name = column.name
    if column.required:
        yield f"{name} is not null", gxe.ExpectColumnValuesToNotBeNull(column=name, severity=CRITICAL if name in _KEYS else WARNING)
    if column.type == STRINGS:
        return
    if column.words:
        yield (
            f"{name} is a word of its vocabulary",
            gxe.ExpectColumnValuesToBeInSet(column=name, value_set=list(column.words), severity=WARNING),
        )
    if column.low is not None or column.high is not None:
        yield (
            f"{name} is between {column.low} and {column.high}",
            gxe.ExpectColumnValuesToBeBetween(column=name, min_value=column.low, max_value=column.high, severity=WARNING),
        )
    if column.pattern:
        yield f"{name} has its form", gxe.ExpectColumnValuesToMatchRegex(column=name, regex=column.pattern, severity=WARNING)
