"""How many crawls run at a time, and which of them one after the other.

A crawl waits for its site nearly all of its time, so that many run at a time. Sources that share a
host are in one lane: one host is never crawled by two at once.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlsplit

from courseatlas.sources import Source

Crawled = TypeVar("Crawled")

MOST_JOBS = 256
_JOBS_PER_CORE = 8
# of memory per crawl: its limit is larger, and few crawls come near it
_BYTES_PER_JOB = 256 << 20


def default_jobs() -> int:
    """How many crawls run at a time on this machine: eight per core, as far as memory allows."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(_JOBS_PER_CORE * (cores or 1), memory // _BYTES_PER_JOB, MOST_JOBS))


def host_name(name: str) -> str:
    """A host without its port: the machine behind it is the same."""
    return urlsplit(f"//{name}").hostname or name


def lanes(sources: Iterable[Source]) -> list[list[Source]]:
    """The sources in groups that share no host, in the order of their first sources.

    Two sources are in one group if they share a host, or if each shares one with a third.
    """
    groups: dict[int, list[Source]] = {}
    group_of_host: dict[str, int] = {}
    for number, source in enumerate(sources):
        hosts = {host_name(name) for name in source.hosts}
        joined = sorted({group_of_host[host] for host in hosts if host in group_of_host})
        target = joined[0] if joined else number
        group = groups.setdefault(target, [])
        for other in joined[1:]:
            group += groups.pop(other)
        group.append(source)
        for member in group:
            group_of_host |= {host_name(name): target for name in member.hosts}
    return list(groups.values())


def crawl_lanes(
    crawl: Callable[[Source], Crawled],
    sources: Sequence[Source],
    jobs: int,
    stop: Callable[[], None],
) -> list[Crawled]:
    """What `crawl` gives for each source, in the order of the sources; `jobs` lanes at a time.

    Raises what the crawl of a source raises, of several the first, and what interrupts this thread.
    Then no other lane begins, and `stop` is called to end the crawls that run.
    """

    def crawl_lane(lane: Sequence[Source]) -> list[Crawled]:
        return [crawl(source) for source in lane]

    in_lanes = lanes(sources)
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        try:
            crawled = list(pool.map(crawl_lane, in_lanes))
        except BaseException:
            # the pool waits for its threads, and they would go on to the end of their crawls
            pool.shutdown(wait=False, cancel_futures=True)
            stop()
            raise
    by_id = {
        source.id: result
        for lane, results in zip(in_lanes, crawled, strict=True)
        for source, result in zip(lane, results, strict=True)
    }
    return [by_id[source.id] for source in sources]
