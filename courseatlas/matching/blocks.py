"""Which listings are worth comparing: those that share something rare."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations

from courseatlas.matching.reading import Reading
from courseatlas.matching.vocabulary import load
from courseatlas.matching.weights import Weights


def candidates(readings: list[Reading], weights: Weights) -> list[tuple[int, int]]:
    """Places of pairs from two tables that share a key; what very many share tells nothing and is left out."""
    blocks: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        for key in _keys(reading, weights):
            blocks[key].append(place)
    most = load().thresholds.most_alike
    found: set[tuple[int, int]] = set()
    for key, places in blocks.items():
        if 1 < len(places) <= most:
            found.update(
                (one, other)
                for one, other in combinations(places, 2)
                if readings[one].listing.table != readings[other].listing.table
                and not (
                    key[0] == "title" and readings[one].providers and readings[other].providers
                )
            )
    return sorted(found)


def _keys(reading: Reading, weights: Weights) -> Iterator[tuple[Hashable, ...]]:
    words = reading.title.words
    yield "title", words, reading.title.numbers  # for rows of which one names no provider
    if reading.url:
        yield "url", reading.url
    if reading.opening:
        yield "text", reading.opening
    for provider in sorted(reading.providers):
        yield "title of", provider, words, reading.title.numbers
        if reading.code:
            yield "code", provider, reading.code
        for word in _telling(words, weights):
            yield "word", provider, word


def _telling(words: frozenset[str], weights: Weights) -> list[str]:
    """The rarest words of a title. Two titles whose likeness counts share one of them: the rest weighs too little."""
    by_weight = sorted(words, key=lambda word: (-weights.of(word), word))
    rest = weights.sum(words)
    enough = load().thresholds.title_like * rest
    telling = []
    for word in by_weight:
        if rest < enough:
            break
        telling.append(word)
        rest -= weights.of(word)
    return telling
