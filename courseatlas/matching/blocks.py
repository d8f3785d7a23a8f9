"""Blocking: which listings are worth comparing, because they share something rare."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations

from courseatlas.matching.normalized import NormalizedListing
from courseatlas.matching.vocabulary import load
from courseatlas.matching.weights import Weights

BlockKey = tuple[Hashable, ...]


def candidates(listings: list[NormalizedListing], weights: Weights) -> list[tuple[int, int]]:
    """Positions of pairs of two tables that share a key, sorted.

    A key that very many listings share says nothing and is left out.
    """
    blocks: dict[BlockKey, list[int]] = defaultdict(list)
    for position, listing in enumerate(listings):
        for key in _keys(listing, weights):
            blocks[key].append(position)
    largest = load().thresholds.most_alike
    pairs: set[tuple[int, int]] = set()
    for key, positions in blocks.items():
        if 1 < len(positions) <= largest:
            pairs.update(
                (a, b)
                for a, b in combinations(positions, 2)
                if _are_comparable(key, listings[a], listings[b])
            )
    return sorted(pairs)


def _are_comparable(key: BlockKey, a: NormalizedListing, b: NormalizedListing) -> bool:
    """Whether two listings are of two tables; a title alone counts if one has no provider."""
    if a.listing.table == b.listing.table:
        return False
    return key[0] != "title" or not (a.providers and b.providers)


def _keys(listing: NormalizedListing, weights: Weights) -> Iterator[BlockKey]:
    words = listing.title.words
    yield "title", words, listing.title.numbers
    if listing.url:
        yield "url", listing.url
    if listing.opening:
        yield "text", listing.opening
    for provider in sorted(listing.providers):
        yield "title of", provider, words, listing.title.numbers
        if listing.code:
            yield "code", provider, listing.code
        for word in _rarest_words(words, weights):
            yield "word", provider, word


def _rarest_words(words: frozenset[str], weights: Weights) -> list[str]:
    """The rarest words of a title; two titles that are alike enough share one of them.

    The words that are left out weigh less than the likeness from which titles are compared.
    """
    by_weight = sorted(words, key=lambda word: (-weights.of(word), word))
    remaining = weights.sum(words)
    enough = load().thresholds.title_like * remaining
    rarest = []
    for word in by_weight:
        if remaining < enough:
            break
        rarest.append(word)
        remaining -= weights.of(word)
    return rarest
