"""Validate: gates per source, suites per table, and what of each source goes into the release."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from courseatlas.releases import Release
from courseatlas.schema import RECORD_TABLES
from flows.curate import Curated
from flows.diagnose import Diagnosis, diagnose
from flows.plan import Plan
from flows.runs import Run
from flows.supervisor import Crawl
from pipelines.carry import carry_forward, date_rows, expired
from validation.check import Check, check
from validation.gates.facts import Facts, facts_before, facts_of
from validation.gates.finding import Finding, thresholds
from validation.gates.gate import findings


@dataclass
class Verdict:
    """What may be published: record tables, the withheld rows, every check, and why a source or the whole run failed."""

    tables: dict[str, pd.DataFrame]
    curated: Curated
    quarantine: list[dict]
    checks: list[Check]
    failed: dict[str, str]
    stopped: str | None
    released: Counter = field(default_factory=Counter)
    quarantined: Counter = field(default_factory=Counter)
    carried: Counter = field(default_factory=Counter)
    previous: Counter = field(default_factory=Counter)
    health: list[dict] = field(default_factory=list)
    facts: dict[str, Facts] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    diagnoses: dict[str, Diagnosis] = field(default_factory=dict)  # of failed sources: what their pages lost
    expired: dict[str, date] = field(default_factory=dict)  # id of a row that was carried too long -> the day it was last seen
    warnings: list[tuple[str, str]] = field(default_factory=list)  # (record id, sentence): published, and worth a look

    @property
    def publishable(self) -> bool:
        return self.stopped is None


def validate(plan: Plan, run: Run, crawls: list[Crawl], curated: Curated, previous: Release | None) -> Verdict:
    """Check every table; withhold broken rows; carry a failed source's last good rows forward; balance the books."""
    before = {table.name: previous.table(table.name) for table in RECORD_TABLES} if previous else {}
    first_seen = {record_id: row["first_seen"] for record_id, row in previous.ids().items()} if previous else {}
    verdict = Verdict({}, curated, list(curated.quarantine), [], {}, None)
    verdict.quarantined.update(row["source_id"] for row in curated.quarantine)
    for crawl in crawls:
        if why := _crawl_failed(crawl, curated):
            verdict.failed[crawl.source.id] = why
    checked = {}
    for table in RECORD_TABLES:
        found = curated.tables[table.name]
        found = found.assign(same_as=pd.Series([[] for _ in range(len(found))], index=found.index, dtype=object))
        dated = date_rows(found, first_seen, run.now.date())
        result = check(table, dated, _expected(plan, table.name))
        checked[table.name] = result.accepted
        verdict.checks += result.checks
        verdict.quarantine += result.quarantine
        verdict.quarantined.update(Counter(dated["source_id"]) - Counter(result.accepted["source_id"]))
        verdict.stopped = verdict.stopped or result.broken
    for source in plan.active:
        counts = {name: int((frame["source_id"] == source.id).sum()) for name, frame in before.items()}
        verdict.previous[source.id] = sum(counts.values())
    ledgers = {crawl.source.id: crawl.ledger for crawl in crawls}
    manifest = previous.manifest if previous else {"sources": {}}
    for source in plan.active:
        titles = {
            record_id: title
            for frame in before.values()
            for record_id, title in frame.loc[frame["source_id"] == source.id, ["id", "title"]].itertuples(index=False)
        }
        now, then = facts_of(source.id, checked, ledgers.get(source.id, [])), facts_before(manifest, source.id, titles)
        verdict.facts[source.id] = now
        if source.id in verdict.failed:
            verdict.facts[source.id] = then or now
            continue
        missed = findings(source, now, then, source.id in plan.accepted)
        verdict.findings += missed
        if held := [one.sentence for one in missed if not one.lifted]:
            verdict.failed[source.id] = "; ".join(held)
        if source.id in verdict.failed and then:  # what later runs compare with is the last good crawl
            verdict.facts[source.id] = then
    day, limit = run.now.date(), thresholds()["stale_days"]
    for table in RECORD_TABLES:
        old = before.get(table.name)
        # sources outside this plan (--source) keep their rows too
        absent = set(old["source_id"]) - set(plan.sources) if old is not None else set()
        if old is not None:
            verdict.expired |= expired(old, set(verdict.failed), day, limit)
        carried = carry_forward(checked[table.name], old, set(verdict.failed), absent)
        verdict.tables[table.name] = carried[~carried["id"].isin(verdict.expired)].reset_index(drop=True)
        new = verdict.tables[table.name]
        verdict.carried.update(new.loc[new["freshness"] == "stale", "source_id"])
        verdict.released.update(new.loc[new["freshness"] != "stale", "source_id"])
    # what a failed source read is not lost without a word: its rows count as withheld
    for source_id, why in verdict.failed.items():
        for table in RECORD_TABLES:
            rows = checked[table.name][checked[table.name]["source_id"] == source_id]
            verdict.quarantined[source_id] += len(rows)
            verdict.quarantine += [
                {
                    "id": row["id"],
                    "source_id": source_id,
                    "table": table.name,
                    "rule": "the source passes its gates",
                    "severity": "critical",
                    "detail": why,
                    "record": "{}",
                    "evidence_url": row["evidence_url"],
                }
                for row in rows.to_dict("records")
            ]
    if not any(len(frame) for frame in verdict.tables.values()):
        reasons = "; ".join(f"{source}: {why}" for source, why in verdict.failed.items())
        verdict.stopped = verdict.stopped or f"the release would hold no row ({reasons or 'no source gave a record'})"
    if empty := [name for name, frame in verdict.tables.items() if frame.empty and _expected(plan, name)]:
        reasons = "; ".join(f"{source}: {why}" for source, why in verdict.failed.items()) or "no source gave a record"
        verdict.stopped = verdict.stopped or f"the release would hold no {empty[0]} ({reasons})"
    verdict.stopped = verdict.stopped or _unbalanced(crawls, verdict)
    return verdict


