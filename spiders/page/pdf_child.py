"""The process that reads some pages of a PDF: the file on standard input, their lines as JSON out.

`python -m spiders.page.pdf_child FIRST COUNT CPU_SECONDS MEMORY_BYTES`. A file may be made to need
any amount of memory or time, so the process limits both for itself before it reads a byte; see
`spiders.page.pdf_text`.
"""

import io
import json
import resource
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from spiders.page.pdf_lines import PlacedText, lines_of, usual_edges

_MOST_LETTERS = 8_000_000
_TINIEST = 1.0  # the size of a font, in points; smaller texts are hidden
# the direction in which a text runs: (1, 0) to the right, (0, 1) upwards
_Turn = tuple[int, int]


@dataclass(frozen=True)
class _DrawnText:
    """A text as it is drawn, from the page's lower left corner, and the direction it runs in."""

    words: str
    x: float
    y: float
    size: float
    is_bold: bool
    turn: _Turn


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
    upright: list[tuple[list[PlacedText], float, float]] = []
    letters = 0
    for number in range(first, min(total, first + count)):
        page = reader.pages[number]
        drawn = _texts(page)
        letters += sum(len(text.words) for text in drawn)
        if letters > _MOST_LETTERS:
            return {"error": f"page {number + 1} holds more text than a book"}
        sides = float(page.mediabox.width), float(page.mediabox.height)
        upright.append(_upright(drawn, *sides))
    usual = usual_edges([(texts, width) for texts, width, _ in upright])
    pages = [
        {
            "number": number,
            "height": height,
            "lines": [astuple(line) for line in lines_of(texts, width, usual)],
        }
        for number, (texts, width, height) in enumerate(upright, first + 1)
    ]
    return {"total": total, "pages": pages}


def _upright(
    texts: Sequence[_DrawnText], width: float, height: float
) -> tuple[list[PlacedText], float, float]:
    """The texts that run as most letters of a page do, turned upright, and the sides of the page.

    A page may be turned as a whole (`/Rotate`), or its texts alone.
    """
    letters: Counter[_Turn] = Counter()
    for text in texts:
        letters[text.turn] += len(text.words)
    cosine, sine = letters.most_common(1)[0][0] if letters else (1, 0)
    if sine:
        width, height = height, width
    # turned around its corner, the page lies to the left of it, below it, or both
    right = width if cosine < 0 or sine < 0 else 0.0
    up = height if cosine < 0 or sine > 0 else 0.0
    upright = [
        PlacedText(
            text.words,
            cosine * text.x + sine * text.y + right,
            cosine * text.y - sine * text.x + up,
            text.size,
            text.is_bold,
        )
        for text in texts
        if text.turn == (cosine, sine)
    ]
    return upright, width, height


def _texts(page: Any) -> list[_DrawnText]:
    """The texts of a page with their places, those that run along one of its edges."""
    found: list[_DrawnText] = []

    def visit(words: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        # the matrix of the text within that of the page (ISO 32000-1, section 9.4.4)
        a, b = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
        c, d = tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3]
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        along, across = max(abs(a), abs(b)), min(abs(a), abs(b))
        turn = (round(a / along), round(b / along)) if along else (0, 0)
        # how high a letter is, across the direction in which it runs
        real_size = float(size) * (d * turn[0] - c * turn[1])
        if not words.strip() or across > 0.01 * along or real_size < _TINIEST:
            return
        name = str((font or {}).get("/BaseFont", ""))
        is_bold = any(mark in name for mark in ("Bold", "Black", "Heavy", "Semibold"))
        found.append(_DrawnText(words.strip("\n"), x, y, real_size, is_bold, turn))

    page.extract_text(visitor_text=visit)
    return found


if __name__ == "__main__":
    json.dump(main(*map(int, sys.argv[1:5])), sys.stdout)
