"""Phrases of the vocabulary and texts as words that can be compared.

Phrases are written as `neural network*`, `ethics (of|in) (ai|ml)` or `(the|) end`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

# accents and the vowel signs that Arabic and Hebrew may leave out; the marks of other scripts are
# letters in their own right
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u0655\u0670]+")
_LETTERS = {
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "ß": "ss",
    "ı": "i",
    "đ": "d",
    "Đ": "D",
    "œ": "oe",
}
_LETTER = re.compile("|".join(_LETTERS))
# Latin words apart from letters of scripts without spaces ("AIは"); a sign that parts phrases or
# sentences is a word of its own
_WORDS = re.compile(r"[A-Za-z0-9]+|[^\W_A-Za-z0-9]+|[.!?;](?=\s|$)|[\n|,:]")
# the same for ASCII texts, with one alternative less
_ASCII_WORDS = re.compile(r"[A-Za-z0-9]+|[.!?;](?=\s|$)|[\n|,:]")
ENDS = frozenset(".!?;\n|")
_MOST_WAYS = 400


def fold(text: str) -> str:
    """The text without accents; the case stays, because "AI" is not "Ai"."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))
    return _LETTER.sub(lambda letter: _LETTERS[letter[0]], plain)


def words(text: str, spellings: Mapping[str, str]) -> list[str]:
    """The words of a text in their own case, with the signs that end sentences and phrases.

    >>> words("Réseaux neuronaux & A.I. today. End", {"A.I.": "AI"})
    ['Reseaux', 'neuronaux', 'AI', 'today', '.', 'End']
    """
    for written, read in spellings.items():
        if written in text:
            text = text.replace(written, read)
    return _ASCII_WORDS.findall(text) if text.isascii() else _WORDS.findall(fold(text))


@lru_cache(1 << 17)
def lower(word: str) -> str:
    """The word in lower case; few words occur, so each is made once."""
    return word.lower()


@dataclass(frozen=True)
class Word:
    """One word of a phrase: as it must be written, or any word that begins so."""

    text: str
    exact_case: bool = False
    prefix: bool = False

    @classmethod
    def of(cls, written: str) -> "Word":
        """The word as a phrase writes it: `*` ends a prefix, two capitals make the case count."""
        stem = written.rstrip("*")
        exact = sum(letter.isupper() for letter in stem) > 1
        return cls(fold(stem) if exact else fold(stem).lower(), exact, stem != written)

    def fits(self, word: str) -> bool:
        """Whether a word of a text is this one."""
        if self.exact_case:
            return word.startswith(self.text) if self.prefix else word == self.text
        return lower(word).startswith(self.text) if self.prefix else lower(word) == self.text


@cache
def spelled_out(phrase: str) -> tuple[tuple[Word, ...], ...]:
    """Every way to write a phrase. Raises ValueError that says what is wrong with it.

    >>> [" ".join(word.text for word in way) for way in spelled_out("ethics (of|in) (the|) ai")]
    ['ethics of the ai', 'ethics of ai', 'ethics in the ai', 'ethics in ai']
    """
    if re.search(r"[()]", re.sub(r"\([^()]*\)", "", phrase)):
        raise ValueError(
            f"{phrase!r} has a bracket without its pair, or one within another; "
            "write (one|two words)"
        )
    wrong = re.search(r"[^\w\s()|*]|\*\w", fold(phrase))
    if wrong:
        raise ValueError(f"{phrase!r} has {wrong[0]!r}; a phrase is words with * and (one|other)")
    ways = tuple(dict.fromkeys(_ways(re.findall(r"\([^()]*\)|[^\s()]+", phrase))))
    if len(ways) > _MOST_WAYS:
        raise ValueError(f"{phrase[:40]!r}… can be written in {len(ways)} ways; split it")
    spelled = tuple(tuple(map(Word.of, way)) for way in ways)
    if not all(way and way[0].text for way in spelled):
        raise ValueError(f"{phrase!r} can be empty or begins with any word; begin with a word")
    return spelled


def _ways(parts: list[str]) -> Iterator[tuple[str, ...]]:
    if not parts:
        yield ()
        return
    first, rest = parts[0], parts[1:]
    for choice in first.strip("()").split("|"):
        for way in _ways(rest):
            yield (*choice.split(), *way)
