"""Crawls without the network: every page goes through the walls and its platform, as the spider does it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import orjson

from courseatlas.records import CrawlRecord, Page, Unreadable, crawl_record
from courseatlas.sources import Source
from flows.crawl import Crawl
from flows.refresh import Steps, plain_steps
from flows.runs import Run, all_runs
from samples.build import ANSWERS
from spiders import failures
from spiders.archive.warc import Answer
from spiders.ledger import Ledger, PageOutcome
from spiders.page import walls
from spiders.platforms import load

Site = list[Answer]


def replayed(site_of: Callable[[Source], Site]) -> Steps:
    """The steps of a refresh that crawls the pages that `site_of` gives for a source."""

    def crawl_all(sources: Sequence[Source], run: Run) -> list[Crawl]:
        return [_crawl(source, site_of(source), run.crawl_folder(source.id)) for source in sources]

    return replace(plain_steps(), crawl=crawl_all)


def crawls_of_last_run(output: Path) -> Steps:
    """The steps of a refresh that takes over the crawls of the last run of an output folder."""
    run_folder = output / "runs" / all_runs(output)[-1]["id"]

    def crawl_all(sources: Sequence[Source], run: Run) -> list[Crawl]:
        return [Crawl(source, run_folder / "sources" / source.id, 0.0, 1) for source in sources]

    return replace(plain_steps(), crawl=crawl_all)


def pages(source_id: str) -> Site:
    """The good pages of a sample source; of `cmu--mutation` those of `cmu`."""
    answers = ANSWERS[source_id.partition("--")[0]]
    return [
        answer
        for answer in answers
        if answer.status == 200 and not answer.url.endswith("/robots.txt")
    ]


def _crawl(source: Source, site: Site, folder: Path) -> Crawl:
    folder.mkdir(parents=True)
    ledger = Ledger(folder / "ledger.sqlite", source.id)
    with open(folder / "records.jsonl", "wb") as lines:
        for answer in site:
            rows, outcome = _read(source, answer)
            lines.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
            ledger.close_url(answer.url, outcome)
    ledger.close()
    return Crawl(source, folder, 0.0, 1)


def _read(source: Source, answer: Answer) -> tuple[list, PageOutcome]:
    bad = failures.of_status(answer.status)
    if bad:
        return [], PageOutcome("error", bad)
    kind = dict(answer.headers).get("Content-Type", "text/html").split(";")[0]
    try:
        records = _records(source.platform, answer.url, answer.body, kind)
    except Unreadable as e:
        return [], PageOutcome("error", e.code, str(e))
    rows = [record | {"source_id": source.id} for record in records]
    return rows, PageOutcome("record" if rows else "no_record", records=len(rows))


@lru_cache(maxsize=500)
def _records(platform: str, url: str, body: bytes, kind: str) -> list[CrawlRecord]:
    """The records of a page, of no source: many sources and tests read the same pages.

    Raises Unreadable.
    """
    page = Page(url, body, kind, "2026-11-23T05:00:00Z")
    walls.check(page)
    return [
        crawl_record(record, page, "", position, "fresh")
        for position, record in enumerate(load(platform).read(page), 1)
    ]
