"""Headings that begin with a course's code, with the prose below them."""

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import slug
from spiders.page.course_rows import cells, columns_of, headers_above, is_in_capitals
from spiders.page.fields import distinct_records, stated
from spiders.page.labels import segments
from spiders.page.markup import HEADINGS, is_popup, text, visible_lines
from spiders.page.people import names_in
from spiders.page.title_lines import ListedCourse, listed_course

_LONGEST_TITLE = 150


def courses_of_headings(page: Page, region: HtmlElement) -> Iterator[Record]:
    """Each course that a heading names, once, with the paragraphs up to the next heading.

    A heading in a row of a table is followed by the rows of its sections. On a page about a single
    course all tables are about it.
    """
    headings = [each for each in region.iter(*HEADINGS) if not _is_menu(each)]
    with_courses = ((element, _named(element)) for element in headings)
    named = [(element, course) for element, course in with_courses if course]
    is_alone = len({course.code for _, course in named}) == 1
    for_all = _of_rows(region.iter("tr")) if is_alone else {}
    yield from distinct_records(
        _record(page, course, _following(element) | (_of_sections(element) or for_all))
        for element, course in named
    )


def _is_menu(heading: HtmlElement) -> bool:
    around = heading.iterancestors()
    return any(each.tag in ("nav", "footer", "aside") or is_popup(each) for each in around)


def _named(heading: HtmlElement) -> ListedCourse | None:
    """The course that a heading names, by a code in capitals and a title."""
    line = text(heading)
    course = listed_course(line) if len(line) < _LONGEST_TITLE else None
    return course if course and is_in_capitals(course.code) else None


def _record(page: Page, course: ListedCourse, values: dict[str, Any]) -> Record:
    fields = {
        "code": course.code,
        "subject": course.subject,
        "cross_listed": list(course.cross_listed),
        "credits_text": course.credits_text,
        **values,
    }
    return Record("course", slug(course.code), page.url, course.title, stated(fields))


def _following(heading: HtmlElement) -> dict[str, Any]:
    """The paragraphs between a heading and the next one, and what their lines label."""
    description: list[str] = []
    values: dict[str, Any] = {}
    for element in heading.itersiblings():
        if element.tag in HEADINGS or (isinstance(element.tag, str) and _has_heading(element)):
            break
        for paragraph in element.iter("p") if isinstance(element.tag, str) else ():
            for column, value in segments(text(paragraph)).items():
                if column:
                    values.setdefault(column, value)
                elif value:
                    description.append(value)
    return values | {"description": "\n".join(description)}


def _has_heading(element: HtmlElement) -> bool:
    return next(element.iter(*HEADINGS), None) is not None


def _of_sections(heading: HtmlElement) -> dict[str, Any]:
    """What the rows below a heading's own row state, up to the next row with a heading."""
    row = next(heading.iterancestors("tr"), None)
    if row is None:
        return {}
    return _of_rows(takewhile(lambda each: not _has_heading(each), row.itersiblings("tr")))


def _of_rows(rows: Iterable[HtmlElement]) -> dict[str, Any]:
    """What rows of sections state of their course by their columns: its people and its mode."""
    people: list[str] = []
    modes: set[str] = set()
    headers: dict[HtmlElement, list[str | None]] = {}
    for row in rows:
        table = row.getparent()
        if table not in headers:
            headers[table] = headers_above(table)
        for column, cell in zip(columns_of(row, headers[table]), cells(row), strict=False):
            if column == "instructors_text":
                people += names_in("\n".join(visible_lines(cell)))
            elif column == "delivery_text" and text(cell):
                modes.add(text(cell))
    mode = modes.pop() if len(modes) == 1 else None
    return stated({"instructors": list(dict.fromkeys(people)), "delivery_text": mode})
