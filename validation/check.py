"""Run a table's suite, and part its rows into those that pass and those to withhold, each with the rule, a sentence and the evidence."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from courseatlas.schema import Table
from validation import engine
from validation.engine import Result
from validation.prepared import prepared
from validation.references import References
from validation.rule import CRITICAL, INFO, Rule
from validation.suites import suite

warm_up = engine.warm_up

# of the run, not of the row: two runs over the same pages withhold the same record
_BOOKKEEPING = ("fetched_at", "first_seen", "last_seen", "freshness")
# a suite that throws out more than this share of a table has found a broken table, not broken rows; of a few rows each may be broken
MOST_WITHHELD, FEW = 0.2, 3
_EXAMPLES, _LENGTH = 3, 120


@dataclass(frozen=True)
class Example:
    """A row that broke a rule: its id, the value as text, and the page that it came from."""

    id: str
    value: str
    evidence_url: str | None


@dataclass(frozen=True)
class Check:
    """One expectation's result: `looked` values of `rows` rows, in `failed_rows` of which it does not hold.

    `error` says why it could not look. A rule over an optional column in which nothing stands looks at no value, and holds.
    """

    table: str
    rule: str
    severity: str
    success: bool
    rows: int
    failed_rows: int
    error: str | None = None
    sentence: str = ""
    remedy: str = ""
    examples: tuple[Example, ...] = ()
    looked: int = 0


@dataclass(frozen=True)
class Checked:
    """A table after its suite: the rows that pass, the quarantine rows of the others, and every result."""

    accepted: pd.DataFrame
    quarantine: list[dict[str, Any]]
    checks: list[Check]
    broken: str | None  # why the table as a whole must not be published


def check(
    table: Table,
    frame: pd.DataFrame,
    expected: bool,
    references: References | None = None,
    about: Collection[str] | None = None,
    beside: int = 0,
) -> Checked:
    """Validate a table. `expected` says whether it must hold rows; `about` keeps to the rules about these columns.

    `beside` is how many other rows the table has: a broken table is told from broken rows by its share of all.
    An expectation that raised, that was not run, or that looked at no value where each row must have one, makes the table broken.
    """
    rules = suite(table, references or References(), expected)
    if frame.empty:
        return Checked(frame, [], [_nothing(table, rules[0], not expected)], None)
    if about is not None:
        rules = [rule for rule in rules if set(rule.columns) & set(about)]
    frame = frame.reset_index(drop=True)
    results = engine.run(rules, prepared(table, frame))
    checks = [_check(table, frame, result) for result in results]
    broken_rows: dict[int, list[Rule]] = {}
    for result in results:
        if result.rule.severity != INFO:
            for position in result.positions:
                broken_rows.setdefault(position, []).append(result.rule)
    withheld = [_withheld(table, frame.loc[position], rule) for position in sorted(broken_rows) for rule in broken_rows[position]]
    errors = [error for result in results if (error := _error(table, result, len(frame)))]
    if len(broken_rows) > max(FEW, MOST_WITHHELD * (len(frame) + beside)):
        errors.append(
            f"{table.name}: {len(broken_rows)} of {len(frame) + beside} rows break a rule, more than {MOST_WITHHELD:.0%}; "
            f"first: {withheld[0]['rule']} ({withheld[0]['detail']})"
        )
    return Checked(frame.drop(index=list(broken_rows)).reset_index(drop=True), withheld, checks, errors[0] if errors else None)


def joined(checks: Iterable[Check]) -> list[Check]:
    """One check a table and rule, in their first order: of a table that was looked at in parts, their sum."""
    found: dict[tuple[str, str], Check] = {}
    for one in checks:
        first = found.get((one.table, one.rule))
        found[one.table, one.rule] = one if first is None else _sum(first, one)
    return list(found.values())


def _sum(a: Check, b: Check) -> Check:
    return replace(
        a,
        success=a.success and b.success,
        rows=a.rows + b.rows,
        failed_rows=a.failed_rows + b.failed_rows,
        error=a.error or b.error,
        examples=(a.examples + b.examples)[:_EXAMPLES],
        looked=a.looked + b.looked,
    )


def _nothing(table: Table, first: Rule, success: bool) -> Check:
    """The check of an empty table: whoever asked decides, for rows carried forward may still come."""
    if success:
        return Check(table.name, "the table may be empty", INFO, True, 0, 0, sentence=f"{table.name} holds no row, and need not")
    return Check(table.name, first.name, CRITICAL, False, 0, 0, sentence=first.sentence, remedy=first.remedy)


def _error(table: Table, result: Result, rows: int) -> str | None:
    """Why this result stops the table; None where it does not."""
    rule = result.rule
    if result.error and (rows > FEW or not rule.required):
        return f'{table.name}: the rule "{rule.name}" could not be checked: {result.error}; {rule.remedy}'
    if result.success or result.error:
        return None
    if rule.kind == "ExpectColumnValuesToNotBeNull" and len(result.positions) == rows > FEW:
        return f"{table.name}: {rule.columns[0]} is null in all {rows} of {rows} rows, and every row must have it; {rule.remedy}"
    if rule.severity == CRITICAL:
        return f'{table.name}: the critical rule "{rule.name}" does not hold in {len(result.positions)} of {rows} rows; {rule.remedy}'
    return None


def _check(table: Table, frame: pd.DataFrame, result: Result) -> Check:
    rule = result.rule
    return Check(
        table.name,
        rule.name,
        rule.severity,
        result.success,
        len(frame),
        len(result.positions),
        result.error,
        rule.sentence,
        rule.remedy,
        tuple(_example(frame.loc[position], rule.columns) for position in result.positions[:_EXAMPLES]),
        result.looked,
    )


def _example(row: pd.Series, columns: Sequence[str]) -> Example:
    value = ", ".join(f"{column} {_shown(row[column])}" for column in columns if column in row)
    return Example(str(_id(row) or ""), value[:_LENGTH], _or_none(row.get("evidence_url")))


def _shown(value: Any) -> str:
    value = _or_none(value)
    return "is null" if value is None else f"is {value!r}" if isinstance(value, str) else f"is {value}"


def _or_none(value: Any) -> Any:
    """None for whichever null pandas uses; a list is a value."""
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def _id(row: pd.Series) -> Any:
    named = (_or_none(row.get(column)) for column in ("id", "program_id", "recommendation_id", "provider_id", "source_id"))
    return next((one for one in named if one is not None), None)


def _withheld(table: Table, row: pd.Series, rule: Rule) -> dict[str, Any]:
    record_id = _id(row)
    example = _example(row, rule.columns)
    return {
        "id": record_id,
        "source_id": _or_none(row.get("source_id")) or str(record_id).split(":")[0],
        "table": table.name,
        "rule": rule.name,
        "severity": rule.severity,
        "detail": f"{rule.sentence}; here {example.value}" if example.value else rule.sentence,
        "record": as_json(table, row),
        "evidence_url": example.evidence_url,
    }


def as_json(table: Table, row: Mapping[Any, Any] | pd.Series) -> str:
    """A row as a quarantine keeps it: what it holds, but for the bookkeeping of the run."""
    held = {name: value for name in table.names if name not in _BOOKKEEPING and (value := _or_none(row.get(name))) is not None}
    return json.dumps(held, default=str, ensure_ascii=False)
