"""Acronyms that a text spells out: "Appreciative Inquiry (AI)", "AI (Adobe Illustrator)".

The rule is a strict form of Schwartz and Hearst, "A simple algorithm for identifying abbreviation
definitions in biomedical text" (PSB 2003): every letter of the acronym is the first letter of a
word of its expansion.
"""

import re
from collections.abc import Iterator

_BRACKETS = re.compile(r"\(\s*([^()]{2,80}?)\s*\)")
_ACRONYM = re.compile(r"^([A-Z]{2,6})s?$")
_ACRONYM_BEFORE = re.compile(r"\b([A-Z]{2,6})s?\s*$")
_WORD = re.compile(r"[^\W\d_]+")
# an expansion is one phrase: it does not reach over these
_PHRASE_END = re.compile(r"[.,:;!?()|\n]|\s[-–—]\s")
# words that an acronym may leave out, but with which no expansion begins
_SMALL = frozenset("a an and for in of on or the to with y de la el et und".split())  # noqa: SIM905


def acronyms_spelled_out(text: str) -> Iterator[tuple[str, str]]:
    """(acronym, expansion) for each acronym in capitals whose expansion stands beside it.

    >>> list(acronyms_spelled_out("Lead with Appreciative Inquiry (AI)"))
    [('AI', 'Appreciative Inquiry')]
    >>> list(acronyms_spelled_out("ML (Maximum Likelihood) and AI (an introduction)"))
    [('ML', 'Maximum Likelihood')]
    """
    for brackets in _BRACKETS.finditer(text):
        before, inside = text[: brackets.start()], brackets[1]
        acronym = _ACRONYM.match(inside)
        if acronym:
            expansion = _last_words(_PHRASE_END.split(before)[-1], len(acronym[1]))
        else:
            acronym, expansion = _ACRONYM_BEFORE.search(before), inside
        if acronym and _initials(expansion) == acronym[1]:
            yield acronym[1], expansion


def _last_words(phrase: str, count: int) -> str:
    """The end of a phrase that holds so many words which are not small."""
    found = list(_WORD.finditer(phrase))
    counted = [word for word in found if word[0].casefold() not in _SMALL]
    if len(counted) < count:
        return ""
    return phrase[counted[-count].start() : found[-1].end()]


def _initials(expansion: str) -> str:
    """The first letters, in capitals; '' where the expansion begins with a small word."""
    words = _WORD.findall(expansion)
    if not words or words[0].casefold() in _SMALL:
        return ""
    return "".join(word[0].upper() for word in words if word.casefold() not in _SMALL)
