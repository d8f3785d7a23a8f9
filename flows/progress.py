"""How far the crawls of a run are, as values that a display can show."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SourceProgress:
    """How far the crawl of one source is.

    `pages_planned` is the number of pages that the crawl knows of now, None where it does not know; `started_at` is in
    UTC, None before the crawl begins.
    """

    source_id: str
    state: str
    pages_done: int = 0
    pages_planned: int | None = None
    records: int = 0
    started_at: datetime | None = None

    def pages_per_minute(self, now: datetime) -> float | None:
        """How many pages the crawl reads per minute; None before the first page."""
        if self.started_at is None or not self.pages_done:
            return None
        minutes = (now - self.started_at).total_seconds() / 60
        return self.pages_done / minutes if minutes > 0 else None

    def seconds_left(self, now: datetime) -> float | None:
        """How long the crawl needs for the pages it knows of, at its rate so far; None where that is not known."""
        rate = self.pages_per_minute(now)
        if rate is None or self.pages_planned is None:
            return None
        return max(0, self.pages_planned - self.pages_done) / rate * 60
