"""Relevance: how much AI/ML is the subject of a record, by the terms of `vocabulary/`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from courseatlas.acronyms import acronyms_spelled_out
from courseatlas.mentions import Mention, TextToRead, find_mentions
from courseatlas.phrases import words
from courseatlas.terms import LEVELS, Topic, Vocabulary
from courseatlas.vocabulary_files import read

_DEFAULT = Path(__file__).with_name("vocabulary")
_STRONG = ("core", "applied")
_NO_WEIGHT = "nothing of weight"
_BAND = 0.25  # of the score, for each of the four levels
_REPEATS = 3  # further mentions of a term that add to its weight


@dataclass(frozen=True)
class RelevanceResult:
    """The relevance of one record and what decided it.

    A record of relevance `none` may have topics, of general computing for example. `weights` gives
    the weight of each matched term. `reasons` says how the terms led to the level,
    and which terms do not count and why.
    """

    relevance: str
    score: float
    topics: tuple[str, ...]
    matched_terms: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]
    because: str = "it has no term of the vocabulary"
    mentions: tuple[Mention, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The level and why, then what each term weighs or what speaks against it."""
        mentions = [mention.sentence for mention in self.mentions]
        return (f"{self.relevance}: {self.because}", *mentions)

    @property
    def titled(self) -> bool:
        """Whether the title names a topic, such as computer science in general."""
        return any(mention.place == "title" and mention.weight for mention in self.mentions)


_NOTHING = RelevanceResult("none", 0.0, (), (), ())


@dataclass(frozen=True)
class Relevance:
    """A vocabulary, ready to classify texts."""

    vocabulary: Vocabulary

    @property
    def topics(self) -> dict[str, Topic]:
        """The declared topics by key."""
        return dict(self.vocabulary.topics)

    def topic_keys(self) -> tuple[str, ...]:
        """The keys that a record's topics and a profile's rule can have."""
        return tuple(self.vocabulary.topics)

    def classify(self, title: str, description: str | None = None) -> RelevanceResult:
        """The relevance of a record with this title and, if there is one, this description."""
        mentions = self._mentions(title, description, {})
        # few records spell out an acronym as something else: they are read once more
        meanings = self._other_meanings(f"{title}\n{description or ''}") if mentions else {}
        if meanings:
            mentions = self._mentions(title, description, meanings)
        return _result(_that_may_count(mentions), self.vocabulary) if mentions else _NOTHING

    def classify_courses(self, listed: Iterable[tuple[str, float]]) -> RelevanceResult:
        """The relevance of a program by the courses that it lists: their titles and their weights.

        A course that everybody takes weighs 1, one of a choice less. It is `applied` where enough
        of them are about AI/ML, by number and by weight, else `none`. A topic counts that two of
        them have.
        """
        weights = dict(listed)
        results = {title: self.classify(title) for title in weights}
        about = {title: each for title, each in results.items() if each.relevance in _STRONG}
        weighing = self.vocabulary.weighing
        share = sum(map(weights.__getitem__, about)) / (sum(weights.values()) or 1)
        if len(about) < weighing.listed_courses or share < weighing.listed_share:
            return _NOTHING
        topics = Counter(topic for result in about.values() for topic in result.topics)
        terms = {text: weight for result in about.values() for text, weight in result.weights}
        return RelevanceResult(
            relevance="applied",
            score=_score("applied", share),
            topics=tuple(sorted(topic for topic, count in topics.items() if count > 1)),
            matched_terms=tuple(sorted(terms)),
            weights=tuple(sorted(terms.items())),
            because=f"{len(about)} of the {len(results)} courses that it lists name AI/ML",
        )

    def _mentions(
        self, title: str, description: str | None, meanings: Mapping[str, str]
    ) -> list[Mention]:
        """The mentions of a title and a description; `meanings` are acronyms of something else."""
        spellings = self.vocabulary.spellings
        in_title = words(title, spellings)
        in_text = words(description, spellings) if description else []
        titled = TextToRead(in_title, title, in_text, True, meanings)
        mentions = list(find_mentions(self.vocabulary, titled))
        if description:
            described = TextToRead(in_text, description, in_title, False, meanings)
            mentions += find_mentions(self.vocabulary, described)
        return mentions

    def _other_meanings(self, text: str) -> dict[str, str]:
        """The acronyms that the text spells out with words that name no AI/ML."""
        if "(" not in text:
            return {}
        return {
            acronym: expansion
            for acronym, expansion in acronyms_spelled_out(text)
            if not self._names_a_term(expansion)
        }

    def _names_a_term(self, phrase: str) -> bool:
        in_phrase = TextToRead(words(phrase, self.vocabulary.spellings), phrase, [], True)
        mentions = find_mentions(self.vocabulary, in_phrase)
        return any(mention.weight and not mention.term.beside_core for mention in mentions)


@cache
def load(path: Path = _DEFAULT) -> Relevance:
    """The vocabulary of a folder or file. Raises InvalidFile that names file, line and remedy."""
    return Relevance(read(path))


