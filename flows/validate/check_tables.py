"""Check tables: every record table through its suite; rows that break a rule are quarantined."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from courseatlas.arrow import rows_of, values
from courseatlas.findings import Check, StopReason
from courseatlas.outcomes import QUARANTINED, combine, outcomes
from courseatlas.schema import RECORD_TABLES, Table
from flows.curate import CuratedTables
from flows.plan import Plan
from flows.runs import Run
from pipelines.carry_forward import date_rows
from validation.check import CheckedTable, as_json, check
from validation.references import of_sources


@dataclass(frozen=True)
class CheckedTables:
    """The record tables after their suites: rows that pass, with their first and last day.

    `outcomes` holds the quarantined records. `stop_reasons` says why a table as a whole must not be
    published.
    """

    tables: Mapping[str, pd.DataFrame]
    outcomes: pd.DataFrame
    checks: tuple[Check, ...]
    stop_reasons: tuple[StopReason, ...]


def check_tables(run: Run, curated: CuratedTables) -> CheckedTables:
    """Check the rows that this run read."""
    references = of_sources(run.plan.sources.values())
    ids = run.ids
    first_seen = {record_id: row["first_seen"] for record_id, row in ids.items()}
    checked: dict[str, CheckedTable] = {}
    for table in RECORD_TABLES:
        dated = date_rows(curated.tables[table.name], first_seen, run.now.date())
        checked[table.name] = check(table, dated, expects(run.plan, table.name), references)
    return CheckedTables(
        tables={name: part.accepted for name, part in checked.items()},
        outcomes=combine(_quarantined(table, checked[table.name]) for table in RECORD_TABLES),
        checks=tuple(result for part in checked.values() for result in part.checks),
        stop_reasons=tuple(part.stop_reason for part in checked.values() if part.stop_reason),
    )


def expects(plan: Plan, table: str) -> bool:
    """Whether a source of the plan expects rows in a table."""
    return any(source.expect.at_least.get(table) for source in plan.active)


def _quarantined(table: Table, checked: CheckedTable) -> pd.DataFrame:
    rejected = checked.rejected
    return outcomes(
        values(rejected["record_number"]),
        QUARANTINED,
        "check_tables",
        id=values(rejected["id"]),
        faults=checked.faults,
        row=[as_json(table, row) for row in rows_of(rejected)],
    )
