"""The page ledger: one row per URL, in a file that a killed crawl leaves readable."""

import sqlite3
from contextlib import closing
from pathlib import Path

from courseatlas.pages import outcome_label
from spiders.ledger import OPEN, Ledger, LedgerCounts, PageOutcome, counts, rows

URL = "https://catalog.example.edu/"


def test_a_url_keeps_its_row_and_gets_one_outcome(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite", "example")
    ledger.schedule(URL, None, 0)
    ledger.schedule(URL, "https://elsewhere.example.edu/", 3)
    ledger.close_url(URL, PageOutcome("record", records=2, http_status=200, bytes=10))
    ledger.close()
    (row,) = rows(tmp_path / "ledger.sqlite")
    assert (row["source_id"], row["referrer"], row["depth"], row["attempts"]) == (
        "example",
        None,
        0,
        1,
    )
    assert (row["outcome"], row["records"], row["http_status"], row["bytes"]) == (
        "record",
        2,
        200,
        10,
    )


def test_the_target_of_a_redirect_is_entered_when_it_ends(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite", "example")
    ledger.close_url(URL, PageOutcome("error", "http_404", "the site answered 404"))
    ledger.close()
    (row,) = rows(tmp_path / "ledger.sqlite")
    assert outcome_label(row) == "error:http_404" and row["detail"] == "the site answered 404"


def test_what_is_open_at_the_end_gets_an_outcome_and_the_next_attempt_goes_on(
    tmp_path: Path,
) -> None:
    first = Ledger(tmp_path / "ledger.sqlite", "example")
    first.schedule(URL, None, 0)
    first.close()
    assert [row["outcome"] for row in rows(tmp_path / "ledger.sqlite")] == [OPEN]
    second = Ledger(tmp_path / "ledger.sqlite", "example")
    assert second.close_open(PageOutcome("budget", detail="the budget is 1 pages")) == 1
    second.close()
    assert [row["outcome"] for row in rows(tmp_path / "ledger.sqlite")] == ["budget"]


def test_a_crawl_that_never_began_has_no_rows(tmp_path: Path) -> None:
    assert list(rows(tmp_path / "ledger.sqlite")) == []


def test_the_reason_of_a_page_is_kept_and_an_older_ledger_has_none(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path, "example")
    ledger.schedule(URL, None, 0, "course_list")
    ledger.close()
    assert [row["reason"] for row in rows(path)] == ["course_list"]
    with closing(sqlite3.connect(path)) as database:
        database.execute("ALTER TABLE page DROP COLUMN reason")
    assert [(row["url"], row["reason"]) for row in rows(path)] == [(URL, None)]


def test_a_damaged_ledger_is_set_aside_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"no database at all")
    assert counts(path) == LedgerCounts()
    ledger = Ledger(path, "example")
    ledger.schedule(URL, None, 0)
    ledger.close()
    assert [row["url"] for row in rows(path)] == [URL]
    assert (tmp_path / "ledger.sqlite.damaged").exists()
