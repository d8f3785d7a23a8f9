"""Readers in pages per CPU second, beside a plain BeautifulSoup reading of the same pages: `python -m benchmarks.readers [FOLDER]`.

FOLDER holds saved pages (`**/*.html`, also gzipped); without one, generated CourseLeaf pages of 55 courses are read.
"""

import gzip
import sys
import time
from pathlib import Path

from bs4 import BeautifulSoup

from benchmarks.pages import course_list
from courseatlas.records import Page
from spiders.readers import reader, recognise


def plain(body: bytes) -> int:
    """What a first script does: parse with html.parser, take each block's title and description."""
    soup = BeautifulSoup(body, "html.parser")
    found = 0
    for block in soup.select(".courseblock"):
        title, text = block.select_one(".courseblocktitle"), block.select_one(".courseblockdesc, .cb_desc")
        found += bool(title and title.get_text(" ", strip=True) and (text is None or text.get_text(" ", strip=True) is not None))
    return found


def main() -> None:
    """Print pages per CPU second of both, and their ratio."""
    if len(sys.argv) > 1:
        files = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.name.endswith((".html", ".html.gz")))
        bodies = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
        bodies = [body for body in bodies if b"courseblock" in body]
    else:
        bodies = [course_list(number) for number in range(40)]
    begun = time.process_time()
    records = sum(
        len(list(reader(recognise(page) or "courseleaf")(page))) for page in (Page("https://example.edu/", body) for body in bodies)
    )
    ours = time.process_time() - begun
    begun = time.process_time()
    blocks = sum(plain(body) for body in bodies)
    theirs = time.process_time() - begun
    print(
        f"{len(bodies)} pages: reader {len(bodies) / ours:.0f} pages/CPU s ({records} records), "
        f"BeautifulSoup {len(bodies) / theirs:.0f} ({blocks} blocks); ratio {theirs / ours:.2f}"
    )


if __name__ == "__main__":
    main()
