"""One source's page store: open it (mending what a killed run left), put answers in, get them back."""

import fcntl
from pathlib import Path
from typing import TextIO

from courseatlas.errors import Busy
from spiders.archive import warc
from spiders.archive.index import Entry, Index
from spiders.archive.warc import Answer, Headers


class PageStore:
    """The archive folder of a source. With a run it can be written, by one process at a time; without one it is only read.

    Raises Busy where another process writes it.
    """

    def __init__(self, folder: Path, run: str | None, index: Path | None = None):
        self._folder, self._run = folder, run
        self._lock: TextIO | None = None
        if run:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = open(folder / "lock", "w")  # noqa: SIM115
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as e:
                raise Busy(f"{folder}: another crawl writes this archive; wait for it to end") from e
        beside = folder / "index.sqlite"
        self.index = Index(index, beside) if index else Index(beside)
        self._catch_up(writable=bool(run))
        self._writer = warc.Writer(folder, run) if run else None

    def _catch_up(self, writable: bool) -> None:
        """Index the whole records that are not indexed yet, and cut a torn one off."""
        known: dict[str, Entry] | None = None
        for path in sorted(self._folder.glob("*.warc.gz")):
            size, start = path.stat().st_size, self.index.indexed_up_to(path.name)
            if start > size:
                self.index.forget_after(path.name, size)
                start = self.index.indexed_up_to(path.name)
            if start == size:
                continue
            if writable:
                warc.mend(path, warc.whole_records_end(path, start))
            known = {entry.url: entry for entry in self.index if entry.usable} if known is None else known
            self.index.add(list(warc.scan(path, start, known)))

    def put(self, answer: Answer) -> Entry:
        """Archive an answer. Raises OSError where the disk refuses."""
        assert self._writer, "the store was opened for reading"
        return self._add(self._writer.response(answer, warc.now()))

    def confirm(self, earlier: Entry, headers: Headers) -> Entry:
        """Archive a 304 for an earlier answer."""
        assert self._writer, "the store was opened for reading"
        return self._add(self._writer.revisit(earlier, headers, warc.now()))

    def get(self, entry: Entry) -> Answer:
        return warc.read(self._folder, entry)

    def close(self) -> None:
        if self._writer:
            self._writer.close()
        self.index.close()
        if self._lock:
            self._lock.close()

    def _add(self, entry: Entry) -> Entry:
        self.index.add([entry])
        return entry
