"""What differs between two releases: the rows of `changes`, and the titles that name the records."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from courseatlas.releases import Release
from courseatlas.schema import RECORD_TABLES
from pipelines.compare import changes


def difference(old: Release, new: Release) -> list[dict[str, Any]]:
    """The rows of `changes` from the older release to the newer."""
    return changes(record_tables(new), record_tables(old), set(old.ids()))


def titles(*releases: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """The title of each id in the record tables of one or more releases."""
    return {
        record_id: title
        for tables in releases
        for table in RECORD_TABLES
        for record_id, title in zip(
            tables[table.name]["id"], tables[table.name]["title"], strict=True
        )
    }


def record_tables(release: Release) -> dict[str, pd.DataFrame]:
    """The record tables of a release, by name."""
    return {table.name: release.table(table.name) for table in RECORD_TABLES}
