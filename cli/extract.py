"""`courseatlas extract`: the records of one saved page.

It imports no framework, so that it starts at once.
"""

import gzip
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from cli.options import ExampleCommand

if TYPE_CHECKING:
    from courseatlas.records import Page, Record
    from courseatlas.sources import Source

_TYPES = {".json": "application/json", ".xml": "application/xml"}
_MAX_BYTES = 64 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


@click.command(
    cls=ExampleCommand, example="extract page.html --url https://catalog.example.edu/cs/"
)
@click.argument("file")
@click.option("--url", help="Where the page came from.")
@click.option("--source", "source_id", metavar="ID", help="Read it as a page of this source.")
@click.option("--platform", metavar="NAME", help="Read it as a page of this platform.")
@click.option(
    "--content-type",
    metavar="TYPE",
    help="The content type of the page (default: by the file's name).",
)
def command(
    file: str,
    url: str | None,
    source_id: str | None,
    platform: str | None,
    content_type: str | None,
) -> int:
    """Print the records of one saved page as JSON Lines.

    FILE is a .html, .json or .xml file, also gzipped; - is standard input. Where the page has no
    record, the reason is on standard error.
    """
    from courseatlas.records import Unreadable

    page = open_page(file, url, content_type)
    name = _platform(page, file, source_id, platform)
    if name is None:
        print(
            f"{file}: no record: the page has no known platform's marks; give --platform",
            file=sys.stderr,
        )
        return 0
    try:
        records = _read(page, file, name)
    except Unreadable as e:
        print(f"{file}: no record: {e}", file=sys.stderr)
        return 0
    for record in records:
        print(json.dumps(as_row(record, page), ensure_ascii=False, default=str))
    if not records:
        print(f"{file}: no record on this page of {name}", file=sys.stderr)
    return 0


def open_page(file: str, url: str | None, content_type: str | None) -> "Page":
    """Open a saved page, also a gzipped one; `-` is standard input.

    Raises AtlasError where it cannot be read, is empty, or is over 64 MiB.
    """
    from courseatlas.errors import AtlasError
    from courseatlas.records import Page

    try:
        body = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        if body.startswith(_GZIP_MAGIC):
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as stream:
                body = stream.read(_MAX_BYTES + 1)
    except (OSError, EOFError) as e:
        raise AtlasError(
            f"{file}: cannot be read: {e}; give a saved .html, .json or .xml page"
        ) from e
    if len(body) > _MAX_BYTES:
        raise AtlasError(
            f"{file}: is over {_MAX_BYTES >> 20} MiB unpacked; a page of a catalog is smaller"
        )
    if not body.strip():
        raise AtlasError(f"{file}: the page is empty; save it again")
    suffix = next((part for part in reversed(Path(file).suffixes) if part != ".gz"), ".html")
    return Page(
        url or f"file:///{Path(file).name}", body, content_type or _TYPES.get(suffix, "text/html")
    )


def as_row(record: "Record", page: "Page") -> dict[str, Any]:
    """The record with the columns of the tables: parsed values beside the printed strings."""
    from courseatlas.parsing import parse

    row: dict[str, Any] = {
        "kind": record.kind,
        "key": record.key,
        "url": record.url,
        "title": record.title,
    }
    fields = _with_clean_description(record.fields)
    row |= parse(_as_declared(fields, page)) | fields
    if record.kind == "program":
        row["components"] = [asdict(component) for component in record.components]
    return row | {"evidence_url": page.url, "payload_sha256": page.digest}


def _with_clean_description(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with the description as the tables have it, without the site's own words."""
    from courseatlas.text import described

    return {
        name: described(value) or None if name == "description" else value
        for name, value in fields.items()
    }


def _as_declared(fields: dict[str, Any], page: "Page") -> dict[str, Any]:
    """The fields as the parsers read them for the source of the page's host, as in a refresh."""
    from courseatlas.parsing import DATE_COLUMNS
    from courseatlas.values.credits import credits_as
    from courseatlas.values.dates import in_order
    from pipelines.date_orders import date_order_of

    sources = _sources_of_host(urlsplit(page.url).hostname)
    read = dict(fields)
    declaring = [source for source in sources if source.credits != "as_printed"]
    if declaring and "credits_text" in read:
        read["credits_text"] = credits_as(declaring[0].credits, read["credits_text"])
    declared = next((source.dates for source in sources if source.dates), None)
    own = [page.date_order] if page.date_order else []
    order = declared or date_order_of(own, [page.language or ""])
    for name in DATE_COLUMNS:
        if name in read:
            read[name] = in_order(read[name], order)
    return read


def _platform(page: "Page", file: str, source_id: str | None, platform: str | None) -> str | None:
    """The platform that is named, else the one that recognises the page, else that of its host."""
    from courseatlas.errors import UsageError
    from spiders import platforms

    if source_id:
        platform = _platform_of_source(source_id)
    if platform is None:
        return platforms.recognise(page) or _platform_of_host(page)
    if platform not in platforms.names():
        raise UsageError(
            f"--platform {platform}: is not known; use one of {', '.join(platforms.names())}"
        )
    return platform


def _platform_of_source(source_id: str) -> str:
    from courseatlas import sources
    from spiders.registry import source_file

    return sources.load(source_file(source_id)).platform


def _platform_of_host(page: "Page") -> str | None:
    """The platform of the source that has the page's host, for sites without marks."""
    from spiders import platforms

    names = [source.platform for source in _sources_of_host(urlsplit(page.url).hostname)]
    return next((name for name in names if name in platforms.names()), None)


@cache
def _sources_of_host(host: str | None) -> "list[Source]":
    """The sources that have a host."""
    from courseatlas import paths, sources
    from spiders import platforms

    registry = sources.load_all(paths.SOURCES, platforms.names()).values()
    return [source for source in registry if host and host in source.hosts]


def _read(page: "Page", file: str, platform: str) -> "list[Record]":
    """The records that the platform's reader finds.

    Raises Unreadable where the site asks for a login or blocks, AtlasError for another page that
    cannot be read.
    """
    from courseatlas.errors import AtlasError
    from courseatlas.records import Unreadable
    from spiders import platforms
    from spiders.page import walls

    try:
        walls.check(page)
        return platforms.records_of(page, platforms.load(platform), ())
    except Unreadable as e:
        if e.code in ("blocked", "login"):
            raise
        raise AtlasError(f"{file}: cannot be read as a page of {platform}: {e}") from e
