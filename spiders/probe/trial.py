"""A trial crawl of a drafted source, in a scratch folder."""

from collections import Counter
from pathlib import Path

import orjson

from courseatlas import relevance
from spiders.crawl_process import run_crawl
from spiders.job import CrawlJob
from spiders.ledger import LEDGER_FILE, rows
from spiders.probe.draft import Trial

_TO_START_AND_END = 30
# seconds per page beyond the delay, for slow sites
_PER_PAGE = 10


def run(text: str, folder: Path, pages: int) -> Trial:
    """Crawl up to `pages` pages of the source that a draft declares; `folder` takes the files."""
    folder.mkdir(parents=True)
    source_file = folder / "trial.yml"
    source_file.write_text(text, "utf-8")
    job = CrawlJob(
        source_file=str(source_file),
        run_id="trial",
        folder=str(folder),
        archive=str(folder / "archive"),
        max_pages=pages,
        hosts=str(folder / "hosts"),
    )
    run_crawl(job, pages * _PER_PAGE + _TO_START_AND_END)
    return Trial(_pages_read(folder), _records(folder / "records.jsonl"))


def _pages_read(folder: Path) -> int:
    return sum(row["http_status"] is not None for row in rows(folder / LEDGER_FILE))


def _records(path: Path) -> dict[str, int]:
    """The records about AI/ML of each kind, each key counted once: a floor counts no others."""
    if not path.exists():
        return {}
    classify = relevance.load().classify
    rows = map(orjson.loads, path.read_bytes().splitlines())
    keys = {
        (row["kind"], row["key"])
        for row in rows
        if classify(row["title"], row["fields"].get("description")).relevance != "none"
    }
    return dict(Counter(kind for kind, _ in keys))
