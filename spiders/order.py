"""The order that a crawl's process is given. It imports no Scrapy: whoever gives it only waits."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Order:
    """What one crawl is to do. Paths are absolute; `replay` serves all from the archive; None leaves a budget as the source has it."""

    source_file: str
    run_id: str
    folder: str
    archive: str
    replay: bool = False
    max_pages: int | None = None
    max_seconds: float | None = None

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n")