def _is_strong(mention: Mention) -> bool:
    return mention.term.level in _STRONG and not mention.term.beside_core


def _that_may_count(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that need a core or applied term in their text and have none."""
    strong_texts = {m.place == "title" for m in mentions if m.weight and _is_strong(m)}
    return [m for m in mentions if not m.term.beside_core or (m.place == "title") in strong_texts]


def _sums(mentions: list[Mention], repeat: float) -> dict[str, float]:
    """The best weight of each matched text, plus a share of the weight of each further mention."""
    weights: dict[str, list[float]] = defaultdict(list)
    for mention in mentions:
        weights[mention.text].append(mention.weight)
    return {text: _repeated(values, repeat) for text, values in weights.items()}


def _repeated(values: list[float], repeat: float) -> float:
    if len(values) == 1:
        return values[0]
    return max(values) + repeat * sum(sorted(values)[:-1][-_REPEATS:])


def _result(mentions: list[Mention], vocabulary: Vocabulary) -> RelevanceResult:
    counted = [mention for mention in mentions if mention.weight]
    if not counted:
        return RelevanceResult("none", 0.0, (), (), (), _NO_WEIGHT, tuple(mentions))
    level, because = _level(counted, vocabulary)
    matched = _sums(counted, vocabulary.weighing.repeat)
    evidence = sum(matched.values())
    topics = _topics(counted, vocabulary.weighing.topic_from)
    score = _score(level, evidence)
    if level == "none":
        return RelevanceResult(level, score, topics, (), (), because, tuple(mentions))
    return RelevanceResult(
        relevance=level,
        score=score,
        topics=topics,
        matched_terms=tuple(sorted(matched)),
        weights=tuple(sorted((text, round(weight, 2)) for text, weight in matched.items())),
        because=because,
        mentions=tuple(mentions),
    )


def _score(level: str, evidence: float) -> float:
    """The score of a level: the more evidence, the nearer to the next level."""
    return round(LEVELS.index(level) * _BAND + (_BAND - 0.01) * evidence / (evidence + 1), 3)


def _topics(counted: list[Mention], topic_from: float) -> tuple[str, ...]:
    """The topics whose mentions weigh enough; a mention in the title always does."""
    weights: dict[str, float] = defaultdict(float)
    for mention in counted:
        for topic in mention.term.topics:
            weights[topic] += 1 if mention.place == "title" else mention.weight
    return tuple(sorted(topic for topic, weight in weights.items() if weight >= topic_from))


def _level(counted: Sequence[Mention], vocabulary: Vocabulary) -> tuple[str, str]:
    """The level, and why in words."""
    titled = [mention for mention in counted if mention.place == "title"]
    described = [mention for mention in counted if mention.place != "title"]
    return _level_by_title(titled, vocabulary) or _level_by_text(titled, described, vocabulary)


def _level_by_title(titled: list[Mention], vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The level of a title that names AI/ML or an applied field, else None."""
    applied = vocabulary.weighing.applied
    strong = [mention for mention in titled if _is_strong(mention) and mention.weight >= applied]
    if not strong:
        return None
    if all(mention.term.level != "core" for mention in strong):
        return "applied", "the title names an applied field"
    topics = [vocabulary.topics[topic] for mention in titled for topic in mention.term.topics]
    fields = sorted({topic.title for topic in topics if topic.narrows})
    if fields:
        return "applied", f"the title names AI/ML beside a field: {', '.join(fields)}"
    return "core", "the title names AI/ML"


def _level_by_text(
    titled: list[Mention], described: list[Mention], vocabulary: Vocabulary
) -> tuple[str, str]:
    """The level that the description decides, where the title names no AI/ML."""
    weighing = vocabulary.weighing
    bordering = [mention for mention in described if mention.term.level == "adjacent"]
    strong_sum = sum(_sums(list(filter(_is_strong, described)), weighing.repeat).values())
    whole_sum = strong_sum + sum(_sums(bordering, weighing.repeat).values())
    if strong_sum >= weighing.core_from:
        return "core", f"the description speaks of AI/ML throughout ({strong_sum:.2f})"
    if strong_sum >= _applied_from(titled, vocabulary):
        return "applied", f"AI/ML is a main part of the description ({strong_sum:.2f})"
    if any(mention.term.level == "adjacent" for mention in titled):
        return "adjacent", "the title names a bordering field"
    if whole_sum >= weighing.adjacent_from:
        return "adjacent", f"the description touches the field ({whole_sum:.2f})"
    return "none", _NO_WEIGHT


def _applied_from(titled: list[Mention], vocabulary: Vocabulary) -> float:
    """The sum from which a description makes a record applied, which depends on the title."""
    weighing = vocabulary.weighing
    bordering = [mention for mention in titled if mention.term.level == "adjacent"]
    if any("data_science" in mention.term.topics for mention in bordering):
        return weighing.applied_from_data
    return weighing.applied_from_beside if titled else weighing.applied_from
