"""Gates: what a source must bring before its rows replace the last good ones."""

from collections.abc import Mapping

import pandas as pd

from courseatlas.sources import Source

# a source that loses more than half of its rows between two releases has more likely lost its markup
MOST_LOST = 0.5
_FEW = 10


def broken_gate(source: Source, tables: Mapping[str, pd.DataFrame], previous: Mapping[str, int]) -> str | None:
    """Why a source's rows must not be published, or None. `previous` counts its rows in the last release, by table."""
    for name, floor in source.expect.at_least.items():
        if (rows := _count(tables, name, source.id)) < floor:
            return f"{name}: {rows} rows, fewer than the {floor} that its YAML expects"
    for path, share in source.expect.filled.items():
        table, column = path.split(".")
        frame = tables[table][tables[table]["source_id"] == source.id]
        filled = float(frame[column].notna().mean()) if len(frame) else 0.0
        if filled < share:
            return f"{path}: filled in {filled:.0%} of {len(frame)} rows, less than the {share:.0%} that its YAML expects"
    for name, before in previous.items():
        if before >= _FEW and (rows := _count(tables, name, source.id)) < before * (1 - MOST_LOST):
            return f"{name}: {rows} rows, where the last release held {before}"
    return None


def _count(tables: Mapping[str, pd.DataFrame], table: str, source_id: str) -> int:
    return int((tables[table]["source_id"] == source_id).sum())
