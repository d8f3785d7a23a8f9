"""DCAT 3: `dcat.jsonld`, for data catalogs.

Source of the rules: https://www.w3.org/TR/vocab-dcat-3/, with SPDX's terms for checksums.
"""

from typing import Any

from courseatlas.metadata.facts import FileFacts, ReleaseFacts, dataset
from courseatlas.metadata.schema_org_dataset import has_fixed_bytes, media_type

DCAT_FILE = "dcat.jsonld"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
_ALGORITHM = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def dcat(release: ReleaseFacts) -> dict[str, Any]:
    """The content of `dcat.jsonld`: the dataset and one distribution per data file."""
    about = dataset()
    node: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "dcat:Dataset",
        "dcterms:identifier": f"{about.name}-{release.version}",
        "dcterms:title": {"@value": about.title, "@language": about.language},
        "dcterms:description": {"@value": about.description, "@language": about.language},
        "dcterms:issued": {"@value": release.created.isoformat(), "@type": "xsd:dateTime"},
        "dcterms:creator": {"@type": "foaf:Agent", "foaf:name": about.creator},
        "dcterms:rights": about.license_title,
        "dcat:version": release.version,
        "dcat:keyword": list(about.keywords),
        "dcat:distribution": [
            _distribution(name, file, release)
            for name, file in release.files.items()
            if media_type(name)
        ],
    }
    return node | ({"dcat:landingPage": {"@id": release.url}} if release.url else {})


def _distribution(name: str, file: FileFacts, release: ReleaseFacts) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dcterms:title": name,
        "dcat:downloadURL": {"@id": release.address_of(name)},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}/{media_type(name)}"},
    }
    if has_fixed_bytes(name):
        node["dcat:byteSize"] = {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"}
        node["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": _ALGORITHM},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        }
    return node
