"""The readers per platform, beside a plain BeautifulSoup reading of the same HTML pages.

`python -m benchmarks.readers [FOLDER]` prints pages, records, fields and pages per CPU second.
FOLDER has saved pages (`**/*.html`, `.json`, `.xml`, also gzipped). Without it, generated
CourseLeaf pages of 55 courses and the pages of the sample archive are read. Pages that no platform
recognises are counted too.
"""

import gzip
import json
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from benchmarks.pages import course_list
from courseatlas.records import Page, Record, Unreadable
from samples.build import ANSWERS
from spiders.page import walls
from spiders.platforms import load, recognise

# a first script would not tell XML from HTML
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
_TYPES = {
    ".json": "application/json",
    ".xml": "application/xml",
    ".tsv": "text/tab-separated-values",
}
_REPEAT_SECONDS = 0.2


@dataclass
class Row:
    """One platform's line: what was read of its pages."""

    pages: int = 0
    records: int = 0
    fields: int = 0
    unreadable: int = 0
    compared: list[Page] = field(default_factory=list)


def plain(body: bytes) -> int:
    """The number of texts that a first script reads.

    It reads headings, paragraphs, labelled items, the course blocks and their rows, and JSON-LD.
    """
    soup = BeautifulSoup(body, "html.parser")
    blocks = soup.select("h1, h2, h3, h4, p, li, dt, dd, td")
    texts = sum(bool(block.get_text(" ", strip=True)) for block in blocks)
    for block in soup.select(".courseblock"):
        for selector in (".courseblocktitle", ".courseblockdesc, .cb_desc"):
            part = block.select_one(selector)
            texts += bool(part and part.get_text(" ", strip=True))
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            texts += bool(json.loads(script.get_text()))
        except ValueError:
            continue
    return texts


def pages_of(folder: Path | None) -> list[tuple[str | None, Page]]:
    """(platform or None, page) of a folder, or of generated and sample pages."""
    if folder:
        endings = (".html", ".json", ".xml")
        paths = folder.rglob("*")
        files = sorted(path for path in paths if path.name.removesuffix(".gz").endswith(endings))
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
    if path.suffix == ".gz":
        body = gzip.decompress(body)
    return Page(f"https://example.org/{name}", body, _TYPES.get(Path(name).suffix, "text/html"))


def _seconds(run: Callable[[], object]) -> float:
    """CPU seconds of one call, over as many calls as it takes to measure."""
    begun, times = time.process_time(), 0
    while not times or time.process_time() - begun < _REPEAT_SECONDS:
        run()
        times += 1
    return (time.process_time() - begun) / times


def read_pages(pages: list[tuple[str | None, Page]]) -> dict[str, Row]:
    """The rows per platform; the HTML pages that gave a record are kept for the comparison."""
    rows: dict[str, Row] = defaultdict(Row)
    for given_platform, page in pages:
        platform = given_platform or recognise(page)
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
    return rows


def compared_seconds(platform: str, pages: list[Page]) -> tuple[float, float]:
    """CPU seconds of the platform's reader and of the plain reading, over all pages."""
    read = load(platform).read
    ours = theirs = 0.0
    for page in pages:
        # a new Page for each reading: the tree of a page is kept once it is made
        ours += _seconds(partial(_read_anew, read, page))
        theirs += _seconds(partial(plain, page.body))
    return ours, theirs


def _read_anew(read: Callable[[Page], Iterator[Record]], page: Page) -> list[Record]:
    return list(read(Page(page.url, page.body, page.content_type)))


def main() -> None:
    """Print the table; the last line is the ratio over all HTML pages that gave a record."""
    rows = read_pages(pages_of(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    print("platform        pages walls records  fields pages/CPU s BeautifulSoup  ratio")
    total_ours = total_theirs = 0.0
    for platform, row in sorted(rows.items()):
        counts = f"{row.pages:>5} {row.unreadable:>5} {row.records:>7} {row.fields:>7}"
        speed = ""
        if row.compared:
            ours, theirs = compared_seconds(platform, row.compared)
            number = len(row.compared)
            speed = f"{number / ours:>11.0f} {number / theirs:>13.1f} {theirs / ours:>6.1f}"
            total_ours, total_theirs = total_ours + ours, total_theirs + theirs
        print(f"{platform:<15} {counts} {speed}".rstrip())
    if total_ours:
        print(f"all HTML pages with records: ratio {total_theirs / total_ours:.1f}")


if __name__ == "__main__":
    main()
