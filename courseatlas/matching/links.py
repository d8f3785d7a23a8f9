"""The links between tables of listings, and the doubles within one."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import combinations

from courseatlas.matching.blocks import candidates
from courseatlas.matching.listing import Listing, Pair
from courseatlas.matching.reading import kind_of, read_all, title_of
from courseatlas.matching.score import compare
from courseatlas.matching.texts import copied, read_text
from courseatlas.matching.vocabulary import load
from courseatlas.matching.weights import weigh


def match(listings: Iterable[Listing]) -> list[Pair]:
    """Pairs of listings of two tables that describe the same thing, sorted; `a` is of the table that sorts first.

    The order of the listings does not matter. A listing keeps only its best counterparts in each other table, so that a renamed
    course is not also linked to its neighbours.
    """
    readings = read_all(listings)
    weights = weigh(reading.title for reading in readings)
    found = []
    for a, b in candidates(readings, weights):
        if verdict := compare(readings[a], readings[b], weights):
            found.append((a, b, *verdict))
    best: dict[tuple[int, str], float] = defaultdict(float)
    for a, b, score, _ in found:
        for one, other in ((a, b), (b, a)):
            key = one, readings[other].listing.table
            best[key] = max(best[key], score)
    margin = load().thresholds.best_margin

    def among_best(one: int, other: int, score: float) -> bool:
        return score >= best[one, readings[other].listing.table] - margin

    return sorted(
        Pair(readings[a].listing.id, readings[b].listing.id, score, reason)
        for a, b, score, reason in found
        if among_best(a, b, score) and among_best(b, a, score)
    )


def near_duplicates(listings: Iterable[Listing]) -> list[Pair]:
    """Pairs within a table that seem to be one thing listed twice: the same title over the same text. Sorted."""
    thresholds = load().thresholds
    titled: dict[Hashable, list[Listing]] = defaultdict(list)
    for listing in listings:
        if not load().placeholders.search(listing.title.lower()):
            titled[listing.table, kind_of(listing), title_of(listing).line].append(listing)
    found = []
    for alike in titled.values():
        # what very many share tells nothing
        for one, other in combinations(alike, 2) if len(alike) <= thresholds.most_alike else ():
            text, beside = read_text(one.description), read_text(other.description)
            if min(text.length, beside.length) < thresholds.many_words:
                continue
            if (share := copied(text, beside)) >= thresholds.double:
                first, second = sorted((one.id, other.id))
                found.append(
                    Pair(
                        first,
                        second,
                        round(share, 3),
                        f"same title; {round(100 * share)} % of the text is the same",
                    )
                )
    return sorted(found)
