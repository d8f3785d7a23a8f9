"""Find a page in the archives of an output folder, and show it with its headers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

from courseatlas.errors import AtlasError
from flows.runs import all_runs
from spiders.archive.decoded import decoded_text
from spiders.archive.index import Entry
from spiders.archive.store import PageStore
from spiders.archive.warc import Answer

_JOB_FILES = ("job.json", "order.json")  # the second in runs of earlier versions


@dataclass(frozen=True)
class ArchivedPage:
    """One archived answer, and the archive that holds it."""

    archive: Path
    entry: Entry
    answer: Answer


def find_page(output: Path, url: str) -> ArchivedPage:
    """The last archived answer for a URL. Raises AtlasError where no archive has one."""
    url = urldefrag(url)[0]
    for archive, index in _archives(output):
        if index is not None and not index.exists():
            continue
        store = PageStore(archive, None, index)
        try:
            entry = store.index.last(url)
            if entry is None:
                continue
            answer = store.get(entry)
            if answer is None:
                raise AtlasError(
                    f"{archive / entry.body_file}: is gone or damaged at byte {entry.body_offset}; "
                    "the next refresh asks the site for the page"
                )
            return ArchivedPage(archive, entry, answer)
        finally:
            store.close()
    raise AtlasError(
        f"{url}: no archive of {output} has this page; "
        "see courseatlas pages for the addresses of the last run"
    )


def page_lines(page: ArchivedPage) -> Iterator[str]:
    """Where the page lies, its status and headers, and its body as text."""
    entry = page.entry
    state = "" if entry.usable else ", incomplete"
    yield entry.url
    body = f"{page.archive / entry.body_file} at byte {entry.body_offset}"
    yield f"archived: {body}, run {entry.run}, {entry.fetched_at}{state}"
    if entry.kind == "revisit":
        yield f"confirmed unchanged by the record in {entry.file} at byte {entry.offset}"
    yield f"status: {entry.status}"
    for name, value in page.answer.headers:
        yield f"{name}: {value}"
    yield ""
    yield decoded_text(page.answer)


def _archives(output: Path) -> Iterator[tuple[Path, Path | None]]:
    """Each source's own archive, then the archives that the runs replayed, the last run first.

    Beside a folder of WARC files stands the file of its index, None where the index lies in the
    folder.
    """
    for archive in sorted((output / "archive").glob("*/")):
        yield archive, None
    for run in reversed(all_runs(output)):
        folder = output / "runs" / run["id"] / "sources"
        jobs = [path for name in _JOB_FILES for path in folder.glob(f"*/{name}")]
        for job in sorted(jobs) if run.get("replay") else []:
            yield Path(json.loads(job.read_text("utf-8"))["archive"]), job.parent / "index.sqlite"
