"""Which listings are worth comparing: those that share something rare."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from courseatlas.matching.reading import Reading
from courseatlas.matching.titles import tokens
from courseatlas.matching.vocabulary import load
from courseatlas.matching.weights import Weights


def candidates(readings: list[Reading], weights: Weights, within: bool = False) -> list[tuple[int, int]]:
    """Places of pairs from two tables (`within`: from one) that share a key; what very many share tells nothing and is left out."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        for key in _keys(reading, weights):
            blocks[key].append(place)
    most = load().thresholds["most_alike"]
    found = set()
    for places in blocks.values():
        if 1 < len(places) <= most:
            for number, one in enumerate(places):
                table = readings[one].listing.table
                found.update((one, other) for other in places[number + 1 :] if (readings[other].listing.table == table) is within)
    return sorted(found)


def _keys(reading: Reading, weights: Weights) -> Iterator[Hashable]:
    words = reading.title.words
    yield "title", words, reading.title.numbers
    if reading.url:
        yield "url", reading.url
    if reading.listing.description:
        yield "text", tuple(tokens(reading.listing.description[:120])[:8])
    for provider in reading.providers:
        yield "title", provider, words, reading.title.numbers
        if reading.code:
            yield "code", provider, reading.code
        for word in _telling(words, weights):
            yield "word", provider, word


def _telling(words: frozenset[str], weights: Weights) -> list[str]:
    """The rarest words of a title. Two titles whose likeness counts share one of them: the rest weighs too little."""
    by_weight = sorted(words, key=lambda word: (-weights.of(word), word))
    rest, enough = weights.sum(words), load().thresholds["title_like"] * weights.sum(words)
    telling = []
    for word in by_weight:
        if rest < enough:
            break
        telling.append(word)
        rest -= weights.of(word)
    return telling
