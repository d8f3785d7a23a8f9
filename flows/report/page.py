"""The page of a report: what a person reads in a minute, made of the facts alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.report.facts import GONE
from flows.report.sources import quiet, rows_of_sources, urgent
from flows.templates import environment

# rows of a list that the page shows; report.json and the commands have the others
SHOWN = 100
_LONG = 300  # characters of a reason at the top
_NAMED = 5  # sources that the verdict names
_CHANGES = ("added", "removed", "changed", "returned")
_STEPS = {
    "crawl": "pages fetched and read",
    "curate": "records cleaned, merged and classified",
    "validate": "gates and expectations",
    "assemble": "tables related, compared with the last release",
    "publish": "release written, verified and switched to",
}


def page(facts: Mapping[str, Any]) -> str:
    """The HTML of a report's facts."""
    return environment().get_template("report.html.j2").render(view=view_of(facts), facts=facts)


def view_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the facts leave to the page: words, order, cuts and drawings."""
    state, tables = facts["verdict"]["state"], [table for table in facts["tables"] if table["changes"]]
    calls = urgent(facts["attention"], facts["run"]["id"])
    return {
        "when": f"{datetime.fromisoformat(facts['run']['now']):%A, %d %B %Y, %H:%M} UTC",
        "title": _title(facts["verdict"]),
        "tone": "bad" if state == "stopped" or _all_broke(facts) else "warn" if facts["verdict"]["status"] or calls else "good",
        "stopped": _why_stopped(facts["verdict"]["stopped"]),
        "lead": _lead(facts, calls),
        "first": facts["verdict"]["previous"] is None,
        "changed": any(any(table["changes"].values()) for table in tables),
        "tiles": _tiles(tables),
        "urgent": calls,
        "quiet": quiet(facts["attention"], facts["sources"]),
        "sources": rows_of_sources(facts["sources"]),
        "pages": facts["pages"]
        | {"listed": facts["pages"]["listed"][:SHOWN], "calm": set(facts["pages"]["by_outcome"]) <= {*GONE, "no_record"}},
        "quarantine": facts["quarantine"] | {"groups": facts["quarantine"]["groups"][:SHOWN]},
        "groups_left": max(0, len(facts["quarantine"]["groups"]) - SHOWN),
        "unread": facts["unread"] | {"listed": facts["unread"]["listed"][:SHOWN]},
        "warnings": facts["warnings"] | {"listed": facts["warnings"]["listed"][:SHOWN]},
        "steps": _steps(facts["seconds"]),
        "commands": _commands(facts),
        "shown": SHOWN,
        "gone": GONE,
    }


def _tiles(tables: list[dict]) -> list[dict[str, Any]]:
    """Rows in all and each kind of change, with their parts by table."""
    counted = {"rows": {table["name"]: table["rows"] for table in tables}}
    counted |= {change: {table["name"]: table["changes"][change] for table in tables} for change in _CHANGES}
    return [
        {
            "word": word,
            "count": sum(parts.values()),
            "parts": ", ".join(_count(count, name.removesuffix("s")) for name, count in parts.items() if count),
        }
        for word, parts in counted.items()
    ]


def _title(verdict: Mapping[str, Any]) -> str:
    stands = f"{verdict['previous']} still stands" if verdict["previous"] else "there is no release yet"
    return {
        "published": f"Published {verdict['version']}",
        "nothing_new": f"Nothing new: {stands}",
        "stopped": f"Nothing was published: {stands}",
        "rehearsed": f"A rehearsal, nothing was published: {stands}",
    }[verdict["state"]]


def _why_stopped(reason: str | None) -> str | None:
    """The reason as a sentence; one that goes through the sources in brackets leaves them to their own lines."""
    if not reason:
        return None
    short = reason.partition(" (")[0] if reason.startswith("the release would hold no") else reason
    return f"{short[:1].upper()}{short[1:_LONG]}{'…' if len(short) > _LONG else '.'}"


def _lead(facts: Mapping[str, Any], calls: list[dict]) -> str:
    """How the sources did, in a sentence."""
    read = _read(facts)
    broke = [one["source_id"] for one in calls if one["urgency"] != "lifted"]
    if not broke:
        return f"All {_count(len(read), 'source')} that were read passed their gates." if read else "No source was read."
    carried = facts["balances"]["release"]["carried"]
    stands = f"; {_count(carried, 'row')} of the last good release {'stands' if carried == 1 else 'stand'} in for them" if carried else ""
    more = f" and {len(broke) - _NAMED} more" if len(broke) > _NAMED else ""
    counted = f"{len(broke)} of {_count(len(facts['sources']), 'source')}" if len(broke) > 1 or len(facts["sources"]) > 1 else "The source"
    return f"{counted} broke: {', '.join(broke[:_NAMED])}{more}{stands}."


def _read(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [source for source in facts["sources"] if source["log"]]


def _all_broke(facts: Mapping[str, Any]) -> bool:
    """Whether nothing that was read today is in the release."""
    return bool(_read(facts)) and all(source["state"] in ("blocked", "failed", "stale") for source in _read(facts))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _steps(seconds: Mapping[str, float] | None) -> list[dict[str, Any]]:
    whole = sum(seconds.values()) or 1.0 if seconds else 1.0
    return [
        {"name": name, "does": _STEPS.get(name, ""), "seconds": spent, "share": round(100 * spent / whole, 1)}
        for name, spent in (seconds or {}).items()
    ]


def _commands(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(what it does, command) to go on with, those that fit this run."""
    run, verdict = facts["run"]["id"], facts["verdict"]
    found = []
    if broke := next((one["source_id"] for one in facts["attention"] if one["urgency"] in ("failed", "stale")), None):
        found.append(
            (
                "read a source's archived pages again after its reader was mended, and see what changes",
                f"courseatlas replay --source {broke}",
            )
        )
    if held := next((one["source_id"] for one in facts["gates"] if not one["lifted"]), None):
        found.append(("publish a large change that you looked at and found right", f"courseatlas refresh --source {held} --accept {held}"))
    if facts["pages"]["total"]:
        found.append(("every page that ended in an error", f"courseatlas pages --run {run} --outcome error"))
    found.append(("every page of the run and its outcome, for machines", f"courseatlas pages --run {run} --format jsonl"))
    if facts["quarantine"]["total"]:
        found.append(("every row that was withheld, with its rule and its page", f"courseatlas quarantine --run {run}"))
    if verdict["version"] and verdict["previous"]:
        found.append(("what changed, field by field", f"courseatlas releases diff {verdict['previous']} {verdict['version']}"))
    found.append(("how each source stands, and when the next run is due", "courseatlas status"))
    return found
