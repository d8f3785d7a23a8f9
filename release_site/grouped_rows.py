"""The rows of a table by the value of a column, read when they are asked for."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


class GroupedRows:
    """The rows of a table that relates records, by the value of one column, in an order.

    They stay in Arrow, because a release relates many more courses than it has records.
    """

    def __init__(self, table: pa.Table, column: str, order: Sequence[str] = ()):
        known = table.filter(pc.is_valid(table[column]))
        keys = [(name, "ascending") for name in (column, *order)]
        self._rows = known.sort_by(keys).combine_chunks()
        lengths = pc.value_counts(self._rows[column].combine_chunks()).to_pylist()
        self._places: dict[Any, tuple[int, int]] = {}
        start = 0
        for entry in lengths:
            self._places[entry["values"]] = (start, entry["counts"])
            start += entry["counts"]

    def of(self, key: str) -> list[dict[str, Any]]:
        """The rows of a key; [] for a key without any."""
        place = self._places.get(key)
        if place is None:
            return []
        rows: list[dict[str, Any]] = self._rows.slice(*place).to_pylist()
        return rows
