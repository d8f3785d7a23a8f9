"""The health of each source of a run: rows of `source_health`."""

from collections import Counter
from shlex import quote
from urllib.parse import urlsplit

from flows.plan import Plan
from flows.runs import Run
from flows.supervisor import Crawl
from flows.verdict import Verdict
from validation.gates.finding import thresholds

# why rows left that no catalog dropped, behind their number
_LEFT = {
    "last_seen": f"left, for nobody saw them in {thresholds()['stale_days']} days",
    "rule": "left, for a rule of today does not let them pass",
    "source_id": "left on a person's word",
}


def source_health(plan: Plan, run: Run, crawls: list[Crawl], verdict: Verdict) -> list[dict]:
    """One row a source: how it went, its pages by outcome, its records by destination."""
    by_id = {crawl.source.id: crawl for crawl in crawls}
    rows = []
    # a failed source that the plan does not hold lost its YAML
    for source_id in (*plan.sources, *(one for one in verdict.failed if one not in plan.sources)):
        source, crawl = plan.sources.get(source_id), by_id.get(source_id)
        ledger = crawl.ledger if crawl else []
        errors = [row for row in ledger if row["outcome"] == "error"]
        state = source.state if source and not crawl else _state(source_id, errors, verdict)
        message = _why(source_id, verdict) if source_id in verdict.failed else source.reason if source and not crawl else _first(errors)
        rows.append(
            {
                "source_id": source_id,
                "run_id": run.id,
                "state": state,
                "message": message,
                "pages_requested": len(ledger),
                "pages_fetched": sum(1 for row in ledger if row["http_status"]),
                "pages_not_modified": sum(1 for row in ledger if row["outcome"] == "not_modified"),
                "pages_failed": len(errors),
                "records_extracted": verdict.curated.extracted[source_id],
                "records_released": verdict.released[source_id],
                "records_filtered": verdict.curated.filtered[source_id],
                "records_quarantined": verdict.quarantined[source_id],
                "records_merged": verdict.curated.merged[source_id],
                "records_carried": verdict.carried[source_id],
                "previous_released": verdict.previous[source_id],
                "started_at": run.now if crawl else None,
                # a replay's time says nothing about the site, and would make two replays of one archive differ
                "seconds": round(crawl.seconds, 1) if crawl and plan.replay is None else None,
                "bytes": sum(row["bytes"] or 0 for row in ledger),
            }
        )
    return rows


def _state(source_id: str, errors: list[dict], verdict: Verdict) -> str:
    """A failed source whose errors are walls is `blocked`, whether or not its last rows stand in."""
    if source_id not in verdict.failed:
        return "degraded" if errors else "ok"
    return "blocked" if source_id in verdict.walls else "stale" if verdict.carried[source_id] else "failed"


def reasons(source_id: str, verdict: Verdict) -> dict[str, str]:
    """Of a failed source, each in a sentence: `why`, what is `kept`, what is `gone`, the likely `cause`, what to `try`.

    Commands stand in backticks, ready for a shell: a URL with "&", or one that a site made to do harm there, is quoted.
    """
    said = {"why": verdict.failed[source_id]}
    kept = [frame[(frame["source_id"] == source_id) & (frame["freshness"] == "stale")] for frame in verdict.tables.values()]
    if rows := sum(len(frame) for frame in kept):
        since = min(seen for frame in kept for seen in frame["last_seen"])
        said["kept"] = f"the previous {rows} row{'s are' if rows > 1 else ' is'} kept, marked stale since {since}"
    gone = Counter(what for one, (what, _) in verdict.left.items() if one.startswith(f"{source_id}:"))
    if gone:
        said["gone"] = " and ".join(f"{count} row{'s' if count > 1 else ''} {_LEFT[what]}" for what, count in sorted(gone.items()))
    if wall := verdict.walls.get(source_id):
        said["cause"], said["try"] = wall.sentence, _wall_remedy(wall.url)
    elif found := verdict.diagnoses.get(source_id):
        url = quote(found.url)
        read = f"`courseatlas pages show {url} --body | courseatlas extract - --url {url} --source {source_id}`"
        said["cause"] = found.sentence
        said["try"] = f"{read} until it reads the page again, then `courseatlas replay --source {source_id}`"
    elif source_id in verdict.not_read:
        said["try"] = (
            f"nothing, and they leave {thresholds()['stale_days']} days after they were last seen; to let them leave now: "
            f"`courseatlas refresh --accept {source_id}`"
        )
    elif remedy := next((one.remedy for one in verdict.findings if one.source_id == source_id and not one.lifted), None):
        said["try"] = remedy
    else:
        said["try"] = f"see what became of its pages: `courseatlas pages --source {source_id}`, and its log"
    return said


def _wall_remedy(url: str) -> str:
    return (
        f"look at what the site answered: `courseatlas pages show {quote(url)}`. Do not push: wait for the next run; if it stays so, write to the "
        "site, raise `delay_seconds` in the source's YAML, or set `state: forbidden` there with the reason"
    )


def _why(source_id: str, verdict: Verdict) -> str:
    """The reasons as one text."""
    said = reasons(source_id, verdict)
    if "cause" in said:
        said["cause"] = f"likely cause: {said['cause']}"
    said["try"] = f"try {said['try']}" if said["try"].startswith("`") else said["try"]
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in said.values())


def _first(errors: list[dict]) -> str | None:
    if not errors:
        return None
    first = errors[0]
    place = urlsplit(first["url"])
    return f"{len(errors)} of its pages in error, first {place.path or '/'} ({first['code']}): {first['detail']}"[:500]
