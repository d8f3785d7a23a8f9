"""The courses that one line of a program's requirements names: a sentence, a row, an item.

`spiders.page.requirements` walks the markup that the lines stand in.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from courseatlas.requirements import listing, notes, rules
from courseatlas.requirements.listing import Course, Line
from courseatlas.requirements.ranges import course_range
from courseatlas.text import one_line
from courseatlas.values.codes import (
    code_mentions,
    course_codes,
    split_code,
    with_plain_hyphens,
)
from spiders.page.course_rows import declares_codes, headers_of
from spiders.page.declared_codes import declared_code
from spiders.page.labels import segments
from spiders.page.markup import text
from spiders.page.title_lines import course_with_code_behind, listed_course

# the level of the heading of rows, below those of HTML
TABLE_HEADING = 8
LEADING_OR, LEADING_JOINER = re.compile(r"or\s", re.I), re.compile(r"^(?:or|and)\s+", re.I)
_LONGEST_TITLE, _HEADER_ROWS = 140, 3
_TOTAL = re.compile(r"(?:sub)?total\b", re.I)
_LINK_TO_PROGRAM = re.compile(r"/programs?/|preview_program", re.I)
_SMALL_LETTERS = re.compile(r"^[A-Z]?[a-z]{2}")
_BETWEEN_CODES = re.compile(r"(?:[\s,;/&.]|\bor\b|\band\b)*")
# between the title of a course and the code of the next
_BEFORE_FURTHER_COURSE = re.compile(r"\s+(?:or|and|&)\s+(?=[A-Z]{2,}[A-Z&-]*\s?\d)")
_JOINED_BY_OR = re.compile(r"\bor\b|/")
_CREDITS_BEHIND = re.compile(r"\s*\(\d[\d.\s–-]*(?:[a-z. ]+)?\)\s*$", re.I)
# "Lamps (LMP 402) – 15 credits"
_AMOUNT_BEHIND = re.compile(
    r"\s*[-–—:,]?\s*\d[\d.]*\s*(?:credits?|units?|points?|ECTS|CATS)\W*$", re.I
)


def courses_of(words: str, link: HtmlElement | None = None) -> tuple[Course, ...]:
    """(code, title) of the courses that words begin with and are all about.

    "CS 101 or CS 102" has no titles, "CS 101 Programs or CS 102 Proofs" has two; a sentence that
    only begins with a code lists nothing. A subject in small letters ("Math 101") is told from
    other words ("Total 120") by its link. A link to a program names no course.
    """
    codes = split_code(_CREDITS_BEHIND.sub("", words))
    if link is not None and _LINK_TO_PROGRAM.search(link.get("href") or ""):
        return ()
    is_linked = link is not None and words.startswith(text(link) or " ")
    is_code = codes.code is not None and (is_linked or not _SMALL_LETTERS.search(codes.code))
    if not is_code or listing.is_area(words) or course_range(codes.code or ""):
        return ()
    if not codes.rest.strip(" .*:"):
        is_cross_listed = "(" in codes.printed or "=" in codes.printed
        others = () if is_cross_listed else codes.cross_listed
        return tuple((code, "") for code in (codes.code or "", *others))
    parts = _BEFORE_FURTHER_COURSE.split(words)
    named = [courses_of(part) for part in parts] if len(parts) > 1 else []
    if named and all(named):
        return tuple(course for part in named for course in part)
    line = listed_course(words)
    if line is None or len(line.title) > _LONGEST_TITLE or line.title.endswith("."):
        return ()
    return ((line.code, line.title),)


def course_lines(
    words: str, courses: tuple[Course, ...], depth: int, is_or: bool, amount: str = ""
) -> Iterator[Line]:
    """The courses of a line: one line where they go together, one each where "or" parts them."""
    if len(courses) > 1 and _JOINED_BY_OR.search(words):
        for number, course in enumerate(courses):
            yield Line(words, (course,), depth=depth, amount=amount, is_or=is_or or number > 0)
    else:
        yield Line(words, courses, depth=depth, amount=amount, is_or=is_or)


def inline_courses(words: str, links: list[HtmlElement], depth: int) -> Iterator[Line]:
    """The courses that the words of a rule end in: "Complete 1 of: CS 100, CS 115, or CS 135".

    `links` are those of the words; where there are none, the words themselves hold the codes.
    """
    codes = [text(link) for link in links] or course_codes(words)
    if len(codes) < 2 or not notes.lists_inline(words) or course_range(words):
        return
    behind = words[words.find(codes[0]) :]
    for code in codes:
        behind = behind.replace(code, "", 1)
    if _BETWEEN_CODES.fullmatch(behind) and all(courses_of(code) for code in codes):
        for code in codes:
            yield Line(code, ((code, ""),), depth=depth)


def courses_before_code(words: str) -> tuple[Course, ...]:
    """(code, title) of a course whose code stands in brackets behind its title, or ().

    Universities of the United Kingdom list modules so: "Lamps (LMP 402) – 15 credits". Inferred.
    """
    course = course_with_code_behind(_AMOUNT_BEHIND.sub("", words))
    if course is None or listing.is_area(course.title):
        return ()
    is_rule = rules.selects(course.title) or rules.introduces_list(course.title)
    return () if is_rule else ((course.code, course.title),)


def declared_course(row: HtmlElement, texts: Sequence[str]) -> tuple[Course, ...]:
    """(code, title) of a row by the headers of its columns, which may begin with a number; or ().

    Inferred: module handbooks ("Modul | Modulnummer | LP") and syllabi ("Sl. No. | Course Code").
    """
    may_be_one = len(texts) > 2 and any(map(str.isdigit, "".join(texts)))
    table = next(row.iterancestors("table"), None) if may_be_one else None
    rows = islice(table.iter("tr"), _HEADER_ROWS) if table is not None else ()
    headers = next((columns for columns in map(headers_of, rows) if columns), [])
    if not declares_codes(headers) or len(texts) != len(headers):
        return ()
    codes = declared_code(texts[headers.index("code")])
    title = texts[headers.index("title")]
    return ((codes.code, title),) if codes and codes.code and len(title) <= _LONGEST_TITLE else ()


def coded_paragraph(words: str, level: float) -> Iterator[Line]:
    """A title and the codes behind it, which are all that a paragraph says: "Core: CS 1, CS 2/3".

    Labels of other values ("Exclusion: CS 1, CS 2") are no titles. Canadian calendars list the
    courses of a program so. Inferred.
    """
    title, _, listed = with_plain_hyphens(words).partition(":")
    mentions = list(code_mentions(listed)) if len(title) <= _LONGEST_TITLE else []
    if len(mentions) < 2 or segments(words).keys() != {""}:
        return
    ends = [0, *(mention.end for mention in mentions)]
    starts = [*(mention.start for mention in mentions), len(listed)]
    between = [listed[end:start] for end, start in zip(ends, starts, strict=True)]
    if all(map(_BETWEEN_CODES.fullmatch, between)):
        yield Line(title, heading=level)
        for mention, before in zip(mentions, between, strict=False):
            is_or = mention is not mentions[0] and _JOINED_BY_OR.search(before) is not None
            # a bare number takes its subject from the code before it, others stay as printed
            printed = listed[mention.start : mention.end]
            code = mention.code if printed.isdigit() else printed
            yield Line(code, ((code, ""),), is_or=is_or)


def preformatted_lines(block: HtmlElement) -> Iterator[Line]:
    """The lines of preformatted text: courses in columns, headings in capitals, and rules.

    Inferred: two spaces and more part the columns.
    """
    for line in "".join(block.itertext()).splitlines():
        first, *others = re.split(r"\s{2,}", line.strip())
        courses = courses_of(LEADING_JOINER.sub("", first))
        if courses and others and not courses[0][1]:
            courses = ((courses[0][0], others[0]), *courses[1:])
        if _TOTAL.match(first):
            continue
        if courses:
            amount = others[-1] if others else ""
            yield from course_lines(first, courses, 0, bool(LEADING_OR.match(first)), amount)
        elif first.isupper() or first.endswith(":"):
            yield Line(one_line(line), heading=TABLE_HEADING)
        elif first:
            yield Line(one_line(line))
