"""Courses on pages of any site: tables, rows and headings that begin with codes, and cards."""

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.values.words import credential
from spiders.page.content import heading, main_region
from spiders.page.course_cards import courses_of_cards
from spiders.page.course_headings import courses_of_headings
from spiders.page.course_rows import courses_of_rows
from spiders.page.course_tables import courses_of_tables
from spiders.page.fields import distinct_records
from spiders.page.labelled_course import course_of_labels
from spiders.page.markup import fragment
from spiders.page.preformatted import with_paragraphs

# a cell, a link, a list item or a line that begins with a code in capitals
_CODE = (
    rb"(?:[A-Z]{2,8}|[A-Z](?: [A-Z]){1,3})(?:[-./ ][A-Z]{1,4})?(?:[-.\s]|&nbsp;){0,3}"
    rb"\d{2,5}(?:[A-Z]\d)?"
)
_CELLS = re.compile(rb"<(?i:td|th|li|dt|p|br|a|span|strong|b)\b[^<>]*>\s*(" + _CODE + rb")\b")
_TWO_CELLS = re.compile(
    rb"<(?i:td)\b[^<>]*>\s*([A-Z]{2,8})\s*(?:<[^<>]*>\s*){2,6}(\d{3,5}[A-Z]?)\b"
)
_HEADING = re.compile(
    rb"<(?i:h[1-5]|summary|button)\b[^<>]*>\s*(?:<[^<>]*>\s*)?(" + _CODE + rb")\b"
)
_CODE_LABEL = re.compile(
    rb">\s*(?:(?:course|module|unit|subject) (?:code|number)|modul(?:nummer|code|-?nr\.?)"
    rb"|c(?:\xc3\xb3|o)digo(?: de la asignatura)?|code (?:ue|du cours)|codice|sigle"
    rb"|vakcode|kurskod|emnekode)\s*:?\s*<",
    re.I,
)
_WORDS = re.compile(
    rb"instructor|prerequisite|credits?\b|credit hours|\bunits\b|\bects\b|leistungspunkte"
    rb"|cr(?:\xc3\xa9|e)dit[os]s?\b|\bcfu\b|h\xc3\xb6gskolepo\xc3\xa4ng|studiepoeng",
    re.I,
)
_CARD = re.compile(
    rb"""(?:<|\\u003c)h[2-5]\b[^<>]*?>\s*(?:<|\\u003c)a\b[^<>]*?/courses?(?:\\)?/[^/"'<>?#\\]+""",
    re.I,
)
_LEAST_CODES, _LEAST_CARDS = 3, 3
_SEARCHED = 1_000_000


def looks_like_courses(page: Page) -> bool:
    """Whether a page's bytes have the form of a list of courses. No document is built."""
    body = page.body[:_SEARCHED]
    if page.is_json:
        return (
            b"\\u003C" in body
            and len(_CARD.findall(body.replace(b"\\u003E", b">"))) >= _LEAST_CARDS
        )
    if not page.is_html:
        return False
    is_about_one = _CODE_LABEL.search(body) or _HEADING.search(body)
    if is_about_one and _WORDS.search(body):
        return True
    codes = {*_CELLS.findall(body), *_TWO_CELLS.findall(body), *_HEADING.findall(body)}
    return len(codes) >= _LEAST_CODES or len(_CARD.findall(body)) >= _LEAST_CARDS


def courses_of_any_list(page: Page) -> Iterator[Record]:
    """The courses of a page's tables, headings or rows, whichever name more, else of its cards.

    A page about a program lists the courses of the program, and none of its own.
    """
    if page.is_json:
        roots = _documents(page.json)
        yield from distinct_records(each for root in roots for each in courses_of_cards(page, root))
        return
    if credential(heading(page))[0]:
        return
    region = with_paragraphs(main_region(page.tree))
    forms = (courses_of_tables, courses_of_headings, courses_of_rows)
    by_form = [list(courses(page, region)) for courses in forms]
    named = max(by_form, key=len) or list(course_of_labels(page, region))
    yield from named or courses_of_cards(page, region)


def _documents(value: Any) -> Iterator[HtmlElement]:
    """The HTML that values of a JSON document carry."""
    if isinstance(value, str) and "</" in value:
        yield fragment(value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _documents(inner)
