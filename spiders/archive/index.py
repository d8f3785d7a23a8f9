"""The index of one source's archive: which record of which WARC file answers a URL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from spiders.sqlite_files import set_aside_if_damaged
from spiders.statuses import is_page


@dataclass(frozen=True)
class Entry:
    """One archived answer, and where it lies.

    `kind` is `response` or `revisit`. A revisit (a 304) has no body of its own: `body_file` and
    `body_offset` name the record that has it. `usable` is False for a body that arrived incomplete:
    it is kept as evidence and is never served. `offset` and `end` are bytes in the file.
    """

    url: str
    run: str
    fetched_at: str
    status: int
    kind: str
    file: str
    offset: int
    end: int
    body_file: str
    body_offset: int
    usable: bool = True


_COLUMNS = ", ".join(f'"{field.name}"' for field in fields(Entry))
_PLACEHOLDERS = ", ".join("?" * len(fields(Entry)))
_NEWEST_FIRST = "ORDER BY fetched_at DESC, rowid DESC"


class Index:
    """A SQLite file next to the WARC files, or for a replay elsewhere.

    It can always be built again from the WARC files: one that is damaged is set aside, and all
    files are indexed anew. A new index takes over the entries of `other`, also while a crawl writes
    that one, where that one can be read.
    """

    def __init__(self, path: Path, other: Path | None = None):
        columns = [field.name for field in fields(Entry)]
        set_aside_if_damaged(path, "entry", columns, "it is built again from the WARC files")
        is_new = not path.exists()
        self._db = sqlite3.connect(path, isolation_level=None)
        if is_new and other and other.exists():
            address = f"{other.resolve().as_uri()}?mode=ro"
            with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as source:
                source.backup(self._db)
        self._db.create_function("is_page", 1, is_page, deterministic=True)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(f"CREATE TABLE IF NOT EXISTS entry ({_COLUMNS}, UNIQUE (file, offset))")
        self._db.execute("CREATE INDEX IF NOT EXISTS entry_url ON entry (url)")

    def add(self, entries: list[Entry]) -> None:
        """Add entries in one transaction."""
        self._db.execute("BEGIN")
        self._insert(entries)
        self._db.execute("COMMIT")

    def of_run(self, url: str, run: str) -> Entry | None:
        """The newest usable answer of one run."""
        return self._first("url = ? AND run = ? AND usable ORDER BY rowid DESC", (url, run))

    def newest(self, url: str, until: str | None = None) -> Entry | None:
        """The newest usable answer of any run, of those that were fetched up to `until`."""
        if until is None:
            return self._first(f"url = ? AND usable {_NEWEST_FIRST}", (url,))
        return self._first(f"url = ? AND usable AND fetched_at <= ? {_NEWEST_FIRST}", (url, until))

    def end_of_run(self, run: str) -> str:
        """When the last answer of a run was fetched; '' for a run that fetched nothing."""
        query = "SELECT coalesce(max(fetched_at), '') FROM entry WHERE run = ?"
        end: str = self._db.execute(query, (run,)).fetchone()[0]
        return end

    def newest_body(self, url: str) -> Entry | None:
        """The newest usable answer that is a page (2xx): what a revalidation asks about."""
        return self._first(f"url = ? AND usable AND is_page(status) {_NEWEST_FIRST}", (url,))

    def last(self, url: str) -> Entry | None:
        """The last answer of any kind, also an incomplete one."""
        return self._first(f"url = ? {_NEWEST_FIRST}", (url,))

    def indexed_up_to(self, file: str) -> int:
        """The offset in a WARC file up to which its records are indexed."""
        query = "SELECT coalesce(max(end), 0) FROM entry WHERE file = ?"
        offset: int = self._db.execute(query, (file,)).fetchone()[0]
        return offset

    def of_file(self, file: str) -> list[Entry]:
        """The entries of a file in the order of its records."""
        query = f"SELECT {_COLUMNS} FROM entry WHERE file = ? ORDER BY offset"
        return [Entry(*row) for row in self._db.execute(query, (file,))]

    def replace_file(self, file: str, moves: list[tuple[Entry, Entry]]) -> None:
        """Put other entries in place of those of a file, in one transaction.

        `moves` are pairs of the same record before and after; revisits elsewhere follow their body.
        """
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM entry WHERE file = ?", (file,))
        self._insert([new for _, new in moves])
        self._db.executemany(
            "UPDATE entry SET body_file = ?, body_offset = ?"
            " WHERE body_file = ? AND body_offset = ?",
            [(new.file, new.offset, old.file, old.offset) for old, new in moves],
        )
        self._db.execute("COMMIT")

    def before(self, file: str, offset: int) -> dict[str, Entry]:
        """URL -> its last usable answer before a place in the files, which are in order of time."""
        query = (
            f"SELECT {_COLUMNS} FROM entry WHERE usable AND (file < ? OR file = ? AND offset < ?)"
            " ORDER BY file, offset"
        )
        entries = (Entry(*row) for row in self._db.execute(query, (file, file, offset)))
        return {entry.url: entry for entry in entries}

    def forget_after(self, file: str, size: int) -> None:
        """Drop the entries of a file beyond its size: the disk lost what the index knows."""
        self._db.execute("DELETE FROM entry WHERE file = ? AND end > ?", (file, size))

    def __iter__(self) -> Iterator[Entry]:
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM entry ORDER BY file, offset"):
            yield Entry(*row)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _insert(self, entries: list[Entry]) -> None:
        self._db.executemany(
            f"INSERT OR REPLACE INTO entry VALUES ({_PLACEHOLDERS})",
            [astuple(entry) for entry in entries],
        )

    def _first(self, where: str, values: tuple[Any, ...]) -> Entry | None:
        query = f"SELECT {_COLUMNS} FROM entry WHERE {where} LIMIT 1"
        row = self._db.execute(query, values).fetchone()
        return Entry(*row) if row else None
