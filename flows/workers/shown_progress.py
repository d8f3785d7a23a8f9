"""How far a crawl on another machine is, as a file of the coordinator that a display reads."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from courseatlas.files import write_then_rename
from spiders.ledger import LedgerCounts

_FILE = "worker.json"


@dataclass(frozen=True)
class RemoteCrawl:
    """A crawl that a worker has begun: when this machine first heard of it, and its counts."""

    heard_at: datetime
    counts: LedgerCounts


def show(crawl_folder: Path, counts: LedgerCounts) -> None:
    """Note the last counts of a crawl in its folder, which the crawl's own files replace later."""
    before = shown(crawl_folder)
    heard_at = before.heard_at if before else datetime.now(UTC)
    crawl_folder.mkdir(parents=True, exist_ok=True)
    content = {"heard_at": heard_at.isoformat(), **asdict(counts)}
    write_then_rename(crawl_folder / _FILE, json.dumps(content) + "\n")


def shown(crawl_folder: Path) -> RemoteCrawl | None:
    """What was noted; None where no worker has begun the crawl, or its results are here."""
    try:
        content = json.loads((crawl_folder / _FILE).read_text("utf-8"))
        return RemoteCrawl(datetime.fromisoformat(content.pop("heard_at")), LedgerCounts(**content))
    except (OSError, ValueError, KeyError, TypeError):
        return None
