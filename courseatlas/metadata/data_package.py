"""Frictionless Data Package v2: `datapackage.json`, which describes the CSV files of a release.

Source of the rules: https://datapackage.org/standard/ (Data Package, Data Resource, Table Schema,
Table Dialect), version 2.0.
"""

from typing import Any

from courseatlas.metadata.facts import FileFacts, ReleaseFacts, dataset
from courseatlas.schema import BY_NAME, TABLES, Column, Table

DATA_PACKAGE_FILE = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
# the types of our schema in Table Schema's words; a list is a JSON array within its CSV field
_TYPES = {
    "string": "string",
    "double": "number",
    "int64": "integer",
    "bool": "boolean",
    "date32": "date",
    "timestamp[ms, UTC]": "datetime",
    "list<string>": "array",
    "decimal128(12,2)": "number",
}


def data_package(release: ReleaseFacts) -> dict[str, Any]:
    """The content of `datapackage.json`: one resource per CSV file, each with its schema."""
    about = dataset()
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "version": release.version,
        "created": release.created.isoformat(),
        "keywords": list(about.keywords),
        "licenses": [{"title": about.license_title, "path": about.license_file}],
        "contributors": [{"title": about.creator, "roles": ["creator"]}],
        "sources": [{"title": source.name, "path": source.website} for source in release.sources],
        "resources": [
            _resource(table, release.files[f"{table.name}.csv"])
            for table in TABLES
            if f"{table.name}.csv" in release.files
        ],
    }


def _resource(table: Table, file: FileFacts) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table: its fields, its key, the tables that it refers to.

    A key that holds a column which may be null is no primary key: the standard allows no null in
    one.
    """
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns]}
    if all(table.column(name).required for name in table.key):
        schema["primaryKey"] = list(table.key)
    references = [_reference(column) for column in table.columns if column.refers_to]
    if references:
        schema["foreignKeys"] = references
    return schema


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.meaning,
    }
    constraints = _constraints(table, column)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(table: Table, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.low is not None:
        constraints["minimum"] = column.low
    if column.high is not None:
        constraints["maximum"] = column.high
    if column.pattern:
        constraints["pattern"] = _whole(column.pattern)
    if column.words:
        constraints["enum"] = list(column.words)
    return constraints


def _whole(pattern: str) -> str:
    """A pattern that matches a whole value, as Table Schema means it.

    >>> _whole("^https?://"), _whole(r"^[A-Z]{2}$")
    ('^https?://.*', '^[A-Z]{2}$')
    """
    return pattern if pattern.endswith("$") else f"{pattern}.*"


def _reference(column: Column) -> dict[str, Any]:
    target = BY_NAME[str(column.refers_to)]
    return {
        "fields": [column.name],
        "reference": {"resource": target.name.replace("_", "-"), "fields": list(target.key)},
    }
