"""The counts of a ledger are read while a crawl writes it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from spiders.ledger import Ledger, LedgerCounts, PageOutcome, counts


def test_the_pages_with_an_outcome_and_their_records_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path, "example")
    ledger.schedule("https://example.edu/a", None, 0)
    ledger.schedule("https://example.edu/b", None, 0)
    ledger.close_url("https://example.edu/a", PageOutcome("record", records=3))
    assert counts(path) == LedgerCounts(pages=2, closed=1, records=3)
    ledger.close()


def test_a_ledger_that_has_not_begun_counts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    assert counts(path) == LedgerCounts()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE other (name)")
    assert counts(path) == LedgerCounts()
