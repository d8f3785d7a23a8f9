"""Croissant 1.1: `croissant.json`, which describes the Parquet files of a release for machine
learning tools.

Source of the rules: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html. Its context
and its dataset node are those of schema.org's `Dataset`.
"""

from typing import Any

from courseatlas.metadata.facts import FileFacts, ReleaseFacts
from courseatlas.metadata.schema_org_dataset import dataset_node
from courseatlas.schema import PARQUET_TABLES, TABLES, Column, Table

CROISSANT_FILE = "croissant.json"
_CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "double": "sc:Float",
    "int64": "sc:Integer",
    "bool": "sc:Boolean",
    "date32": "sc:Date",
    "timestamp[ms, UTC]": "sc:DateTime",
    "list<string>": "sc:Text",
    "decimal128(12,2)": "sc:Float",
}


def croissant(release: ReleaseFacts) -> dict[str, Any]:
    """The content of `croissant.json`: one file and one record set per table.

    The columns that refer to another table are not declared as references: the standard's own
    reader joins both tables then, and stops at a null.
    """
    tables = [
        (table, release.files[f"{table.name}.parquet"])
        for table in (*TABLES, *PARQUET_TABLES)
        if f"{table.name}.parquet" in release.files
    ]
    return {
        "@context": _CONTEXT,
        **dataset_node(release),
        "version": _semantic(release.version),
        "@type": "sc:Dataset",
        "conformsTo": _CONFORMS_TO,
        "distribution": [_file(table, file, release) for table, file in tables],
        "recordSet": [_record_set(table) for table, _ in tables],
    }


def _semantic(version: str) -> str:
    """A version of a release in the three numbers that the standard asks for.

    >>> _semantic("2026-11-24.1")
    '20261124.1.0'
    """
    day, _, serial = version.partition(".")
    return f"{day.replace('-', '')}.{serial}.0"


def _file(table: Table, file: FileFacts, release: ReleaseFacts) -> dict[str, Any]:
    name = f"{table.name}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": table.meaning,
        "contentUrl": release.address_of(name),
        "contentSize": f"{file.bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file.sha256,
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.meaning,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.meaning,
        "dataType": _TYPES[column.type],
        "source": {
            "fileObject": {"@id": f"{table.name}.parquet"},
            "extract": {"column": column.name},
        },
    }
    if column.type == "list<string>":
        field |= {"isArray": True, "arrayShape": "-1"}
    return field
