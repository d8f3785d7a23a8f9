"""A course that a schedule lists by its sections: what it is called."""

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.utils import default_process

_STATE = re.compile(r"[\W_]*(?:cancell?ed|closed|full|inactive)[\W_]*", re.I)
_STATE_BESIDE_TITLE = re.compile(r"^\W*cancell?ed\b\W*|\W*[-*(\[]\W*cancell?ed\W*$", re.I)
# the meetings beside the lectures, which are no course of their own
_BESIDE_LECTURES = re.compile(r"\W*\b(?:recitation|discussion|tutorial)s?\W*$", re.I)
_HONORS = re.compile(r"\bhon(?:ors?|rs)?\b", re.I)


def course_title(printed: Iterable[str]) -> str | None:
    """The title that most sections carry, of equals one without "Honors", then the first.

    A title such as "Rates - Recitation" counts only where no section has another. The state of a
    section ("CANCELLED") is no title; None where nothing else is printed.

    >>> course_title(["Rates (HON)", "Rates of Change", "CANCELLED", "CANCELLED - Rates of Change"])
    'Rates of Change'
    >>> course_title(["Rates - Recitation", "Rates - Recitation", "Rates"])
    'Rates'
    """
    return _main_title(_titles(printed))


def topic_titles(printed: Iterable[str]) -> list[str]:
    """The other titles that sections of the course carry: the topics of a variable-topic number.

    A spelling of the course's own title, or of a title before, is none.

    >>> topic_titles(["Topics: Vision", "Topics: Vision", "Topics: Speech", "CANCELLED"])
    ['Topics: Speech']
    >>> topic_titles(["Rates (HON)", "Rates of Change", "Rates of Change"])
    []
    """
    counts = _titles(printed)
    known = [_main_title(counts) or ""]
    topics: list[str] = []
    for title in counts:
        if not any(_is_same(title, other) for other in known):
            topics.append(title)
            known.append(title)
    return topics


def _main_title(counts: Counter[str]) -> str | None:
    """The most frequent title, of equals one without "Honors", then the first."""
    if not counts:
        return None
    return max(counts, key=lambda title: (counts[title], not _HONORS.search(title)))


def _titles(printed: Iterable[str]) -> Counter[str]:
    """How many sections carry each title, without their states; those of lectures if there are."""
    titles = [
        _STATE_BESIDE_TITLE.sub("", title) for title in printed if not _STATE.fullmatch(title)
    ]
    lectures = [title for title in titles if not _BESIDE_LECTURES.search(title)]
    return Counter(title for title in lectures or titles if title)


def _is_same(title: str, other: str) -> bool:
    """Whether all words of one title stand in the other, whatever their case."""
    words, others = (set(default_process(_HONORS.sub("", each)).split()) for each in (title, other))
    return words <= others or others <= words
