"""A crawl as it ended: the value that the supervisor hands to the later steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson

from courseatlas.records import CrawlRecord
from courseatlas.sources import Source
from spiders.ledger import LEDGER_FILE, PageRow, rows


@dataclass(frozen=True)
class Crawl:
    """The crawl of one source: its folder, ledger and records, and why it stopped, if it did."""

    source: Source
    folder: Path
    seconds: float
    attempts: int
    failure: str | None = None

    @cached_property
    def ledger(self) -> tuple[PageRow, ...]:
        """The pages of the crawl, each with its outcome, sorted by URL."""
        return tuple(rows(self.folder / LEDGER_FILE))

    def records(self) -> Iterator[CrawlRecord]:
        """The records in the order of the file.

        A torn last line, as a kill leaves it, is no record.
        """
        path = self.folder / "records.jsonl"
        if path.exists():
            with open(path, "rb") as stream:
                for line in stream:
                    if line.endswith(b"\n"):
                        yield orjson.loads(line)
