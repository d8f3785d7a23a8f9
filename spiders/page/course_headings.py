"""Headings that begin with a course's code, with the prose below them."""

from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import slug
from spiders.page.content import is_chrome
from spiders.page.course_rows import cells, headers_of, is_in_capitals
from spiders.page.fields import distinct_records, stated
from spiders.page.labels import segments
from spiders.page.markup import HEADINGS, text
from spiders.page.people import names_in
from spiders.page.title_lines import ListedCourse, listed_course

_LONGEST_TITLE = 150


def courses_of_headings(page: Page, region: HtmlElement) -> Iterator[Record]:
    """Each course that a heading names, once, with the paragraphs up to the next heading.

    Of a page about a single course also the tables count, by the headers of their columns.
    """
    headings = [(each, _named(each)) for each in region.iter(*HEADINGS) if not is_chrome(each)]
    named = [(element, course) for element, course in headings if course is not None]
    tables = _of_tables(region) if len({course.code for _, course in named}) == 1 else {}
    yield from distinct_records(
        _record(page, course, _following(element) | tables) for element, course in named
    )


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


def _of_tables(region: HtmlElement) -> dict[str, Any]:
    """What the columns of a page's tables state of its only course: its people and its mode."""
    people_of_all: list[str] = []
    modes: set[str] = set()
    for table in region.iter("table"):
        rows = list(table.iter("tr"))
        headers = next((columns for columns in map(headers_of, rows) if columns), [])
        for row in rows:
            for column, cell in zip(headers, cells(row), strict=False):
                if cell.tag == "td" and column == "instructors_text":
                    people_of_all += names_in(text(cell))
                elif cell.tag == "td" and column == "delivery_text":
                    modes.add(text(cell))
    mode = modes.pop() if len(modes) == 1 else None
    return stated({"instructors": list(dict.fromkeys(people_of_all)), "delivery_text": mode})
