"""SQLite files that can be written again from other files: a damaged one stops no crawl."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from courseatlas.files import set_aside

_DAMAGES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_JOURNALS = ("-wal", "-shm")


def set_aside_if_damaged(path: Path, table: str, columns: Sequence[str], consequence: str) -> None:
    """Set a file aside that is no whole database, or whose table has other columns.

    Its journals belong to it and are removed. Raises sqlite3.Error where the disk refuses.
    """
    if not path.exists() or _is_whole(path, table, columns):
        return
    set_aside(path, consequence)
    for suffix in _JOURNALS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _is_whole(path: Path, table: str, columns: Sequence[str]) -> bool:
    try:
        with closing(sqlite3.connect(path)) as db:
            (result,) = db.execute("PRAGMA quick_check(1)").fetchone()
            found = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    except sqlite3.DatabaseError as e:
        if e.sqlite_errorcode not in _DAMAGES:
            raise
        return False
    return result == "ok" and found in ([], list(columns))
