"""The vocabulary's YAML, read strictly: topics, terms, contexts and weights. Every complaint names file, line and remedy."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

from courseatlas.errors import InvalidFile
from courseatlas.phrases import Word, fold, lower, spelled_out
from courseatlas.yaml_fields import Fields, compose, flag, mapping, number, one_of, text, texts

LEVELS = ("none", "adjacent", "applied", "core")
KINDS = ("cancels", "passing", "listing")
_JOINED_FROM = 4  # letters of each of two words that listings also write as one: "MachineLearning"


@dataclass(frozen=True)
class Topic:
    """One key of the topic vocabulary. `narrows`: beside an AI term in a title it makes the record one of AI in that field."""

    key: str
    title: str
    meaning: str
    narrows: bool = False


@dataclass(frozen=True)
class Company:
    """Words one of which must stand beside a term, or none of which may."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, written: tuple[str, ...]) -> "Company":
        folded = [fold(word).lower() for word in written]
        return cls(frozenset(word for word in folded if not word.endswith("*")), tuple(word[:-1] for word in folded if word.endswith("*")))

    def among(self, words: list[str]) -> str | None:
        """The first of these words that belongs to the company."""
        for word in map(lower, words):
            if word in self.exact or word.startswith(self.prefixes):
                return word
        return None

    def __str__(self) -> str:
        return ", ".join([*sorted(self.exact), *(f"{prefix}*" for prefix in self.prefixes)][:6])


@dataclass(frozen=True)
class Term:
    """What a phrase says where it stands in a title, and the conditions on which it says so."""

    topics: tuple[str, ...]
    level: str
    needs: Company | None = None
    unless: Company | None = None
    beside_core: bool = False
    title_only: bool = False


@dataclass(frozen=True)
class Context:
    """A phrase that takes mentions back: within it (`cancels`) or after it in the sentence (`passing`, `listing`)."""

    kind: str
    why: str


@dataclass(frozen=True)
class Weighing:
    """The weights and thresholds of `weighing.yml`, where each has its word of why."""

    core: float
    applied: float
    adjacent: float
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


Entry = Term | Context
Phrase = tuple[tuple[Word, ...], Entry]


class Walk(dict[str, "Walk | None"]):
    """Where some words of a text have led: the phrases that end here, and by the next word where the others go on.

    A next word is compared once and remembered, for a text is read with one look-up a word.
    """

    _MOST = 1 << 18

    def __init__(self, phrases: list[Phrase]):
        super().__init__()
        self.ends = tuple(entry for way, entry in phrases if not way)
        self._exact: dict[str, list[tuple[int, Phrase]]] = {}
        self._prefixes: dict[str, list[tuple[int, Phrase]]] = {}
        # of two phrases of one length the one that asks for more comes first: written so, or in full
        phrases = sorted(phrases, key=lambda phrase: [(word.prefix, not word.exact_case) for word in phrase[0]])
        for rank, (way, entry) in enumerate(phrases):
            if way:
                (self._prefixes if way[0].prefix else self._exact).setdefault(way[0].text.lower(), []).append((rank, (way, entry)))

    def __missing__(self, word: str) -> "Walk | None":
        folded = word.lower()
        found = [*self._exact.get(folded, ())]
        for end in range(len(folded) + 1) if self._prefixes else ():
            found += self._prefixes.get(folded[:end], ())
        onwards = [(way[1:], entry) for _, (way, entry) in sorted(found, key=lambda one: one[0]) if way[0].fits(word)]
        if len(self) >= self._MOST:
            self.clear()
        return self.setdefault(word, Walk(onwards) if onwards else None)


@dataclass(frozen=True)
class Vocabulary:
    """All files together, compiled."""

    topics: Mapping[str, Topic]
    weighing: Weighing
    spellings: Mapping[str, str]
    in_title: Walk
    in_text: Walk
    anywhere: re.Pattern[str] | None
    scripts: Mapping[str, Term]


