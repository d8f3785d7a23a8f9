"""A title as it is compared: its words by their stems, and the marks that tell two differences."""

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
class NormalizedTitle:
    """The parts of a title.

    `words` are the stems of its content words, `introduction` says whether it promises an
    introduction, `differences` are its words of each kind of difference, and `line` is all of it in
    order but for stop words.
    """

    words: frozenset[str]
    introduction: bool
    numbers: frozenset[str]
    years: frozenset[str]
    differences: tuple[frozenset[str], ...]
    line: str


def normalize_title(title: str, code: str | None = None) -> NormalizedTitle:
    """The parts of a title as it is printed; a code at its beginning is left out."""
    vocabulary = load()
    if code and title.lower().startswith(code.lower()):
        title = title[len(code) :].lstrip(" :-–—.") or title
    title = vocabulary.language_mark.sub(lambda mark: vocabulary.languages[mark[1]], title)
    words = tokens(_without_abbreviation(title))
    numbers, years = set(), set()
    content = []
    for position, word in enumerate(words):
        number = _number(words, position)
        if number is not None:
            numbers.add(number)
        elif _YEAR.fullmatch(word):
            years.add(word)
        elif word not in vocabulary.stop_words:
            content.append(word)
    promises = vocabulary.introduction
    told = [word for word in content if word not in vocabulary.filler and word not in promises]
    return NormalizedTitle(
        words=frozenset(stem(word) for word in told or content),
        introduction=any(word in promises for word in words),
        numbers=frozenset(numbers),
        years=frozenset(years),
        differences=_differences(words),
        line=" ".join(word for word in words if word not in vocabulary.stop_words),
    )


def _number(words: list[str], position: int) -> str | None:
    """The number that a word states, such as "2" for "II" and "Part Two"; None for other words."""
    word = words[position]
    if word in _ROMAN:
        return _ROMAN[word]
    if word in _NUMERAL:
        follows_part = position > 0 and words[position - 1] in _BEFORE_NUMERAL
        if follows_part or (word == "i" and 0 < position == len(words) - 1):
            return _NUMERAL[word]
    if _YEAR.fullmatch(word) or word in load().introduction:
        return None
    return word if any(character.isdigit() for character in word) else None


def _differences(words: list[str]) -> tuple[frozenset[str], ...]:
    """The words of each kind of difference."""
    vocabulary = load()
    if vocabulary.difference_words.isdisjoint(words):
        return vocabulary.no_differences  # most titles
    return tuple(kind.words.intersection(words) for kind in vocabulary.differences)


def tokens(text: str) -> list[str]:
    """The words of a text, folded, and each phrase of the vocabulary as its one word.

    >>> tokens("Intro to Artificial Intelligence & C++: Yale's")
    ['intro', 'to', 'ai', 'c++', 'yale']
    """
    words = _WORD.findall(_POSSESSIVE.sub("", folded(text)))
    phrases = load().phrases
    joined: list[str] = []
    done = 0
    for position in [at for at, word in enumerate(words) if word in phrases]:  # few words begin one
        for phrase, token in phrases[words[position]] if position >= done else ():
            if words[position : position + len(phrase)] == phrase:
                joined += [*words[done:position], token]
                done = position + len(phrase)
                break
    return joined + words[done:]


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """A word without its ending, so that "negotiation" and "negotiations" are the same.

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
    """The title without an abbreviation, such as "(AI)", of the words right before it."""

    def replacement(abbreviation: re.Match[str]) -> str:
        letters = abbreviation[1].lower()
        words = re.findall(r"[A-Za-z]+", title[: abbreviation.start()])[-len(letters) :]
        initials = "".join(word[0] for word in words).lower()
        return " " if initials == letters else abbreviation[0]

    return _ABBREVIATION.sub(replacement, title)
