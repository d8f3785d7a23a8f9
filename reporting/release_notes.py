"""What is new in a release, for people: `notes.json`, `CHANGELOG.md` and `feed.atom`.

An entry per release, the newest first. Those of earlier releases are taken over from the release
before, so that they stay when it is pruned.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of, values
from courseatlas.errors import DamagedRelease
from courseatlas.releases import Release
from courseatlas.schema import RECORD_TABLES
from reporting.environment import text_environment
from reporting.release_feed import SENTENCES, change_of, feed, summary

NOTES_FILE, CHANGELOG_FILE, FEED_FILE = "notes.json", "CHANGELOG.md", "feed.atom"
MOST_ENTRIES = 100
# of a list in an entry; its number is told in full
_MOST_ITEMS = 50
Frames = Mapping[str, pd.DataFrame]
Entry = dict[str, Any]
_REASONS = {
    None: "its catalog does not list it any more",
    "last_seen": "nobody saw it for too long",
    "source_id": "its source is read no more",
    "rule": "it breaks a rule of today",
}


def release_notes(
    version: str, now: datetime, tables: Frames, previous: Release | None, url: str | None
) -> dict[str, str]:
    """File name -> text of the notes of a release; `url` is where the release can be read.

    Raises DamagedRelease where the tables of the previous release cannot be read.
    """
    entries = [_entry(version, now, tables, previous), *_earlier_entries(previous)][:MOST_ENTRIES]
    changelog = text_environment().get_template("changelog.md.j2")
    return {
        NOTES_FILE: json.dumps(entries, indent=1, ensure_ascii=False) + "\n",
        CHANGELOG_FILE: changelog.render(
            entries=entries, sentences=SENTENCES, summary=summary, change_of=change_of
        ),
        FEED_FILE: feed(entries, url),
    }


def _entry(version: str, now: datetime, tables: Frames, previous: Release | None) -> Entry:
    entry: Entry = {
        "version": version,
        "published": now.isoformat(),
        "rows": {table.name: len(tables[table.name]) for table in RECORD_TABLES},
        "is_first": previous is None,
    }
    changes = rows_of(tables["changes"]) if previous else []
    before: Frames = previous.record_tables if previous else {}
    titles = _titles(tables)
    old_titles = _titles(before)
    of_programs = [row for row in changes if row["table"] == "programs"]
    lists: dict[str, list[Any]] = {
        "opened": [
            _named(row["id"], titles)
            for row in of_programs
            if row["change"] in ("added", "returned")
        ],
        "closed": [
            _named(row["id"], old_titles) | {"reason": _REASONS.get(row["field"], _REASONS[None])}
            for row in of_programs
            if row["change"] == "removed"
        ],
        "renamed": _changed(of_programs, "title", titles),
        "prices": _prices(changes, tables, titles),
        "requirements": list(_requirements(tables, previous, titles)),
        "stale": sorted(_stale(tables) - _stale(before)),
        "fresh_again": sorted((_stale(before) - _stale(tables)) & _sources(tables)),
    }
    counts = {name: len(items) for name, items in lists.items()}
    shown = {name: items[:_MOST_ITEMS] for name, items in lists.items()}
    return entry | {"counts": counts | _course_counts(changes)} | shown


def _earlier_entries(previous: Release | None) -> list[Entry]:
    """The entries of the release before; none where it has no notes, as one of before them."""
    if previous is None or NOTES_FILE not in previous.manifest["files"]:
        return []
    path = previous.path / NOTES_FILE
    try:
        entries: list[Entry] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as e:
        raise DamagedRelease(f"{path}: cannot be read; put the file back from a copy") from e
    return entries


def _titles(tables: Frames) -> dict[str, tuple[str, str]]:
    """Id -> (title, page) of all records."""
    titles: dict[str, tuple[str, str]] = {}
    for table in RECORD_TABLES:
        if table.name in tables:
            columns = (values(tables[table.name][name]) for name in ("id", "title", "url"))
            titles |= {key: (title, url) for key, title, url in zip(*columns, strict=True)}
    return titles


def _named(record_id: str, titles: Mapping[str, tuple[str, str]]) -> Entry:
    title, url = titles[record_id]
    return {"id": record_id, "title": title, "url": url}


def _changed(
    changes: Sequence[Mapping[str, Any]], field: str, titles: Mapping[str, tuple[str, str]]
) -> list[Entry]:
    return [
        _named(row["id"], titles) | {"old": row["old"], "new": row["new"]}
        for row in changes
        if row["change"] == "changed" and row["field"] == field
    ]


def _prices(
    changes: Sequence[Mapping[str, Any]], tables: Frames, titles: Mapping[str, tuple[str, str]]
) -> list[Entry]:
    """The prices that changed, each in the currency that it has now."""
    currencies: dict[str, str | None] = {}
    for name in ("programs", "courses"):
        columns = (values(tables[name][column]) for column in ("id", "price_currency"))
        currencies |= dict(zip(*columns, strict=True))
    changed = _changed(changes, "price_amount", titles)
    return [item | {"currency": currencies.get(item["id"])} for item in changed]


def _course_counts(changes: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    kinds = [
        row["change"] for row in changes if row["table"] == "courses" and row["change"] != "changed"
    ]
    return {
        "courses_added": sum(kind != "removed" for kind in kinds),
        "courses_removed": kinds.count("removed"),
    }


def _requirements(
    tables: Frames, previous: Release | None, titles: Mapping[str, tuple[str, str]]
) -> Iterator[Entry]:
    """The programs of both releases that list other courses now."""
    if previous is None:
        return
    now, before = _listed(tables["program_courses"]), _listed(previous.table("program_courses"))
    for program_id in sorted(now.keys() & before.keys()):
        added, removed = now[program_id] - before[program_id], before[program_id] - now[program_id]
        if (added or removed) and program_id in titles:
            change = {"added": sorted(added), "removed": sorted(removed)}
            yield _named(program_id, titles) | change


def _listed(program_courses: pd.DataFrame) -> dict[str, set[str]]:
    """Program -> the courses that it lists, by their codes, else by their titles."""
    listed: dict[str, set[str]] = {}
    columns = (
        values(program_courses[name]) for name in ("program_id", "course_code", "course_title")
    )
    for program_id, code, title in zip(*columns, strict=True):
        listed.setdefault(program_id, set()).add(code or title)
    return listed


def _stale(tables: Frames) -> set[str]:
    """The sources of which a row is carried forward."""
    return {
        source
        for table in RECORD_TABLES
        if table.name in tables
        for source, freshness in zip(
            values(tables[table.name]["source_id"]),
            values(tables[table.name]["freshness"]),
            strict=True,
        )
        if freshness == "stale"
    }


def _sources(tables: Frames) -> set[str]:
    return {source for table in RECORD_TABLES for source in values(tables[table.name]["source_id"])}
