"""What both vocabularies' nodes are made with."""

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]
Node = dict[str, Any]


def stated(properties: Node) -> Node:
    """The properties that have a value: not None, and no empty list or object.

    >>> stated({"name": "Vision", "about": [], "isAccessibleForFree": False, "url": None})
    {'name': 'Vision', 'isAccessibleForFree': False}
    """
    return {name: value for name, value in properties.items() if value not in (None, [], {})}
