"""What the matcher knows about words, from `matching.yml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from courseatlas.matching.vocabulary_file import MatchingFile, MatchingThresholds
from courseatlas.text import folded
from courseatlas.yaml_files import read_model

_DEFAULT = Path(__file__).with_name("matching.yml")


@dataclass(frozen=True)
class DifferenceKind:
    """The words of one kind of difference between titles.

    With `alone`, a word that only one of two titles has also makes them different.
    """

    name: str
    alone: bool
    words: frozenset[str]


@dataclass(frozen=True)
class MatchingVocabulary:
    """The words of `matching.yml`, folded and compiled; the file explains each section."""

    stop_words: frozenset[str]
    filler: frozenset[str]
    introduction: frozenset[str]
    families: Mapping[str, str]
    phrases: Mapping[str, list[tuple[list[str], str]]]  # by their first word, the longest first
    differences: tuple[DifferenceKind, ...]
    language_mark: re.Pattern[str]
    languages: Mapping[str, str]
    placeholders: re.Pattern[str]
    program_words: re.Pattern[str]
    course_words: re.Pattern[str]
    common: frozenset[str]
    common_titles: int
    common_share: float
    nobody: frozenset[str]
    name_noise: frozenset[str]
    schools: frozenset[str]
    aliases: Mapping[str, str]
    thresholds: MatchingThresholds

    @cached_property
    def difference_words(self) -> frozenset[str]:
        """The words of all kinds of difference."""
        return frozenset().union(*(kind.words for kind in self.differences))

    @cached_property
    def degrees(self) -> frozenset[str]:
        """The words for degrees."""
        return frozenset().union(
            *(kind.words for kind in self.differences if kind.name == "degree")
        )

    @cached_property
    def no_differences(self) -> tuple[frozenset[str], ...]:
        """The words of each kind in a title that has none."""
        return tuple(frozenset() for _ in self.differences)


@cache
def load(path: Path = _DEFAULT) -> MatchingVocabulary:
    """The vocabulary of a file. Raises InvalidFile that names file, line, field and remedy."""
    declared = read_model(path, MatchingFile)
    providers = declared.providers
    families = {word: family for family, words in declared.families.items() for word in words}
    aliases = {
        folded(alias): folded(name)
        for name, other_names in providers.aliases.items()
        for alias in (name, *other_names)
    }
    return MatchingVocabulary(
        stop_words=_words(declared.stop_words),
        filler=_words(declared.filler),
        introduction=_words(declared.introduction),
        families=MappingProxyType(families),
        phrases=MappingProxyType(_by_first_word(declared.phrases)),
        differences=tuple(
            DifferenceKind(kind.name, kind.alone, _words(kind.words))
            for kind in declared.differences
        ),
        language_mark=re.compile(rf"\(\s*({'|'.join(declared.language_marks)})\s*\)"),
        languages=MappingProxyType(declared.language_marks),
        placeholders=_pattern(declared.placeholders),
        program_words=_pattern(declared.program_words),
        course_words=_pattern(declared.course_words),
        common=_words(declared.common),
        common_titles=declared.common_titles,
        common_share=declared.common_share,
        nobody=frozenset(map(folded, providers.nobody)),
        name_noise=_words(providers.noise),
        schools=_words(providers.schools),
        aliases=MappingProxyType(aliases),
        thresholds=declared.thresholds,
    )


def _by_first_word(phrases: Mapping[str, str]) -> dict[str, list[tuple[list[str], str]]]:
    by_first_word: dict[str, list[tuple[list[str], str]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase.split()), phrase)):
        words = folded(phrase).split()
        by_first_word.setdefault(words[0], []).append((words, phrases[phrase]))
    return by_first_word


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split())


def _pattern(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
