"""The names of people in a cell, a line or a value that prints several of them."""

import re

from courseatlas.text import one_line
from spiders.page.fields import distinct

_BETWEEN = re.compile(r"[;\n|]")
_COMMA = re.compile(r",\s+|,$")
_NOBODY = re.compile(
    r"(?:the )?staff|to be (?:announced|determined)|tb[ad]|departmental|cancell?ed", re.I
)


def names_in(printed: str) -> list[str]:
    """Each name once; none where a person is not yet named.

    A comma stands between names only where each of them has two words, since it is a part of
    "WICK, ADA" as well.

    >>> names_in("Ada Wick, Bo Flame"), names_in("WICK, ADA; Staff"), names_in("Ada Wick, Staff")
    (['Ada Wick', 'Bo Flame'], ['WICK, ADA'], ['Ada Wick'])
    """
    names: list[str] = []
    for part in map(one_line, _BETWEEN.split(printed)):
        by_comma = [name for name in _COMMA.split(part) if is_named(name)]
        names += by_comma if all(" " in name for name in by_comma) else [part.rstrip(",")]
    return distinct(name for name in names if is_named(name))


def is_named(name: str) -> bool:
    """Whether words are a name, and not "Staff" or "To be announced"."""
    return bool(name.strip()) and _NOBODY.fullmatch(name.strip()) is None
