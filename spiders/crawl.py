"""The child process of one source's crawl: `python -m spiders.crawl ORDER.json`. Its results are files; see `flows.supervisor`."""

import ipaddress
import json
import os
import socket
import sys
import threading
from dataclasses import replace
from pathlib import Path

from courseatlas import sources
from spiders.job import Order
from spiders.manners import allowed_networks


def crawl(order: Order) -> None:
    """Run the crawl of an order to its end, in this process."""
    from scrapy.crawler import CrawlerProcess
    from scrapy.settings import Settings

    source = sources.load(Path(order.source_file))
    source = replace(
        source,
        pages=min(source.pages, order.max_pages or source.pages),
        minutes=min(source.minutes, (order.max_seconds or source.minutes * 60) / 60),
    )
    folder = Path(order.folder)
    settings = Settings()
    settings.setmodule("spiders.settings")
    ours = _in_opened_networks(source.hosts)
    settings.setdict(
        {
            "ARCHIVE_FOLDER": order.archive,
            "ARCHIVE_RUN": order.run_id,
            "ARCHIVE_REPLAY": order.replay,
            "ARCHIVE_INDEX": str(folder / "index.sqlite") if order.replay else None,
            "DOWNLOAD_DELAY": 0.0 if ours else max(source.delay_seconds, 0.5),
            "AUTOTHROTTLE_ENABLED": not ours,
            "CLOSESPIDER_TIMEOUT": source.minutes * 60,
            "HEARTBEAT_FILE": str(folder / "heartbeat"),
            "LOG_FILE": str(folder / "crawl.log"),
            "SPIDER_MODULES": [f"spiders.{source.platform}"],  # the others need not be imported
        },
        priority="cmdline",
    )
    process = CrawlerProcess(settings, install_root_handler=True)
    process.crawl(source.platform, source=source, folder=folder)
    process.start()


def _in_opened_networks(hosts: tuple[str, ...]) -> bool:
    """Whether all hosts lie in networks that a person opened, for tests and mirrors: there no delay is owed to anybody."""
    networks = allowed_networks()
    try:
        addresses = [ipaddress.ip_address(socket.gethostbyname(host.partition(":")[0])) for host in hosts] if networks else []
    except OSError:  # a host whose name does not resolve is in no network of ours
        return False
    return bool(addresses) and all(any(address in network for network in networks) for address in addresses)


def _end_with_parent() -> None:
    """When the parent dies its end of our standard input closes: stop at once, so that no writer is left behind.

    The archive is made for that; a graceful end would fetch all that is queued first.
    """
    # not through sys.stdin: its lock, held here, would abort the interpreter on its way out
    while os.read(0, 4096):
        pass
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    crawl(Order(**json.loads(Path(sys.argv[1]).read_text())))
