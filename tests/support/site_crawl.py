"""A crawl of a site on the loopback by the real spider, in a process of its own as in a refresh."""

import json
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from courseatlas.pages import outcome_label
from spiders.crawl_process import CrawlProcess
from spiders.job import CrawlJob
from spiders.ledger import rows
from tests.support.waiting import DEADLINE_SECONDS


@dataclass(frozen=True)
class SiteCrawl:
    """What a crawl wrote: the lines of its records, and the outcome of each page by its address."""

    records: list[dict[str, Any]]
    outcomes: dict[str, str]
    details: dict[str, str | None]

    def keys(self, kind: str) -> set[str]:
        """The keys of all records of a kind."""
        return {record["key"] for record in self.records if record["kind"] == kind}

    def record(self, key: str) -> dict[str, Any]:
        """The first record with a key."""
        return next(record for record in self.records if record["key"] == key)


def crawl_site(yaml: str, folder: Path, replay: bool = False, run: str = "run-1") -> SiteCrawl:
    """Crawl the source that a YAML describes; a replay reads the archive of earlier crawls."""
    source = folder / "example.yml"
    source.write_text(yaml)
    results = folder / f"{'replay' if replay else 'crawl'} {run}"
    results.mkdir(exist_ok=True)
    job = CrawlJob(str(source), run, str(results), str(folder / "archive"), replay=replay)
    job.save(folder / "job.json")
    status = CrawlProcess(folder / "job.json", folder / "errors").wait(DEADLINE_SECONDS)
    assert status == 0, (folder / "errors").read_text()
    lines = (results / "records.jsonl").read_text("utf-8").splitlines()
    # pages are read as they come
    records = sorted(map(json.loads, lines), key=itemgetter("evidence_url", "page_position"))
    pages = list(rows(results / "ledger.sqlite"))
    return SiteCrawl(
        records,
        {page["url"]: outcome_label(page) for page in pages},
        {page["url"]: page["detail"] for page in pages},
    )
