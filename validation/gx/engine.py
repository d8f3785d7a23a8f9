"""Run rules with Great Expectations over rows in memory, fast: what held, what did not and in which rows, and what could not be run.

Two things of its usual entry (a context's pandas source) cost more than all expectations together over 100,000 rows: it hashes the whole
table for a batch's fingerprint, and copies all columns of the table for each expectation. So its validator gets the rows by way of
an execution engine that shows each expectation its own columns only. Which rows broke a rule is asked for only where one did.
"""

import logging
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

import pandas as pd

from validation.gx.expectation import Rule
from validation.gx.late_imports import imported_late

_VERDICTS = {"result_format": "BOOLEAN_ONLY"}
_ROWS = {"result_format": "COMPLETE", "partial_unexpected_count": 0, "return_unexpected_index_query": False}


@dataclass(frozen=True)
class Result:
    """What a rule found: `looked` values, of which those in the rows at `positions` broke it; or `error`, why it could not look."""

    rule: Rule
    success: bool
    looked: int
    positions: list[int] = field(default_factory=list)
    error: str | None = None


def warm_up() -> None:
    """Import Great Expectations in the background: it takes seconds, and while the crawls' processes work this one only waits."""
    threading.Thread(target=_imported, daemon=True).start()


def run(rules: Sequence[Rule], rows: pd.DataFrame) -> list[Result]:
    """A result for each rule, in their order. `rows` are numbered from 0."""
    rows, errors = _derived(rules, rows)
    found = _validate([rule for rule in rules if rule.name not in errors], rows, _VERDICTS)
    failed = [rule for rule in rules if (one := found.get(rule.name)) is not None and not one.success and not _raised(one)]
    found |= _validate(failed, rows, _ROWS)
    values = rows.count()
    return [_result(rule, found.get(rule.name), errors.get(rule.name), int(values.get(_seen(rule), len(rows)))) for rule in rules]


def _derived(rules: Sequence[Rule], rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    columns, errors = {}, {}
    for rule in rules:
        if rule.derive:
            try:
                columns[rule.name] = rule.derive(rows)
            except Exception as e:  # whatever a rule does wrong, it is the rule that could not be run
                errors[rule.name] = f"it raised {type(e).__name__}: {e}"[:200]
    return pd.concat([rows, pd.DataFrame(columns, index=rows.index)], axis=1), errors


def _validate(rules: Sequence[Rule], rows: pd.DataFrame, wanted: dict[str, Any]) -> dict[str, Any]:
    """Great Expectations' results by the rule's name; a rule that it left out has none."""
    if not rules:
        return {}
    validator = _great_expectations()(rows)
    configurations = [rule.expectation().configuration for rule in rules]
    results = validator.graph_validate(configurations=configurations, runtime_configuration={"result_format": wanted})
    return {result.expectation_config.meta["rule"]: result for result in results}


def _seen(rule: Rule) -> str:
    """The column whose values the rule looks at; '' where it looks at the rows."""
    return "" if rule.kind == "ExpectColumnValuesToNotBeNull" else rule.kwargs.get("column", "")


def _result(rule: Rule, found: Any, error: str | None, looked: int) -> Result:
    if found is None:
        return Result(rule, False, 0, error=error or "it was declared and not run")
    if raised := _raised(found):
        return Result(rule, False, 0, error=f"it raised an exception: {raised}"[:200])
    if rule.required and not looked:
        return Result(rule, False, 0, error="it looked at no value of a column that every row must fill")
    positions = sorted({int(position) for position in (found.result or {}).get("unexpected_index_list") or []})
    return Result(rule, bool(found.success), looked, positions)


def _raised(found: Any) -> str | None:
    info = found.exception_info or {}
    for one in [info, *(value for value in info.values() if isinstance(value, dict))]:
        if one.get("raised_exception"):
            return str(one.get("exception_message") or "without a message")
    return None


def _imported() -> None:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    for name in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with imported_late("altair", "scipy.stats"):
        import_module("great_expectations.expectations")


@cache
def _great_expectations() -> Any:
    """A maker of validators; imported late, and once: the import takes seconds."""
    _imported()
    import great_expectations as gx
    from great_expectations.execution_engine import PandasExecutionEngine
    from great_expectations.validator.validator import Validator

    class OwnColumns(PandasExecutionEngine):
        """Shows an expectation the columns that it names, and no others."""

        def get_domain_records(self, domain_kwargs: dict[str, Any]) -> Any:
            named = [domain_kwargs[key] for key in ("column", "column_A", "column_B") if domain_kwargs.get(key)]
            named += domain_kwargs.get("column_list") or []
            rows = self.batch_manager.active_batch_data.dataframe
            if not named or domain_kwargs.get("row_condition") or not set(named) <= set(rows.columns):
                return super().get_domain_records(domain_kwargs)
            rows = rows[list(dict.fromkeys(named))]
            if domain_kwargs.get("ignore_row_if") in ("either_value_is_missing", "any_value_is_missing"):
                return rows.dropna()
            return rows

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return lambda rows: Validator(execution_engine=OwnColumns(batch_data_dict={"rows": rows}), data_context=context)
