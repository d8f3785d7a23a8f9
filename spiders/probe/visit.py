"""A polite visit to a site that is not a source yet: a few pages, by the crawl that reads sources.

All guards of a crawl hold: robots.txt, the delay, the allowed addresses.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from json import loads
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from courseatlas.networks import checked_host, checked_url
from courseatlas.records import Page, Unreadable
from courseatlas.sites import vendors
from spiders import platforms
from spiders.archive.archived_robots import archived_robots
from spiders.archive.decoded import decoded_page
from spiders.archive.store import PageStore
from spiders.crawl_process import run_crawl
from spiders.job import CrawlJob
from spiders.ledger import LEDGER_FILE, PageRow, rows
from spiders.page.links import with_reason
from spiders.page.strength import Strength
from spiders.robots_rules import RobotsRules
from spiders.statuses import is_page

MOST_REQUESTS = 12
# seconds for all pages of a visit, and for its process to start and to end
_LONGEST, _TO_START_AND_END = 240, 30
# read by this platform, a page is no more than its links
_ANY_PLATFORM = "jsonld"
# pages that are looked at where the first one has no vendor's marks, and where these have none
_LOOKS = (4, 8)
_RUN = "probe"
# followed from a page, so that a few requests come to the bottom of a catalog
_LINKS_PER_REASON = 2


@dataclass(frozen=True)
class Visit:
    """What a site answered.

    `platform` is None where no page has the marks of one. `pages` are those that were read, the
    first one first; `ledger` holds every address with its outcome. `hosts` are those that may be
    asked: the site's own, and those of the vendor that its pages name. `robots` are the rules by
    host, None where the answer hides them. `requests` counts all of them, also for robots.txt.
    """

    url: str
    platform: str | None
    pages: tuple[Page, ...]
    ledger: tuple[PageRow, ...]
    hosts: tuple[str, ...]
    robots: dict[str, RobotsRules | None]
    requests: int

    @property
    def first(self) -> PageRow | None:
        """The row of the address that the visit began at, or of the page that it leads to.

        A platform may begin at another address than the one that was visited.
        """
        by_url = {row["url"]: row for row in self.ledger}
        starts = (row for row in self.ledger if row["reason"] == "start")
        row = by_url.get(self.url) or next(starts, None)
        seen: set[str] = set()
        while row and row["outcome"] == "redirect" and row["url"] not in seen:
            seen.add(row["url"])
            row = by_url.get(row["detail"] or "", row)
        return row


@dataclass(frozen=True)
class VisitLimits:
    """The most requests of a visit, and the seconds between two of them."""

    requests: int = MOST_REQUESTS
    delay: float = 1.0


def visit(url: str, folder: Path, limits: VisitLimits = VisitLimits()) -> Visit:
    """Visit the site of a URL, within `limits`; `folder` takes its files.

    The first page decides which platform reads the others; where it has no marks, a few pages that
    it leads to decide. Raises ValueError with a remedy for what is no public http(s) address.
    """
    url = checked_address(url)
    folder.mkdir(parents=True, exist_ok=True)
    # the answer may be as large as the platform allows
    is_pdf = urlsplit(url).path.lower().endswith(".pdf")
    own = (urlsplit(url).netloc,)
    first = _crawl(url, "pdf" if is_pdf else _ANY_PLATFORM, folder, limits, own, pages=1)
    platform = _platform_of(first.pages)
    for pages in _LOOKS:
        if platform is None and first.pages:
            left = _left(limits, first.requests)
            first = _plus(first, _crawl(url, _ANY_PLATFORM, folder, left, own, pages=pages))
            platform = _platform_of_any_strength(first.pages)
    if not first.pages:
        return first
    left = _left(limits, first.requests)
    hosts = (*own, *_hosts_of_vendor(platform, first.pages)) if platform else own
    start = _start(url, platform, first.pages) if platform else url
    whole = _crawl(start, platform or _ANY_PLATFORM, folder, left, hosts)
    # the pages at the bottom of a catalog may have marks that its first pages lack
    return _plus(first, whole, platform or _platform_of_any_strength(whole.pages))


def checked_address(url: str) -> str:
    """The address with a path. Raises ValueError with a remedy."""
    parts = urlsplit(checked_url(url))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"is no http(s) address such as https://catalog.example.edu/: {url!r}")
    checked_host(parts.netloc)
    return url if parts.path else f"{url}/"


def _left(limits: VisitLimits, spent: int) -> VisitLimits:
    return VisitLimits(max(0, limits.requests - spent), limits.delay)


def _plus(earlier: Visit, later: Visit, platform: str | None = None) -> Visit:
    """The later visit, which began with the pages of the earlier one, with all requests counted."""
    requests = earlier.requests + later.requests
    ledger, pages = later.ledger or earlier.ledger, later.pages or earlier.pages
    return Visit(later.url, platform, pages, ledger, later.hosts, later.robots, requests)


def _start(url: str, platform: str, pages: Sequence[Page]) -> str:
    """The address that the platform starts at: the visited one, where the platform asks for it.

    Where it asks for another one in its place, or cannot go on from it, it starts at the first page
    that has its marks.
    """
    reader = platforms.load(platform)
    visited = next((page for page in pages if page.url == url), None)
    if list(reader.first_urls([url])) == [url] and (visited is None or _leads_on(reader, visited)):
        return url
    marked = (page.url for page in pages if reader.recognises(page) >= Strength.OWN)
    return next(marked, url)


def _leads_on(reader: platforms.Platform, page: Page) -> bool:
    """Whether a platform finds a record or a link on a page, which may be of other software."""
    with suppress(Unreadable):
        return any(reader.links(page)) or any(reader.read(page))
    return False


def _hosts_of_vendor(platform: str, pages: Sequence[Page]) -> list[str]:
    """The hosts that answer for a vendor's catalogs, and those of the vendor that pages lead to."""
    reader = platforms.load(platform)
    hosts = dict.fromkeys(reader.also_hosts)
    domains = tuple(f".{domain}" for domain in vendors())
    for page in pages:
        with suppress(Unreadable):
            urls = (link.url for link in with_reason(reader.links(page), "link"))
            named = (urlsplit(url).netloc for url in urls)
            hosts |= dict.fromkeys(host for host in named if host.endswith(domains))
    return list(hosts)


