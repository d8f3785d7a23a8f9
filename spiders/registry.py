"""The registry of sources: those of the project, and those that the registry of catalogs gave."""

from pathlib import Path

from courseatlas import paths, sources
from courseatlas.errors import UsageError
from courseatlas.sources import Source
from spiders import platforms


def load_sources(folder: Path | None = None) -> dict[str, Source]:
    """All sources of a folder by id; None is `sources/`, with what stands in `registry/sources/`.

    Raises InvalidFile with the problems of all files together.
    """
    if folder is None:
        return sources.load_registry(paths.SOURCES, paths.REGISTRY / "sources", platforms.names())
    return sources.load_all(folder, platforms.names())


def source_file(source_id: str, folder: Path | None = None) -> Path:
    """The YAML file of a source, which bears its id or names it.

    A file that bears the id is found also where it is not valid. Raises UsageError for an id that
    no source has, and InvalidFile as `load_sources` does.
    """
    path = (folder or paths.SOURCES) / f"{source_id}.yml"
    if path.exists():
        return path
    source = load_sources(folder).get(source_id)
    if source is None:
        raise UsageError(f"{source_id}: no such source; see courseatlas sources list")
    return source.path
