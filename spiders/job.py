"""The job that the process of one crawl is given.

This module does not import Scrapy, because the process that starts a crawl only waits for it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class CrawlJob:
    """What one crawl does. Paths are absolute.

    `folder` takes the ledger and the records, `archive` is the source's page store, and `hosts` the
    folder in which all crawls keep what they know of hosts; None shares it with no other. `replay`
    serves
    all pages from the archive, as they were at the end of the run `archive_run`, or as they are now
    where that is None. `accepted` says that a person calls a large change of the source right.
    None leaves a budget as the source's YAML has it. `max_requests` limits what is sent at all:
    pages, robots.txt, redirects and repetitions. `links_per_reason` follows only so many links of
    each reason from a page, in order to see a little of everything.
    """

    source_file: str
    run_id: str
    folder: str
    archive: str
    replay: bool = False
    archive_run: str | None = None
    max_pages: int | None = None
    max_seconds: float | None = None
    accepted: bool = False
    hosts: str | None = None
    max_requests: int | None = None
    links_per_reason: int | None = None

    def save(self, path: Path) -> None:
        """Write the job to a JSON file."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n")

    @classmethod
    def load(cls, path: Path) -> "CrawlJob":
        """Read a job that `save` wrote."""
        return cls(**json.loads(path.read_text()))
