"""The databases of a release: what they hold is what its Parquet files hold."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from courseatlas import releases
from courseatlas.releases import Release
from courseatlas.schema import PARQUET_TABLES, TABLES
from courseatlas.views import VIEWS
from flows.publication import databases


@pytest.fixture
def release(sample_release: Path) -> Release:
    return releases.find(sample_release, "latest")


def test_duckdb_holds_every_table_as_its_parquet_file_does(release: Release) -> None:
    with duckdb.connect(str(release.path / "atlas.duckdb"), read_only=True) as connection:
        for table in (*TABLES, *PARQUET_TABLES):
            held = connection.sql(f'SELECT * FROM "{table.name}"').to_arrow_table()
            assert held.to_pylist() == release.rows(table.name), table.name
        comments = dict(
            connection.execute(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'courses'"
            ).fetchall()
        )
    assert comments["credits_min"] == "lowest number of credits, in `credit_unit`"


def test_sqlite_holds_every_row_with_lists_as_json_and_times_in_iso_8601(release: Release) -> None:
    with closing(sqlite3.connect(release.path / "atlas.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        for table in (*TABLES, *PARQUET_TABLES):
            (count,) = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
            assert count == len(release.rows(table.name)), table.name
        held = [dict(row) for row in connection.execute("SELECT * FROM courses")]
    for stored, row in zip(held, release.rows("courses"), strict=True):
        assert json.loads(stored["topics"]) == row["topics"]
        assert stored["fetched_at"] == row["fetched_at"].strftime("%Y-%m-%dT%H:%M:%SZ")
        assert stored["credits_min"] == row["credits_min"]
        assert stored["price_amount"] == (row["price_amount"] and float(row["price_amount"]))


def test_the_views_hold_the_same_in_both(release: Release) -> None:
    with (
        duckdb.connect(str(release.path / "atlas.duckdb"), read_only=True) as duck,
        closing(sqlite3.connect(release.path / "atlas.sqlite")) as sqlite,
    ):
        for view in VIEWS:
            counts = [
                connection.execute(f"SELECT count(*) FROM {view.name}").fetchall()
                for connection in (duck, sqlite)
            ]
            assert counts[0] == counts[1] and counts[0][0][0] > 0, view.name
        required = "SELECT count(*) FROM program_courses WHERE role = 'required'"
        listed = "SELECT count(*) FROM programs_with_required_courses"
        assert duck.execute(required).fetchall() == sqlite.execute(listed).fetchall()


def test_a_database_that_the_disk_refuses_is_an_error_of_storage(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "DUCKDB_FILE", "no/such/folder/atlas.duckdb")
    with pytest.raises(OSError, match="the databases cannot be written"):
        databases.write_databases(release.path)
