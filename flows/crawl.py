"""A crawl as it ended: the value that the supervisor hands to the later steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson

from courseatlas.records import CrawlRecord
from courseatlas.sources import Source
from spiders.ledger import LEDGER_FILE, PageRow, rows

RECORDS_FILE = "records.jsonl"


@dataclass(frozen=True)
class Crawl:
    """The crawl of one source: its folder, ledger and records, and why it stopped, if it did.

    `is_curated` is False where its records could not be curated: they count as not read.
    """

    source: Source
    folder: Path
    seconds: float
    attempts: int
    failure: str | None = None
    is_curated: bool = True

    @cached_property
    def ledger(self) -> tuple[PageRow, ...]:
        """The pages of the crawl, each with its outcome, sorted by URL."""
        return tuple(rows(self.folder / LEDGER_FILE))

    def records(self) -> Iterator[CrawlRecord]:
        """The records in the order of the file."""
        return read_records(self.folder)


def read_records(folder: Path) -> Iterator[CrawlRecord]:
    """The records in the folder of a crawl, in the order of the file; none where there is none.

    A torn last line, as a kill leaves it, is no record.
    """
    path = folder / RECORDS_FILE
    if path.exists():
        with open(path, "rb") as stream:
            for line in stream:
                if line.endswith(b"\n"):
                    yield orjson.loads(line)
