"""The health of each source of a run: rows of `source_health`."""

from urllib.parse import urlsplit

from flows.plan import Plan
from flows.runs import Run
from flows.supervisor import Crawl
from flows.validate import Verdict


def source_health(plan: Plan, run: Run, crawls: list[Crawl], verdict: Verdict) -> list[dict]:
    """One row a source: how it went, its pages by outcome, its records by destination."""
    by_id = {crawl.source.id: crawl for crawl in crawls}
    rows = []
    for source in plan.sources.values():
        crawl = by_id.get(source.id)
        ledger = crawl.ledger if crawl else []
        errors = [row for row in ledger if row["outcome"] == "error"]
        failed = verdict.failed.get(source.id)
        state, message = source.state, source.reason
        if crawl:
            state = _state(errors, bool(failed), bool(verdict.carried[source.id]))
            message = _why(source.id, verdict) if failed else _first(errors)
        rows.append(
            {
                "source_id": source.id,
                "run_id": run.id,
                "state": state,
                "message": message,
                "pages_requested": len(ledger),
                "pages_fetched": sum(1 for row in ledger if row["http_status"]),
                "pages_not_modified": sum(1 for row in ledger if row["outcome"] == "not_modified"),
                "pages_failed": len(errors),
                "records_extracted": verdict.curated.extracted[source.id],
                "records_released": verdict.released[source.id],
                "records_filtered": verdict.curated.filtered[source.id],
                "records_quarantined": verdict.quarantined[source.id],
                "records_merged": verdict.curated.merged[source.id],
                "records_carried": verdict.carried[source.id],
                "previous_released": verdict.previous[source.id],
                "started_at": run.now if crawl else None,
                # a replay's time says nothing about the site, and would make two replays of one archive differ
                "seconds": round(crawl.seconds, 1) if crawl and plan.replay is None else None,
                "bytes": sum(row["bytes"] or 0 for row in ledger),
            }
        )
    return rows


def _state(errors: list[dict], failed: bool, carried: bool) -> str:
    """A failed source whose errors are walls is `blocked`, whether or not its last rows stand in."""
    if not failed:
        return "degraded" if errors else "ok"
    walls = sum(1 for row in errors if row["code"] in ("blocked", "login"))
    return "blocked" if walls and walls * 2 > len(errors) else "stale" if carried else "failed"


def reasons(source_id: str, verdict: Verdict) -> dict[str, str]:
    """Of a failed source, each in a sentence: `why`, what is `kept`, what is `gone`, the likely `cause`, what to `try`."""
    said = {"why": verdict.failed[source_id]}
    kept = [frame[(frame["source_id"] == source_id) & (frame["freshness"] == "stale")] for frame in verdict.tables.values()]
    if rows := sum(len(frame) for frame in kept):
        since = min(seen for frame in kept for seen in frame["last_seen"])
        said["kept"] = f"the previous {rows} rows are kept, marked stale since {since}"
    if gone := sum(record_id.startswith(f"{source_id}:") for record_id in verdict.expired):
        said["gone"] = f"{gone} rows that nobody saw for too long are gone"
    if found := verdict.diagnoses.get(source_id):
        said["cause"] = found.sentence
        said["try"] = f"courseatlas pages show {found.url}, then courseatlas replay --source {source_id}"
    elif remedy := next((one.remedy for one in verdict.findings if one.source_id == source_id and not one.lifted), None):
        said["try"] = remedy
    return said


def _why(source_id: str, verdict: Verdict) -> str:
    """The reasons as one text."""
    said = reasons(source_id, verdict)
    if "cause" in said:
        said["cause"] = f"likely cause: {said['cause']}; try {said.pop('try')}"
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in said.values())


def _first(errors: list[dict]) -> str | None:
    if not errors:
        return None
    first = errors[0]
    place = urlsplit(first["url"])
    return f"{len(errors)} of its pages in error, first {place.path or '/'} ({first['code']}): {first['detail']}"[:500]
