"""Validate: gates per source, suites per table, and what of each source goes into the release."""

from collections import Counter

import pandas as pd

from courseatlas.releases import Release
from courseatlas.schema import RECORD_TABLES
from flows.curate import Curated
from flows.diagnose import Diagnosis, diagnose, wall
from flows.keep import keep, not_read, of_old_rows
from flows.plan import Plan
from flows.runs import Run
from flows.supervisor import Crawl
from flows.verdict import Verdict
from pipelines.carry import date_rows
from validation.check import as_json, check
from validation.gates.facts import facts_before, facts_of
from validation.gates.gate import findings
from validation.references import of_sources


def validate(plan: Plan, run: Run, crawls: list[Crawl], curated: Curated, previous: Release | None) -> Verdict:
    """Check every table; withhold broken rows; carry a failed source's last good rows forward; balance the books."""
    before = {table.name: previous.table(table.name) for table in RECORD_TABLES} if previous else {}
    first_seen = {record_id: row["first_seen"] for record_id, row in previous.ids().items()} if previous else {}
    verdict = Verdict({}, curated, list(curated.quarantine), [], {}, None)
    verdict.quarantined.update(row["source_id"] for row in curated.quarantine)
    for crawl in crawls:
        if why := _crawl_failed(crawl, curated):
            verdict.failed[crawl.source.id] = why
    checked, references = {}, of_sources(plan.sources.values())
    for table in RECORD_TABLES:
        found = curated.tables[table.name]
        found = found.assign(same_as=pd.Series([[] for _ in range(len(found))], index=found.index, dtype=object))
        dated = date_rows(found, first_seen, run.now.date())
        result = check(table, dated, _expected(plan, table.name), references)
        checked[table.name] = result.accepted
        verdict.checks += result.checks
        verdict.quarantine += result.quarantine
        verdict.quarantined.update(Counter(dated["source_id"]) - Counter(result.accepted["source_id"]))
        verdict.stopped = verdict.stopped or result.broken
    for frame in before.values():
        verdict.previous.update(frame["source_id"])
    verdict.not_read = not_read(plan, verdict.previous)
    verdict.failed |= {source: why for source, why in verdict.not_read.items() if source not in plan.accepted}
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
    keep(plan, run, verdict, checked, before, of_old_rows(references, previous))
    for crawl in crawls:
        if crawl.source.id in verdict.failed and (refused := wall(crawl.ledger)):
            verdict.walls[crawl.source.id] = refused
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
                    "record": as_json(table, row),
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
        if crawl.source.id in verdict.failed and crawl.source.id not in verdict.walls:
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


# of a page that gave no record
_OUTCOMES = {
    "no_record": "without one",
    "not_modified": "unchanged",
    "listing": "with links only",
    "redirect": "redirected",
    "duplicate_of": "the same as another",
    "robots": "closed by robots.txt",
    "offsite": "on another host",
    "budget": "beyond the budget",
    "record": "read before",
    "open": "not reached",
    "blocked": "refused by the site",
    "login": "behind a login",
    "http_404": "gone (404)",
}


def _crawl_failed(crawl: Crawl, curated: Curated) -> str | None:
    if crawl.failure:
        return crawl.failure
    ledger = crawl.ledger
    if not curated.extracted[crawl.source.id]:
        outcomes = Counter(_OUTCOMES.get(row["code"] or row["outcome"]) or f"in error ({row['code']})" for row in ledger)
        return "no record on any page: " + (
            ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common(4)) or "no page was fetched"
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
