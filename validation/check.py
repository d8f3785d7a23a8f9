"""Check a table: run its suite and separate the rows that pass from those that break a rule."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of
from courseatlas.findings import Check, Example, StopReason
from courseatlas.ids import source_of
from courseatlas.outcomes import Fault
from courseatlas.rows import QuarantineRow
from courseatlas.schema import Table
from validation.gates.thresholds import thresholds
from validation.gx import engine
from validation.gx.engine import RuleResult
from validation.gx.expectation import CRITICAL, INFO, ExpectationRule
from validation.gx.prepared import prepared
from validation.references import References
from validation.suites import suite

warm_up = engine.warm_up

_EXAMPLES, _LONGEST_VALUE = 3, 120
# the columns that name a row, in the order in which they are looked for
_NAMES = ("id", "program_id", "recommendation_id", "provider_id", "source_id")


@dataclass(frozen=True)
class CheckedTable:
    """A table after its suite.

    `accepted` holds the rows that pass, `rejected` the others, `faults` the rules that each
    rejected row breaks. `stop_reason` says why the table as a whole must not be published; None
    where it may.
    """

    accepted: pd.DataFrame
    rejected: pd.DataFrame
    faults: tuple[tuple[Fault, ...], ...]
    checks: tuple[Check, ...]
    stop_reason: StopReason | None = None


def check(
    table: Table,
    frame: pd.DataFrame,
    expected: bool,
    references: References | None = None,
    columns: Collection[str] | None = None,
    other_rows: int = 0,
) -> CheckedTable:
    """Validate a table.

    `expected` says whether it must hold rows. `columns` keeps to the rules about these columns.
    `other_rows` is the number of rows that the table has besides these: a broken table is told from
    broken rows by its share of all. A rule that raises, that is not run, or that sees no value
    where every row must have one stops the table.
    """
    rules = suite(table, references or References(), expected)
    if frame.empty:
        return CheckedTable(frame, frame, (), (_check_of_nothing(table, rules[0], not expected),))
    if columns is not None:
        rules = [rule for rule in rules if set(rule.columns) & set(columns)]
    frame = frame.reset_index(drop=True)
    results = engine.run(rules, prepared(table, frame))
    broken_rules = _broken_rules(results)
    positions = sorted(broken_rules)
    rejected = frame.loc[positions]
    rows = dict(zip(positions, rows_of(rejected), strict=True))
    faults = tuple(
        tuple(_fault(rule, rows[position]) for rule in broken_rules[position])
        for position in positions
    )
    reasons = [_stop_reason(table, result, len(frame)) for result in results]
    reasons.append(_too_many(table, faults, len(frame) + other_rows))
    return CheckedTable(
        accepted=frame.drop(index=positions).reset_index(drop=True),
        rejected=rejected.reset_index(drop=True),
        faults=faults,
        checks=tuple(_check(table, len(frame), result, frame) for result in results),
        stop_reason=next((StopReason(reason) for reason in reasons if reason), None),
    )


def sum_checks(checks: Iterable[Check]) -> list[Check]:
    """One check per table and rule, in their first order: the sum over the parts of a table."""
    sums: dict[tuple[str, str], Check] = {}
    for part in checks:
        first = sums.get((part.table, part.rule))
        sums[part.table, part.rule] = part if first is None else _sum(first, part)
    return list(sums.values())


def quarantine_rows(table: Table, checked: CheckedTable, origin: str) -> list[QuarantineRow]:
    """The rejected rows as rows of `quarantine`, one per rule that a row breaks."""
    return [
        {
            "id": row_name(row),
            "source_id": row.get("source_id") or source_of(str(row_name(row))),
            "table": table.name,
            "origin": origin,
            "rule": fault.rule,
            "severity": fault.severity,
            "detail": fault.detail,
            "record": as_json(table, row),
            "evidence_url": row.get("evidence_url"),
        }
        for row, faults in zip(rows_of(checked.rejected), checked.faults, strict=True)
        for fault in faults
    ]


def as_json(table: Table, row: Mapping[str, Any]) -> str:
    """A row as the quarantine keeps it: its values, but for the bookkeeping of the run."""
    kept = {
        name: row[name]
        for name in table.names
        if name not in table.bookkeeping and row.get(name) is not None
    }
    return json.dumps(kept, default=str, ensure_ascii=False)


def row_name(row: Mapping[str, Any]) -> Any:
    """The value that names a row of any table; None where it has none."""
    return next((row[name] for name in _NAMES if row.get(name) is not None), None)


def _broken_rules(results: Sequence[RuleResult]) -> dict[int, list[ExpectationRule]]:
    """Position -> the rules that the row breaks; a rule of severity info rejects no row."""
    rules: dict[int, list[ExpectationRule]] = {}
    for result in results:
        if result.rule.severity != INFO:
            for position in result.positions:
                rules.setdefault(position, []).append(result.rule)
    return rules


def _sum(check: Check, other: Check) -> Check:
    return replace(
        check,
        success=check.success and other.success,
        rows=check.rows + other.rows,
        failed_rows=check.failed_rows + other.failed_rows,
        error=check.error or other.error,
        examples=(check.examples + other.examples)[:_EXAMPLES],
        looked=check.looked + other.looked,
    )


def _check_of_nothing(table: Table, first: ExpectationRule, success: bool) -> Check:
    """The check of an empty table: the caller decides, for rows carried forward may still come."""
    if success:
        sentence = f"{table.name} has no rows, and may have none"
        return Check(table.name, "the table may be empty", INFO, True, 0, 0, sentence=sentence)
    return Check(
        table.name,
        first.name,
        CRITICAL,
        False,
        0,
        0,
        sentence=first.sentence,
        remedy=first.remedy,
    )


def _stop_reason(table: Table, result: RuleResult, rows: int) -> str | None:
    """Why this result stops the table; None where it does not."""
    rule, few = result.rule, thresholds().withheld_rows.at_least
    if result.error and (rows > few or not rule.required):
        return (
            f'{table.name}: the rule "{rule.name}" could not be checked: {result.error}; '
            f"{rule.remedy}"
        )
    if result.success or result.error:
        return None
    failed = len(result.positions)
    if rule.kind == "ExpectColumnValuesToNotBeNull" and failed == rows > few:
        return (
            f"{table.name}: {rule.columns[0]} is null in all {rows} of {rows} rows, "
            f"and every row must have it; {rule.remedy}"
        )
    if rule.severity == CRITICAL:
        return (
            f'{table.name}: the critical rule "{rule.name}" does not hold in {failed} of '
            f"{rows} rows; {rule.remedy}"
        )
    return None


def _too_many(table: Table, faults: Sequence[Sequence[Fault]], rows: int) -> str | None:
    """A suite that rejects more than a share of a table has found a broken table."""
    limit = thresholds().withheld_rows
    if len(faults) <= max(limit.at_least, limit.share * rows):
        return None
    first = faults[0][0]
    return (
        f"{table.name}: {len(faults)} of {rows} rows break a rule, more than "
        f"{limit.share:.0%}; first: {first.rule} ({first.detail})"
    )


def _check(table: Table, rows: int, result: RuleResult, frame: pd.DataFrame) -> Check:
    rule = result.rule
    # taking no rows out of a wide frame costs a millisecond, and nearly all rules hold
    shown = rows_of(frame.loc[result.positions[:_EXAMPLES]]) if result.positions else []
    return Check(
        table.name,
        rule.name,
        rule.severity,
        result.success,
        rows,
        len(result.positions),
        result.error,
        rule.sentence,
        rule.remedy,
        tuple(_example(row, rule.columns) for row in shown),
        result.looked,
    )


def _example(row: Mapping[str, Any], columns: Sequence[str]) -> Example:
    shown = _shown_values(row, columns)
    return Example(str(row_name(row) or ""), shown, row.get("evidence_url"))


def _shown_values(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    shown = ", ".join(f"{column} {_shown(row[column])}" for column in columns if column in row)
    return shown[:_LONGEST_VALUE]


def _shown(value: Any) -> str:
    if value is None:
        return "is null"
    return f"is {value!r}" if isinstance(value, str) else f"is {value}"


def _fault(rule: ExpectationRule, row: Mapping[str, Any]) -> Fault:
    shown = _shown_values(row, rule.columns)
    detail = f"{rule.sentence}; here {shown}" if shown else rule.sentence
    return Fault(rule.name, rule.severity, detail)
