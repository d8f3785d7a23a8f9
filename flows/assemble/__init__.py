"""Assemble: every table of a release from the validated record tables, in the declared types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from courseatlas.arrow import from_rows, rows_of, to_arrow, to_frame, values
from courseatlas.findings import Check, StopReason
from courseatlas.outcomes import WITHHELD
from courseatlas.rows import QuarantineRow
from courseatlas.schema import (
    BY_NAME,
    RECORD_TABLES,
    TABLE_OF_KIND,
    TABLES,
    Table,
)
from flows.assemble.relations import relate_courses
from flows.crawl import Crawl
from flows.curate import CuratedTables
from flows.health import failed_sources, source_health
from flows.runs import Run
from flows.validate import ValidatedTables
from pipelines.compare import changes
from pipelines.link_same import link_same, near_duplicates
from pipelines.profile_links import profile_links, rules_without_match
from reporting.reasons import FailedSource
from validation.check import check
from validation.references import References

Rows = Sequence[Mapping[str, Any]]
_PROVIDER_FIELDS = ("name", "country", "website", "ipeds_unitid", "ror_id")
# the tables that are made from records; their rows are checked as they are written
_MADE = (
    "program_topics",
    "course_prerequisites",
    "providers",
    "profile_links",
    "changes",
    "quarantine",
    "source_health",
)
# there may be nothing to say in these tables
_MAY_BE_EMPTY = ("program_topics", "course_prerequisites", "changes", "quarantine")


@dataclass(frozen=True)
class AssembledTables:
    """All tables of a release by name, with the checks of those that relate records.

    `failed` tells of each failed source why it failed and what to do. `warnings` are pairs of a
    record id and a sentence: published, and worth a look.
    """

    tables: Mapping[str, pd.DataFrame]
    failed: Mapping[str, FailedSource]
    checks: tuple[Check, ...]
    warnings: tuple[tuple[str, str], ...]
    stop_reasons: tuple[StopReason, ...]


@dataclass(frozen=True)
class _CheckedTables:
    """What the suites of the tables that are made here find."""

    checks: tuple[Check, ...]
    stop_reasons: tuple[StopReason, ...]


def assemble(
    run: Run, crawls: Sequence[Crawl], curated: CuratedTables, validated: ValidatedTables
) -> AssembledTables:
    """Relate the records to each other, to the profile and to the last release."""
    providers = _providers(run, validated.tables)
    records = link_same(validated.tables, providers)
    references = _references(run, records, validated, providers)
    related = relate_courses(run, curated, records, references)
    linked = profile_links(
        run.plan.profiles,
        records,
        pd.DataFrame(related.rows["program_courses"], columns=["program_id", "course_title"]),
        {source for frame in records.values() for source in values(frame["source_id"])},
    )
    failed = failed_sources(run, crawls, validated)
    rows: dict[str, Rows] = {
        **related.rows,
        "providers": providers,
        "profile_links": linked.links,
        "changes": _changes(run, records, validated),
        "quarantine": [
            *quarantine_of_records(curated.records, validated.outcomes),
            *validated.quarantine,
            *related.quarantine,
        ],
        "source_health": source_health(run, crawls, curated, validated, failed),
    }
    tables = {name: to_frame(to_arrow(BY_NAME[name], frame)) for name, frame in records.items()}
    tables |= {name: from_rows(BY_NAME[name], _sorted(BY_NAME[name], rows[name])) for name in rows}
    checked = _check_all(tables, references)
    return AssembledTables(
        tables={table.name: tables[table.name] for table in TABLES},
        failed=failed,
        checks=(*related.checks, *checked.checks),
        warnings=(
            *_near_duplicates(records, providers),
            *related.warnings,
            *rules_without_match(run.plan.profiles, linked.links),
            *linked.broad,
        ),
        stop_reasons=(*related.stop_reasons, *checked.stop_reasons),
    )


def quarantine_of_records(records: pd.DataFrame, outcomes: pd.DataFrame) -> list[QuarantineRow]:
    """The withheld records of a run as rows of `quarantine`, one per rule that a record breaks."""
    withheld = outcomes[outcomes["outcome"].isin(WITHHELD)]
    named = records[records["record_number"].isin(withheld["record_number"].tolist())]
    by_number = {record["record_number"]: record for record in rows_of(named)}
    return [
        {
            "id": outcome["id"],
            "source_id": by_number[outcome["record_number"]]["source_id"],
            "table": TABLE_OF_KIND[by_number[outcome["record_number"]]["kind"]].name,
            "origin": "crawl",
            "rule": fault["rule"],
            "severity": fault["severity"],
            "detail": fault["detail"],
            "record": outcome["row"],
            "evidence_url": by_number[outcome["record_number"]]["evidence_url"],
        }
        for outcome in rows_of(withheld)
        for fault in outcome["faults"]
    ]


def _sorted(table: Table, rows: Rows) -> Rows:
    """Rows in the order of their key; those of `profile_links` are in order of their score."""
    if table.name == "profile_links":
        return rows

    def key(row: Mapping[str, Any]) -> list[str]:
        parts = (row.get(name) for name in table.key)
        return [f"{part:06d}" if isinstance(part, int) else str(part) for part in parts]

    return sorted(rows, key=key)


def _providers(run: Run, tables: Mapping[str, pd.DataFrame]) -> Rows:
    """The providers of the plan, and those of the last release that rows still name.

    A run over some sources keeps all providers of the last release.
    """
    rows = [
        {"provider_id": source.provider_id, "provider_type": source.provider.type}
        | {name: getattr(source.provider, name) for name in _PROVIDER_FIELDS}
        for source in run.plan.sources.values()
    ]
    planned = {row["provider_id"] for row in rows}
    named = {provider for frame in tables.values() for provider in values(frame["provider_id"])}
    previous = run.previous.rows("providers") if run.previous else []
    return rows + [
        row
        for row in previous
        if row["provider_id"] not in planned
        and (row["provider_id"] in named or run.plan.leaves_alone(row["provider_id"]))
    ]


def _references(
    run: Run, records: Mapping[str, pd.DataFrame], validated: ValidatedTables, providers: Rows
) -> References:
    """What rows may refer to: the rows that this release will have."""
    ids = {name: frozenset(values(frame["id"])) for name, frame in records.items()}
    previous = run.previous.record_tables.values() if run.previous else ()
    known = {source for frame in previous for source in values(frame["source_id"])}
    return References(
        providers=frozenset(row["provider_id"] for row in providers),
        programs=ids["programs"],
        courses=ids["courses"],
        records=frozenset().union(*ids.values()),
        sources=frozenset({*run.plan.sources, *known, *validated.failures}),
    )


def _check_all(tables: Mapping[str, pd.DataFrame], references: References) -> _CheckedTables:
    """Check the tables that we make, and the links between records.

    What does not hold stops the release: these rows have nothing to wait for in quarantine.
    """
    checks: list[Check] = []
    reasons: list[StopReason] = []
    for name in _MADE:
        expected = name not in _MAY_BE_EMPTY
        result = check(BY_NAME[name], tables[name], expected, references)
        checks += result.checks
        reasons += [result.stop_reason] if result.stop_reason else []
        if expected and tables[name].empty:
            reasons.append(StopReason(f"the release would hold no {name}"))
    for table in RECORD_TABLES:
        if len(tables[table.name]):
            result = check(table, tables[table.name], False, references, columns=("same_as",))
            checks += result.checks
            reasons += [result.stop_reason] if result.stop_reason else []
    return _CheckedTables(tuple(checks), tuple(reasons))


def _changes(run: Run, records: Mapping[str, pd.DataFrame], validated: ValidatedTables) -> Rows:
    departures = {
        record_id: (departure.reason, departure.value)
        for record_id, departure in validated.departures.items()
    }
    if run.previous is None:
        return changes(records, None, set(), departures)
    columns = {table.name: run.previous.columns(table.name) for table in RECORD_TABLES}
    return changes(records, run.previous.record_tables, set(run.ids), departures, columns)


def _near_duplicates(
    records: Mapping[str, pd.DataFrame], providers: Sequence[Mapping[str, Any]]
) -> Iterable[tuple[str, str]]:
    for name in ("programs", "courses"):
        for pair in near_duplicates(records[name], name, providers):
            yield pair.a, f"seems to be {pair.b} listed twice: {pair.reason}"
