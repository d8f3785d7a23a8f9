"""A catalog that is one PDF, whatever software made it: courses as headings with text below them.

How to recognise a page: the body begins with `%PDF-`.

In a source's YAML: `start_urls` name the PDF. A page that links to it may be named instead, with
`follow: ['\\.pdf$']`: without it no PDF is followed. A PDF may have up to 64 MiB.

A course begins with a line of a code in capitals and a title, which may end in its credits, and its
description stands below. Running heads and page numbers are left out, pages of two or three columns
are read one column after the other, pages that are turned are read as people look at them, and
words that were cut at the end of a line are put together. Where most headings have a font of their
own, only lines in that font are headings. A program is read only where a line in the font of a
heading names its credential and courses are listed below it, up to a heading of its size.

A PDF is released only if at least nine tenths of the codes that its headings print are read
cleanly, with a title and a description or credits; else it is reported with the counts. A number
without letters begins a course where a heading above it prints the code of the subject: "COMPUTER
SCIENCE (CSC)", then "101. Introduction". Other numbers are not told from those of the text.

Seen: no PDF of a catalog was at hand. Inferred: all forms, from the catalogs that other software
prints and from what PDFs in general are like (ISO 32000-1).

Key: a course's code, a program's title. The address of a record is that of the PDF with `#page=N`.
"""

from collections.abc import Iterator

from courseatlas.records import Page, Record, Unreadable
from spiders.page import pdf_text
from spiders.page.fields import distinct_records
from spiders.page.strength import Strength
from spiders.platforms.pdf.blocks import blocks_of, cleanest
from spiders.platforms.pdf.courses import course, edition
from spiders.platforms.pdf.programs import programs
from spiders.platforms.pdf.subjects import with_subjects
from spiders.platforms.pdf.text_body import TextBody

# of the codes that headings print, so many must be read with a title and a description or credits
LEAST_CLEAN = 0.9


def recognises(page: Page) -> Strength:
    """The mark that a PDF begins with."""
    return Strength.OWN.when(pdf_text.is_pdf(page.body))


def largest_body(url: str) -> int | None:
    """More than a page of HTML may have: a catalog with pictures is large."""
    return pdf_text.LARGEST_PDF


def read(page: Page) -> Iterator[Record]:
    """The courses and programs of a PDF, in the order of their codes' first headings.

    A page of HTML leads to PDFs and holds nothing. Raises Unreadable where the PDF cannot be read,
    or less than nine tenths of its codes are read cleanly.
    """
    if not pdf_text.is_pdf(page.body):
        return
    body = with_subjects(TextBody.of(pdf_text.pages(page.body)))
    blocks = blocks_of(body)
    clean = cleanest(blocks)
    codes = {block.code for block in blocks}
    if len(clean) < LEAST_CLEAN * len(codes) or not codes:
        raise Unreadable(
            f"of {len(codes)} course codes in headings, {len(clean)} have a title and a description"
            f" or credits; at least {LEAST_CLEAN:.0%} must, and one at least"
        )
    printed = edition(body)
    courses = (course(block, page.url, printed, body.hyphened) for block in clean)
    yield from distinct_records([*courses, *programs(body, page.url, printed)])
