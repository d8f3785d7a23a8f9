"""`courseatlas extract`: the records of one saved page. Imports no framework, so that it starts at once."""

import gzip
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from courseatlas import sources
from courseatlas.errors import AtlasError, UsageError
from courseatlas.parsing import parse
from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import described
from flows.plan import ROOT
from spiders import platforms
from spiders.page import walls

_TYPES = {".json": "application/json", ".xml": "application/xml"}
_LIMIT = 64 * 1024 * 1024


def open_page(file: str, url: str | None, content_type: str | None) -> Page:
    """A saved page, also gzipped; `-` is standard input. Raises AtlasError where it cannot be read or is over 64 MiB."""
    try:
        body = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        if body[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as stream:
                body = stream.read(_LIMIT + 1)
    except (OSError, EOFError) as e:
        raise AtlasError(f"{file}: cannot be read: {e}; give a saved .html, .json or .xml page") from e
    if len(body) > _LIMIT:
        raise AtlasError(f"{file}: over {_LIMIT >> 20} MiB unpacked; a page of a catalog is smaller")
    suffix = next((s for s in reversed(Path(file).suffixes) if s != ".gz"), ".html")
    return Page(url or f"file:///{Path(file).name}", body, content_type or _TYPES.get(suffix, "text/html"))


def _by_host(page: Page) -> str | None:
    """The platform of a source whose host the page's address names: a site without marks is known by where it stands."""
    host = urlsplit(page.url).hostname
    found = (source.platform for source in sources.load_all(ROOT / "sources").values() if host and host in source.hosts)
    return next((platform for platform in found if platform in platforms.names()), None)


def as_row(record: Record, page: Page) -> dict[str, Any]:
    """The record as `extract` prints it: SCHEMA's column names, parsed values beside the printed strings."""
    row: dict[str, Any] = {"kind": record.kind, "key": record.key, "url": record.url, "title": record.title} | parse(
        _described(record.fields)
    )
    if record.kind == "program":
        row["components"] = [asdict(component) for component in record.components]
    return row | {"evidence_url": page.url, "payload_sha256": page.digest}


def _described(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with the description as the tables hold it, without the site's own words."""
    return {name: described(value) or None if name == "description" else value for name, value in fields.items()}


def extract(file: str, url: str | None, platform: str | None, content_type: str | None) -> int:
    """Print the records of a page as JSON Lines; the reason on standard error where there is none. Returns the exit status."""
    page = open_page(file, url, content_type)
    if platform is None:
        platform = platforms.recognise(page) or _by_host(page)
    elif platform not in platforms.names():
        raise UsageError(f"--platform {platform}: not known; use one of {', '.join(platforms.names())}")
    if not page.body.strip():
        raise AtlasError(f"{file}: the page is empty")
    if platform is None:
        print(f"{file}: no record: no known platform's marks on the page; give --platform", file=sys.stderr)
        return 0
    try:
        walls.check(page)
        records = list(platforms.load(platform).read(page))
    except Unreadable as e:
        if e.code in ("blocked", "login"):
            print(f"{file}: no record: {e}", file=sys.stderr)
            return 0
        raise AtlasError(f"{file}: not readable as a page of {platform}: {e}") from e
    for record in records:
        print(json.dumps(as_row(record, page), ensure_ascii=False, default=str))
    if not records:
        print(f"{file}: no record on this page of {platform}", file=sys.stderr)
    return 0
