"""A Great Expectations suite per table, made from the schema: what a row must be, and what a table must hold."""

from collections.abc import Iterator
from typing import Any

from courseatlas.schema import STRINGS, Column, Table

CRITICAL, WARNING = "critical", "warning"


def expectations(table: Table) -> Iterator[tuple[str, Any]]:
    """(rule, expectation) for each rule of the table. A row that breaks a rule on its columns is withheld."""
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
                    column_A=high, column_B=low, or_equal=True, ignore_row_if="either_value_is_missing", severity=CRITICAL
                ),
            )


def _of_column(column: Column) -> Iterator[tuple[str, Any]]:
    import great_expectations.expectations as gxe

    name = column.name
    if column.required:
        yield f"{name} is not null", gxe.ExpectColumnValuesToNotBeNull(column=name, severity=CRITICAL)
    if column.type == STRINGS:
        return
    if column.words:
        yield (
            f"{name} is a word of its vocabulary",
            gxe.ExpectColumnValuesToBeInSet(column=name, value_set=list(column.words), severity=CRITICAL),
        )
    if column.low is not None or column.high is not None:
        yield (
            f"{name} is between {column.low} and {column.high}",
            gxe.ExpectColumnValuesToBeBetween(column=name, min_value=column.low, max_value=column.high, severity=CRITICAL),
        )
    if column.pattern:
        yield f"{name} has its form", gxe.ExpectColumnValuesToMatchRegex(column=name, regex=column.pattern, severity=CRITICAL)
