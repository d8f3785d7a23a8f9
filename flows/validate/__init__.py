"""Validate: suites per table, gates per source, and what of each source goes into the release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from courseatlas.findings import Check, Finding, StopReason, listed_reasons
from courseatlas.outcomes import combine
from courseatlas.rows import QuarantineRow
from flows.crawl import Crawl
from flows.curate import CuratedTables
from flows.runs import Run
from flows.validate.apply_gates import GatedTables, apply_gates
from flows.validate.check_tables import CheckedTables, check_tables, expects
from flows.validate.choose_supporting import choose_supporting
from flows.validate.good_crawl import GoodCrawl
from flows.validate.keep_last_good import Departure, KeptTables, keep_last_good
from validation.check import sum_checks


@dataclass(frozen=True)
class ValidatedTables:
    """The record tables that may be published, and everything that was found on the way.

    `outcomes` has one row per record that the crawls gave. `quarantine` holds carried rows that no
    crawl gave. `held_pages` maps a source to its pages that were not asked for. `stop_reasons` says
    why nothing may be published; it is empty where all is well.
    """

    tables: Mapping[str, pd.DataFrame]
    outcomes: pd.DataFrame
    quarantine: tuple[QuarantineRow, ...]
    checks: tuple[Check, ...]
    failures: Mapping[str, str]
    not_read: Mapping[str, str]
    findings: tuple[Finding, ...]
    good_crawls: Mapping[str, GoodCrawl]
    departures: Mapping[str, Departure]
    held_pages: Mapping[str, frozenset[str]]
    stop_reasons: tuple[StopReason, ...]


def validate(run: Run, crawls: Sequence[Crawl], curated: CuratedTables) -> ValidatedTables:
    """Check every table, hold back sources that changed too much, keep the last good rows.

    Of the rows that only support a profile the best go on.
    """
    checked = check_tables(run, curated)
    gated = apply_gates(run, crawls, checked)
    kept = keep_last_good(run, gated)
    chosen = choose_supporting(run, gated, kept)
    return ValidatedTables(
        tables=chosen.tables,
        outcomes=combine([curated.outcomes, checked.outcomes, gated.outcomes, chosen.outcomes]),
        quarantine=kept.quarantine,
        checks=_checks(checked, kept),
        failures=gated.failures,
        not_read=gated.not_read,
        findings=gated.findings,
        good_crawls=gated.good_crawls,
        departures={**kept.departures, **chosen.departures},
        held_pages=gated.held_pages,
        stop_reasons=(*checked.stop_reasons, *kept.stop_reasons, *_empty_tables(run, gated, kept)),
    )


def _checks(checked: CheckedTables, kept: KeptTables) -> tuple[Check, ...]:
    """The checks of what was read and of what is carried, as one per rule.

    Where nothing was read and old rows stand in, the empty table that was read tells nothing.
    """
    carried = {check.table for check in kept.checks}
    read = [check for check in checked.checks if check.rows or check.table not in carried]
    return tuple(sum_checks([*read, *kept.checks]))


def _empty_tables(run: Run, gated: GatedTables, kept: KeptTables) -> list[StopReason]:
    """Why the release would be no use, as far as its record tables hold no rows."""
    reasons = listed_reasons(gated.failures) or "no source gave a record"
    if not any(len(frame) for frame in kept.tables.values()):
        return [StopReason("the release would hold no row", reasons)]
    return [
        StopReason(f"the release would hold no {name}", reasons)
        for name, frame in kept.tables.items()
        if frame.empty and expects(run.plan, name)
    ]
