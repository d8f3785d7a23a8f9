"""How much a word of a title says: rare words much, words of every third title little."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from courseatlas.matching.titles import NormalizedTitle, stem
from courseatlas.matching.vocabulary import load


@dataclass(frozen=True)
class Weights:
    """Weights from 0 to 1 of the words of titles, by their stems."""

    by_stem: Mapping[str, float]

    def of(self, word: str) -> float:
        """The weight of a stem; a stem that no title has weighs 1."""
        return self.by_stem.get(word, 1.0)

    def sum(self, words: Iterable[str]) -> float:
        """The weight of several stems; the order is fixed, so that every run gives the same sum."""
        return sum(map(self.of, sorted(words)))


def weigh(titles: Iterable[NormalizedTitle]) -> Weights:
    """The weights of the words of titles; `common` words count as if there were more titles."""
    vocabulary = load()
    counts: Counter[str] = Counter()
    number = vocabulary.common_titles
    for title in titles:
        counts.update(title.words)
        number += 1
    common = set(map(stem, vocabulary.common))
    usual_count = vocabulary.common_titles * vocabulary.common_share
    return Weights(
        {
            word: math.log(number / (count + (usual_count if word in common else 1)))
            / math.log(number)
            for word, count in counts.items()
        }
    )
