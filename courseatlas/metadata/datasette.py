"""What Datasette says beside `atlas.sqlite`: `datasette.json`.

Source of the rules: https://docs.datasette.io/en/stable/metadata.html.
"""

from typing import Any

from courseatlas.metadata.facts import ReleaseFacts, dataset
from courseatlas.schema import PARQUET_TABLES, TABLES
from courseatlas.views import VIEWS

DATASETTE_FILE = "datasette.json"
_DATABASE = "atlas"


def datasette(release: ReleaseFacts) -> dict[str, Any]:
    """The content of `datasette.json`: what each table, column and view means."""
    about = dataset()
    tables: dict[str, Any] = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.meaning for column in table.columns},
        }
        for table in (*TABLES, *PARQUET_TABLES)
    }
    views = {view.name: {"description": view.meaning} for view in VIEWS}
    return {
        "title": f"{about.title}, release {release.version}",
        "description": about.description,
        "license": about.license_title,
        "databases": {_DATABASE: {"tables": tables | views}},
    }
