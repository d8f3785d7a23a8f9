"""The vocabulary of relevance, compiled: topics, terms, contexts, weights and a trie of phrases."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from courseatlas.phrases import Word, fold, lower

LEVELS = ("none", "adjacent", "applied", "core")


@dataclass(frozen=True)
class Topic:
    """One key of the topic vocabulary.

    A topic that `narrows` makes a record whose title also has an AI term a record of AI in that
    field.
    """

    key: str
    title: str
    meaning: str
    narrows: bool = False


@dataclass(frozen=True)
class ContextWords:
    """Words of which a text must have one for a term to count, or must have none."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, written: tuple[str, ...]) -> "ContextWords":
        """The words as a file writes them; `*` at the end matches every word that begins so."""
        folded = [fold(word).lower() for word in written]
        return cls(
            exact=frozenset(word for word in folded if not word.endswith("*")),
            prefixes=tuple(word[:-1] for word in folded if word.endswith("*")),
        )

    def first_in(self, words: list[str]) -> str | None:
        """The first of the given words that is one of these, in lower case, else None."""
        for word in map(lower, words):
            if word in self.exact or word.startswith(self.prefixes):
                return word
        return None

    def __str__(self) -> str:
        return ", ".join([*sorted(self.exact), *(f"{prefix}*" for prefix in self.prefixes)][:6])


@dataclass(frozen=True)
class Term:
    """What a phrase says in a title, and the conditions under which it says so.

    With `beside_core` it counts only together with a core or applied term, with `title_only` only
    in a title.
    """

    topics: tuple[str, ...]
    level: str
    needs: ContextWords | None = None
    unless: ContextWords | None = None
    beside_core: bool = False
    title_only: bool = False


@dataclass(frozen=True)
class Context:
    """A phrase that makes mentions count less or not at all.

    `cancels` applies to the phrase itself, `passing` and `listing` to what follows it in the
    sentence.
    """

    kind: str
    why: str


@dataclass(frozen=True)
class Weighing:
    """The weights and thresholds of `weighing.yml`, which gives the reason for each."""

    core: float
    applied: float
    adjacent: float
    general: float
    opening_words: int
    opening: float
    later: float
    listing: float
    repeat: float
    applied_from: float
    applied_from_beside: float
    applied_from_data: float
    core_from: float
    adjacent_from: float
    topic_from: float
    listed_courses: int
    listed_share: float


Entry = Term | Context
Phrase = tuple[tuple[Word, ...], Entry]


class PhraseTrie(dict[str, "PhraseTrie | None"]):
    """A trie of phrases by their words; `ends` are the phrases that end here.

    `trie[word]` is the trie of the phrases that continue with the word, None where none does.
    Whether a word continues a phrase is compared once and remembered, so that a text is read with
    one lookup per word.
    """

    _MAX_WORDS = 1 << 18

    def __init__(self, phrases: list[Phrase]):
        super().__init__()
        self.ends = tuple(entry for words, entry in phrases if not words)
        self._exact: dict[str, list[tuple[int, Phrase]]] = {}
        self._prefixes: dict[str, list[tuple[int, Phrase]]] = {}
        # of two phrases of one length the stricter one comes first: with exact case, or without a
        # prefix
        phrases = sorted(
            phrases, key=lambda phrase: [(word.prefix, not word.exact_case) for word in phrase[0]]
        )
        for rank, (words, entry) in enumerate(phrases):
            if words:
                by_word = self._prefixes if words[0].prefix else self._exact
                by_word.setdefault(words[0].text.lower(), []).append((rank, (words, entry)))

    def __missing__(self, word: str) -> "PhraseTrie | None":
        folded = word.lower()
        matches = [*self._exact.get(folded, ())]
        for end in range(len(folded) + 1) if self._prefixes else ():
            matches += self._prefixes.get(folded[:end], ())
        ranked = sorted(matches, key=lambda match: match[0])
        continued = [(words[1:], entry) for _, (words, entry) in ranked if words[0].fits(word)]
        if len(self) >= self._MAX_WORDS:
            self.clear()
        return self.setdefault(word, PhraseTrie(continued) if continued else None)


@dataclass(frozen=True)
class Vocabulary:
    """All files of a vocabulary together, compiled.

    `in_title` and `in_text` hold the phrases that count there. `anywhere` matches the phrases of
    scripts without spaces between words, and `scripts` gives the term of each.
    """

    topics: Mapping[str, Topic]
    weighing: Weighing
    spellings: Mapping[str, str]
    in_title: PhraseTrie
    in_text: PhraseTrie
    anywhere: re.Pattern[str] | None
    scripts: Mapping[str, Term]
