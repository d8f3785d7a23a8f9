"""Relevance: how much AI/ML is the subject of a record, by the terms of a vocabulary (the folder `vocabulary/`)."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from courseatlas.phrases import ENDS, fold, lower, words
from courseatlas.terms import LEVELS, Context, Entry, PhraseTrie, Term, Topic, Vocabulary, Weighing
from courseatlas.vocabulary_files import read

_DEFAULT = Path(__file__).with_name("vocabulary")
_STRONG = ("core", "applied")
_NO_WEIGHT = "nothing of weight"
_BAND = 0.25  # of the score, for each of the four levels
_REPEATS = 3


class Mention(NamedTuple):
    """A term that stands in a text: where, what it weighs there, and why it does not count where it does not."""

    term: Term
    text: str
    place: str
    weight: float
    against: str = ""

    @property
    def told(self) -> str:
        """The mention in words."""
        if self.against:
            return f"{self.place}: {self.text} does not count: {self.against}"
        return f"{self.place}: {self.text} {self.weight:g} ({self.term.level}; {', '.join(self.term.topics)})"


@dataclass(frozen=True)
class RelevanceResult:
    """The relevance of one record and what decided it.

    `weights` tells what each matched term weighs; `reasons` how the terms led to the level, and which did not count and why.
    """

    relevance: str
    score: float
    topics: tuple[str, ...]
    matched_terms: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]
    because: str = "nothing of the vocabulary stands in it"
    mentions: tuple[Mention, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The level and why, then each term: where it stands and what it weighs, or what speaks against it."""
        return (f"{self.relevance}: {self.because}", *(mention.told for mention in self.mentions))


RelevanceResults = Mapping[tuple[str, str | None], RelevanceResult]  # by title and description


