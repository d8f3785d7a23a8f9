"""What describes a release to others: Frictionless, Croissant, DCAT, schema.org, a citation.

Each module writes one standard from the declared tables (`courseatlas.schema`) and from the facts
of one release (`ReleaseFacts`). Nothing here reads a table.
"""

from courseatlas.metadata.documents import metadata_documents
from courseatlas.metadata.facts import FileFacts, ReleaseFacts, SourceFacts, dataset

__all__ = ["FileFacts", "ReleaseFacts", "SourceFacts", "dataset", "metadata_documents"]
