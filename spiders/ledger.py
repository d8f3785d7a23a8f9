"""The page ledger: every URL that a crawl meant to fetch, each with exactly one outcome."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

from spiders.sqlite_files import set_aside_if_damaged

LEDGER_FILE = "ledger.sqlite"
OPEN = "open"
# the outcome of a page that was not asked for, because its host is to be left alone
HELD = "held"


class PageRow(TypedDict):
    """One row of the ledger: a URL, how it ended, and what is known of its answer.

    `outcome` is `open` until the URL has ended. `code` and `detail` say why, for an error. `depth`
    counts the links from a start URL, `attempts` how often the URL ended, over all attempts of the
    crawl. `seconds` is how long the answer took, `fetched_at` is RFC 3339 in UTC. `reason` is one
    of `spiders.page.links.REASONS`; None in the ledgers of older versions.
    """

    source_id: str
    url: str
    outcome: str
    code: str | None
    detail: str | None
    records: int
    referrer: str | None
    depth: int
    http_status: int | None
    bytes: int | None
    payload_sha256: str | None
    fetched_at: str | None
    attempts: int
    seconds: float | None
    reason: str | None


COLUMNS: tuple[str, ...] = tuple(PageRow.__annotations__)


@dataclass(frozen=True)
class PageOutcome:
    """How a URL ended. `code` and `detail` say why, for an error."""

    outcome: str
    code: str | None = None
    detail: str | None = None
    records: int = 0
    http_status: int | None = None
    bytes: int | None = None
    payload_sha256: str | None = None
    fetched_at: str | None = None
    seconds: float | None = None


class Ledger:
    """The ledger of one crawl, a SQLite file that a killed crawl leaves readable.

    The next attempt of the crawl continues in the same file. One that is damaged is set aside,
    because the archive is the truth: a resumed crawl writes the ledger again.
    """

    def __init__(self, path: Path, source_id: str):
        self._source = source_id
        set_aside_if_damaged(path, "page", COLUMNS, "the crawl writes its ledger again")
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute(
            f"CREATE TABLE IF NOT EXISTS page ({', '.join(COLUMNS)}, PRIMARY KEY (url))"
        )

    def reopen(self) -> None:
        """Open every URL again: an attempt reads all pages anew, those before it from the archive.

        What a killed attempt noted may be ahead of the records that it wrote.
        """
        self._db.execute(
            "UPDATE page SET outcome = ?, code = NULL, detail = NULL, records = 0", (OPEN,)
        )

    def schedule(
        self, url: str, referrer: str | None, depth: int, reason: str | None = None
    ) -> None:
        """Enter a URL that is meant to be fetched; one that is entered already keeps its row."""
        self._db.execute(
            "INSERT INTO page (source_id, url, outcome, records, referrer, depth, attempts, reason)"
            " VALUES (?, ?, ?, 0, ?, ?, 0, ?) ON CONFLICT (url) DO NOTHING",
            (self._source, url, OPEN, referrer, depth, reason),
        )

    def close_url(self, url: str, end: PageOutcome) -> None:
        """Note how a URL ended.

        A URL that was never scheduled by name, such as the target of a redirect, is entered.
        """
        self.schedule(url, None, 0)
        self._db.execute(
            "UPDATE page SET outcome = ?, code = ?, detail = ?, records = ?, http_status = ?,"
            " bytes = ?, payload_sha256 = ?, fetched_at = ?, seconds = ?, attempts = attempts + 1"
            " WHERE url = ?",
            (
                end.outcome,
                end.code,
                end.detail,
                end.records,
                end.http_status,
                end.bytes,
                end.payload_sha256,
                end.fetched_at,
                end.seconds,
                url,
            ),
        )

    def close_open(self, end: PageOutcome) -> int:
        """Give every URL that is still open an outcome; returns how many there were."""
        return self._db.execute(
            "UPDATE page SET outcome = ?, code = ?, detail = ? WHERE outcome = ?",
            (end.outcome, end.code, end.detail, OPEN),
        ).rowcount

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def rows(path: Path) -> Iterator[PageRow]:
    """The rows of a ledger file, sorted by URL. A crawl that never began has no rows.

    A column that an older version did not keep is None.
    """
    if not path.exists():
        return
    with closing(sqlite3.connect(path)) as db:
        kept = {row[1] for row in db.execute("PRAGMA table_info(page)")}
        columns = (name if name in kept else f"NULL AS {name}" for name in COLUMNS)
        for row in db.execute(f"SELECT {', '.join(columns)} FROM page ORDER BY url"):
            yield cast(PageRow, dict(zip(COLUMNS, row, strict=True)))


@dataclass(frozen=True)
class LedgerCounts:
    """How many pages a ledger has, how many of them have an outcome, and their records."""

    pages: int = 0
    closed: int = 0
    records: int = 0


def counts(path: Path) -> LedgerCounts:
    """The counts of a ledger file, also while a crawl writes it; zeros before it has its table."""
    if not path.exists():
        return LedgerCounts()
    query = "SELECT COUNT(*), COALESCE(SUM(outcome != ?), 0), COALESCE(SUM(records), 0) FROM page"
    with closing(sqlite3.connect(path)) as db:
        try:
            return LedgerCounts(*db.execute(query, (OPEN,)).fetchone())
        except sqlite3.DatabaseError:  # the file is new, or a crawl is about to begin it anew
            return LedgerCounts()
