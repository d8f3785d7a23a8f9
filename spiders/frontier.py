"""Which links are followed, and in what order: lists before details, AI before the rest.

The crawl is breadth-first, so that a budget that does not suffice still knows all lists.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import unquote, urlsplit

from scrapy import Request

from courseatlas import relevance
from courseatlas.records import Page
from spiders.page.links import Link, Reason, with_reason
from spiders.platforms import Platform, reads_any_site
from spiders.scope import Scope

# a page that was asked for so is a list, and may state no record of its own
LISTS = ("start", "edition", "course_list", "program_list", "next_page")
# a page of a higher tier is asked for before all pages of a lower one
_TIERS: dict[Reason, int] = {
    "start": 6,
    "edition": 5,
    "course_list": 4,
    "program_list": 4,
    "next_page": 4,
    "program": 2,
    "course": 2,
    "sitemap": 1,
    "link": 1,
}
# of details and of links that nothing is known of, those whose words name AI/ML
_NAMED_TIER = 3
_TIER, _LEVEL = 10_000, 1_000
_LEVELS = {"core": 2, "applied": 2, "adjacent": 1}


def links_in_scope(
    page: Page, platform: Platform, scope: Scope, sitemaps: Iterable[str] = ()
) -> list[Link]:
    """The links of a page to other pages within the scope, its next pages last.

    `sitemaps` are those that the site's robots.txt names: of a site whose software is not known
    they may lead to more than its root does. Raises Unreadable where a site map is broken.
    """
    is_root = urlsplit(page.url).path in ("", "/") and reads_any_site(platform)
    following = list(with_reason(platform.next_pages(page), "next_page"))
    next_urls = {link.url for link in following}
    links = [
        *(Link(url, "sitemap") for url in (sitemaps if is_root else ())),
        *with_reason(platform.links(page), "sitemap" if page.is_sitemap else "link"),
    ]
    others = (link for link in links if link.url not in next_urls)
    return [
        link
        for link in (*others, *following)
        if scope.includes(link.url) and link.url.partition("#")[0] != page.url
    ]


def priority(link: Link, depth: int) -> int:
    """The priority of the request for a link, as Scrapy counts it: a higher one goes first.

    Among pages of one tier those go first whose words border on AI/ML, then those that fewer links
    lead to from a start URL. Requests of equal priority are made in the order of their links.
    """
    level = _level(link.words or _words_of_address(link.url))
    tier = _TIERS[link.reason]
    if level == 2 and tier < _NAMED_TIER:
        tier = _NAMED_TIER
    return tier * _TIER + level * _LEVEL - min(depth, _LEVEL - 1)


def sample(links: Sequence[Link], depth: int, count: int) -> list[Link]:
    """So many links of each reason, those of the highest priority, in the order of their page.

    All links stay of which nothing is known but that they are links.
    """
    taken: Counter[str] = Counter()
    chosen = set()
    for link in sorted(links, key=lambda link: -priority(link, depth)):
        taken[link.reason] += 1
        if taken[link.reason] <= count or link.reason == "link":
            chosen.add(link)
    return [link for link in links if link in chosen]


def best_first(requests: Iterable[Request | None]) -> list[Request]:
    """The requests of a page by their priority, else in the order of its links.

    A crawl takes the first request that it is given as soon as it waits for none.
    """
    made = (request for request in requests if request is not None)
    return sorted(made, key=lambda request: -request.priority)


def _words_of_address(url: str) -> str:
    """The words of the last part of a path: "artificial intelligence bs".

    >>> _words_of_address("https://catalog.example.edu/programs/artificial-intelligence-bs/")
    'artificial intelligence bs'
    """
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return unquote(last).partition(".")[0].replace("-", " ").replace("_", " ")


@cache
def _level(words: str) -> int:
    """How near to AI/ML the words of a link are, by the project's vocabulary: 0, 1 or 2."""
    return _LEVELS.get(relevance.load().classify(words).relevance, 0)
