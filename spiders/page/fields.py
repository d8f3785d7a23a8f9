"""Fields of records: those that hold a value, and names and records without repetition."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from courseatlas.records import Record


def stated(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that hold a value; None and what is empty are left out, zero is a value."""
    return {name: value for name, value in fields.items() if value or value == 0}


def distinct(texts: Iterable[str]) -> list[str]:
    """Each text that is not empty, once, in order."""
    return list(dict.fromkeys(text for text in texts if text))


def distinct_records(records: Iterable[Record | None]) -> Iterator[Record]:
    """Each record once by its kind and key, in order; None is passed over."""
    seen: set[tuple[str, str]] = set()
    for record in records:
        if record is not None and (record.kind, record.key) not in seen:
            seen.add((record.kind, record.key))
            yield record
