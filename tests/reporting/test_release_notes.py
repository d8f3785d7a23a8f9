"""What is new in a release: its notes, its changelog and its feed."""

import json
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from courseatlas.arrow import from_rows, rows_of
from courseatlas.errors import DamagedRelease
from courseatlas.releases import Release, find
from courseatlas.schema import BY_NAME
from flows.publication.release_folder import complete, stage
from pipelines.compare import changes
from reporting.release_notes import release_notes
from tests.support import healthy
from tests.support.releases import facts_of

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 11, 27, 5, tzinfo=UTC)


def edited(tables: dict[str, pd.DataFrame], name: str, edit) -> None:
    rows = rows_of(tables[name])
    tables[name] = from_rows(BY_NAME[name], edit(rows))


@pytest.fixture
def previous(tmp_path: Path) -> Release:
    made = healthy.tables(200)
    notes = release_notes("2026-11-20.1", datetime(2026, 11, 20, tzinfo=UTC), made, None, None)
    complete(
        stage(tmp_path, "2026-11-20.1", made, {}), notes, {"sources": {}}, facts_of("2026-11-20.1")
    )
    return find(tmp_path, "2026-11-20.1")


@pytest.fixture
def documents(previous: Release) -> dict[str, str]:
    """The notes of a release in which a program closed, one opened, one has a new name, one lists other courses, a
    course costs more and a source went stale."""
    tables = {name: previous.table(name) for name in BY_NAME}

    def programs(rows: list[dict]) -> list[dict]:
        closed, renamed, *rest = rows
        opened = rest[0] | {"id": "lamp:program:new", "title": "Lamp *Studies*"}
        return [renamed | {"title": "Renamed"}, *rest, opened]

    def courses(rows: list[dict]) -> list[dict]:
        dearer = rows[0] | {"price_amount": 99, "price_currency": "USD"}
        return [dearer, *(row | {"freshness": "stale"} for row in rows[1:])]

    edited(tables, "programs", programs)
    edited(tables, "courses", courses)
    last = rows_of(tables["programs"])[1]["id"]
    edited(
        tables,
        "program_courses",
        lambda rows: [
            row | {"course_code": "NEW 1"}
            if row["program_id"] == last and row["position"] == 1
            else row
            for row in rows
        ],
    )
    compared = changes(tables, previous.record_tables, set())
    tables["changes"] = from_rows(BY_NAME["changes"], compared)
    return release_notes(
        "2026-11-27.1", NOW, tables, previous, "https://atlas.example/releases/2026-11-27.1"
    )


def test_an_entry_names_what_changed(documents: dict[str, str], previous: Release) -> None:
    entry, before = json.loads(documents["notes.json"])
    programs = previous.rows("programs")
    assert [item["title"] for item in entry["opened"]] == ["Lamp *Studies*"]
    assert [(item["id"], item["reason"]) for item in entry["closed"]] == [
        (programs[0]["id"], "its catalog does not list it any more")
    ]
    assert [(item["old"], item["new"]) for item in entry["renamed"]] == [
        (programs[1]["title"], "Renamed")
    ]
    assert [(item["new"], item["currency"]) for item in entry["prices"]] == [("99.00", "USD")]
    assert [(item["id"], item["added"]) for item in entry["requirements"]] == [
        (programs[2]["id"], ["NEW 1"])
    ]
    assert len(entry["stale"]) > 0 and entry["fresh_again"] == []
    assert (before["version"], before["is_first"], entry["is_first"]) == (
        "2026-11-20.1",
        True,
        False,
    )


def test_the_feed_is_atom_with_an_entry_per_release(documents: dict[str, str]) -> None:
    root = ET.fromstring(documents["feed.atom"])
    assert root.tag == f"{ATOM}feed"
    assert (
        root.find(f"{ATOM}link").get("href")
        == "https://atlas.example/releases/2026-11-27.1/feed.atom"
    )
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        assert all(element.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated"))
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert "1 program opened, 1 program closed" in entries[0].findtext(f"{ATOM}title")
    assert "Lamp *Studies*" in entries[0].findtext(f"{ATOM}content")


def test_the_changelog_prints_no_markup_of_a_page(documents: dict[str, str]) -> None:
    changelog = documents["CHANGELOG.md"]
    assert changelog.index("## 2026-11-27.1") < changelog.index("## 2026-11-20.1")
    assert r"- Lamp \*Studies\* (<https://" in changelog
    assert ": 99.00 USD, before: " in changelog and "added: NEW 1" in changelog


def test_notes_of_before_that_cannot_be_read_are_damage(previous: Release) -> None:
    (previous.path / "notes.json").write_text("[")
    tables = {name: previous.table(name) for name in BY_NAME}
    with pytest.raises(DamagedRelease, match=r"notes\.json: cannot be read"):
        release_notes("2026-11-27.1", NOW, tables, previous, None)
