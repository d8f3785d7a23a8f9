"""schema.org `Dataset`: `dataset.jsonld`, for search engines.

Source of the terms: https://schema.org/Dataset, release 30.0.
"""

from typing import Any

from courseatlas.metadata.citation import bibtex
from courseatlas.metadata.facts import FileFacts, ReleaseFacts, dataset

SCHEMA_ORG_FILE = "dataset.jsonld"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".jsonl": "application/jsonlines",
    ".duckdb": "application/vnd.duckdb",
    ".sqlite": "application/vnd.sqlite3",
}
# the same content gives other bytes each time: a description that is the same for the same tables
# holds neither their digest nor their size
_OTHER_BYTES_EACH_TIME = (".duckdb", ".sqlite")


def dataset_node(release: ReleaseFacts) -> dict[str, Any]:
    """What schema.org's `Dataset` and Croissant both say of a release, without its files."""
    about = dataset()
    node: dict[str, Any] = {
        "name": about.name,
        "alternateName": about.title,
        "description": about.description,
        "keywords": list(about.keywords),
        "inLanguage": about.language,
        "version": release.version,
        "datePublished": release.created.date().isoformat(),
        "license": release.address_of(about.license_file),
        "creator": {"@type": "Organization", "name": about.creator},
        "citeAs": bibtex(release),
    }
    return node | ({"url": release.url} if release.url else {})


def schema_org_dataset(release: ReleaseFacts) -> dict[str, Any]:
    """The content of `dataset.jsonld`."""
    node = dataset_node(release)
    citation = {"citation": node.pop("citeAs")}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **node,
        **citation,
        "isAccessibleForFree": True,
        "distribution": [
            _download(name, file, release)
            for name, file in release.files.items()
            if media_type(name)
        ],
    }


def _download(name: str, file: FileFacts, release: ReleaseFacts) -> dict[str, Any]:
    node = {
        "@type": "DataDownload",
        "name": name,
        "contentUrl": release.address_of(name),
        "encodingFormat": media_type(name),
    }
    if has_fixed_bytes(name):
        node |= {"contentSize": f"{file.bytes} B", "sha256": file.sha256}
    return node


def has_fixed_bytes(name: str) -> bool:
    """Whether a file has the same bytes whenever it is made of the same tables.

    >>> has_fixed_bytes("courses.csv"), has_fixed_bytes("atlas.duckdb")
    (True, False)
    """
    return not name.endswith(_OTHER_BYTES_EACH_TIME)


def media_type(name: str) -> str | None:
    """The media type of a data file of a release, None for a document.

    >>> media_type("courses.csv"), media_type("README.md")
    ('text/csv', None)
    """
    return next((kind for ending, kind in MEDIA_TYPES.items() if name.endswith(ending)), None)
