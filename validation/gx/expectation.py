"""A rule: one Great Expectations expectation, with the sentence that tells what it means and the remedy that tells what to do.

The functions below make the usual kinds. A rule that compares columns or tables is a `holds`: a function over the table's rows gives
True or False for each row, and the expectation looks at that.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

# Great Expectations' own severities, and what each does here: critical stops the release, warning withholds the rows, info only reports
CRITICAL, WARNING, INFO = "critical", "warning", "info"


@dataclass(frozen=True)
class Rule:
    """One expectation. `columns` are those it is about, the telling one first; `derive` gives the column that it looks at."""

    name: str
    severity: str
    sentence: str
    remedy: str
    kind: str  # the expectation's class
    kwargs: Mapping[str, Any]
    columns: tuple[str, ...]
    derive: Callable[[pd.DataFrame], pd.Series] | None = None
    required: bool = False  # of a column that every row fills: looking at no value is then a fault

    def expectation(self) -> Any:
        """The Great Expectations object; its `meta` names the rule, by which a result finds back to it."""
        import great_expectations.expectations as gxe

        return getattr(gxe, self.kind)(**self.kwargs, severity=self.severity, meta={"rule": self.name, "sentence": self.sentence})


def not_null(column: str, severity: str, sentence: str, remedy: str) -> Rule:
    """Every row has a value."""
    return Rule(f"{column} is not null", severity, sentence, remedy, "ExpectColumnValuesToNotBeNull", {"column": column}, (column,))


def in_set(name: str, column: str, words: Iterable[Any], severity: str, sentence: str, remedy: str, required: bool = False) -> Rule:
    """Every value is one of a few words."""
    kwargs = {"column": column, "value_set": sorted(words)}
    return Rule(name, severity, sentence, remedy, "ExpectColumnValuesToBeInSet", kwargs, (column,), required=required)


def between(column: str, low: float | None, high: float | None, severity: str, sentence: str, remedy: str, required: bool = False) -> Rule:
    """Every value is within the bounds; a bound of None is none."""
    name = f"{column} is between {low} and {high}" if high is not None else f"{column} is at least {low}"
    kwargs = {"column": column, "min_value": low, "max_value": high}
    return Rule(name, severity, sentence, remedy, "ExpectColumnValuesToBeBetween", kwargs, (column,), required=required)


def matches(name: str, column: str, pattern: str, severity: str, sentence: str, remedy: str, required: bool = False) -> Rule:
    """Every value has the form of the regular expression."""
    kwargs = {"column": column, "regex": pattern}
    return Rule(name, severity, sentence, remedy, "ExpectColumnValuesToMatchRegex", kwargs, (column,), required=required)


def avoids(name: str, column: str, pattern: str, severity: str, sentence: str, remedy: str) -> Rule:
    """No value matches the regular expression."""
    kwargs = {"column": column, "regex": pattern}
    return Rule(name, severity, sentence, remedy, "ExpectColumnValuesToNotMatchRegex", kwargs, (column,))


def unique(name: str, columns: Collection[str], severity: str, sentence: str, remedy: str, among: str = "never") -> Rule:
    """No two rows share these columns. `among`: which rows are left out of the comparison, in Great Expectations' words."""
    if len(columns) == 1:
        (column,) = columns
        return Rule(name, severity, sentence, remedy, "ExpectColumnValuesToBeUnique", {"column": column}, (column,), required=True)
    kwargs = {"column_list": list(columns), "ignore_row_if": among}
    return Rule(name, severity, sentence, remedy, "ExpectCompoundColumnsToBeUnique", kwargs, tuple(columns))


def holds(
    name: str,
    columns: tuple[str, ...],
    true: Callable[[pd.DataFrame], Any],
    severity: str,
    sentence: str,
    remedy: str,
    where: Callable[[pd.DataFrame], Any] | None = None,
) -> Rule:
    """`true` is so in every row, or in those that `where` picks."""

    def derive(rows: pd.DataFrame) -> pd.Series:
        said = pd.Series(true(rows), index=rows.index).fillna(False).astype(bool).astype("category")
        return said if where is None else said.where(pd.Series(where(rows), index=rows.index).fillna(False).astype(bool))

    return Rule(
        name, severity, sentence, remedy, "ExpectColumnValuesToBeInSet", {"column": name, "value_set": [True]}, columns, derive=derive
    )
