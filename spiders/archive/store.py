"""The page store of one source: open it, put answers in, get them back."""

from pathlib import Path
from typing import TextIO

from courseatlas.locks import exclusive_lock
from spiders.archive import warc
from spiders.archive.body import HeaderList
from spiders.archive.index import Entry, Index
from spiders.archive.warc import Answer


class PageStore:
    """The archive folder of a source.

    With a run it can be written, by one process at a time; with None it is only read. Opening it
    for writing mends what a killed run left. `index` is where the index of a replay stands. Raises
    Busy where another process writes the archive.
    """

    def __init__(self, folder: Path, run: str | None, index: Path | None = None):
        self._folder = folder
        self._lock = _lock(folder) if run else None
        own_index = folder / "index.sqlite"
        self.index = Index(index, own_index) if index else Index(own_index)
        self._catch_up(is_writable=bool(run))
        self._writer = warc.Writer(folder, run) if run else None

    def _catch_up(self, is_writable: bool) -> None:
        """Index the whole records that are not indexed yet, and cut a torn one off."""
        for path in sorted(self._folder.glob("*.warc.gz")):
            size, start = path.stat().st_size, self.index.indexed_up_to(path.name)
            if start > size:
                self.index.forget_after(path.name, size)
                start = self.index.indexed_up_to(path.name)
            if start == size:
                continue
            if is_writable:
                warc.mend(path, warc.whole_records_end(path, start))
            self.index.add(list(warc.scan(path, start, self.index.before(path.name, start))))

    def put(self, answer: Answer) -> Entry:
        """Archive an answer. Raises OSError where the disk refuses."""
        assert self._writer, "the store was opened for reading"
        return self._add(self._writer.response(answer, warc.now()))

    def confirm(self, earlier: Entry, headers: HeaderList) -> Entry:
        """Archive a 304 for an earlier answer. Raises OSError where the disk refuses."""
        assert self._writer, "the store was opened for reading"
        return self._add(self._writer.revisit(earlier, headers, warc.now()))

    def get(self, entry: Entry) -> Answer | None:
        """The answer that an entry stands for; None where its file is gone or damaged there."""
        return warc.read(self._folder, entry)

    def close(self) -> None:
        """Close the files and give the lock back."""
        if self._writer:
            self._writer.close()
        self.index.close()
        if self._lock:
            self._lock.close()

    def _add(self, entry: Entry) -> Entry:
        self.index.add([entry])
        return entry


def _lock(folder: Path) -> TextIO:
    """An open file that holds the lock on an archive. Raises Busy where another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    return exclusive_lock(folder / "lock", "wait for this crawl to end")
