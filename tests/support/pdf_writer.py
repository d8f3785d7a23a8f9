"""Small PDF files (ISO 32000-1) for tests: lines of text at places of pages, in two fonts."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDTH, HEIGHT = 612, 792


@dataclass(frozen=True)
class Text:
    """A text at a place, in points from the lower left corner, and the direction it runs in."""

    x: float
    y: float
    words: str
    size: float = 10
    bold: bool = False
    turn: tuple[int, int] = (1, 0)


def turned(text: Text, turn: tuple[int, int]) -> Text:
    """A text of an upright page as it stands on one that is turned by a quarter or a half."""
    width, height = (WIDTH, HEIGHT) if turn[1] == 0 else (HEIGHT, WIDTH)
    x, y = {
        (1, 0): (text.x, text.y),
        (0, 1): (height - text.y, text.x),
        (-1, 0): (width - text.x, height - text.y),
        (0, -1): (text.y, width - text.x),
    }[turn]
    return replace(text, x=x, y=y, turn=turn)


def pdf(
    pages: Sequence[Sequence[Text]], extra: Sequence[bytes] = (), page_entries: str = ""
) -> bytes:
    """A file with a page per list of texts, and further objects that nothing refers to.

    `page_entries` are further entries of each page, such as `/Rotate 90`.
    """
    kids = " ".join(f"{5 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for place, texts in enumerate(pages):
        objects += [
            _page(6 + 2 * place, page_entries),
            stream("\n".join(map(_shown, texts)).encode("cp1252")),
        ]
    return assembled([*objects, *extra])


def stream(content: bytes, filters: int = 1) -> bytes:
    """A stream that is compressed as often as said: twice is how a bomb is packed."""
    for _ in range(filters):
        content = zlib.compress(content)
    names = " ".join(["/FlateDecode"] * filters)
    head = f"<< /Length {len(content)} /Filter [{names}] >>".encode()
    return head + b"\nstream\n" + content + b"\nendstream"


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """The objects as a file with its table of places; the first is the catalog."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode()


def _page(contents: int, entries: str) -> bytes:
    fonts = "<< /F1 3 0 R /F2 4 0 R >>"
    return f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font {fonts} >> /Contents {contents} 0 R {entries} >>".encode()


def _shown(text: Text) -> str:
    words = text.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "F2" if text.bold else "F1"
    cosine, sine = text.turn
    return f"BT /{font} {text.size:g} Tf {cosine} {sine} {-sine} {cosine} {text.x:g} {text.y:g} Tm ({words}) Tj ET"
