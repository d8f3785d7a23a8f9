"""A catalog as a PDF in our own words: running heads, courses in one or two columns, a program."""

from collections.abc import Sequence

from tests.support.pdf_writer import HEIGHT, Text, pdf
from tests.support.sites.server import Site

SENTENCES = (
    "How a flame is kept through the night, and what the keepers of old did with-",
    "out glass. The oil of each season is weighed, and well-known wicks are com-",
    "pared. Students light a lamp of their own.",
)
HYPHENED = "A well-known lamp stands in the hall."
DESCRIPTION = (
    "How a flame is kept through the night, and what the keepers of old did without glass. The oil"
    " of each season is weighed, and well-known wicks are compared. Students light a lamp of their"
    " own."
)
CODES = [f"LMP {number}" for number in range(101, 125)]


def block(code: str, y: float, x: float = 72, bold: bool = True, width: int = 99) -> list[Text]:
    """A course as most PDFs print it: a heading with credits, text, and its prerequisites."""
    texts = [Text(x, y, f"{code} The Light of {code[-1]} (3)", 11, bold)]
    lines = [line for sentence in SENTENCES for line in _cut(sentence, width)]
    lines.append(f"Prerequisite: OIL {code[-3:]}.")
    texts += [Text(x, y - 13 - 12 * place, line) for place, line in enumerate(lines)]
    return texts


def _cut(words: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def edges(number: int) -> list[Text]:
    """A running head and the number of a page."""
    return [Text(72, HEIGHT - 30, f"Lamp College 2026-2027   {number}"), Text(300, 24, str(number))]


def catalog(bold: bool = True, codes: Sequence[str] = CODES, extra: Sequence[bytes] = ()) -> bytes:
    """Six courses per page of one column, and further objects such as a large picture."""
    pages = [[Text(72, 500, "Catalog 2026-2027", 20, True), Text(72, 470, HYPHENED)]]
    for start in range(0, len(codes), 6):
        here = codes[start : start + 6]
        texts = [
            text
            for place, code in enumerate(here)
            for text in block(code, 700 - 110 * place, bold=bold)
        ]
        pages.append([*edges(len(pages) + 1), *texts])
    return pdf(pages, extra)


def in_two_columns(codes: Sequence[str] = CODES[:16]) -> bytes:
    """Four courses per column; a column's last one goes on in the next."""
    pages = [[Text(72, 500, "Catalog 2026-2027", 20, True), Text(72, 470, HYPHENED)]]
    for start in range(0, len(codes), 8):
        texts = edges(len(pages) + 1)
        for column, x in enumerate((54, 320)):
            here = codes[start + 4 * column : start + 4 * column + 4]
            for place, code in enumerate(here):
                texts += block(code, 700 - 160 * place, x, width=46)
        pages.append(texts)
    return pdf(pages)


def yaml(site: Site, start: str = "/catalog.pdf", more: str = "") -> str:
    return (
        "name: Example University\nplatform: pdf\nprovider: {type: university, country: US,"
        f" website: https://www.example.edu}}\nstart_urls: ['{site.url}{start}']\nhosts: ['{site.host}']\ndelay_seconds: 0\n{more}"
    )
