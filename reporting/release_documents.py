"""The documents of a release beside its tables: data dictionary, profile, report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of
from courseatlas.profiles import Profile
from courseatlas.schema import PARQUET_TABLES, RECORD_TABLES, TABLES
from reporting.environment import environment, text_environment
from reporting.profile_page import profile_view

_SHOWN = ["id", "title", "url", "source_id", "freshness"]


def release_documents(
    profiles: Sequence[Profile],
    version: str,
    tables: Mapping[str, pd.DataFrame],
    rows: Mapping[str, int],
    report: Mapping[str, str],
) -> dict[str, str]:
    """Path within the release -> text.

    The first profile is `profile.html`, the others stand in `profiles/`. `rows` is the number of
    rows per table, also of those that stand in Parquet only; `report` holds the files of the run's
    report.
    """
    dictionary = text_environment().get_template("dictionary.md.j2")
    files = {f"report/{path}": text for path, text in report.items()}
    files["README.md"] = dictionary.render(
        version=version, tables=(*TABLES, *PARQUET_TABLES), rows=rows
    )
    for number, profile in enumerate(profiles):
        name = f"profiles/{profile.id}" if number else "profile"
        files[f"{name}.json"] = _profile_json(profile, version, tables)
        files[f"{name}.html"] = _profile_page(profile, version, tables)
    return files


def _profile_page(profile: Profile, version: str, tables: Mapping[str, pd.DataFrame]) -> str:
    template = environment().get_template("profile.html.j2")
    return template.render(view=profile_view(profile, tables), version=version)


def _profile_json(profile: Profile, version: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """The profile with the links of each recommendation and the records that they name."""
    records = {
        record["id"]: record
        for table in RECORD_TABLES
        for record in rows_of(tables[table.name][_SHOWN])
    }
    links: dict[str, list[dict[str, Any]]] = {}
    own = tables["profile_links"]["profile_id"] == profile.id
    for link in rows_of(tables["profile_links"][own]):
        record = records.get(link["record_id"])
        links.setdefault(link["recommendation_id"], []).append(link | {"record": record})
    content = asdict(profile) | {"release": version, "links": links}
    return json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n"
