"""Descriptions as they are compared: their content words and their runs of three words."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from courseatlas.matching.titles import stem, tokens
from courseatlas.matching.vocabulary import load
from courseatlas.text import folded

_RUN = 3
_EMPTY = frozenset({"null", "none", "nan", "n/a", "[]"})


@dataclass(frozen=True)
class NormalizedText:
    """What a description says; each part is computed when it is first asked for."""

    description: str

    @cached_property
    def _tokens(self) -> list[str]:
        return tokens(self.description)

    @property
    def length(self) -> int:
        """The number of its words."""
        return len(self._tokens)

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(stem(word) for word in self._tokens if word not in load().stop_words)

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Its runs of three words."""
        return frozenset(zip(*(self._tokens[start:] for start in range(_RUN)), strict=False))

    @cached_property
    def introduction(self) -> bool:
        """Whether it says that it introduces."""
        return not load().introduction.isdisjoint(self._tokens)

    @cached_property
    def program(self) -> bool:
        """Whether it calls itself a program and not a course."""
        plain = folded(self.description)
        return bool(load().program_words.search(plain)) and not load().course_words.search(plain)


@lru_cache(maxsize=1 << 12)
def normalize_text(description: str | None) -> NormalizedText:
    """A description, or the empty text where there is none."""
    is_empty = not description or description.strip().lower() in _EMPTY
    return NormalizedText("" if description is None or is_empty else description)


def copied(a: NormalizedText, b: NormalizedText) -> float:
    """The share of the shorter text's runs that the other has; 0 if a text is too short to say."""
    if min(a.length, b.length) < load().thresholds.least_words:
        return 0.0
    return len(a.runs & b.runs) / max(1, min(len(a.runs), len(b.runs)))


def shared(a: NormalizedText, b: NormalizedText) -> float:
    """The share of the shorter text's words that the other has; 0 if a text is too short to say."""
    if min(a.length, b.length) < load().thresholds.least_words:
        return 0.0
    return len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