def _platform_of(pages: Sequence[Page], least: Strength = Strength.SHARED) -> str | None:
    """The platform of most pages, by the strength of their marks; weaker ones do not count."""
    weights: dict[str, int] = {}
    for page in pages:
        name, strength = platforms.strongest(page)
        if name and strength >= least:
            weights[name] = weights.get(name, 0) + strength
    return max(weights, key=lambda name: (weights[name], name), default=None)


def _platform_of_any_strength(pages: Sequence[Page]) -> str | None:
    """The platform whose marks most pages have, else the one whose form they have."""
    return _platform_of(pages) or _platform_of(pages, Strength.FORM)


def _crawl(
    url: str,
    platform: str,
    folder: Path,
    limits: VisitLimits,
    hosts: Sequence[str],
    pages: int | None = None,
) -> Visit:
    """Crawl from a URL as a source would; the pages of an earlier crawl are not asked for again."""
    source_file = folder / "probe.yml"
    source_file.write_text(_source_text(url, platform, hosts, limits.delay), "utf-8")
    archive, crawl_folder = folder / "archive", folder / f"crawl-{platform}-{pages or 'all'}"
    crawl_folder.mkdir(exist_ok=True)
    job = CrawlJob(
        source_file=str(source_file),
        run_id=_RUN,
        folder=str(crawl_folder),
        archive=str(archive),
        max_pages=pages or 10 * MOST_REQUESTS,
        max_seconds=_LONGEST,
        hosts=str(folder / "hosts"),
        max_requests=limits.requests,
        links_per_reason=_LINKS_PER_REASON,
    )
    run_crawl(job, _LONGEST + _TO_START_AND_END)
    ledger = tuple(rows(crawl_folder / LEDGER_FILE))
    return Visit(
        url,
        platform,
        tuple(_pages(archive, ledger)),
        ledger,
        tuple(hosts),
        archived_robots(archive, hosts),
        _requests(crawl_folder),
    )


def _requests(folder: Path) -> int:
    """How many requests a crawl sent; a crawl that was killed may have sent all."""
    try:
        return int(loads((folder / "result.json").read_text())["requests"])
    except (OSError, ValueError, KeyError):
        return MOST_REQUESTS


def _source_text(url: str, platform: str, hosts: Sequence[str], delay: float) -> str:
    """The source file of a visit: the whole host is in scope."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
    source = {
        "name": "A site that is not a source yet",
        "platform": platform,
        "provider": {"type": "university", "country": "US", "website": origin},
        "start_urls": [url],
        "hosts": list(hosts),
        "follow": ["^/"],
        "delay_seconds": delay,
    }
    return yaml.safe_dump(source, sort_keys=False)


def _pages(archive: Path, ledger: Sequence[PageRow]) -> Iterator[Page]:
    """The archived pages of a ledger, in the order in which they were fetched."""
    if not archive.is_dir():
        return
    store = PageStore(archive, None)
    try:
        for row in sorted(ledger, key=lambda row: row["fetched_at"] or ""):
            entry = store.index.of_run(row["url"], _RUN) if row["http_status"] else None
            answer = store.get(entry) if entry and is_page(entry.status) else None
            if entry and answer:
                yield decoded_page(answer, entry.fetched_at)
    finally:
        store.close()


def today() -> str:
    """The date of a visit, in UTC."""
    return f"{datetime.now(UTC):%Y-%m-%d}"
