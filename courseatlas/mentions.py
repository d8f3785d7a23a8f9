"""Find the terms of a vocabulary in a text, with what each weighs or why it does not count."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from courseatlas.phrases import ENDS, fold, lower
from courseatlas.terms import Context, Entry, PhraseTrie, Term, Vocabulary

_NO_TERM = Term((), "none")


class Mention(NamedTuple):
    """A term in a text: where it is, what it weighs there, and what speaks against it."""

    term: Term
    text: str
    place: str
    weight: float
    against: str = ""

    @property
    def sentence(self) -> str:
        """The mention in words."""
        if self.against:
            return f"{self.place}: {self.text} does not count: {self.against}"
        topics = ", ".join(self.term.topics)
        return f"{self.place}: {self.text} {self.weight:g} ({self.term.level}; {topics})"


class _Passage(NamedTuple):
    """The rest of a sentence in which mentions count less: its end, the reason, and their share."""

    end: int
    reason: str
    share: float


_NO_PASSAGE = _Passage(0, "", 1.0)


class TextToRead(NamedTuple):
    """One text of a record: its words, its writing, and the words of the record's other text.

    `meanings` are the acronyms that stand for something else in this record, each spelled out.
    """

    words: list[str]
    written: str
    other_words: list[str]
    is_title: bool
    meanings: Mapping[str, str] = {}


def find_mentions(  # noqa: C901 - one pass over the words, which decides the speed
    vocabulary: Vocabulary, text: TextToRead
) -> Iterator[Mention]:
    """The mentions of a text, in its order. Words that one phrase has taken belong to no other."""
    words = text.words
    trie = vocabulary.in_title if text.is_title else vocabulary.in_text
    starts = [
        (at, node) for at, node in enumerate(map(trie.__getitem__, words)) if node is not None
    ]
    free_from = 0  # the first word that no phrase has taken
    # the first word that no term of the level has taken; a stronger term may begin before it
    taken = {"general": 0, "adjacent": 0}
    passage = _NO_PASSAGE
    for start, node in starts:
        if start < free_from:
            continue
        if not node.ends and (start + 1 == len(words) or node[words[start + 1]] is None):
            continue  # most phrases do not go on after their first word
        for end, entry in _phrases(node, words, start + 1):
            if isinstance(entry, Context):
                if entry.kind == "cancels":
                    yield _cancelled(vocabulary, text, start, end, entry)
                elif start >= passage.end or entry.kind == "passing":
                    passage = _passage(vocabulary, words, start, end, entry)
                free_from = end
                break
            level = "general" if entry.beside_core else entry.level
            if start < taken.get(level, 0):
                continue
            mention = _mention(vocabulary, text, start, end, entry)
            if mention.against:
                yield mention
                continue
            yield _within(passage, mention) if start < passage.end else mention
            if entry.level in taken:
                taken["general"] = end
                taken[entry.level] = max(taken[entry.level], end)
            else:
                free_from = end
            break
    if vocabulary.anywhere and not text.written.isascii():
        yield from _mentions_in_scripts(vocabulary, text)


def _phrases(node: PhraseTrie, words: list[str], end: int) -> list[tuple[int, Entry]]:
    """The phrases that begin with the word before `end`, each with its end, the longest first."""
    phrases: list[tuple[int, Entry]] = []
    following: PhraseTrie | None = node
    while following is not None:
        if following.ends:
            phrases[:0] = [(end, entry) for entry in following.ends]
        if end == len(words):
            break
        following = following[words[end]]
        end += 1
    return phrases


def _mention(vocabulary: Vocabulary, text: TextToRead, start: int, end: int, term: Term) -> Mention:
    words = text.words
    against = _other_meaning(text.meanings, words[start:end]) if text.meanings else ""
    if not against and (term.unless or term.needs):
        against = _reason_against(term, text, start, end)
    place, share = _place(vocabulary, text.is_title, start)
    weight = 0 if against else share * getattr(vocabulary.weighing, term.level)
    return Mention(term, lower(" ".join(words[start:end])), place, weight, against)


def _cancelled(
    vocabulary: Vocabulary, text: TextToRead, start: int, end: int, context: Context
) -> Mention:
    place, _ = _place(vocabulary, text.is_title, start)
    return Mention(_NO_TERM, lower(" ".join(text.words[start:end])), place, 0, context.why)


def _passage(
    vocabulary: Vocabulary, words: list[str], start: int, end: int, context: Context
) -> _Passage:
    share = vocabulary.weighing.listing if context.kind == "listing" else 0
    reason = f"after “{lower(' '.join(words[start:end]))}”: {context.why}"
    return _Passage(_sentence_end(words, end), reason, share)


def _within(passage: _Passage, mention: Mention) -> Mention:
    against = "" if passage.share else passage.reason
    return mention._replace(weight=mention.weight * passage.share, against=against)


def _mentions_in_scripts(vocabulary: Vocabulary, text: TextToRead) -> Iterator[Mention]:
    """The terms of scripts without spaces between words, which may be found within a word."""
    if vocabulary.anywhere is None:
        return
    for match in vocabulary.anywhere.finditer(fold(text.written).lower()):
        # such scripts need about two letters where others need a word
        place, share = _place(vocabulary, text.is_title, match.start() // 2)
        term = vocabulary.scripts[match[0]]
        yield Mention(term, match[0], place, share * getattr(vocabulary.weighing, term.level))


def _place(vocabulary: Vocabulary, is_title: bool, at: int) -> tuple[str, float]:
    """The part of a record in which a word is, and what a mention there counts."""
    weighing = vocabulary.weighing
    if is_title:
        return "title", 1.0
    if at < weighing.opening_words:
        return "opening", weighing.opening
    return "later", weighing.later


def _sentence_end(words: list[str], start: int) -> int:
    return next((at for at in range(start, len(words)) if words[at] in ENDS), len(words))


def _other_meaning(meanings: Mapping[str, str], words: list[str]) -> str:
    """What an acronym among the words means in this record; '' where none means something else."""
    meaning = next((meanings[word] for word in words if word in meanings), "")
    return meaning and f"here it means “{meaning}”"


def _reason_against(term: Term, text: TextToRead, start: int, end: int) -> str:
    """Why a term does not count among these words; '' where it does."""
    words = text.words
    if term.unless:
        word = term.unless.first_in(_sentence_around(words, start))
        if word:
            return f"beside “{word}” it means something else"
    if term.needs and not term.needs.first_in([*words[:start], *words[end:], *text.other_words]):
        return f"needs company such as {term.needs}"
    return ""


def _sentence_around(words: list[str], at: int) -> list[str]:
    ends = [position for position, word in enumerate(words) if word in ENDS]
    number = bisect_left(ends, at)
    start = ends[number - 1] + 1 if number else 0
    return words[start : ends[number] if number < len(ends) else len(words)]
