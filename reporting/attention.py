"""The sources that are not simply well, the most urgent first."""

from collections.abc import Mapping, Sequence
from typing import Any

from courseatlas.pages import GONE
from reporting.data import ReportData
from reporting.reasons import reasons

# `lifted`: a gate that the source does not pass was lifted, and its rows are published
URGENCY = (
    "blocked",
    "failed",
    "stale",
    "lifted",
    "degraded",
    "needs_key",
    "forbidden",
    "planned",
)


def attention(data: ReportData, sources: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """An entry per source that needs a look; of one urgency the source with most at stake first.

    `sources` are the entries of the report's sources.
    """
    entries = [_entry(data, source) for source in sources if _urgency(data, source) != "ok"]
    previous = {source["source_id"]: source["records"]["previous"] for source in sources}

    def order(entry: Mapping[str, Any]) -> tuple[int, int, int, str]:
        source_id = entry["source_id"]
        return (
            URGENCY.index(entry["urgency"]),
            -entry["pages_lost"],
            -previous[source_id],
            source_id,
        )

    return sorted(entries, key=order)


def _entry(data: ReportData, source: Mapping[str, Any]) -> dict[str, Any]:
    urgency = _urgency(data, source)
    lost = sum(
        count
        for outcome, count in source["pages"]["outcomes"].items()
        if outcome.startswith("error:") and outcome not in GONE
    )
    return {
        "source_id": source["source_id"],
        "name": source["name"],
        "urgency": urgency,
        "message": source["message"],
        "reasons": _sentences(data, source, urgency),
        "pages_lost": lost,
        "log": source["log"],
    }


def _urgency(data: ReportData, source: Mapping[str, Any]) -> str:
    failed = data.failed.get(source["source_id"])
    if failed is None:
        return "lifted" if source["lifted"] else source["state"]
    # rows of a source that nobody reads stand until a person decides
    return "stale" if failed.is_not_read else source["state"]


def _sentences(data: ReportData, source: Mapping[str, Any], urgency: str) -> dict[str, str]:
    failed = data.failed.get(source["source_id"])
    if failed:
        return reasons(failed)
    if urgency == "lifted":
        of_source = [f for f in data.findings if f.source_id == source["source_id"]]
        return {"why": "; ".join(finding.sentence for finding in of_source)}
    return {"why": source["message"] or ""}
