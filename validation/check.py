"""Run a table's suite with Great Expectations, and part its rows into those that pass and those to withhold."""

import json
import logging
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pandas as pd

from courseatlas.schema import Table
from validation.suites import CRITICAL, INFO, expectations

# of the run, not of the row: two runs over the same pages withhold the same record
_BOOKKEEPING = ("fetched_at", "first_seen", "last_seen", "freshness")
# a suite that throws out more than this share of a table has found a broken table, not broken rows
MOST_WITHHELD = 0.2


@dataclass(frozen=True)
class Check:
    """One expectation's result. `failed_rows` counts the rows that broke it; `error` says why it could not look."""

    table: str
    rule: str
    severity: str
    success: bool
    rows: int
    failed_rows: int
    error: str | None = None


@dataclass(frozen=True)
class Checked:
    """A table after its suite: the rows that pass, the quarantine rows of the others, and every result."""

    accepted: pd.DataFrame
    quarantine: list[dict[str, Any]]
    checks: list[Check]
    broken: str | None  # why the table as a whole must not be published


def check(table: Table, frame: pd.DataFrame, expected: bool) -> Checked:
    """Validate a table. `expected` says whether it must hold rows: an expectation that looked at no row counts as failed."""
    if frame.empty:
        return Checked(frame, [], [Check(table.name, "the table holds rows", CRITICAL, not expected, 0, 0)], None)
    checks: list[Check] = []
    broken_rows: dict[int, list[tuple[str, str]]] = {}
    errors: list[str] = []
    frame = frame.reset_index(drop=True)
    rules = list(expectations(table))
    for (rule, expectation), result in zip(rules, _validate(table, frame, [one for _, one in rules]), strict=True):
        raised = (
            result.exception_info.get("raised_exception")
            if "raised_exception" in result.exception_info
            else any(one.get("raised_exception") for one in result.exception_info.values() if isinstance(one, dict))
        )
        detail = result.result or {}
        positions = _positions(detail)
        severity = str(getattr(expectation.severity, "value", expectation.severity))
        checks.append(
            Check(
                table.name,
                rule,
                severity,
                bool(result.success) and not raised,
                len(frame),
                len(positions),
                "it raised an exception" if raised else None,
            )
        )
        if raised:
            errors.append(f'{table.name}: the rule "{rule}" could not be checked')
        if severity == CRITICAL and not result.success and not raised:
            errors.append(f'{table.name}: the critical rule "{rule}" does not hold in {len(positions)} of {len(frame)} rows')
        for position in positions if severity != INFO else ():
            broken_rows.setdefault(position, []).append((rule, severity))
    withheld = [
        _withheld(table, frame.loc[position], rule, severity)
        for position in sorted(broken_rows)
        for rule, severity in broken_rows[position]
    ]
    if len(broken_rows) > max(3, MOST_WITHHELD * len(frame)):
        errors.append(
            f"{table.name}: {len(broken_rows)} of {len(frame)} rows break a rule, more than {MOST_WITHHELD:.0%}; "
            f"first: {withheld[0]['rule']} ({withheld[0]['detail']})"
        )
    return Checked(frame.drop(index=list(broken_rows)).reset_index(drop=True), withheld, checks, errors[0] if errors else None)


def warm_up() -> None:
    """Import Great Expectations in the background: it takes seconds, and while the crawls' processes work this one only waits."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    threading.Thread(target=import_module, args=("great_expectations.expectations",), daemon=True).start()


def _validate(table: Table, frame: pd.DataFrame, suite_of: list[Any]) -> list[Any]:
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx

    for name in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(name).setLevel(logging.WARNING)

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    batch = (
        context.data_sources.add_pandas("release")
        .add_dataframe_asset(table.name)
        .add_batch_definition_whole_dataframe("all")
        .get_batch({"dataframe": frame})
    )
    suite = gx.ExpectationSuite(name=table.name, expectations=suite_of)
    results = batch.validate(suite, result_format={"result_format": "COMPLETE"}).results
    # the results come in an order of GX's own
    by_key = {_key(result.expectation_config.type, result.expectation_config.kwargs): result for result in results}
    return [by_key[_key(one.expectation_type, one.configuration.kwargs)] for one in suite_of]


def _key(kind: str, kwargs: Mapping[str, Any]) -> str:
    return json.dumps(
        [kind, {name: value for name, value in kwargs.items() if name not in ("batch_id", "severity")}], sort_keys=True, default=str
    )


def _positions(detail: Mapping[str, Any]) -> list[int]:
    return sorted({int(position) for position in detail.get("unexpected_index_list") or []})


def _withheld(table: Table, row: pd.Series, rule: str, severity: str) -> dict[str, Any]:
    column = rule.split(" ", 1)[0]
    record_id = row.get("id") or row.get("program_id") or row.get("recommendation_id")
    return {
        "id": record_id,
        "source_id": row.get("source_id") or str(record_id).split(":")[0],
        "table": table.name,
        "rule": rule,
        "severity": severity,
        "detail": f"{column} is {row.get(column)!r}" if column in row else rule,
        "record": json.dumps(
            {name: row[name] for name in table.names if name not in _BOOKKEEPING and row.get(name) is not None},
            default=str,
            ensure_ascii=False,
        ),
        "evidence_url": row.get("evidence_url"),
    }
