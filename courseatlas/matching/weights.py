"""How much a word of a title tells: rare words much, words of every third title little."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from courseatlas.matching.titles import Title, stem
from courseatlas.matching.vocabulary import load


@dataclass(frozen=True)
class Weights:
    """Weights from 0 to 1 by the titles at hand, and by `common` words where those are few."""

    counts: Mapping[str, int]
    titles: int

    def of(self, word: str) -> float:
        """The weight of one stem."""
        vocabulary = load()
        prior = vocabulary.common_titles * vocabulary.common_share if word in _common() else 1
        whole = self.titles + vocabulary.common_titles
        return math.log(whole / (self.counts.get(word, 0) + prior)) / math.log(whole)

    def sum(self, words: Iterable[str]) -> float:
        """The weight of several; in sorted order, so that the sum is the same in every run."""
        return sum(self.of(word) for word in sorted(words))


def weigh(titles: Iterable[Title]) -> Weights:
    """The weights of the words of these titles."""
    counts: Counter[str] = Counter()
    number = 0
    for title in titles:
        counts.update(title.words)
        number += 1
    return Weights(counts, number)


_COMMON: set[str] = set()


def _common() -> set[str]:
    if not _COMMON:
        _COMMON.update(map(stem, load().common))
    return _COMMON
