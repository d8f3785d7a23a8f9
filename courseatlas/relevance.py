"""Relevance: how much AI/ML is the subject of a record, by a vocabulary of terms (`relevance.yml`)."""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from courseatlas.errors import InvalidFile

_LEVELS = ("none", "adjacent", "applied", "core")
_WEIGHTS = {"core": 1.0, "applied": 0.8, "adjacent": 0.4}
_DEFAULT = Path(__file__).with_name("relevance.yml")


@dataclass(frozen=True)
class Verdict:
    """The relevance of one record and what decided it. `weights` tells what each matched term weighed."""

    relevance: str
    score: float
    topics: tuple[str, ...]
    matched_terms: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Relevance:
    """The vocabulary, compiled: one expression a term group, and what is to be blanked out first."""

    groups: tuple[tuple[str, str, re.Pattern[str]], ...]
    any_term: re.Pattern[str]
    not_terms: re.Pattern[str]
    passing: re.Pattern[str]
    known: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict, repr=False, compare=False)

    def classify(self, title: str, description: str | None = None) -> Verdict:
        """The verdict on a title and, where there is one, a description.

        A title's term counts fully. A description's counts when it is no passing mention: strong terms that stand
        three times or more, or two of them different, make a record applied; else it is at most adjacent.
        """
        in_title = self._find(fold(title))
        in_description = self._find(self.passing.sub(" ", fold(description))) if description else []
        best = max((_LEVELS.index(level) for _, level, _ in in_title), default=0)
        strong = [(topic, word) for topic, level, word in in_description if level != "adjacent"]
        about_data = best == 1 and any(topic == "data_science" for topic, _, _ in in_title)
        if best < 2 and (len({word for _, word in strong}) >= 2 and len(strong) >= 3 or about_data and strong):
            best = 2
        elif best < 1 and (strong or len(in_description) >= 3):
            best = 1
        level = _LEVELS[best]
        weights: dict[str, float] = {}
        for _, term_level, word in in_title:
            weights[word] = max(weights.get(word, 0), _WEIGHTS[term_level])
        for _, term_level, word in in_description if best else ():
            weights.setdefault(word, round(_WEIGHTS[term_level] / 2, 2))
        topics = sorted({topic for topic, _, _ in in_title} | {topic for topic, _, word in in_description if best and word in weights})
        base = {"core": 0.85, "applied": 0.6, "adjacent": 0.3, "none": 0.0}[level]
        score = min(1.0, base + 0.03 * min(5, len(strong) + len(in_title))) if best else 0.0
        return Verdict(
            level, round(score, 2), tuple(topics) if best else (), tuple(sorted(weights)) if best else (), tuple(sorted(weights.items()))
        )

    def _find(self, text: str) -> list[tuple[str, str, str]]:
        if not self.any_term.search(text):
            return []
        text = self.not_terms.sub(" ", text)
        return [(topic, level, found[0]) for found in self.any_term.finditer(text) for topic, level in self._meaning(found[0])]

    def _meaning(self, word: str) -> tuple[tuple[str, str], ...]:
        """The topics and levels of a matched word: few words occur, so each is looked up in the groups once."""
        if word not in self.known:
            self.known[word] = tuple((topic, level) for topic, level, pattern in self.groups if pattern.fullmatch(word))
        return self.known[word]


def fold(text: str) -> str:
    """Lower case without accents, one kind of space: what the patterns are written for."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold().split())


def load(path: Path = _DEFAULT) -> Relevance:
    """The vocabulary of a file. Raises InvalidFile that names file, field and remedy."""
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
        groups = tuple((term["topic"], term["level"], _words(term["patterns"])) for term in data["terms"])
        groups += tuple((term["topic"], term["level"], re.compile("|".join(map(fold, term["patterns"])))) for term in data["anywhere"])
        for term in (*data["terms"], *data["anywhere"]):
            if term["level"] not in _WEIGHTS:
                raise InvalidFile(f"{path}: terms.level: {term['level']} is not one of {', '.join(_WEIGHTS)}; use one of them")
        everything = [pattern for term in data["terms"] for pattern in term["patterns"]]
        anywhere = "|".join(fold(pattern) for term in data["anywhere"] for pattern in term["patterns"])
        return Relevance(groups, re.compile(f"{_words(everything).pattern}|{anywhere}"), _words(data["not_terms"]), _words(data["passing"]))
    except (OSError, yaml.YAMLError, KeyError, TypeError, re.error) as e:
        raise InvalidFile(
            f"{path}: terms, not_terms or passing: {type(e).__name__}: {e}; each is a list of patterns, see the shipped file"
        ) from e


def _words(patterns: list[str]) -> re.Pattern[str]:
    # the longest alternative first, so that "generative ai" is not taken for "ai"; those of one first letter behind that letter, so that
    # a word of a text is compared with those alone
    by_letter: dict[str, list[str]] = {}
    for pattern in sorted(patterns, key=len, reverse=True):
        plain = pattern[0].isalpha() and pattern[1:2] not in ("?", "*", "{", "|") and "|" not in re.sub(r"\(.*?\)", "", pattern)
        by_letter.setdefault(pattern[0] if plain else "", []).append(pattern)
    ordered = [*by_letter.pop("", []), *(f"{letter}(?:{'|'.join(rest[1:] for rest in of)})" for letter, of in by_letter.items())]
    return re.compile(r"(?<![\w.])(?:" + "|".join(ordered) + r")(?!\w)")