def diagnose_failed(plan: Plan, run: Run, crawls: list[Crawl], verdict: Verdict) -> dict[str, Diagnosis]:
    """For each failed source whose archive holds its pages of before: what they lost."""
    found = {}
    for crawl in crawls:
        if crawl.source.id in verdict.failed:
            archive, index = (
                (plan.replay or plan.output / "archive") / crawl.source.id,
                crawl.folder / "index.sqlite" if plan.replay else None,
            )
            # pages that gave nothing tell more than those that still gave something
            pages = sorted(crawl.ledger, key=lambda row: (row["outcome"] not in ("no_record", "error"), row["url"]))
            if diagnosis := diagnose(archive, index, run.id, [row["url"] for row in pages]):
                found[crawl.source.id] = diagnosis
    return found


def _expected(plan: Plan, table: str) -> bool:
    return any(source.expect.at_least.get(table) for source in plan.active)


def _crawl_failed(crawl: Crawl, curated: Curated) -> str | None:
    if crawl.failure:
        return crawl.failure
    ledger = crawl.ledger
    if not curated.extracted[crawl.source.id]:
        errors = Counter(f"{row['outcome']}{':' + row['code'] if row['code'] else ''}" for row in ledger)
        return "no record on any page: " + (
            ", ".join(f"{count} × {outcome}" for outcome, count in errors.most_common(4)) or "no page was fetched"
        )
    return None


def _unbalanced(crawls: list[Crawl], verdict: Verdict) -> str | None:
    """Both balances of SCHEMA.md; a sentence where one does not add up."""
    for crawl in crawls:
        source = crawl.source.id
        extracted = verdict.curated.extracted[source]
        parts = verdict.released[source] + verdict.curated.filtered[source] + verdict.quarantined[source] + verdict.curated.merged[source]
        if extracted != parts:
            return f"{source}: {extracted} records extracted, but released + filtered + quarantined + merged = {parts}"
        if (open_urls := sum(1 for row in crawl.ledger if row["outcome"] == "open")) and not crawl.failure:
            return f"{source}: {open_urls} URLs of the ledger have no outcome"
    return None
