"""The health of each source of a run: rows of `source_health`, a view of the outcomes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from courseatlas.arrow import parts_by, values
from courseatlas.ids import source_of
from courseatlas.outcomes import FILTERED, MERGED, RELEASED, WITHHELD, counts
from courseatlas.page_remedies import page_that_tells_most, remedy_of_page
from courseatlas.rows import HealthRow
from courseatlas.words import SUPPORTING
from flows.crawl import Crawl
from flows.curate import CuratedTables
from flows.diagnose import diagnose_crawl, wall
from flows.runs import Run
from flows.validate import ValidatedTables
from flows.validate.apply_gates import sources_of
from flows.validate.balance import extracted
from reporting.reasons import FailedSource, message
from spiders.ledger import HELD
from validation.gates.thresholds import thresholds

if TYPE_CHECKING:
    import pandas as pd


def failed_sources(
    run: Run, crawls: Sequence[Crawl], validated: ValidatedTables
) -> dict[str, FailedSource]:
    """Why each failed source failed, what stands in for it, and what its pages lost."""
    by_id = {crawl.source.id: crawl for crawl in crawls}
    stale = _stale_rows(validated)
    return {
        source_id: _failed_source(
            run, source_id, reason, by_id.get(source_id), validated, stale.get(source_id, [])
        )
        for source_id, reason in validated.failures.items()
    }


def source_health(
    run: Run,
    crawls: Sequence[Crawl],
    curated: CuratedTables,
    validated: ValidatedTables,
    failed: Mapping[str, FailedSource],
) -> list[HealthRow]:
    """One row per source: its state, its pages by outcome, its records by outcome."""
    by_id = {crawl.source.id: crawl for crawl in crawls}
    outcomes = validated.outcomes[["record_number", "outcome"]]
    ended = counts(curated.records.merge(outcomes, on="record_number"))
    carried = _rows_by_source(validated, "freshness", "stale")
    supporting = _rows_by_source(validated, "relevance", SUPPORTING)
    previous = sources_of(run.previous)
    rows: list[HealthRow] = []
    # a failed source that the plan does not have lost its YAML
    for source_id in dict.fromkeys((*run.plan.sources, *failed)):
        crawl = by_id.get(source_id)
        ledger = crawl.ledger if crawl else ()
        errors = [row for row in ledger if row["outcome"] == "error"]
        held = [row for row in ledger if row["outcome"] == HELD]
        of_source = ended.get(source_id, Counter())
        rows.append(
            {
                "source_id": source_id,
                "run_id": run.id,
                "state": _state(
                    run, source_id, crawl, [*held, *errors], failed.get(source_id), carried
                ),
                "message": _message(run, source_id, crawl, [*held, *errors], failed.get(source_id)),
                "pages_requested": len(ledger),
                "pages_fetched": sum(1 for row in ledger if row["http_status"]),
                "pages_not_modified": sum(row["outcome"] == "not_modified" for row in ledger),
                "pages_failed": len(errors),
                "records_extracted": extracted(crawl, curated.records) if crawl else 0,
                "records_released": of_source[RELEASED],
                "records_filtered": of_source[FILTERED],
                "records_quarantined": sum(of_source[outcome] for outcome in WITHHELD),
                "records_merged": of_source[MERGED],
                "records_carried": carried[source_id],
                "previous_released": previous[source_id],
                "rows_supporting": supporting[source_id],
                "started_at": run.now if crawl else None,
                # the time of a replay says nothing about the site, and two replays would differ
                "seconds": round(crawl.seconds, 1) if crawl and not run.plan.replay else None,
                "bytes": sum(row["bytes"] or 0 for row in ledger),
            }
        )
    return rows


def _rows_by_source(validated: ValidatedTables, column: str, word: str) -> Counter[str]:
    """Source -> number of its rows that have a word in a column."""
    rows: Counter[str] = Counter()
    for frame in validated.tables.values():
        rows.update(values(frame.loc[frame[column] == word, "source_id"]))
    return rows


def _state(
    run: Run,
    source_id: str,
    crawl: Crawl | None,
    not_well: Sequence[Mapping[str, Any]],
    failed: FailedSource | None,
    carried: Counter[str],
) -> str:
    """A failed source that answers with walls is `blocked`, also where its last rows stand in."""
    source = run.plan.sources.get(source_id)
    if source is not None and crawl is None:
        return source.state
    if failed is None:
        return "degraded" if not_well else "ok"
    if failed.wall:
        return "blocked"
    return "stale" if carried[source_id] else "failed"


def _message(
    run: Run,
    source_id: str,
    crawl: Crawl | None,
    not_well: Sequence[Mapping[str, Any]],
    failed: FailedSource | None,
) -> str | None:
    source = run.plan.sources.get(source_id)
    if failed:
        return message(failed)
    if source is not None and crawl is None:
        return source.reason
    if not not_well:
        return None
    first = not_well[0]
    held = sum(row["outcome"] == HELD for row in not_well)
    if held:
        return f"{held} of its pages were not asked for: {first['detail']}"[:500]
    path = urlsplit(first["url"]).path or "/"
    sentence = f"{len(not_well)} of its pages in error, first {path} ({first['code']})"
    return f"{sentence}: {first['detail']}"[:500]


def _stale_rows(validated: ValidatedTables) -> dict[str, list["pd.DataFrame"]]:
    """Source -> its stale rows of each table that has some."""
    stale: dict[str, list[pd.DataFrame]] = {}
    for frame in validated.tables.values():
        rows = frame[frame["freshness"] == "stale"]
        for source_id, part in parts_by("source_id", rows).items():
            stale.setdefault(source_id, []).append(part)
    return stale


def _failed_source(
    run: Run,
    source_id: str,
    reason: str,
    crawl: Crawl | None,
    validated: ValidatedTables,
    stale: Sequence["pd.DataFrame"],
) -> FailedSource:
    stale_days = [day for frame in stale for day in values(frame["last_seen"])]
    departures = Counter(
        departure.reason
        for record_id, departure in validated.departures.items()
        if source_of(record_id) == source_id
    )
    of_source = [finding for finding in validated.findings if finding.source_id == source_id]
    refused = wall(crawl.ledger) if crawl else None
    return FailedSource(
        source_id,
        reason,
        thresholds().stale_days,
        kept_rows=len(stale_days),
        stale_since=min(stale_days, default=None),
        departures=departures,
        wall=refused,
        diagnosis=diagnose_crawl(run, crawl, _last_read(stale)) if crawl and not refused else None,
        is_not_read=source_id in validated.not_read,
        remedy=next((finding.remedy for finding in of_source if not finding.lifted), None)
        or _remedy_of_pages(crawl),
    )


def _remedy_of_pages(crawl: Crawl | None) -> str | None:
    """What to do about a crawl of which no page gave a record; None for any other crawl."""
    if crawl is None or crawl.failure or any(row["records"] for row in crawl.ledger):
        return None
    page = page_that_tells_most(crawl.ledger)
    return remedy_of_page(page) if page else None


def _last_read(rows: "Iterable[pd.DataFrame]") -> dict[str, datetime]:
    """The pages that rows were read from, and when each was received or confirmed last."""
    last: dict[str, datetime] = {}
    for frame in rows:
        for url, time in zip(
            values(frame["evidence_url"]), values(frame["fetched_at"]), strict=True
        ):
            last[url] = max(time, last.get(url, time))
    return last
