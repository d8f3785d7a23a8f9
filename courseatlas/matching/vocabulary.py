"""What the matcher knows of words, from `matching.yml`."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

import yaml

from courseatlas.errors import InvalidFile
from courseatlas.text import folded
from courseatlas.yaml_fields import read_own

_DEFAULT = Path(__file__).with_name("matching.yml")


@dataclass(frozen=True)
class Apart:
    """Words of one kind of difference; `alone`: one that only one title has parts the two as well."""

    name: str
    alone: bool
    words: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """The words of `matching.yml`, folded and compiled; each attribute is explained there."""

    stop_words: frozenset[str]
    filler: frozenset[str]
    introduction: frozenset[str]
    families: MappingProxyType[str, str]
    phrases: MappingProxyType[str, list[tuple[list[str], str]]]  # by their first word, the longest first
    apart: tuple[Apart, ...]
    language_mark: re.Pattern[str]
    languages: MappingProxyType[str, str]
    placeholders: re.Pattern[str]
    program_words: re.Pattern[str]
    course_words: re.Pattern[str]
    common: frozenset[str]
    common_titles: int
    common_share: float
    nobody: frozenset[str]
    name_noise: frozenset[str]
    schools: frozenset[str]
    aliases: MappingProxyType[str, str]
    thresholds: MappingProxyType[str, float]

    @cached_property
    def any_apart(self) -> frozenset[str]:
        """The words of all kinds of difference."""
        return frozenset().union(*(kind.words for kind in self.apart))

    @cached_property
    def degrees(self) -> frozenset[str]:
        """The words for degrees."""
        return frozenset().union(*(kind.words for kind in self.apart if kind.name == "degree"))

    @cached_property
    def nothing_apart(self) -> tuple[frozenset[str], ...]:
        """What a title has of each kind where it has none."""
        return tuple(frozenset() for _ in self.apart)


@cache
def load(path: Path = _DEFAULT) -> Vocabulary:
    """The vocabulary of a file. Raises InvalidFile that names file and remedy."""
    try:
        data = read_own(path)
        providers = data["providers"]
        return Vocabulary(
            stop_words=_words(data["stop_words"]),
            filler=_words(data["filler"]),
            introduction=_words(data["introduction"]),
            families=MappingProxyType({word: family for family, words in data["families"].items() for word in words}),
            phrases=MappingProxyType(_by_first_word(data["phrases"])),
            apart=tuple(Apart(kind["name"], kind["alone"], _words(kind["words"])) for kind in data["apart"]),
            language_mark=re.compile(rf"\(\s*({'|'.join(data['language_marks'])})\s*\)"),
            languages=MappingProxyType(dict(data["language_marks"])),
            placeholders=_pattern(data["placeholders"]),
            program_words=_pattern(data["program_words"]),
            course_words=_pattern(data["course_words"]),
            common=_words(data["common"]),
            common_titles=int(data["common_titles"]),
            common_share=float(data["common_share"]),
            nobody=frozenset(map(folded, providers["nobody"])),
            name_noise=_words(providers["noise"]),
            schools=_words(providers["schools"]),
            aliases=MappingProxyType({folded(name): folded(of) for of, names in providers["aliases"].items() for name in [of, *names]}),
            thresholds=MappingProxyType({name: float(value) for name, value in data["thresholds"].items()}),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, re.error) as e:
        raise InvalidFile(f"{path}: {type(e).__name__}: {e}; write it as the shipped file is written") from e


def _by_first_word(phrases: dict[str, str]) -> dict[str, list[tuple[list[str], str]]]:
    found: dict[str, list[tuple[list[str], str]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase.split()), phrase)):
        words = folded(phrase).split()
        found.setdefault(words[0], []).append((words, phrases[phrase]))
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split())


def _pattern(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
