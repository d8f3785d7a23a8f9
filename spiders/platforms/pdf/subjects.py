"""Courses that a PDF names by numbers alone, below a heading with the code of their subject."""

import re
from collections.abc import Iterator
from dataclasses import replace

from courseatlas.text import one_line
from spiders.platforms.pdf.blocks import heading_of, split_credits
from spiders.platforms.pdf.text_body import PageLine, TextBody

# "COMPUTER SCIENCE (CSC)", "CSC – Computer Science"
_SUBJECT = re.compile(
    r"[A-Z][^\d()\[\]]{3,60}?\s*[(\[](?P<behind>[A-Z][A-Z&]{1,5})[)\]]"
    r"|(?P<before>[A-Z][A-Z&]{1,5})\s*[-–—:]\s*[A-Z][^\d:]{3,60}"
)
# "101. Wicks and Oil", "101L – Wicks Laboratory"
_NUMBERED = re.compile(r"\d{2,4}[A-Z]{0,2}(?:\.|\s*[-–—:]|\s)\s*[A-Z“\"].+")
_FEWEST = 5


def with_subjects(body: TextBody) -> TextBody:
    """The text with the code of the subject before each number that begins a course.

    A text whose courses print their subjects stays as it is, and so does a subject whose heading
    prints no code: a name is none.
    """
    lines = list(_lines(body))
    numbered = sum(line is not before for line, before in zip(lines, body.lines, strict=True))
    named = (heading_of(line.words, line.page) for line in body.lines)
    lettered = sum(1 for heading in named if heading and heading.title)
    return TextBody(tuple(lines)) if numbered >= max(_FEWEST, lettered) else body


def _lines(body: TextBody) -> Iterator[PageLine]:
    subject = ""
    for line in body.lines:
        words = one_line(line.words)
        heading = _SUBJECT.fullmatch(words) if _stands_out(line, body) else None
        if heading:
            subject = heading["behind"] or heading["before"]
        elif subject and _NUMBERED.fullmatch(words) and _is_course(line, body):
            added = f"{subject} "
            yield replace(line, words=added + words, lead=line.lead + len(added))
            continue
        yield line


def _stands_out(line: PageLine, body: TextBody) -> bool:
    """Whether a whole line has a font of its own, or stands in capitals."""
    is_whole = line.lead == len(line.words)
    return is_whole and (line.font != body.font or line.words == line.words.upper())


def _is_course(line: PageLine, body: TextBody) -> bool:
    """Whether a line begins in a font of its own, or ends in credits, and is no part of a text."""
    return line.font != body.font or split_credits(line.words)[1] is not None
