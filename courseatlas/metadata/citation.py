"""How to cite a release: `CITATION.cff` (Citation File Format 1.2.0) and a BibTeX entry."""

import json

from courseatlas.metadata.facts import ReleaseFacts, dataset

CITATION_FILE = "CITATION.cff"


def citation(release: ReleaseFacts) -> str:
    """The content of `CITATION.cff`; strings are written as JSON, which YAML reads."""
    about = dataset()
    fields: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it.",
        "type": "dataset",
        "title": about.title,
        "abstract": about.description,
        "version": release.version,
        "date-released": release.created.date().isoformat(),
        "authors": [{"name": about.creator}],
        "keywords": list(about.keywords),
    }
    if release.url:
        fields["url"] = release.url
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(lines) + "\n"


def bibtex(release: ReleaseFacts) -> str:
    """The release as a BibTeX entry, on one line."""
    about = dataset()
    day = release.created.date()
    address = f", url = {{{release.url}}}" if release.url else ""
    return (
        f"@misc{{course_atlas_{release.version.replace('-', '_').replace('.', '_')}, "
        f"title = {{{about.title}}}, author = {{{{{about.creator}}}}}, year = {{{day.year}}}, "
        f"version = {{{release.version}}}{address}}}"
    )
