"""The index of one source's archive: which record of which WARC file holds a URL's response, and of which run it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One archived answer. A `revisit` (a 304) has no body of its own: `body_*` names the record that holds it.

    `usable` is False for a body that arrived incomplete: it is kept as evidence and never served.
    """

    url: str
    run: str
    fetched_at: str
    status: int
    kind: str  # response | revisit
    file: str
    offset: int
    end: int
    body_file: str
    body_offset: int
    usable: bool = True


_COLUMNS = ", ".join(f'"{field.name}"' for field in fields(Entry))
_MARKS = ", ".join("?" * len(fields(Entry)))


class Index:
    """SQLite beside (or, for a replay, away from) the WARC files. It can always be built again from them.

    A new one begins with what another knows, also while a crawl writes that; one that cannot be read is no loss, only slower.
    """

    def __init__(self, path: Path, other: Path | None = None):
        new = not path.exists()
        self._db = sqlite3.connect(path, isolation_level=None)
        if new and other and other.exists():
            with suppress(sqlite3.Error), closing(sqlite3.connect(f"{other.resolve().as_uri()}?mode=ro", uri=True)) as known:
                known.backup(self._db)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(f"CREATE TABLE IF NOT EXISTS entry ({_COLUMNS}, UNIQUE (file, offset))")
        self._db.execute("CREATE INDEX IF NOT EXISTS entry_url ON entry (url)")

    def add(self, entries: list[Entry]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany(f"INSERT OR REPLACE INTO entry VALUES ({_MARKS})", [astuple(entry) for entry in entries])
        self._db.execute("COMMIT")

    def of_run(self, url: str, run: str) -> Entry | None:
        """The newest usable answer of one run."""
        return self._one("url = ? AND run = ? AND usable ORDER BY rowid DESC", (url, run))

    def newest(self, url: str) -> Entry | None:
        """The newest usable answer of any run."""
        return self._one("url = ? AND usable ORDER BY fetched_at DESC, rowid DESC", (url,))

    def newest_body(self, url: str) -> Entry | None:
        """The newest usable answer that stands for a page (2xx): what a revalidation asks about."""
        return self._one("url = ? AND usable AND status BETWEEN 200 AND 299 ORDER BY fetched_at DESC, rowid DESC", (url,))

    def last(self, url: str) -> Entry | None:
        """The last answer of any kind, also an incomplete one."""
        return self._one("url = ? ORDER BY fetched_at DESC, rowid DESC", (url,))

    def indexed_up_to(self, file: str) -> int:
        """The offset in a WARC file up to which all is indexed."""
        return self._db.execute("SELECT coalesce(max(end), 0) FROM entry WHERE file = ?", (file,)).fetchone()[0]

    def forget_after(self, file: str, size: int) -> None:
        """Drop the entries of a file that lie beyond its size: the disk lost what the index knew."""
        self._db.execute("DELETE FROM entry WHERE file = ? AND end > ?", (file, size))

    def __iter__(self) -> Iterator[Entry]:
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM entry ORDER BY file, offset"):
            yield Entry(*row)

    def close(self) -> None:
        self._db.close()

    def _one(self, where: str, values: tuple) -> Entry | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM entry WHERE {where} LIMIT 1", values).fetchone()
        return Entry(*row) if row else None
