"""Run expectation rules with Great Expectations over rows in memory.

Two things of its usual entry (a context's pandas source) cost more than all expectations together
over 100,000 rows: it hashes the whole table for the fingerprint of a batch, and it copies all
columns for each expectation. So its validator gets the rows from an execution engine that shows
each expectation its own columns only. Which rows broke a rule is asked only where one did.
"""

import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

import pandas as pd

from validation.gx.configurations import (
    remember_configurations,
    remember_expectations,
    remember_ids,
)
from validation.gx.expectation import ExpectationRule
from validation.gx.late_imports import imported_late

_SUCCESS_ONLY = {"result_format": "BOOLEAN_ONLY"}
_WITH_ROWS = {
    "result_format": "COMPLETE",
    "partial_unexpected_count": 0,
    "return_unexpected_index_query": False,
}
_LONGEST_ERROR = 200


@dataclass(frozen=True)
class RuleResult:
    """What a rule found.

    `looked` values were examined, and those in the rows at `positions` break the rule. `error` says
    why the rule could not be checked.
    """

    rule: ExpectationRule
    success: bool
    looked: int
    positions: list[int] = field(default_factory=list)
    error: str | None = None


def warm_up() -> None:
    """Import Great Expectations in the background.

    It takes seconds, and while the processes of the crawls work this one only waits.
    """
    threading.Thread(target=_import_great_expectations, daemon=True).start()


def run(rules: Sequence[ExpectationRule], rows: pd.DataFrame) -> list[RuleResult]:
    """A result for each rule, in their order. The index of `rows` counts from 0."""
    rows, errors = _with_derived_columns(rules, rows)
    counts = rows.count()
    looked = {rule.name: int(counts.get(_column_of(rule), len(rows))) for rule in rules}
    # an expectation over no value holds, and takes as long as one over a thousand
    runnable = [rule for rule in rules if rule.name not in errors and looked[rule.name]]
    results = _validate(runnable, rows, _SUCCESS_ONLY)
    failed = [rule for rule in runnable if _is_failed(results.get(rule.name))]
    results |= _validate(failed, rows, _WITH_ROWS)
    return [
        _result(rule, results.get(rule.name), errors.get(rule.name), looked[rule.name])
        for rule in rules
    ]


def _with_derived_columns(
    rules: Sequence[ExpectationRule], rows: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows with the column of each row rule, and the rules that raised, by name."""
    columns, errors = {}, {}
    for rule in rules:
        if rule.derive:
            try:
                columns[rule.name] = rule.derive(rows)
            except Exception as e:  # whatever a rule does wrong, it is a rule that could not be run
                errors[rule.name] = f"it raised {type(e).__name__}: {e}"[:_LONGEST_ERROR]
    return pd.concat([rows, pd.DataFrame(columns, index=rows.index)], axis=1), errors


def _validate(
    rules: Sequence[ExpectationRule], rows: pd.DataFrame, result_format: Mapping[str, Any]
) -> dict[str, Any]:
    """Great Expectations' results by the name of the rule; a rule that was not run has none."""
    if not rules:
        return {}
    validator = _validator_maker()(rows)
    results = validator.graph_validate(
        configurations=[rule.expectation().configuration for rule in rules],
        runtime_configuration={"result_format": dict(result_format)},
    )
    return {result.expectation_config.meta["rule"]: result for result in results}


def _column_of(rule: ExpectationRule) -> str:
    """The column whose values the rule looks at; '' where it looks at the rows."""
    if rule.kind == "ExpectColumnValuesToNotBeNull":
        return ""
    return str(rule.kwargs.get("column", ""))


def _is_failed(result: Any) -> bool:
    return result is not None and not result.success and not _exception_of(result)


def _result(rule: ExpectationRule, result: Any, error: str | None, looked: int) -> RuleResult:
    if error is None and not looked:
        is_missing = "it looked at no value of a column that every row must fill"
        error = is_missing if rule.required else None
        return RuleResult(rule, not rule.required, 0, error=error)
    if result is None:
        return RuleResult(rule, False, 0, error=error or "it was declared and not run")
    exception = _exception_of(result)
    if exception:
        message = f"it raised an exception: {exception}"[:_LONGEST_ERROR]
        return RuleResult(rule, False, 0, error=message)
    positions = (result.result or {}).get("unexpected_index_list") or []
    return RuleResult(rule, bool(result.success), looked, sorted({int(p) for p in positions}))


def _exception_of(result: Any) -> str | None:
    """The message of an exception that the expectation raised; None where it raised none."""
    info = result.exception_info or {}
    for entry in [info, *(value for value in info.values() if isinstance(value, dict))]:
        if entry.get("raised_exception"):
            return str(entry.get("exception_message") or "without a message")
    return None


def _import_great_expectations() -> None:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    for name in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with imported_late("altair", "scipy.stats"):
        import_module("great_expectations.expectations")


@cache
def _validator_maker() -> Callable[[pd.DataFrame], Any]:
    """A function that makes a validator over rows; the import takes seconds and happens once."""
    _import_great_expectations()
    import great_expectations as gx
    from great_expectations.execution_engine import PandasExecutionEngine
    from great_expectations.validator.validator import Validator

    remember_configurations()
    remember_expectations()
    remember_ids()

    class OwnColumnsEngine(PandasExecutionEngine):
        """Shows an expectation the columns that it names, and no others."""

        def get_domain_records(self, domain_kwargs: dict[str, Any]) -> Any:
            rows = self.batch_manager.active_batch_data.dataframe
            names = _domain_columns(domain_kwargs)
            is_condition = domain_kwargs.get("row_condition")
            if not names or is_condition or not all(name in rows.columns for name in names):
                return super().get_domain_records(domain_kwargs)
            rows = _own_columns(rows, names)
            ignored = domain_kwargs.get("ignore_row_if")
            if ignored in ("either_value_is_missing", "any_value_is_missing"):
                return rows.dropna()
            return rows

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}

    def make_validator(rows: pd.DataFrame) -> Any:
        engine = OwnColumnsEngine(batch_data_dict={"rows": rows})
        return Validator(execution_engine=engine, data_context=context)

    return make_validator


def _own_columns(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The columns of these names. Nearly all expectations name one, which pandas takes faster."""
    if len(names) == 1:
        return rows[names[0]].to_frame()
    return rows[list(dict.fromkeys(names))]


def _domain_columns(domain_kwargs: Mapping[str, Any]) -> list[str]:
    names = [domain_kwargs.get(key) for key in ("column", "column_A", "column_B")]
    return [name for name in names if name] + list(domain_kwargs.get("column_list") or [])
