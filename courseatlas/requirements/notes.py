"""Lines that only say which courses count, and rules that end in the courses they name."""

import re

from courseatlas.requirements.rules import begins_with_verb, introduces_list, is_choice

# words on which of the courses count
_NOTE = (
    r"no more than|may not|may be|cannot|not count|at most|of which"
    r"|must be(?! (?:completed|taken|chosen|selected|earned))"
)
_RESTRICTION = re.compile(rf"\b(?:{_NOTE}|maximum|gpa|grade|prerequisites?)\b", re.I)
_NOTE_ALONE = re.compile(rf".*\b(?:{_NOTE})\b.*(?<!:)", re.I)
_ORDER = re.compile(r"\b(?:choose|select|pick|complete|take|earn)\b", re.I)
_EXCEPTION = re.compile(r"\b(?:except\w*|excluding|other than|but not|not including)\b", re.I)


def restricts(words: str) -> bool:
    """Whether words say what counts, or how a course is taken, and do not list it.

    >>> restricts("No more than two at the 100 level"), restricts("Choose two of CS 1, CS 2")
    (True, False)
    """
    return bool(_RESTRICTION.search(words))


def is_note(words: str) -> bool:
    """Whether a line only says which courses count, so that it rules none after it.

    >>> is_note("At least 9 of these credits must be at the 400 level"), is_note("Choose two:")
    (True, False)
    >>> is_note("Choose three of the following, one of which must be at the 400 level")
    False
    """
    is_order = _ORDER.search(words) is not None and introduces_list(words)
    return bool(_NOTE_ALONE.fullmatch(words)) and not is_order


def lists_inline(words: str) -> bool:
    """Whether the courses that words name are what they ask for: "Choose one of CS 1 or CS 2".

    >>> lists_inline("Choose one of CS 1 or CS 2"), lists_inline("CS 1 may not follow CS 2")
    (True, False)
    """
    asks = is_choice(words) or begins_with_verb(words)
    return asks and not restricts(words) and not _EXCEPTION.search(words)
