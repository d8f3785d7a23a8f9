"""The documents of a release beside its tables: data dictionary, profile, report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pandas as pd

from courseatlas.arrow import rows_of
from courseatlas.profiles import Profile
from courseatlas.relevance import load
from courseatlas.schema import PARQUET_TABLES, RECORD_TABLES, TABLES
from courseatlas.views import VIEWS
from reporting.column_facts import column_facts
from reporting.environment import text_environment
from reporting.profile_page import learning_path, linked_rows, path_document, profile_page

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
    files = {f"report/{path}": text for path, text in report.items()}
    files["README.md"] = dictionary(version, tables, rows)
    for number, profile in enumerate(profiles):
        name = f"profiles/{profile.id}" if number else "profile"
        files[f"{name}.json"] = _profile_json(profile, version, tables)
        files[f"{name}.html"] = profile_page(profile, version, tables)
    return files


def dictionary(version: str, tables: Mapping[str, pd.DataFrame], rows: Mapping[str, int]) -> str:
    """The data dictionary of a release in Markdown: its tables, views and topics.

    `tables` tell how full each column is; a table that is not among them has its columns alone.
    """
    declared = (*TABLES, *PARQUET_TABLES)
    facts = {
        table.name: column_facts(tables[table.name]) if table.name in tables else {}
        for table in declared
    }
    template = text_environment().get_template("dictionary.md.j2")
    return template.render(
        version=version,
        tables=declared,
        rows=rows,
        facts=facts,
        views=VIEWS,
        topics=load().topics.values(),
    )


def _profile_json(profile: Profile, version: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """The profile with the links of each recommendation, the records that they name, and what one
    whole path takes."""
    records = {
        record["id"]: record
        for table in RECORD_TABLES
        for record in rows_of(tables[table.name][_SHOWN])
    }
    linked = linked_rows(profile, tables)
    content = asdict(profile) | {
        "release": version,
        "path": path_document(learning_path(profile, linked)),
        "links": {
            name: [{**link, "record": records.get(link["record_id"])} for link in links]
            for name, links in linked.links.items()
        },
    }
    return json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n"
