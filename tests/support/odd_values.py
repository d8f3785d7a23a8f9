"""JSON documents in which one value, however deep, is missing or of another type."""

from collections.abc import Iterator
from typing import Any

ODD = (None, "", "x", 0, -1.5, True, [], [None], ["x"], {}, {"x": 1})


def variants(document: Any) -> Iterator[Any]:
    """The document with each of its values replaced by each odd one, and without each key."""
    yield from ODD
    if isinstance(document, dict):
        for name, value in document.items():
            yield {key: each for key, each in document.items() if key != name}
            for variant in variants(value):
                yield document | {name: variant}
    elif isinstance(document, list):
        for place, value in enumerate(document):
            for variant in variants(value):
                yield [*document[:place], variant, *document[place + 1 :]]
