"""A title as it is compared: its words by their stems, and the marks that tell two apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from courseatlas.matching.vocabulary import load
from courseatlas.text import folded

_POSSESSIVE = re.compile(r"['’`´]s(?!\w)")
_WORD = re.compile(r"c\+\+|c#|f#|[^\W_]+(?:\.\d[^\W_]*)*")
_ABBREVIATION = re.compile(r"\(\s*([A-Z]{2,7})\s*\)")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_NUMERAL = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "i": "1",
    "v": "5",
    "a": "a",
    "b": "b",
}
_BEFORE_NUMERAL = frozenset({"part", "volume", "vol", "module", "level", "course", "book", "unit"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDINGS = ("ization", "isation", "ation", "ing", "ed", "e")


@dataclass(frozen=True)
class Title:
    """The parts of a title: content `words`, whether it promises an `introduction`, its `numbers` and `years`, its words of each kind
    of `apart`; and its `line`, all in their order but for stop words."""

    words: frozenset[str]
    introduction: bool
    numbers: frozenset[str]
    years: frozenset[str]
    apart: tuple[frozenset[str], ...]
    line: str


def read_title(title: str, code: str | None = None) -> Title:
    """The parts of a title as printed; a code that it begins with is left out."""
    vocabulary = load()
    if code and title.lower().startswith(code.lower()):
        title = title[len(code) :].lstrip(" :-–—.") or title
    title = vocabulary.language_mark.sub(lambda found: vocabulary.languages[found[1]], title)
    words = tokens(_without_abbreviation(title))
    numbers, years = set(), set()
    content = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if word in _ROMAN:
            numbers.add(_ROMAN[word])
        elif (
            word in _NUMERAL
            and before in _BEFORE_NUMERAL
            or word == "i"
            and place
            and place == len(words) - 1
        ):
            numbers.add(_NUMERAL[word])
        elif _YEAR.fullmatch(word):
            years.add(word)
        elif any(character.isdigit() for character in word) and word not in vocabulary.introduction:
            numbers.add(word)
        elif word not in vocabulary.stop_words:
            content.append(word)
    kept = [
        word
        for word in content
        if word not in vocabulary.filler and word not in vocabulary.introduction
    ]
    return Title(
        words=frozenset(stem(word) for word in kept or content),
        introduction=any(word in vocabulary.introduction for word in words),
        numbers=frozenset(numbers),
        years=frozenset(years),
        apart=_apart(words),
        line=" ".join(word for word in words if word not in vocabulary.stop_words),
    )


def _apart(words: list[str]) -> tuple[frozenset[str], ...]:
    vocabulary = load()
    if vocabulary.any_apart.isdisjoint(words):
        return vocabulary.nothing_apart  # most titles
    return tuple(kind.words.intersection(words) for kind in vocabulary.apart)


def tokens(text: str) -> list[str]:
    """The words of a text, folded, phrases brought to one form.

    >>> tokens("Intro to Artificial Intelligence & C++: Yale's")
    ['intro', 'to', 'ai', 'c++', 'yale']
    """
    words = _WORD.findall(_POSSESSIVE.sub("", folded(text)))
    phrases = load().phrases
    found: list[str] = []
    done = 0
    for place in [
        place for place, word in enumerate(words) if word in phrases
    ]:  # few words begin a phrase
        for phrase, word in phrases[words[place]] if place >= done else ():
            if words[place : place + len(phrase)] == phrase:
                found += [*words[done:place], word]
                done = place + len(phrase)
                break
    return found + words[done:]


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """A word without its ending, so that "negotiation" and "negotiations" are one.

    >>> [stem(word) for word in ("negotiations", "analyzing", "studies", "tides", "process")]
    ['negoti', 'analys', 'study', 'tid', 'process']
    """
    family = load().families.get(word)
    if family or len(word) < 4 or not word.isalpha():
        return family or word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending == "e" else 4):
            return word[: -len(ending)]
    return word


def _without_abbreviation(title: str) -> str:
    """Without "(AI)" right behind the words whose initials it is."""

    def unless_initials(found: re.Match[str]) -> str:
        before = re.findall(r"[A-Za-z]+", title[: found.start()])[-len(found[1]) :]
        return " " if "".join(word[0] for word in before).lower() == found[1].lower() else found[0]

    return _ABBREVIATION.sub(unless_initials, title)
