"""Readers by platform: pages, records, fields, pages per CPU second, beside a plain BeautifulSoup reading of the same HTML pages.

`python -m benchmarks.readers [FOLDER]`. FOLDER holds saved pages (`**/*.html`, `.json`, `.xml`, also gzipped); without one, generated
CourseLeaf pages of 55 courses and the pages of the sample archive are read. A page of which no reader knows anything is counted as such.
"""

import gzip
import json
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from benchmarks.pages import course_list
from courseatlas.records import Page, Unreadable
from samples.build import ANSWERS
from spiders.page import walls
from spiders.platforms import load, recognise

warnings.filterwarnings(
    "ignore", category=XMLParsedAsHTMLWarning
)  # a first script would not tell XML from HTML
_TYPES = {
    ".json": "application/json",
    ".xml": "application/xml",
    ".tsv": "text/tab-separated-values",
}
_REPEAT_SECONDS = 0.2


@dataclass
class Row:
    """One platform's line: what was found, and CPU seconds a page of both readings."""

    pages: int = 0
    records: int = 0
    fields: int = 0
    unreadable: int = 0
    ours: float = 0.0
    theirs: float = 0.0
    compared: list[Page] = field(default_factory=list)


def plain(body: bytes) -> int:
    """What a first script does: html.parser, the title, every heading, paragraph and labelled item, the course blocks and rows, JSON-LD."""
    soup = BeautifulSoup(body, "html.parser")
    found = sum(
        bool(block.get_text(" ", strip=True))
        for block in soup.select("h1, h2, h3, h4, p, li, dt, dd, td")
    )
    for block in soup.select(".courseblock"):
        title, text = (
            block.select_one(".courseblocktitle"),
            block.select_one(".courseblockdesc, .cb_desc"),
        )
        found += bool(title and title.get_text(" ", strip=True)) + bool(
            text and text.get_text(" ", strip=True)
        )
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            found += bool(json.loads(script.get_text()))
        except ValueError:
            continue
    return found


def pages_of(folder: Path | None) -> list[tuple[str | None, Page]]:
    """(platform or None, page) of a folder, or of our own generated and sample pages."""
    if folder:
        files = sorted(
            path
            for path in folder.rglob("*")
            if path.name.removesuffix(".gz").endswith((".html", ".json", ".xml"))
        )
        return [(None, _open(path)) for path in files]
    generated = [(None, Page("https://example.edu/", course_list(number))) for number in range(20)]
    sampled = [
        (None, Page(answer.url, answer.body, dict(answer.headers)["Content-Type"].split(";")[0]))
        for answers in ANSWERS.values()
        for answer in answers
        if answer.status == 200 and not answer.url.endswith("robots.txt")
    ]
    return generated + sampled


def _open(path: Path) -> Page:
    body = path.read_bytes()
    name = path.name.removesuffix(".gz")
    return Page(
        f"https://example.org/{name}",
        gzip.decompress(body) if path.suffix == ".gz" else body,
        _TYPES.get(Path(name).suffix, "text/html"),
    )


def _seconds(run: Callable[[], object]) -> float:
    """CPU seconds of one call, over as many calls as it takes to measure."""
    begun, times = time.process_time(), 0
    while not times or time.process_time() - begun < _REPEAT_SECONDS:
        run()
        times += 1
    return (time.process_time() - begun) / times


def main() -> None:
    """Print the table; the last line is the ratio over all HTML pages that gave a record."""
    rows: dict[str, Row] = defaultdict(Row)
    for known, page in pages_of(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        platform = known or recognise(page)
        row = rows[platform or "(no platform)"]
        row.pages += 1
        if platform is None:
            continue
        try:
            walls.check(page)
            records = list(load(platform).read(page))
        except Unreadable:
            row.unreadable += 1
            continue
        row.records += len(records)
        row.fields += sum(len(record.fields) + 1 + len(record.components) for record in records)
        if records and page.body.lstrip()[:1] == b"<":
            row.compared.append(page)
    print(
        f"{'platform':<15} {'pages':>5} {'walls':>5} {'records':>7} {'fields':>7} {'pages/CPU s':>11} {'BeautifulSoup':>13} {'ratio':>6}"
    )
    total_ours = total_theirs = 0.0
    for platform, row in sorted(rows.items()):
        for page in row.compared:
            read = load(platform).read
            row.ours += _seconds(
                lambda read=read, page=page: list(
                    read(Page(page.url, page.body, page.content_type))
                )
            )
            row.theirs += _seconds(lambda page=page: plain(page.body))
        speed = (
            f"{len(row.compared) / row.ours:>11.0f} {len(row.compared) / row.theirs:>13.1f} {row.theirs / row.ours:>6.1f}"
            if row.compared
            else ""
        )
        print(
            f"{platform:<15} {row.pages:>5} {row.unreadable:>5} {row.records:>7} {row.fields:>7} {speed}"
        )
        total_ours, total_theirs = total_ours + row.ours, total_theirs + row.theirs
    if total_ours:
        print(f"all HTML pages with records: ratio {total_theirs / total_ours:.1f}")


if __name__ == "__main__":
    main()
