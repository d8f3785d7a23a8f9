"""The files that describe a release, written in one go."""

import json
from collections.abc import Mapping
from typing import Any

from courseatlas.metadata.citation import CITATION_FILE, citation
from courseatlas.metadata.croissant import CROISSANT_FILE, croissant
from courseatlas.metadata.data_package import DATA_PACKAGE_FILE, data_package
from courseatlas.metadata.datasette import DATASETTE_FILE, datasette
from courseatlas.metadata.dcat import DCAT_FILE, dcat
from courseatlas.metadata.facts import ReleaseFacts
from courseatlas.metadata.licenses import LICENSES_FILE, licenses
from courseatlas.metadata.schema_org_dataset import SCHEMA_ORG_FILE, schema_org_dataset


def metadata_documents(release: ReleaseFacts) -> dict[str, str]:
    """Name of a file -> its text, the same for the same facts byte by byte."""
    return {
        CITATION_FILE: citation(release),
        LICENSES_FILE: licenses(release),
        DATA_PACKAGE_FILE: _json(data_package(release)),
        CROISSANT_FILE: _json(croissant(release)),
        DCAT_FILE: _json(dcat(release)),
        SCHEMA_ORG_FILE: _json(schema_org_dataset(release)),
        DATASETTE_FILE: _json(datasette(release)),
    }


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
