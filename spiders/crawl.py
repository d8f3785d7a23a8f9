"""One source's crawl, from its job to its end.

Its results are files: the archive, the ledger, the records and `result.json`.
"""

import ipaddress
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

from courseatlas import sources
from courseatlas.errors import StorageError
from courseatlas.networks import LEAST_DELAY_SECONDS, allowed_networks
from courseatlas.sources import Source
from spiders import platforms
from spiders.job import CrawlJob

_MOST_AT_A_TIME = 8


def crawl(job: CrawlJob) -> None:
    """Run a crawl to its end, in this process.

    Raises StorageError where the machine refuses a file, and what keeps the crawl from its begin.
    """
    from scrapy.crawler import CrawlerProcess
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

    source = sources.load(Path(job.source_file), platforms.names())
    source = _within_budget(source, job)
    settings = Settings()
    settings.setmodule("spiders.settings")
    settings.setdict(_settings(job, source), priority="cmdline")
    process = CrawlerProcess(settings, install_root_handler=True)
    crawler = process.create_crawler("catalog")
    begin_failures: list[Failure] = []
    crawling = process.crawl(crawler, source=source, folder=Path(job.folder))
    crawling.addErrback(begin_failures.append)
    process.start()
    for failure in begin_failures:
        failure.raiseException()
    spider: Any = crawler.spider
    if spider.storage_error:
        raise StorageError(spider.storage_error)


def _within_budget(source: Source, job: CrawlJob) -> Source:
    """The source with the smaller of its own budget and the job's."""
    pages, minutes = source.pages, source.minutes
    if job.max_pages:
        pages = min(pages, job.max_pages)
    if job.max_seconds:
        minutes = min(minutes, job.max_seconds / 60)
    return replace(source, pages=pages, minutes=minutes)


def _settings(job: CrawlJob, source: Source) -> dict[str, Any]:
    """The settings that a job and its source's YAML decide."""
    folder = Path(job.folder)
    is_open = _is_in_allowed_networks(source.hosts)
    least_delay = 0.0 if is_open else LEAST_DELAY_SECONDS
    return {
        "ARCHIVE_FOLDER": job.archive,
        "ARCHIVE_RUN": job.run_id,
        "ARCHIVE_REPLAY": job.replay,
        "ARCHIVE_REPLAY_RUN": job.archive_run,
        "ARCHIVE_INDEX": str(folder / "index.sqlite") if job.replay else None,
        "HOSTS_FOLDER": job.hosts or str(folder / "hosts"),
        # a request that is taken from the queue early could not be overtaken by a better one
        "CONCURRENT_REQUESTS": min(len(source.hosts), _MOST_AT_A_TIME),
        "DOWNLOAD_DELAY": max(source.delay_seconds, least_delay),
        "AUTOTHROTTLE_ENABLED": not is_open,
        "CHANGE_ACCEPTED": job.accepted,
        "REQUEST_BUDGET": job.max_requests,
        "LINKS_PER_REASON": job.links_per_reason,
        "CLOSESPIDER_TIMEOUT": source.minutes * 60,
        "HEARTBEAT_FILE": str(folder / "heartbeat"),
        "LOG_FILE": str(folder / "crawl.log"),
    }


def _is_in_allowed_networks(hosts: tuple[str, ...]) -> bool:
    """Whether all hosts lie in networks that the environment opens for tests and local mirrors.

    For these hosts the delay of the source holds, and no floor below it.
    """
    networks = allowed_networks()
    if not networks:
        return False
    try:
        names = [host.partition(":")[0] for host in hosts]
        addresses = [ipaddress.ip_address(socket.gethostbyname(name)) for name in names]
    except OSError:  # a name that does not resolve
        return False
    return bool(addresses) and all(
        any(address in network for network in networks) for address in addresses
    )
