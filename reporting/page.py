"""The page of a report: what a person reads in a minute, made of `report.json` alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from courseatlas.pages import GONE
from reporting.environment import environment
from reporting.sources import quiet_sources, source_rows, sources_by_cause, urgent_sources

# rows per list on the page; report.json and the commands have the others
SHOWN = 100
_CALLED = 8  # sources that are told one by one; of more, an overview by cause stands before them
_LONGEST_REASON = 300
_NAMED_SOURCES = 5
_CHANGES = ("added", "removed", "changed", "returned")
_STEPS = {
    "crawl": "fetch the pages, read them, and curate the larger sources",
    "curate": "curate the other sources, join all",
    "validate": "check expectations and gates",
    "assemble": "relate the tables, compare with the last release",
    "publish": "write the release, verify it and switch to it",
}


def page(report: Mapping[str, Any]) -> str:
    """The HTML of a report."""
    template = environment().get_template("report.html.j2")
    return template.render(view=view_of(report), report=report)


def view_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """What the report leaves to the page: words, order, cuts and drawings."""
    compared = [table for table in report["tables"] if table["changes"]]
    urgent = urgent_sources(report["attention"], report["run"]["id"])
    pages, groups = report["pages"], report["quarantine"]["groups"]
    return {
        "when": f"{datetime.fromisoformat(report['run']['now']):%A, %d %B %Y, %H:%M} UTC",
        "title": _title(report["verdict"]),
        "tone": _tone(report, urgent),
        "stopped": _shortened(report["verdict"]["stopped_summary"]),
        "lead": _lead(report, urgent),
        "first": report["verdict"]["previous"] is None,
        "changed": any(any(table["changes"].values()) for table in compared),
        "tiles": _tiles(compared),
        "urgent": urgent,
        "causes": sources_by_cause(urgent) if len(urgent) > _CALLED else [],
        "called": _CALLED,
        "quiet": quiet_sources(report["attention"], report["sources"]),
        "sources": source_rows(report["sources"]),
        "pages": pages
        | {
            "listed": pages["listed"][:SHOWN],
            "calm": set(pages["by_outcome"]) <= {*GONE, "no_record"},
        },
        "quarantine": report["quarantine"] | {"groups": groups[:SHOWN]},
        "groups_left": max(0, len(groups) - SHOWN),
        "unread": report["unread"] | {"listed": report["unread"]["listed"][:SHOWN]},
        "warnings": report["warnings"] | {"listed": report["warnings"]["listed"][:SHOWN]},
        "steps": _steps(report["seconds"] or {}),
        "commands": _commands(report),
        "shown": SHOWN,
        "gone": GONE,
    }


def _tone(report: Mapping[str, Any], urgent: Sequence[Mapping[str, Any]]) -> str:
    if report["verdict"]["state"] == "stopped" or _all_broke(report):
        return "bad"
    return "warn" if report["verdict"]["status"] or urgent else "good"


def _tiles(tables: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows in all and each kind of change, with their parts by table."""
    counted = {"rows": {table["name"]: table["rows"] for table in tables}}
    counted |= {
        change: {table["name"]: table["changes"][change] for table in tables} for change in _CHANGES
    }
    return [
        {
            "word": word,
            "count": sum(parts.values()),
            "parts": ", ".join(
                _count(count, name.removesuffix("s")) for name, count in parts.items() if count
            ),
        }
        for word, parts in counted.items()
    ]


def _title(verdict: Mapping[str, Any]) -> str:
    previous = verdict["previous"]
    stands = f"{previous} is still the latest release" if previous else "there is no release yet"
    return {
        "published": f"Published {verdict['version']}",
        "nothing_new": f"Nothing new: {stands}",
        "stopped": f"Nothing was published: {stands}",
        "held": f"A release was withdrawn, and publication is held: {stands}",
        "rehearsed": f"A rehearsal, nothing was published: {stands}",
    }[verdict["state"]]


def _shortened(reason: str | None) -> str | None:
    """The reason as a sentence of the page."""
    if not reason:
        return None
    end = "…" if len(reason) > _LONGEST_REASON else "."
    return f"{reason[:1].upper()}{reason[1:_LONGEST_REASON]}{end}"


def _lead(report: Mapping[str, Any], urgent: Sequence[Mapping[str, Any]]) -> str:
    """How the sources did, in a sentence."""
    read = _sources_read(report)
    failed = [entry["source_id"] for entry in urgent if entry["urgency"] != "lifted"]
    if not failed:
        if not read:
            return "No source was read."
        return f"All {_count(len(read), 'source')} that were read passed their gates."
    more = f" and {len(failed) - _NAMED_SOURCES} more" if len(failed) > _NAMED_SOURCES else ""
    named = ", ".join(failed[:_NAMED_SOURCES])
    all_sources = len(report["sources"])
    subject = (
        f"{len(failed)} of {_count(all_sources, 'source')}" if all_sources > 1 else "The source"
    )
    return f"{subject} broke: {named}{more}{_stand_in(report)}."


def _stand_in(report: Mapping[str, Any]) -> str:
    carried = report["balances"]["release"]["carried"]
    if not carried:
        return ""
    verb = "stands" if carried == 1 else "stand"
    return f"; {_count(carried, 'row')} of the last good release {verb} in for them"


def _sources_read(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [source for source in report["sources"] if source["log"]]


def _all_broke(report: Mapping[str, Any]) -> bool:
    """Whether nothing that was read today is in the release."""
    read = _sources_read(report)
    return bool(read) and all(source["state"] in ("blocked", "failed", "stale") for source in read)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _steps(seconds: Mapping[str, float]) -> list[dict[str, Any]]:
    total = sum(seconds.values()) or 1.0
    return [
        {
            "name": name,
            "does": _STEPS.get(name, ""),
            "seconds": spent,
            "share": round(100 * spent / total, 1),
        }
        for name, spent in seconds.items()
    ]


def _commands(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(what it does, command) to go on with, those that fit this run."""
    return [*_commands_for_sources(report), *_commands_for_run(report)]


def _commands_for_sources(report: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Commands for the first source that broke, and the first that its gates hold back."""
    failed = [
        entry["source_id"]
        for entry in report["attention"]
        if entry["urgency"] in ("failed", "stale")
    ]
    if failed:
        yield (
            "read a source's archived pages again after its reader was corrected, "
            "and see what changes",
            f"courseatlas replay --source {failed[0]}",
        )
    held = [gate["source_id"] for gate in report["gates"] if not gate["lifted"]]
    if held:
        yield (
            "publish a large change that you looked at and found right",
            f"courseatlas refresh --source {held[0]} --accept {held[0]}",
        )


def _commands_for_run(report: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Commands that show more of the run."""
    run, verdict = report["run"]["id"], report["verdict"]
    if report["pages"]["total"]:
        yield (
            "every page that ended in an error",
            f"courseatlas pages --run {run} --outcome error",
        )
    yield (
        "every page of the run and its outcome, for machines",
        f"courseatlas pages --run {run} --format jsonl",
    )
    yield (
        "what became of a record, by its id, its title or the address of a page",
        f"courseatlas why WORDS --run {run}",
    )
    if report["quarantine"]["total"]:
        yield (
            "every row that was withheld, with its rule and its page",
            f"courseatlas quarantine --run {run}",
        )
    if verdict["version"] and verdict["previous"]:
        yield (
            "what changed, field by field",
            f"courseatlas releases diff {verdict['previous']} {verdict['version']}",
        )
    yield "how each source stands, and when the next run is due", "courseatlas status"
