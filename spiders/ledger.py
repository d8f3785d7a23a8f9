"""The ledger: every URL that a crawl ever meant to fetch, each with exactly one outcome."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OPEN = "open"
COLUMNS = (
    "source_id",
    "url",
    "outcome",
    "code",
    "detail",
    "records",
    "referrer",
    "depth",
    "http_status",
    "bytes",
    "payload_sha256",
    "fetched_at",
    "attempts",
    "seconds",
)


@dataclass(frozen=True)
class Outcome:
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
    """One crawl's ledger, a SQLite file that a killed crawl leaves readable. The next attempt goes on in it."""

    def __init__(self, path: Path, source_id: str):
        self._source = source_id
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")  # the archive is the truth; a resumed crawl writes the ledger again
        self._db.execute(f"CREATE TABLE IF NOT EXISTS page ({', '.join(COLUMNS)}, PRIMARY KEY (url))")

    def schedule(self, url: str, referrer: str | None, depth: int) -> None:
        """A URL was meant to be fetched; one that is known already keeps what it has."""
        self._db.execute(
            "INSERT INTO page (source_id, url, outcome, records, referrer, depth, attempts) VALUES (?, ?, ?, 0, ?, ?, 0) ON CONFLICT (url) DO NOTHING",
            (self._source, url, OPEN, referrer, depth),
        )

    def close_url(self, url: str, end: Outcome) -> None:
        """A URL ended. One that was never scheduled by name (the target of a redirect) is entered."""
        self.schedule(url, None, 0)
        self._db.execute(
            "UPDATE page SET outcome = ?, code = ?, detail = ?, records = ?, http_status = ?, bytes = ?, payload_sha256 = ?, fetched_at = ?, seconds = ?,"
            " attempts = attempts + 1 WHERE url = ?",
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

    def close_open(self, end: Outcome) -> int:
        """Give every URL that is still open an outcome; returns how many there were."""
        return self._db.execute(
            "UPDATE page SET outcome = ?, code = ?, detail = ? WHERE outcome = ?", (end.outcome, end.code, end.detail, OPEN)
        ).rowcount

    def close(self) -> None:
        self._db.close()


def outcome_of(row: Mapping[str, Any]) -> str:
    """A row's outcome with its code, as people read it: `record`, `error:http_404`."""
    return f"{row['outcome']}:{row['code']}" if row["code"] else row["outcome"]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a ledger file, sorted by URL. Nothing for a crawl that never began."""
    if path.exists():
        db = sqlite3.connect(path)
        for row in db.execute(f"SELECT {', '.join(COLUMNS)} FROM page ORDER BY url"):
            yield dict(zip(COLUMNS, row, strict=True))
        db.close()
