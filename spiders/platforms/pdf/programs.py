"""Programs of a PDF: a heading that names a credential, over lists of courses.

What a heading of its size or larger, or another program, follows is no part of it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from courseatlas.records import Record
from courseatlas.requirements import listing
from courseatlas.requirements.listing import Line
from courseatlas.requirements.totals import stated_total, total_of_rows
from courseatlas.text import one_line, slug
from courseatlas.values.words import credential
from spiders.page.fields import stated
from spiders.page.requirements import BELOW, rules_list
from spiders.platforms.pdf.blocks import heading_of
from spiders.platforms.pdf.text_body import PageLine, TextBody, joined

_LONGEST_TITLE, _LONGEST_PROGRAM = 100, 250
_FEWEST_COURSES = 3
_PROGRAM, _SECTION = 1, 2
_MOST_TITLE_LINES = 3
_OF_A_PART = re.compile(
    r"\b(?:requirements?|courses?|curriculum|overview|admissions?|electives?|core|foundations?"
    r"|contact|faculty|description|outcomes?|objectives?|plan|options?|tracks?|total|credits)\b",
    re.I,
)
# "Concentration", "Major Requirements": a part of a program, although the word is an award's
_NAMES_NO_FIELD = re.compile(
    r"(?:major|minor|concentration|certificate|degree|diploma|speciali[sz]ation)s?"
    r"(?:\s+(?:requirements?|courses?|electives?|core|options?|curriculum|and|or))*",
    re.I,
)
# "Robotics, B.S."
_ENDS_IN_AWARD = re.compile(r"\b(?:[A-Z][a-z]{0,2}\.\s?){2,4}$")


def programs(body: TextBody, url: str, edition: str | None) -> Iterator[Record]:
    """Each program that the text prints clearly, in order."""
    lines = body.lines
    width = _width(body)
    titles = (place for place, line in enumerate(lines) if _is_title(line, body))
    starts = list(dict.fromkeys(_start(lines, place, body, width) for place in titles))
    for start, following in pairwise([*starts, len(lines)]):
        title = _whole_title(lines[start:following], body)
        section = _section(lines[start + len(title) : following], lines[start], body)
        record = _program(title, section, body, url, edition)
        if record is not None:
            yield record


def _is_title(line: PageLine, body: TextBody) -> bool:
    """Whether a line names a program: larger or bolder than the text, short, and with an award."""
    words = one_line(line.words)
    stands_out = line.font[0] > body.font[0] or (line.font[1] and not body.font[1])
    ends_sentence = words[-1:] in ".,;:" and not _ENDS_IN_AWARD.search(words)
    is_short = len(words) <= _LONGEST_TITLE and not ends_sentence
    is_whole = line.lead == len(line.words)
    if not (stands_out and is_short and is_whole) or _NAMES_NO_FIELD.fullmatch(words):
        return False
    return credential(words)[0] is not None


def _start(lines: Sequence[PageLine], place: int, body: TextBody, width: int) -> int:
    """The first line of a title whose award is printed on a later one, by its place."""
    first = place
    while first > 0 and place - first < _MOST_TITLE_LINES - 1:
        if not _is_cut(lines[first - 1], lines[first], body, width):
            break
        first -= 1
    return first


def _is_cut(line: PageLine, following: PageLine, body: TextBody, width: int) -> bool:
    """Whether a title goes on in the next line, whose first word has no room in this one.

    A heading above a title, such as that of a school, leaves room. Inferred.
    """
    is_alike = line.font == following.font and line.page == following.page
    is_larger = line.font[0] > body.font[0]
    if not (is_alike and is_larger) or _OF_A_PART.search(line.words):
        return False
    word = following.words.split(maxsplit=1)[0]
    return (len(line.words) + 1 + len(word)) * line.font[0] > width * body.font[0]


def _width(body: TextBody) -> int:
    """How many letters of the text have room in a line."""
    lengths = sorted(len(line.words) for line in body.lines if line.font == body.font)
    # the longest lines are those of a table of contents, with its dots
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _whole_title(lines: Sequence[PageLine], body: TextBody) -> Sequence[PageLine]:
    """The lines of a title that is cut at the end of its column.

    They follow each other in a font that is larger than the text; a heading of a part, such as
    "Requirements", is none of them. Inferred, as no file says where a title ends.
    """
    first = lines[0]
    count = 1
    for line in lines[1:_MOST_TITLE_LINES]:
        is_alike = line.font == first.font and line.page == first.page
        if not is_alike or line.font[0] <= body.font[0] or _OF_A_PART.search(line.words):
            break
        count += 1
    return lines[:count]


def _section(lines: Sequence[PageLine], title: PageLine, body: TextBody) -> list[PageLine]:
    """The lines below a title, up to a heading that is larger, or as large as it.

    Where a title is as large as the text, headings in its font may be those of its parts.
    """
    section: list[PageLine] = []
    is_larger = title.font[0] > body.font[0]
    for line in lines[:_LONGEST_PROGRAM]:
        if line.font[0] > title.font[0] or (is_larger and line.font == title.font):
            break
        section.append(line)
    return section


def _program(
    title: Sequence[PageLine],
    section: Sequence[PageLine],
    body: TextBody,
    url: str,
    edition: str | None,
) -> Record | None:
    """The program, or None where it lists too few courses to be one."""
    components = listing.components(_lines(section, body))
    if len(components) < _FEWEST_COURSES:
        return None
    name = joined([line.words for line in title], body.hyphened)
    texts = [one_line(line.words) for line in section]
    fields = {
        "credential_text": name,
        "credits_total_text": total_of_rows(texts) or stated_total(texts),
        "edition": edition,
    }
    return Record(
        "program", slug(name), f"{url}#page={title[0].page}", name, stated(fields), components
    )


def _lines(section: Sequence[PageLine], body: TextBody) -> Iterator[Line]:
    """The lines of a program: courses, sentences that rule them, and headings of the text."""
    for line in section:
        course = heading_of(line.words, line.page)
        words = one_line(line.words)
        if course and course.title:
            amount = course.credits_text or ""
            yield Line(words, ((course.code, course.title),), amount=amount)
        elif rules_list(words):
            yield Line(words, heading=_SECTION + BELOW)
        elif line.font != body.font and line.lead == len(line.words):
            yield Line(words, heading=_SECTION)
