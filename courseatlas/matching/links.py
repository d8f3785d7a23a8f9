"""The links between tables of listings, and the near duplicates within one."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from courseatlas.matching.blocks import candidates
from courseatlas.matching.listing import Listing, Pair
from courseatlas.matching.normalized import (
    NormalizedListing,
    normalize_all,
    normalize_kind,
    normalize_listing_title,
)
from courseatlas.matching.score import compare
from courseatlas.matching.texts import copied, normalize_text
from courseatlas.matching.vocabulary import load
from courseatlas.matching.weights import weigh


@dataclass(frozen=True)
class _Link:
    """Two positions in the list of listings that describe the same thing."""

    a: int
    b: int
    score: float
    reason: str


def match(listings: Iterable[Listing]) -> list[Pair]:
    """Pairs of listings of two tables that describe the same thing, sorted.

    `a` is of the table that sorts first. The order of the listings does not matter. A listing keeps
    only its best counterparts in each other table, so that a renamed course is not linked to its
    neighbours too.
    """
    normalized = normalize_all(listings)
    weights = weigh(listing.title for listing in normalized)
    links = []
    for a, b in candidates(normalized, weights):
        result = compare(normalized[a], normalized[b], weights)
        if result is not None:
            links.append(_Link(a, b, *result))
    return sorted(
        Pair(normalized[link.a].listing.id, normalized[link.b].listing.id, link.score, link.reason)
        for link in _best_links(links, normalized)
    )


def _best_links(links: list[_Link], listings: list[NormalizedListing]) -> list[_Link]:
    """The links that are among the best of both of their listings."""
    best = _best_scores(links, listings)
    margin = load().thresholds.best_margin

    def is_among_best(position: int, other: int, score: float) -> bool:
        return score >= best[position, listings[other].listing.table] - margin

    return [
        link
        for link in links
        if is_among_best(link.a, link.b, link.score) and is_among_best(link.b, link.a, link.score)
    ]


def _best_scores(
    links: list[_Link], listings: list[NormalizedListing]
) -> Mapping[tuple[int, str], float]:
    """The best score of each listing in each other table."""
    best: dict[tuple[int, str], float] = defaultdict(float)
    for link in links:
        for position, other in ((link.a, link.b), (link.b, link.a)):
            key = position, listings[other].listing.table
            best[key] = max(best[key], link.score)
    return best


def near_duplicates(listings: Iterable[Listing]) -> list[Pair]:
    """Pairs within a table that have the same title over the same text, sorted."""
    placeholders, largest = load().placeholders, load().thresholds.most_alike
    by_title: dict[Hashable, list[Listing]] = defaultdict(list)
    for listing in listings:
        if not placeholders.search(listing.title.lower()):
            title = normalize_listing_title(listing).line
            by_title[listing.table, normalize_kind(listing), title].append(listing)
    pairs = [
        _as_duplicates(a, b)
        for same_title in by_title.values()
        if len(same_title) <= largest  # a title that very many share says nothing
        for a, b in combinations(same_title, 2)
    ]
    return sorted(pair for pair in pairs if pair is not None)


def _as_duplicates(a: Listing, b: Listing) -> Pair | None:
    """The pair of two listings of the same title whose texts are the same too, else None."""
    thresholds = load().thresholds
    text_a, text_b = normalize_text(a.description), normalize_text(b.description)
    if min(text_a.length, text_b.length) < thresholds.many_words:
        return None
    share = copied(text_a, text_b)
    if share < thresholds.double:
        return None
    first, second = sorted((a.id, b.id))
    reason = f"same title; {round(100 * share)} % of the text is the same"
    return Pair(first, second, round(share, 3), reason)
