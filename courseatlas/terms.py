"""The vocabulary of relevance, compiled: topics, terms, contexts, weights and a trie of phrases."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
_NO_SHORT_FORMS: Mapping[str, Sequence[str]] = {}
_JOINED_FROM = 4  # letters of each of two words that listings also write as one: "MachineLearning"


class PhraseTrie(dict[str, "PhraseTrie | None"]):
    """A trie of phrases by their words; `ends` are the phrases that end here.

    `trie[word]` is the trie of the phrases that continue with the word, None where none does.
    Whether a word continues a phrase is compared once and remembered, so that a text is read with
    one lookup per word. `short_forms` gives the words that a short form stands for; it counts
    within phrases of two or more words, because alone it may mean anything.
    """

    _MAX_WORDS = 1 << 18

    def __init__(
        self,
        phrases: list[Phrase],
        short_forms: Mapping[str, Sequence[str]] = _NO_SHORT_FORMS,
        begins: bool = True,
    ):
        super().__init__()
        self._short_forms = short_forms
        self._begins = begins
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
        matches = dict(self._matches(word))
        for whole in self._short_forms.get(word.lower(), ()):
            matches |= {
                rank: phrase
                for rank, phrase in self._matches(whole)
                if not self._begins or len(phrase[0]) > 1
            }
        ranked = sorted(matches.items(), key=lambda match: match[0])
        continued = [(words[1:], entry) for _, (words, entry) in ranked]
        if len(self) >= self._MAX_WORDS:
            self.clear()
        following = PhraseTrie(continued, self._short_forms, begins=False) if continued else None
        return self.setdefault(word, following)

    def _matches(self, word: str) -> Iterator[tuple[int, Phrase]]:
        """(rank, phrase) of the phrases whose first word is this one."""
        folded = word.lower()
        candidates = [*self._exact.get(folded, ())]
        for end in range(len(folded) + 1) if self._prefixes else ():
            candidates += self._prefixes.get(folded[:end], ())
        return (match for match in candidates if match[1][0][0].fits(word))


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


def joined(phrases: list[Phrase]) -> list[Phrase]:
    """Phrases of two words written as one word, as hashtags and careless pages do."""
    written = {words for words, _ in phrases}
    one_word_phrases: list[Phrase] = []
    for words, entry in phrases:
        if not isinstance(entry, Term) or len(words) != 2 or words[0].prefix:
            continue
        one_word = (Word(words[0].text.lower() + words[1].text.lower(), False, words[1].prefix),)
        if all(len(word.text) >= _JOINED_FROM for word in words) and one_word not in written:
            one_word_phrases.append((one_word, entry))
    return one_word_phrases
