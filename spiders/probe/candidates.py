"""The candidates of the registry: sources that were drafted by a visit and wait for a person."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from courseatlas import sources
from courseatlas.errors import InvalidFile, UsageError
from courseatlas.files import write_then_rename
from courseatlas.known_catalogs import KnownCatalog
from courseatlas.source_file import ACTIVE, CANDIDATE
from courseatlas.sources import Source
from spiders import platforms

_STATE = re.compile(rf"^state: {CANDIDATE}\b", re.M)
_LONGEST_ID = 64


def candidate_id(catalog: KnownCatalog, taken: Collection[str]) -> str:
    """The id of a catalog's source, by the name of its institution; it never changes afterwards.

    Of several catalogs of an institution, the later ones have a part of their host in the id.

    >>> candidate_id(KnownCatalog.model_construct(institution="Université Laval", host="x.ca"), ())
    'universite-laval'
    """
    name = catalog.institution or catalog.host
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = _hyphened(plain.replace("'", ""))[:_LONGEST_ID]
    if stem not in taken:
        return stem
    host = _hyphened(catalog.host.partition(".")[0])
    named = f"{stem[: _LONGEST_ID - len(host) - 1]}-{host}"
    return named if named not in taken else _hyphened(catalog.host)[:_LONGEST_ID]


def _hyphened(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def candidate_path(folder: Path, catalog: KnownCatalog) -> Path:
    """Where the candidate of a catalog stands: by the IPEDS id, else by the host.

    The further catalogs of an institution are named by their hosts.
    """
    path = folder / f"{_hyphened(catalog.key)}.yml"
    if path.exists() and catalog.host not in path.read_text("utf-8"):
        return folder / f"{_hyphened(catalog.host)}.yml"
    return path


def write_candidate(path: Path, text: str) -> Source:
    """Write the file of a candidate, and read it.

    Raises InvalidFile, and leaves no file, where the text is no valid source.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_then_rename(path, text)
    try:
        return sources.load(path, platforms.names())
    except InvalidFile:
        path.unlink()
        raise


def promote(registry: Path, source_id: str) -> Path:
    """Make a candidate a source: its state alone changes. Returns its file.

    Raises UsageError where no candidate has the id.
    """
    for path in sorted((registry / "sources").glob("*.yml")):
        source = sources.load(path, platforms.names())
        if source.id == source_id and source.state == CANDIDATE:
            text = path.read_text("utf-8")
            write_then_rename(path, _STATE.sub(f"state: {ACTIVE}", text, count=1))
            return path
    raise UsageError(
        f"sources promote {source_id}: no candidate has this id; see courseatlas sources list"
    )
