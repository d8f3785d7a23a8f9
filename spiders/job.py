"""The order that a crawl's process is given. It imports no Scrapy: whoever gives it only waits."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class CrawlJob:
    source_file: str
    run_id: str
    folder: str
    archive: str
    replay: bool = False
    archive_run: str | None = None
    max_pages: int | None = None
    max_seconds: float | None = None

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n")


Order = CrawlJob
