"""HTML whose elements nobody closes: each block lies within the one before it, a thousand deep.

A reader looks at each block with all that lies within it, which would be most of the page a
thousand times. So a block that lies within many of its own kind is put behind the innermost of
them, as its author meant it. Pages of catalogs are nested some twenty levels deep.
"""

from collections import defaultdict

import lxml.etree
from lxml.html import HtmlElement

# so many elements with the same tag and class within each other are no layout
_MOST_WITHIN = 32
_IS_DEEP = lxml.etree.XPath(f"boolean({'/*' * 2 * _MOST_WITHIN})")


def close_repeated(root: HtmlElement) -> None:
    """Take an element that lies within 32 of its own tag and class out of the innermost of them.

    The order of the text stays. A document that is not nested that deep is not looked through.
    """
    if not _IS_DEEP(root):
        return
    opened: dict[tuple[object, str | None], list[_Open]] = defaultdict(list)
    path: list[HtmlElement] = []
    element: HtmlElement | None = root
    while element is not None:
        of_kind = opened[_kind(element)]
        if len(of_kind) < _MOST_WITHIN:
            of_kind.append(_Open(element))
            path.append(element)
            following = element[0] if len(element) else None
        else:
            following = element.getnext()
            of_kind[-1].put_behind(element)
        while following is None and path:
            closed = path.pop()
            opened[_kind(closed)].pop()
            following = closed.getnext() if path else None
        element = following


class _Open:
    """An element whose content is looked through, and what was put behind it so far."""

    def __init__(self, element: HtmlElement) -> None:
        self._last = element
        self._behind = element.tail or ""

    def put_behind(self, element: HtmlElement) -> None:
        """Put an element from within this one behind it and behind those that came before.

        The text behind this element stays behind them all.
        """
        before = (self._last.tail or "").removesuffix(self._behind)
        within = element.tail or ""
        self._last.tail = element.tail = None
        self._last.addnext(element)
        self._last.tail = before or None
        element.tail = within + self._behind or None
        self._last = element


def _kind(element: HtmlElement) -> tuple[object, str | None]:
    return element.tag, element.get("class")
