"""The heartbeat of a crawl's process, as a Scrapy extension.

It ticks as long as the reactor runs, also while a host asks to wait. It does not show progress.
"""

from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall


class Heartbeat:
    """Touches the file that HEARTBEAT_FILE names every second, from before the first request on."""

    def __init__(self, crawler: Crawler):
        self._file: str | None = crawler.settings.get("HEARTBEAT_FILE")
        self._crawler = crawler
        self._tick = LoopingCall(self._touch)
        crawler.signals.connect(self._begin, signals.engine_started)
        crawler.signals.connect(self._end, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Heartbeat":
        """The extension for a crawl."""
        return cls(crawler)

    def _touch(self) -> None:
        if self._file is None:
            return
        try:
            Path(self._file).touch()
        except OSError as e:  # a tick that fails would be the last one, as of a process that hangs
            spider: Any = self._crawler.spider
            spider.stop_for_storage(e)

    def _begin(self) -> None:
        self._tick.start(1.0)

    def _end(self) -> None:
        if self._tick.running:
            self._tick.stop()
