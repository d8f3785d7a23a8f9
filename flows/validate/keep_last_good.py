"""Keep last good: which rows of the last release stand in this one, and why others leave it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from courseatlas.arrow import values
from courseatlas.findings import Check, StopReason
from courseatlas.releases import Release
from courseatlas.rows import QuarantineRow
from courseatlas.schema import RECORD_TABLES, Table
from flows.runs import Run
from flows.validate.apply_gates import GatedTables
from pipelines.carry_forward import carried_rows, combine_rows, expired, held_rows
from validation.check import CheckedTable, check, quarantine_rows
from validation.gates.thresholds import thresholds
from validation.references import References, of_sources


@dataclass(frozen=True)
class Departure:
    """Why a row leaves the release although no catalog dropped it.

    `reason` is `source_id` (a person gave its source up), `last_seen` (carried for too long),
    `rule` (it breaks a rule of today) or `relevance` (better records support the profile); `value`
    is the source, the day, the name of the rule or `supporting`.
    """

    reason: str
    value: str


@dataclass(frozen=True)
class KeptTables:
    """The record tables of the release, with the rows that are carried forward.

    `departures` is by id. `quarantine` holds carried rows that break a rule of today.
    """

    tables: Mapping[str, pd.DataFrame]
    departures: Mapping[str, Departure]
    quarantine: tuple[QuarantineRow, ...]
    checks: tuple[Check, ...]
    stop_reasons: tuple[StopReason, ...]


@dataclass(frozen=True)
class _KeptTable:
    frame: pd.DataFrame
    departures: Mapping[str, Departure]
    carried: CheckedTable | None


def keep_last_good(run: Run, gated: GatedTables) -> KeptTables:
    """What was read, and the last good rows of failed sources and held pages that still pass."""
    references = references_of_carried_rows(run)
    kept = {table.name: _keep(run, gated, table, references) for table in RECORD_TABLES}
    carried = {name: part.carried for name, part in kept.items() if part.carried is not None}
    return KeptTables(
        tables={name: part.frame for name, part in kept.items()},
        departures={
            record_id: departure
            for part in kept.values()
            for record_id, departure in part.departures.items()
        },
        quarantine=tuple(
            row
            for table in RECORD_TABLES
            if table.name in carried
            for row in quarantine_rows(table, carried[table.name], "carried")
        ),
        checks=tuple(result for part in carried.values() for result in part.checks),
        stop_reasons=tuple(part.stop_reason for part in carried.values() if part.stop_reason),
    )


def references_of_carried_rows(run: Run) -> References:
    """What rows of the last release may name: its providers too, and any address.

    Their addresses were right on the hosts of their day.
    """
    references = of_sources(run.plan.sources.values())
    providers = _providers(run.previous) | (references.providers or frozenset())
    return replace(references, providers=providers, sites=None)


def _providers(release: Release | None) -> frozenset[str]:
    rows = release.rows("providers") if release else []
    return frozenset(row["provider_id"] for row in rows)


def _keep(run: Run, gated: GatedTables, table: Table, references: References) -> _KeptTable:
    fresh = gated.tables[table.name]
    if run.previous is None:
        return _KeptTable(combine_rows(table, fresh, None), {}, None)
    previous = run.previous.record_tables[table.name]
    held = held_rows(previous, gated.held_pages, values(fresh["id"]))
    departures = _given_up(run, gated, previous) | _expired(run, gated, previous, held)
    absent = set(values(previous["source_id"])) - set(run.plan.sources) - set(gated.not_read)
    staying = previous[~previous["id"].isin(list(departures))]
    candidates = pd.concat(
        [
            carried_rows(staying, gated.failures, absent),
            held[~held["id"].isin(list(departures))],
        ],
        ignore_index=True,
    )
    if candidates.empty:
        return _KeptTable(combine_rows(table, fresh, None), departures, None)
    carried = check(table, candidates, False, references, other_rows=len(fresh))
    broken = {
        record_id: Departure("rule", faults[0].rule)
        for record_id, faults in zip(values(carried.rejected["id"]), carried.faults, strict=True)
    }
    frame = combine_rows(table, fresh, carried.accepted)
    return _KeptTable(frame, departures | broken, carried)


def _given_up(run: Run, gated: GatedTables, previous: pd.DataFrame) -> dict[str, Departure]:
    """Rows of sources that are read no more and that a person lets go."""
    sources = set(gated.not_read) & run.plan.accepted
    rows = previous[previous["source_id"].isin(list(sources))]
    pairs = zip(values(rows["id"]), values(rows["source_id"]), strict=True)
    return {record_id: Departure("source_id", source_id) for record_id, source_id in pairs}


def _expired(
    run: Run, gated: GatedTables, previous: pd.DataFrame, held: pd.DataFrame
) -> dict[str, Departure]:
    """Rows that were carried for too long."""
    limit = thresholds().stale_days
    of_failed = previous[previous["source_id"].isin(list(gated.failures))]
    seen_last = {
        record_id: day
        for rows in (of_failed, held)
        for record_id, day in expired(rows, run.now.date(), limit).items()
    }
    return {
        record_id: Departure("last_seen", day.isoformat()) for record_id, day in seen_last.items()
    }
