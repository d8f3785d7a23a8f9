"""Columbia University's Directory of Classes: one static page per department and term.

How to recognise a page: links below `/cu/bulletin/uwb/`, call numbers, and the colour of its
headings.

In a source's YAML: `start_urls` name a listing such as `…/sel/COMS_Fall2026.html`, or the list of
departments with a `follow` for the listings.

Seen on real pages: a listing and class pages of 2020 and 2021. Unknown: robots.txt, and the markup
at the directory's newer address.

Key: the course's code, by the address of its sections; a heading spells the subject out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from spiders.page.fields import distinct_records, stated
from spiders.page.markup import text, visible, visible_lines
from spiders.page.strength import Strength

_HEADING = re.compile(
    r"(?P<term>(?:Spring|Summer|Fall|Autumn|Winter) \d{4}) (?P<subject>.+)"
    r" (?P<number>[A-Z]{1,2}\d{4}[A-Z]?)"
)
_SECTION = re.compile(r"/subj/(?P<subject>[A-Z_]{2,4})/(?P<number>[A-Z]{1,2}\d{4}[A-Z]?)-")
_POINTS = re.compile(r"Points:\s*(\d+(?:\.\d+)?(?:\s*-\s*\d+(?:\.\d+)?)?)")
_INSTRUCTOR = re.compile(r"Instructors?:\s*([^\n]+)")


@dataclass(frozen=True)
class _ListedCourse:
    """A heading of the listing with the text of each section under it."""

    term: str
    subject: str
    number: str
    title: str
    sections: tuple[str, ...] = ()
    subject_code: str | None = None


def recognises(page: Page) -> Strength:
    """The directory's folder, its call numbers and the colour of its headings."""
    has_folder = b"/cu/bulletin/uwb/" in page.body[:5000]
    has_courses = b"Call Number:" in page.body and b"bgcolor=#99CCFF" in page.body
    return Strength.OWN.when(has_folder and has_courses)


def read(page: Page) -> Iterator[Record]:
    """Each course heading of the listing, once, with its sections as one record."""
    return distinct_records(_record(course, page) for course in _courses(page.tree))


def _courses(tree: HtmlElement) -> Iterator[_ListedCourse]:
    course: _ListedCourse | None = None
    for row in tree.iter("tr"):
        cells = row.findall("td")
        heading = _heading(cells)
        if heading:
            if course:
                yield course
            course = heading
        elif course and len(cells) == 2 and "Call Number:" in text(cells[1]):
            course = _with_section(course, cells)
    if course:
        yield course


def _heading(cells: list[HtmlElement]) -> _ListedCourse | None:
    """The course that a row of one cell begins: its term and code, then its title."""
    if len(cells) != 1:
        return None
    lines = visible_lines(cells[0])
    line = _HEADING.fullmatch(lines[0]) if len(lines) >= 2 else None
    if line is None:
        return None
    title = one_line(" ".join(lines[1:]))
    return _ListedCourse(line["term"], line["subject"], line["number"], title)


def _with_section(course: _ListedCourse, cells: list[HtmlElement]) -> _ListedCourse:
    """The course with one more section, whose address has the subject's code."""
    link = cells[0].find(".//a")
    address = _SECTION.search(link.get("href") or "") if link is not None else None
    code = course.subject_code or (address["subject"] if address else None)
    sections = (*course.sections, visible(cells[1]))
    return replace(course, sections=sections, subject_code=code)


def _record(course: _ListedCourse, page: Page) -> Record:
    """Points and people are those of the course only where its sections agree."""
    code = f"{course.subject_code or course.subject} {course.number}"
    stated_points = (_POINTS.search(one_line(section)) for section in course.sections)
    points = {match[1] for match in stated_points if match}
    stated_people = (_INSTRUCTOR.search(section) for section in course.sections)
    people = {one_line(match[1]) if match else "" for match in stated_people}
    fields = {
        "code": code,
        "subject": course.subject,
        "edition": course.term,
        "credits_text": points.pop() if len(points) == 1 else None,
        "instructors": _names(people.pop()) if len(people) == 1 else [],
    }
    return Record("course", slug(code), page.url, course.title, stated(fields))


def _names(printed: str) -> list[str]:
    names = (one_line(name) for name in re.split(r"\s*[;,]\s*", printed))
    return [name for name in names if name]
