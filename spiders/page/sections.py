"""A course that a schedule lists by its sections: what it is called."""

import re
from collections import Counter
from collections.abc import Iterable

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
    titles = [
        _STATE_BESIDE_TITLE.sub("", title) for title in printed if not _STATE.fullmatch(title)
    ]
    lectures = [title for title in titles if not _BESIDE_LECTURES.search(title)]
    counts = Counter(title for title in lectures or titles if title)
    if not counts:
        return None
    return max(counts, key=lambda title: (counts[title], not _HONORS.search(title)))
