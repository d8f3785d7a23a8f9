"""Descriptions as they are compared: their content words and their runs of three words."""

from dataclasses import dataclass
from functools import lru_cache

from courseatlas.matching.titles import stem, tokens
from courseatlas.matching.vocabulary import load
from courseatlas.text import folded

_RUN = 3
_EMPTY = frozenset({"null", "none", "nan", "n/a", "[]"})


@dataclass(frozen=True)
class Text:
    """What a description says, as sets; `program`: whether it calls itself a program (None where it says neither)."""

    words: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    introduction: bool
    program: bool
    length: int


@lru_cache(maxsize=1 << 12)
def read_text(description: str | None) -> Text:
    """The parts of a description."""
    vocabulary = load()
    if not description or description.strip().lower() in _EMPTY:
        return Text(frozenset(), frozenset(), False, False, 0)
    words = tokens(description)
    plain = folded(description)
    program = bool(vocabulary.program_words.search(plain)) and not vocabulary.course_words.search(plain)
    return Text(
        words=frozenset(stem(word) for word in words if word not in vocabulary.stop_words),
        runs=frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False)),
        introduction=not vocabulary.introduction.isdisjoint(words),
        program=program,
        length=len(words),
    )


def copied(a: Text, b: Text) -> float:
    """Share of the shorter text's runs of three words that stand in the other; 0 for a text too short to prove anything."""
    if min(a.length, b.length) < load().thresholds["least_words"]:
        return 0.0
    return len(a.runs & b.runs) / max(1, min(len(a.runs), len(b.runs)))


def shared(a: Text, b: Text) -> float:
    """Share of the shorter text's content words that stand in the other; 0 for a text too short to prove anything."""
    if min(a.length, b.length) < load().thresholds["least_words"]:
        return 0.0
    return len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
