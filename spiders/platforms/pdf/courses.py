"""Courses of a PDF as records: the lines below a heading as a description and labelled values."""

import re
from collections.abc import Mapping
from typing import Any

from courseatlas.records import Record
from courseatlas.text import slug
from courseatlas.values.codes import subject_of
from courseatlas.values.credits import credits, ends_in_credits
from spiders.page.fields import stated
from spiders.page.labels import in_prose, segments
from spiders.platforms.pdf.blocks import CourseBlock
from spiders.platforms.pdf.text_body import TextBody, joined, sentences_at_labels

_LABEL = re.compile(
    r"\s*(?:(?:co|pre)[- ]?(?:and co[- ]?)?req(?:uisite)?s?|recommended|offered|cross[- ]?listed"
    r"|credits?|note|restrictions?|fees?|formerly)\b[^:]{0,30}:",
    re.I,
)
_EDITION = re.compile(r"\b(20\d\d)\s*[-–—/]\s*((?:20)?\d\d)\b")
_PAGES_OF_TITLE = 2
_COLUMNS = ("prerequisites_text", "corequisites_text", "credits_text")


def course(block: CourseBlock, url: str, edition: str | None, hyphened: frozenset[str]) -> Record:
    """The course that a block is."""
    values = _values(block, hyphened)
    amount = block.credits_text or ""
    fields = {
        **values,
        "code": block.code,
        "subject": subject_of(block.code),
        "cross_listed": list(block.cross_listed),
        "edition": edition,
    }
    # three numbers are credits at some schools, which only all courses of a source tell
    if credits(amount)[0] is not None or ends_in_credits(amount):
        fields["credits_text"] = amount
    return Record(
        "course", slug(block.code), f"{url}#page={block.page}", block.title, stated(fields)
    )


def _values(block: CourseBlock, hyphened: frozenset[str]) -> Mapping[str, Any]:
    """The description of a block, and what its lines label."""
    paragraphs: list[str] = []
    values: dict[str, Any] = {}
    for lines in sentences_at_labels(block.lines, _LABEL):
        for column, words in segments(joined(lines, hyphened)).items():
            if column in _COLUMNS:
                values.setdefault(column, words)
            elif column == "":
                paragraphs.append(words)
    description = "\n".join(paragraphs)
    return in_prose(description) | values | {"description": description}


def edition(body: TextBody) -> str | None:
    """The years that the first pages print: "2026-2027"."""
    first = (line.words for line in body.lines if line.page <= _PAGES_OF_TITLE)
    years = next((match for match in map(_EDITION.search, first) if match), None)
    return f"{years[1]}-{years[2]}" if years else None
