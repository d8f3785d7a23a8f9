"""The lines of a PDF's pages, read in parts by processes with limits of CPU and memory.

A file from the web may be made to exhaust whoever reads it. So each part is read by a process that
ends after 40 seconds of CPU or at 1.5 GiB (`spiders.page.pdf_child`); this one only waits.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courseatlas.records import Unreadable
from spiders.page import pdf_child
from spiders.page.pdf_lines import TextLine

# the most bytes of a file: catalogs with pictures have up to 60 MB
LARGEST_PDF = 64 * 1024 * 1024
# pages of one process: few enough for its limits, many enough not to open the file too often
_PART = 40
# of the process of one part
MOST_CPU_SECONDS = 40
MOST_MEMORY = 1536 * 1024 * 1024
_MOST_PAGES = 4000
# less than the supervisor of a crawl waits for a page that is read
_MOST_SECONDS = 240.0
_ROOT = Path(__file__).resolve().parents[2]
_MARK = b"%PDF-"
# where the mark may stand, by annex H of ISO 32000-1
_HEAD = 1024


@dataclass(frozen=True)
class PdfPage:
    """A page: its number from 1 as `#page=` counts, its height in points, and its lines."""

    number: int
    height: float
    lines: tuple[TextLine, ...]


def is_pdf(body: bytes) -> bool:
    """Whether a body begins as a PDF."""
    return _MARK in body[:_HEAD]


def pages(body: bytes) -> tuple[PdfPage, ...]:
    """All pages of a file with their lines, in the order in which they are read.

    Raises Unreadable with one reason where the file is damaged or encrypted, holds no text, or
    needs too much time or memory.
    """
    if not is_pdf(body):
        raise Unreadable(f"no PDF in {len(body)} bytes")
    until = time.monotonic() + _MOST_SECONDS
    found: list[PdfPage] = []
    total = 1
    while len(found) < total:
        answer = _part(body, len(found), until)
        total = answer["total"]
        if total > _MOST_PAGES:
            raise Unreadable(f"the PDF has {total} pages, more than {_MOST_PAGES}")
        part = [_page(page) for page in answer["pages"]]
        if not part:
            raise Unreadable("the PDF has no pages")
        found += part
    if not any(page.lines for page in found):
        raise Unreadable(f"the PDF holds no text: its {total} pages are images")
    return tuple(found)


def _page(page: dict[str, Any]) -> PdfPage:
    lines = (TextLine(*line) for line in page["lines"])
    return PdfPage(page["number"], page["height"], tuple(lines))


def _part(body: bytes, first: int, until: float) -> dict[str, Any]:
    """What the process says of a part. Raises Unreadable where it gave up or was ended."""
    seconds = until - time.monotonic()
    limits = (first, _PART, MOST_CPU_SECONDS, MOST_MEMORY)
    command = [sys.executable, "-m", pdf_child.__name__, *map(str, limits)]
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(_search_path()))
    try:
        done = subprocess.run(
            command,
            input=body,
            capture_output=True,
            env=environment,
            timeout=max(0.1, seconds),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(f"the PDF takes more than {_MOST_SECONDS:.0f} s to read") from None
    if done.returncode:
        raise Unreadable(f"the PDF cannot be read at page {first + 1}: {_end(done)}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        raise Unreadable(f"the PDF cannot be read: {answer['error']}")
    return answer


def _search_path() -> Iterator[str]:
    yield str(_ROOT)
    if os.environ.get("PYTHONPATH"):
        yield os.environ["PYTHONPATH"]


def _end(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Why a process ended, in words."""
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "it needs more CPU or memory than a part of a catalog may"
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"its process ended with status {done.returncode}: {last[:200]}"
