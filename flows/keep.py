"""Keep last good: which rows of the last release stand in this one, and what makes others leave it."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd

from courseatlas.releases import Release
from courseatlas.schema import RECORD_TABLES, Table
from flows.plan import Plan
from flows.runs import Run
from flows.verdict import Verdict
from pipelines.carry import carried_rows, expired, put_together
from validation.check import check, joined
from validation.gates.finding import thresholds
from validation.references import References


def not_read(plan: Plan, held: Collection[str]) -> dict[str, str]:
    """Of the sources `held` by the last release, those that are read no more: source -> why.

    Where a run reads some sources only, those that it does not name are not meant.
    """
    found = {}
    for source_id in sorted(held):
        if source := plan.sources.get(source_id):
            if source.state != "active":
                found[source_id] = f"it is not read any more: its YAML says {source.state}: {source.reason}"
        elif plan.whole:
            found[source_id] = "it is not read any more: no YAML of this name is among the sources"
    return found


def of_old_rows(references: References, previous: Release | None) -> References:
    """What rows of the last release may name: its own providers too, and any address, for that was right on the hosts of its day."""
    providers = frozenset(row["provider_id"] for row in previous.rows("providers")) if previous else frozenset()
    return replace(references, providers=(references.providers or frozenset()) | providers, sites=None)


def keep(
    plan: Plan,
    run: Run,
    verdict: Verdict,
    checked: Mapping[str, pd.DataFrame],
    before: Mapping[str, pd.DataFrame],
    references: References,
) -> None:
    """Fill the verdict's tables: what was read, and in the place of failed sources their last good rows, if these still pass.

    `before` are the tables of the last release, if there is one. Rows leave for a reason, which `verdict.left` tells: carried too long,
    of a source that a person gave up, or against a rule of today.
    """
    for table in RECORD_TABLES:
        kept = _kept(plan, run, verdict, table, before[table.name], references, len(checked[table.name])) if before else None
        whole = put_together(checked[table.name], kept, set(verdict.failed))
        verdict.tables[table.name] = whole
        verdict.carried.update(whole.loc[whole["freshness"] == "stale", "source_id"])
        verdict.released.update(whole.loc[whole["freshness"] != "stale", "source_id"])


def _kept(
    plan: Plan, run: Run, verdict: Verdict, table: Table, old: pd.DataFrame, references: References, beside: int
) -> pd.DataFrame | None:
    """The rows of the last release that stay."""
    given_up = set(verdict.not_read) & plan.accepted
    verdict.left |= {one: ("source_id", one.split(":")[0]) for one in old.loc[old["source_id"].isin(given_up), "id"]}
    too_old = expired(old, set(verdict.failed), run.now.date(), thresholds()["stale_days"])
    verdict.left |= {one: ("last_seen", seen.isoformat()) for one, seen in too_old.items()}
    absent = set(old["source_id"]) - set(plan.sources) - set(verdict.not_read)
    carried = carried_rows(old[~old["id"].isin(verdict.left)], set(verdict.failed), absent)
    if carried.empty:
        return None
    result = check(table, carried, False, references, beside=beside)
    # that nothing was read says nothing of a table in which old rows stand
    verdict.checks = joined([*(one for one in verdict.checks if one.table != table.name or one.rows), *result.checks])
    verdict.stopped = verdict.stopped or result.broken
    verdict.quarantine += result.quarantine
    verdict.left |= {row["id"]: ("rule", row["rule"]) for row in result.quarantine}
    return result.accepted
