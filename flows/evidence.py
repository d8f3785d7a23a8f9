"""What an archive holds of a page: for `pages show`, and for the diagnosis of a source that broke."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

from courseatlas.errors import AtlasError
from flows.runs import all_runs
from spiders.archive.index import Entry
from spiders.archive.store import PageStore
from spiders.archive.warc import Answer


@dataclass(frozen=True)
class Evidence:
    """One archived answer and where it lies."""

    archive: Path
    entry: Entry
    answer: Answer


def archives(output: Path) -> Iterator[tuple[Path, Path | None]]:
    """(folder of WARC files, index elsewhere or None) of every source that an output folder knows: its own archive, then what its runs replayed."""
    for folder in sorted((output / "archive").glob("*/")):
        yield folder, None
    for facts in reversed(all_runs(output)):
        for order in sorted((output / "runs" / facts["id"] / "sources").glob("*/order.json")) if facts.get("replay") else ():
            yield Path(json.loads(order.read_text())["archive"]), order.parent / "index.sqlite"


def find(output: Path, url: str) -> Evidence:
    """The last archived answer for a URL. Raises AtlasError where there is none."""
    url = urldefrag(url)[0]
    for folder, index in archives(output):
        if index is not None and not index.exists():
            continue
        store = PageStore(folder, None, index)
        try:
            if (entry := store.index.last(url)) is not None:
                return Evidence(folder, entry, store.get(entry))
        finally:
            store.close()
    raise AtlasError(f"{url}: no archive of {output} holds it; see courseatlas pages for the addresses of the last run")


def page(found: Evidence) -> Iterator[str]:
    """The lines of `pages show`: where it lies, its headers, its body as text."""
    entry = found.entry
    yield f"{entry.url}"
    yield f"archived: {found.archive / entry.body_file} at byte {entry.body_offset}, run {entry.run}, {entry.fetched_at}" + (
        "" if entry.usable else ", incomplete"
    )
    if entry.kind == "revisit":
        yield f"confirmed unchanged by the record in {entry.file} at byte {entry.offset}"
    yield f"status: {entry.status}"
    for name, value in found.answer.headers:
        yield f"{name}: {value}"
    yield ""
    yield text(found.answer)


def text(answer: Answer) -> str:
    """A body without its content coding, decoded as Scrapy decodes it for the readers; bytes that are no text show as U+FFFD."""
    from scrapy import Request
    from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
    from scrapy.http import Headers, Response, TextResponse
    from scrapy.utils.test import get_crawler

    headers = Headers()
    for name, value in answer.headers:
        headers.appendlist(name, value)
    coded = Response(answer.url, status=answer.status, headers=headers, body=answer.body)
    decoded = HttpCompressionMiddleware(crawler=get_crawler()).process_response(Request(answer.url), coded)
    assert isinstance(decoded, Response)
    return TextResponse(answer.url, headers=decoded.headers, body=decoded.body).text
