"""Crawls without the network: every page goes through the walls and the reader, as a spider does it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from courseatlas.records import Page, Unreadable
from courseatlas.sources import Source
from flows.crawl import Crawl
from flows.refresh import Steps, plain_steps
from flows.runs import Run
from samples.build import ANSWERS
from spiders import failures
from spiders.archive.warc import Answer
from spiders.ledger import Ledger, Outcome
from spiders.readers import reader, walls
from spiders.walk import _line

Site = list[Answer]


def replayed(site_of: Callable[[Source], Site]) -> Steps:
    """The steps of a refresh that crawls the pages that `site_of` gives for a source."""

    def crawl_all(sources: Sequence[Source], run: Run) -> list[Crawl]:
        return [_crawl(source, site_of(source), run.crawl_folder(source.id)) for source in sources]

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
    read = reader(source.platform)
    with open(folder / "records.jsonl", "wb") as lines:
        for answer in site:
            kind = dict(answer.headers).get("Content-Type", "text/html").split(";")[0]
            page = Page(answer.url, answer.body, kind, "2026-11-23T05:00:00Z")
            bad = failures.of_status(answer.status)
            if bad:
                ledger.close_url(page.url, Outcome("error", bad))
                continue
            try:
                walls.check(page)
                records = list(read(page))
            except Unreadable as e:
                ledger.close_url(page.url, Outcome("error", e.code, str(e)))
                continue
            lines.writelines(_line(record, page, source.id, False) for record in records)
            outcome = "record" if records else "no_record"
            ledger.close_url(page.url, Outcome(outcome, records=len(records)))
    ledger.close()
    return Crawl(source, folder, 0.0, 1)
