"""Elements of XML documents by their names without a namespace.

Feeds bind the same vocabulary to several prefixes, and versions of it to several namespaces.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from courseatlas.text import one_line


def local_name(element: _Element) -> str:
    """An element's name without its namespace; '' for a comment."""
    # a damaged document has tags that are no qualified names
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def descendants(root: _Element, name: str) -> Iterator[_Element]:
    """The elements of a name under a root, itself included, in document order."""
    return (element for element in root.iter() if local_name(element) == name)


def children(element: _Element | None, name: str) -> list[_Element]:
    """The children of a name, in order; none of None."""
    return [child for child in element if local_name(child) == name] if element is not None else []


def words(element: _Element | None) -> str:
    """All words of an element on one line; '' for None."""
    return one_line("".join(element.itertext())) if element is not None else ""


def child_words(element: _Element | None, *names: str) -> str:
    """The words of the first child of a name that has any, the first name before the next."""
    texts = (words(child) for name in names for child in children(element, name))
    return next((text for text in texts if text), "")
