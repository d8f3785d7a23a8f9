"""An expectation rule: one Great Expectations expectation, with a sentence and a remedy.

The functions below make the usual kinds. A rule that compares columns or tables is a `row_rule`: a
function over the rows of the table gives True or False for each row, and the expectation looks at
these.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

# Great Expectations' severities, and what each does here: critical stops the release, warning
# withholds the rows, info only reports
CRITICAL, WARNING, INFO = "critical", "warning", "info"

RowTest = Callable[[pd.DataFrame], Any]


@dataclass(frozen=True)
class ExpectationRule:
    """One expectation.

    `sentence` says what holds where the rule holds, `remedy` what to do where it does not. `kind`
    is the class name of the expectation. `columns` are the columns that the rule is about, the most
    informative first; `derive` gives the column that it looks at. A `required` rule is about a
    column that every row fills: seeing no value is then a fault.
    """

    name: str
    severity: str
    sentence: str
    remedy: str
    kind: str
    kwargs: Mapping[str, Any]
    columns: tuple[str, ...]
    derive: Callable[[pd.DataFrame], pd.Series] | None = None
    required: bool = False

    def expectation(self) -> Any:
        """The Great Expectations object; its `meta` names the rule, which a result refers to."""
        import great_expectations.expectations as gxe

        return getattr(gxe, self.kind)(
            **self.kwargs,
            severity=self.severity,
            meta={"rule": self.name, "sentence": self.sentence},
        )


def not_null(column: str, severity: str, sentence: str, remedy: str) -> ExpectationRule:
    """Every row has a value."""
    return ExpectationRule(
        f"{column} is not null",
        severity,
        sentence,
        remedy,
        "ExpectColumnValuesToNotBeNull",
        {"column": column},
        (column,),
    )


def in_set(
    name: str,
    column: str,
    words: Iterable[Any],
    severity: str,
    sentence: str,
    remedy: str,
    required: bool = False,
) -> ExpectationRule:
    """Every value is one of a few words."""
    return ExpectationRule(
        name,
        severity,
        sentence,
        remedy,
        "ExpectColumnValuesToBeInSet",
        {"column": column, "value_set": sorted(words)},
        (column,),
        required=required,
    )


def between(
    column: str,
    bounds: tuple[float | None, float | None],
    severity: str,
    sentence: str,
    remedy: str,
    required: bool = False,
) -> ExpectationRule:
    """Every value is within the bounds; a bound of None is no bound."""
    low, high = bounds
    name = f"{column} is at least {low}"
    if high is not None:
        name = f"{column} is between {low} and {high}"
    return ExpectationRule(
        name,
        severity,
        sentence,
        remedy,
        "ExpectColumnValuesToBeBetween",
        {"column": column, "min_value": low, "max_value": high},
        (column,),
        required=required,
    )


def matches(
    name: str,
    column: str,
    pattern: str,
    severity: str,
    sentence: str,
    remedy: str,
    required: bool = False,
) -> ExpectationRule:
    """Every value has the form of the regular expression."""
    return ExpectationRule(
        name,
        severity,
        sentence,
        remedy,
        "ExpectColumnValuesToMatchRegex",
        {"column": column, "regex": pattern},
        (column,),
        required=required,
    )


def avoids(
    name: str, column: str, pattern: str, severity: str, sentence: str, remedy: str
) -> ExpectationRule:
    """No value matches the regular expression."""
    return ExpectationRule(
        name,
        severity,
        sentence,
        remedy,
        "ExpectColumnValuesToNotMatchRegex",
        {"column": column, "regex": pattern},
        (column,),
    )


def unique(
    name: str,
    columns: Collection[str],
    severity: str,
    sentence: str,
    remedy: str,
    ignore_row_if: str = "never",
) -> ExpectationRule:
    """No two rows share the values of these columns.

    `ignore_row_if` says which rows are not compared, in the words of Great Expectations.
    """
    if len(columns) == 1:
        (column,) = columns
        return ExpectationRule(
            name,
            severity,
            sentence,
            remedy,
            "ExpectColumnValuesToBeUnique",
            {"column": column},
            (column,),
            required=True,
        )
    return ExpectationRule(
        name,
        severity,
        sentence,
        remedy,
        "ExpectCompoundColumnsToBeUnique",
        {"column_list": list(columns), "ignore_row_if": ignore_row_if},
        tuple(columns),
    )


def row_rule(
    name: str,
    columns: tuple[str, ...],
    test: RowTest,
    severity: str,
    sentence: str,
    remedy: str,
    where: RowTest | None = None,
) -> ExpectationRule:
    """`test` is True in every row, or in those for which `where` is True."""

    def derive(rows: pd.DataFrame) -> pd.Series:
        passed = _as_bool(test(rows), rows).astype("category")
        return passed if where is None else passed.where(_as_bool(where(rows), rows))

    return ExpectationRule(
        name,
        severity,
        sentence,
        remedy,
        "ExpectColumnValuesToBeInSet",
        {"column": name, "value_set": [True]},
        columns,
        derive=derive,
    )


def _as_bool(values: Any, rows: pd.DataFrame) -> pd.Series:
    """A truth value per row; an unknown one counts as False."""
    return pd.Series(values, index=rows.index).fillna(False).astype(bool)
