"""The vocabulary of schema.org: which properties a class has, and what their values may be."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("vocabularies") / "schema_org.json"
# how JSON writes the data types; any text may stand for a thing that has a name
_DATA_TYPES: dict[str, tuple[type, ...]] = {
    "Text": (str,),
    "URL": (str,),
    "Date": (str,),
    "DateTime": (str,),
    "Duration": (str,),
    "Integer": (int,),
    "Number": (int, float),
    "Boolean": (bool,),
}


@cache
def _vocabulary() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return content


def problems(node: dict[str, Any]) -> Iterator[str]:
    """A sentence per property of a node, and of the nodes in it, that the vocabulary has not."""
    classes, ranges = _vocabulary()["classes"], _vocabulary()["ranges"]
    kind = node.get("@type")
    if kind not in classes:
        yield f"{kind} is no class"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in classes[kind]["properties"]:
            yield f"{kind} has no property {name}"
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                if not set(classes.get(each.get("@type"), {}).get("is_a", ())) & set(ranges[name]):
                    yield f"{kind}.{name} takes no {each.get('@type')}"
                yield from problems(each)
            elif not any(_is(each, expected) for expected in ranges[name]):
                yield f"{kind}.{name} takes {ranges[name]}, not {each!r}"


def _is(value: Any, expected: str) -> bool:
    if isinstance(value, bool):
        return expected == "Boolean"
    return isinstance(value, _DATA_TYPES.get(expected, ()))
