"""Other forms in which pages write the phrases of a vocabulary."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from courseatlas.phrases import Word
from courseatlas.terms import Phrase, Term

_JOINED_FROM = 4  # letters of each of two words that listings also write as one: "MachineLearning"
_ABBREVIATED_FROM = 2  # words of a phrase: a short form alone may mean anything


def joined(phrases: list[Phrase]) -> list[Phrase]:
    """Phrases of two words written as one word, as hashtags and careless pages do."""
    written = {words for words, _ in phrases}
    one_word_phrases: list[Phrase] = []
    for words, entry in phrases:
        if not isinstance(entry, Term) or len(words) != 2 or words[0].prefix:
            continue
        one_word = (Word(words[0].text.lower() + words[1].text.lower(), False, words[1].prefix),)
        if all(len(word.text) >= _JOINED_FROM for word in words) and one_word not in written:
            one_word_phrases.append((one_word, entry))
    return one_word_phrases


def abbreviated(
    phrases: list[Phrase], abbreviations: Mapping[str, Sequence[str]]
) -> Iterator[Phrase]:
    """The terms of two or more words as a registrar may shorten them, one word or more of each."""
    written = {words for words, _ in phrases}
    for words, entry in phrases:
        if not isinstance(entry, Term) or len(words) < _ABBREVIATED_FROM:
            continue
        for way in product(*([word, *_short_forms(word, abbreviations)] for word in words)):
            if way not in written:
                written.add(way)
                yield way, entry


def _short_forms(word: Word, abbreviations: Mapping[str, Sequence[str]]) -> Iterator[Word]:
    """The short forms of a word, and of all words that it begins where it is a prefix."""
    if word.exact_case:
        return
    for whole, forms in abbreviations.items():
        if whole == word.text or (word.prefix and whole.startswith(word.text)):
            yield from (Word(form) for form in forms)
