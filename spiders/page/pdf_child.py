"""The process that reads some pages of a PDF: the file on standard input, their lines as JSON out.

`python -m spiders.page.pdf_child FIRST COUNT CPU_SECONDS MEMORY_BYTES`. A file may be made to need
any amount of memory or time, so the process limits both for itself before it reads a byte; see
`spiders.page.pdf_text`.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import astuple
from typing import Any

from spiders.page.pdf_lines import PlacedText, lines_of

_MOST_LETTERS = 8_000_000
_TINIEST = 1.0  # the size of a font, in points; smaller texts are hidden


def main(first: int, count: int, cpu_seconds: int, memory_bytes: int) -> dict[str, Any]:
    """The number of pages, and the lines of `count` of them from `first` on, counted from 0.

    What cannot be read is told in `error`. The kernel ends a process that needs more CPU.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    try:
        return _read(sys.stdin.buffer.read(), first, count)
    except (MemoryError, RecursionError) as e:
        return {"error": f"it needs more memory than {memory_bytes >> 20} MiB ({type(e).__name__})"}
    except Exception as e:  # the library raises whatever a damaged file leads it to
        name = type(e).__name__
        return {"error": f"{name}: {' '.join(str(e).split())[:200]}"}


def _read(body: bytes, first: int, count: int) -> dict[str, Any]:
    # the import is late so that it stays within the limits as well
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(body))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        return {"error": "it is encrypted, and an empty password does not open it"}
    total = len(reader.pages)
    pages = []
    letters = 0
    for number in range(first, min(total, first + count)):
        page = reader.pages[number]
        texts = list(_texts(page))
        letters += sum(len(text.words) for text in texts)
        if letters > _MOST_LETTERS:
            return {"error": f"page {number + 1} holds more text than a book"}
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        lines = [astuple(line) for line in lines_of(texts, width)]
        pages.append({"number": number + 1, "height": height, "lines": lines})
    return {"total": total, "pages": pages}


def _texts(page: Any) -> Iterator[PlacedText]:
    """The texts of a page with their places, those that stand upright."""
    found: list[PlacedText] = []

    def visit(words: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        is_upright = abs(tm[1]) < 0.01 * abs(tm[0] or 1) and cm[0] > 0 and tm[0] > 0
        real_size = float(size) * tm[3] * cm[3]
        if not words.strip() or not is_upright or real_size < _TINIEST:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        name = str((font or {}).get("/BaseFont", ""))
        is_bold = any(mark in name for mark in ("Bold", "Black", "Heavy", "Semibold"))
        found.append(PlacedText(words.strip("\n"), x, y, real_size, is_bold))

    page.extract_text(visitor_text=visit)
    return iter(found)


if __name__ == "__main__":
    json.dump(main(*map(int, sys.argv[1:5])), sys.stdout)
