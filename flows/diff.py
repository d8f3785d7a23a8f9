"""What differs between two releases: rows of `changes`, and the titles of the records."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from courseatlas.arrow import values
from courseatlas.releases import Release
from courseatlas.schema import RECORD_TABLES
from pipelines.compare import changes


def difference(old: Release, new: Release) -> list[dict[str, Any]]:
    """The rows of `changes` from the older release to the newer."""
    columns = {table.name: old.columns(table.name) for table in RECORD_TABLES}
    known_ids = set(old.ids())
    return changes(new.record_tables, old.record_tables, known_ids, columns=columns)


def titles(*releases: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """The title of each id in the record tables of one or more releases."""
    return {
        record_id: title
        for tables in releases
        for table in RECORD_TABLES
        for record_id, title in zip(
            values(tables[table.name]["id"]), values(tables[table.name]["title"]), strict=True
        )
    }