@dataclass(frozen=True)
class Relevance:
    """The vocabulary, ready to judge texts."""

    vocabulary: Vocabulary

    @property
    def topics(self) -> dict[str, Topic]:
        """The declared topics by key."""
        return dict(self.vocabulary.topics)

    def topic_keys(self) -> tuple[str, ...]:
        """The keys that a record's topics, and a profile's rule, can have."""
        return tuple(self.vocabulary.topics)

    def classify(self, title: str, description: str | None = None) -> RelevanceResult:
        """The verdict on a title and, where there is one, a description."""
        vocabulary = self.vocabulary
        in_title = words(title, vocabulary.spellings)
        in_text = words(description, vocabulary.spellings) if description else []
        found = [
            *self._mentions(in_title, in_text, title, True),
            *self._mentions(in_text, in_title, description or "", False),
        ]
        return _verdict(_beside(found), vocabulary) if found else _NOTHING

    def _mentions(  # noqa: C901 - one pass over the words of a text, which decides the speed
        self, text: list[str], other: list[str], written: str, title: bool
    ) -> Iterator[Mention]:
        """What the vocabulary knows in a text, in its order. Words taken by one phrase belong to no other."""
        vocabulary = self.vocabulary
        start = vocabulary.in_title if title else vocabulary.in_text
        begins = [
            (at, walk) for at, walk in enumerate(map(start.__getitem__, text)) if walk is not None
        ]
        free = lent = (
            0  # the first word that no phrase has taken; one taken by a bordering term may still begin a stronger one
        )
        aside = (0, "", 1.0)  # the aside's end, why it is one, and what counts in it
        for at, walk in begins:
            if at < free or not walk.ends and (at + 1 == len(text) or walk[text[at + 1]] is None):
                continue
            for end, entry in _phrases(walk, text, at + 1):
                if isinstance(entry, Context):
                    if entry.kind == "cancels":
                        yield Mention(
                            _NO_TERM,
                            lower(" ".join(text[at:end])),
                            _place(title, at, vocabulary.weighing),
                            0,
                            entry.why,
                        )
                    elif at >= aside[0] or entry.kind == "passing":
                        said = f"after “{lower(' '.join(text[at:end]))}”: {entry.why}"
                        aside = (
                            _sentence_end(text, end),
                            said,
                            vocabulary.weighing.listing if entry.kind == "listing" else 0,
                        )
                    free = end
                    break
                if at < lent and (entry.level == "adjacent" or entry.beside_core):
                    continue
                against = _missing(entry, text, other, at, end)
                mention = self._mention(
                    entry,
                    lower(" ".join(text[at:end])),
                    _place(title, at, vocabulary.weighing),
                    against,
                )
                if against:
                    yield mention
                    continue
                if at < aside[0]:
                    mention = mention._replace(
                        weight=mention.weight * aside[2], against="" if aside[2] else aside[1]
                    )
                yield mention
                free, lent = (free, end) if entry.level == "adjacent" else (end, lent)
                break
        if vocabulary.anywhere and not written.isascii():
            yield from self._in_scripts(fold(written).lower(), title)

    def _in_scripts(self, text: str, title: bool) -> Iterator[Mention]:
        assert self.vocabulary.anywhere
        for found in self.vocabulary.anywhere.finditer(text):
            # such scripts need about two letters where others need a word
            place = _place(title, found.start() // 2, self.vocabulary.weighing)
            yield self._mention(self.vocabulary.scripts[found[0]], found[0], place, "")

    def _mention(self, term: Term, text: str, place: str, against: str) -> Mention:
        weighing = self.vocabulary.weighing
        share = {"title": 1.0, "opening": weighing.opening, "later": weighing.later}[place]
        return Mention(
            term, text, place, 0 if against else share * getattr(weighing, term.level), against
        )


_NO_TERM = Term((), "none")
_NOTHING = RelevanceResult("none", 0.0, (), (), ())


@cache
def load(path: Path = _DEFAULT) -> Relevance:
    """The vocabulary of a folder or file. Raises InvalidFile that names file, line, field and remedy."""
    return Relevance(read(path))


def _place(title: bool, at: int, weighing: Weighing) -> str:
    return "title" if title else "opening" if at < weighing.opening_words else "later"


def _phrases(walk: PhraseTrie, text: list[str], at: int) -> list[tuple[int, Entry]]:
    """The phrases that begin with the word before this one, each with the word after it, the longest first."""
    found: list[tuple[int, Entry]] = []
    onwards: PhraseTrie | None = walk
    while onwards is not None:
        if onwards.ends:
            found[:0] = [(at, entry) for entry in onwards.ends]
        if at == len(text):
            break
        onwards = onwards[text[at]]
        at += 1
    return found


def _sentence_end(text: list[str], at: int) -> int:
    return next((n for n in range(at, len(text)) if text[n] in ENDS), len(text))


def _missing(term: Term, text: list[str], other: list[str], at: int, end: int) -> str:
    """Why a term does not count beside these words; nothing where it does."""
    if term.unless:
        ends = [n for n, word in enumerate(text) if word in ENDS]
        nth = bisect_left(ends, at)
        sentence = text[
            ends[nth - 1] + 1 if nth else 0 : ends[nth] if nth < len(ends) else len(text)
        ]
        if word := term.unless.first_in(sentence):
            return f"beside “{word}” it means something else"
    if term.needs and not term.needs.first_in([*text[:at], *text[end:], *other]):
        return f"needs company such as {term.needs}"
    return ""


def _beside(found: list[Mention]) -> list[Mention]:
    """The mentions without those that count beside a core or applied term only, where a title or a text has none."""
    strong = {
        m.place == "title"
        for m in found
        if m.weight and m.term.level in _STRONG and not m.term.beside_core
    }
    return [m for m in found if not m.term.beside_core or (m.place == "title") in strong]


def _sums(mentions: list[Mention], repeat: float) -> dict[str, float]:
    """Per matched text its best weight, and a share of it for each further mention."""
    weights: dict[str, list[float]] = {}
    for mention in mentions:
        weights.setdefault(mention.text, []).append(mention.weight)
    return {
        text: each[0] if len(each) == 1 else max(each) + repeat * sum(sorted(each)[:-1][-_REPEATS:])
        for text, each in weights.items()
    }


def _verdict(found: list[Mention], vocabulary: Vocabulary) -> RelevanceResult:
    weighing, repeat = vocabulary.weighing, vocabulary.weighing.repeat
    counted = [m for m in found if m.weight]
    if not counted:
        return RelevanceResult("none", 0.0, (), (), (), _NO_WEIGHT, tuple(found))
    titled = [m for m in counted if m.place == "title"]
    described = [m for m in counted if m.place != "title"]
    text_strong = sum(
        _sums(
            [m for m in described if m.term.level in _STRONG and not m.term.beside_core], repeat
        ).values()
    )
    text_any = text_strong + sum(
        _sums([m for m in described if m.term.level == "adjacent"], repeat).values()
    )
    level, because = _level(titled, text_strong, text_any, vocabulary)
    index = LEVELS.index(level)
    matched = _sums(counted, repeat)
    evidence = sum(matched.values())
    score = round(index * _BAND + (_BAND - 0.01) * evidence / (evidence + 1), 3)
    if not index:
        return RelevanceResult(level, score, (), (), (), because, tuple(found))
    by_topic: dict[str, float] = {}
    for mention in counted:
        for topic in mention.term.topics:
            by_topic[topic] = by_topic.get(topic, 0) + (
                1 if mention.place == "title" else mention.weight
            )
    topics = tuple(
        sorted(topic for topic, weight in by_topic.items() if weight >= weighing.topic_from)
    )
    rounded = tuple(sorted((text, round(weight, 2)) for text, weight in matched.items()))
    return RelevanceResult(
        level, score, topics, tuple(sorted(matched)), rounded, because, tuple(found)
    )


def _level(
    titled: list[Mention], text_strong: float, text_any: float, vocabulary: Vocabulary
) -> tuple[str, str]:
    """The level, and a word of why."""
    weighing, topics = vocabulary.weighing, vocabulary.topics
    strong = [
        m
        for m in titled
        if m.term.level in _STRONG and not m.term.beside_core and m.weight >= weighing.applied
    ]
    if any(m.term.level == "core" for m in strong):
        fields = sorted(
            {topics[t].title for m in titled for t in m.term.topics if topics[t].narrows}
        )
        return (
            ("applied", f"the title names AI/ML beside a field: {', '.join(fields)}")
            if fields
            else ("core", "the title names AI/ML")
        )
    if strong:
        return "applied", "the title names an applied field"
    if text_strong >= weighing.core_from:
        return "core", f"the description speaks of AI/ML throughout ({text_strong:.2f})"
    of_data = any("data_science" in m.term.topics for m in titled)
    if text_strong >= (
        weighing.applied_from_data
        if of_data
        else weighing.applied_from_beside
        if titled
        else weighing.applied_from
    ):
        return "applied", f"AI/ML is a main part of the description ({text_strong:.2f})"
    if titled:
        return "adjacent", "the title names a bordering field"
    if text_any >= weighing.adjacent_from:
        return "adjacent", f"the description touches the field ({text_any:.2f})"
    return "none", _NO_WEIGHT
