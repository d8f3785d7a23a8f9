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

    known: Mapping[str, float]

    def of(self, word: str) -> float:
        """The weight of one stem; of a word that no title holds, the most."""
        return self.known.get(word, 1.0)

    def sum(self, words: Iterable[str]) -> float:
        """The weight of several; in sorted order, so that the sum is the same in every run."""
        return sum(map(self.of, sorted(words)))


def weigh(titles: Iterable[Title]) -> Weights:
    """The weights of the words of these titles."""
    vocabulary = load()
    counts: Counter[str] = Counter()
    number = vocabulary.common_titles
    for title in titles:
        counts.update(title.words)
        number += 1
    common = set(map(stem, vocabulary.common))
    usual = vocabulary.common_titles * vocabulary.common_share
    return Weights(
        {
            word: math.log(number / (count + (usual if word in common else 1))) / math.log(number)
            for word, count in counts.items()
        }
    )