class _Reading:
    """What has been read of the files so far, and what was wrong with them."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.topics: dict[str, Topic] = {}
        self.weighing: Weighing | None = None
        self.spellings: dict[str, str] = {}
        self.places: dict[tuple[Word, ...] | str, str] = {}
        self.phrases: list[Phrase] = []
        self.scripts: dict[str, Term] = {}

    def claim(self, phrase: tuple[Word, ...] | str, place: str) -> str | None:
        """Where a phrase already stands, if it does."""
        return None if (first := self.places.setdefault(phrase, place)) is place else first


def read(path: Path) -> Vocabulary:
    """The vocabulary of a folder of YAML files, or of one file. Raises InvalidFile that names file, line, field and remedy."""
    files = sorted(path.glob("*.yml")) if path.is_dir() else [path]
    if not files:
        raise InvalidFile(f"{path}:1: the folder: holds no .yml file; point at the vocabulary")
    reading = _Reading()
    tops = [Fields(file, compose(file), reading.problems) for file in files]
    for top in tops:
        _declarations(top, reading)
    for top in tops:
        for item in top.items("contexts", optional=True):
            _context(item, reading)
        for item in top.items("terms", optional=True):
            _term(item, reading)
        top.rest()
    if reading.weighing is None and not reading.problems:
        reading.problems.append(f"{path}:1: weighing: is missing; give the weights and thresholds, see the shipped weighing.yml")
    if reading.problems:
        raise InvalidFile("\n".join(reading.problems))
    assert reading.weighing is not None
    phrases = [*reading.phrases, *_joined(reading)]
    longest_first = sorted(reading.scripts, key=lambda phrase: (-len(phrase), phrase))
    return Vocabulary(
        reading.topics,
        reading.weighing,
        reading.spellings,
        Walk(phrases),
        Walk([(way, entry) for way, entry in phrases if not isinstance(entry, Term) or not entry.title_only]),
        re.compile("|".join(map(re.escape, longest_first))) if longest_first else None,
        reading.scripts,
    )


def _declarations(top: Fields, reading: _Reading) -> None:
    for item in top.items("topics", optional=True):
        key, title, meaning = (item.take(name, text) for name in ("key", "title", "meaning"))
        topic = Topic(key, title, meaning, item.take("narrows", flag, False))
        item.rest()
        if key in reading.topics:
            item.problem(None, "key", f"{key} stands twice; keep one")
        reading.topics[key] = topic
    reading.spellings |= top.take("spellings", mapping(str), {})
    if weighing := top.within("weighing"):
        values = {one.name: weighing.take(one.name, number(0, 1000)) for one in fields(Weighing)}
        weighing.rest()
        reading.weighing = Weighing(**values)


def _context(item: Fields, reading: _Reading) -> None:
    context = Context(item.take("kind", one_of(KINDS)), item.take("why", text))
    for way, _ in _ways(item, reading):
        reading.phrases.append((way, context))
    item.rest()


def _term(item: Fields, reading: _Reading) -> None:
    topics = tuple(name for name, _ in item.each("topics", partial(_declared, reading.topics)))
    level = item.take("level", one_of(LEVELS[1:]))
    needs, unless = (Company.of(listed) if listed else None for listed in (item.take(name, texts, ()) for name in ("needs", "except")))
    beside = item.take("beside", one_of(("core",)), None) is not None
    term = Term(topics, level, needs, unless, beside, item.take("in", one_of(("title",)), None) is not None)
    if item.take("anywhere", flag, False):
        for phrase, place in item.each("patterns", text):
            if first := reading.claim(fold(phrase).lower(), place):
                reading.problems.append(f"{place}: patterns: {phrase!r} stands at {first} too; keep one")
            reading.scripts[fold(phrase).lower()] = term
    else:
        reading.phrases += ((way, term) for way, _ in _ways(item, reading))
    item.rest()


def _declared(topics: Mapping[str, Topic], key: object) -> object:
    if key not in topics:
        raise ValueError(f"{key} is no declared topic; add it to topics.yml, or use one of {', '.join(topics)}")
    return key


def _ways(item: Fields, reading: _Reading) -> Iterator[tuple[tuple[Word, ...], str]]:
    for ways, place in item.each("patterns", lambda phrase: spelled_out(text(phrase))):
        for way in ways:
            if first := reading.claim(way, place):
                written = " ".join(word.text + "*" * word.prefix for word in way)
                reading.problems.append(f"{place}: patterns: {written!r} stands at {first} too; keep one")
            yield way, place


def _joined(reading: _Reading) -> Iterator[Phrase]:
    """Two words written as one, as hashtags and careless pages do."""
    for way, entry in reading.phrases:
        if isinstance(entry, Term) and len(way) == 2 and not way[0].prefix and all(len(word.text) >= _JOINED_FROM for word in way):
            one = (Word(way[0].text.lower() + way[1].text.lower(), False, way[1].prefix),)
            if one not in reading.places:
                yield one, entry
