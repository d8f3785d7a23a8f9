"""Columbia's Directory of Classes: a department's listing of a term, a course being a heading with its sections below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from spiders.readers.markup import text, visible

_HEADING = re.compile(r"(?P<term>(?:Spring|Summer|Fall|Autumn|Winter) \d{4}) (?P<subject>.+) (?P<number>[A-Z]{1,2}\d{4}[A-Z]?)")
_SECTION = re.compile(r"/subj/(?P<subject>[A-Z_]{2,4})/(?P<number>[A-Z]{1,2}\d{4}[A-Z]?)-")
_POINTS = re.compile(r"Points:\s*(\d+(?:\.\d+)?(?:\s*-\s*\d+(?:\.\d+)?)?)")
_INSTRUCTOR = re.compile(r"Instructors?:\s*([^\n]+)")


@dataclass
class _Course:
    term: str
    subject: str
    number: str
    title: str
    sections: list[str] = field(default_factory=list)
    subject_code: str | None = None


def recognises(page: Page) -> bool:
    return b"/cu/bulletin/uwb/" in page.body[:5000] and b"Call Number:" in page.body and b"bgcolor=#99CCFF" in page.body


def read(page: Page) -> Iterator[Record]:
    """Each course heading of the listing, once, its sections folded."""
    seen: set[str] = set()
    for course in _courses(page.tree):
        record = _record(course, page)
        if record.key not in seen:
            seen.add(record.key)
            yield record


def _courses(tree: HtmlElement) -> Iterator[_Course]:
    course: _Course | None = None
    for row in tree.iter("tr"):
        cells = row.findall("td")
        lines = [one_line(line) for line in visible(cells[0]).split("\n") if line.strip()] if cells else []
        if len(cells) == 1 and len(lines) >= 2 and (found := _HEADING.fullmatch(lines[0])):
            if course:
                yield course
            course = _Course(found["term"], found["subject"], found["number"], one_line(" ".join(lines[1:])))
        elif course and len(cells) == 2 and "Call Number:" in text(cells[1]):
            course.sections.append(visible(cells[1]))
            link = cells[0].find(".//a")
            # the heading spells the subject out; a section's address has its code
            if link is not None and (section := _SECTION.search(link.get("href") or "")):
                course.subject_code = course.subject_code or section["subject"]
    if course:
        yield course


def _record(course: _Course, page: Page) -> Record:
    code = f"{course.subject_code or course.subject} {course.number}"
    points = {found[1] for section in course.sections if (found := _POINTS.search(one_line(section)))}
    people = [one_line(found[1]) if (found := _INSTRUCTOR.search(section)) else "" for section in course.sections]
    fields = {
        "code": code,
        "subject": course.subject,
        "edition": course.term,
        # sections of one heading may differ in points and people: then the course states none
        "credits_text": points.pop() if len(points) == 1 else None,
        "instructors": _names(people[0]) if len(set(people)) == 1 else [],
    }
    return Record("course", slug(code), page.url, course.title, {name: value for name, value in fields.items() if value})


def _names(printed: str) -> list[str]:
    return [name for one in re.split(r"\s*(?:;|,)\s*", printed) if (name := one_line(one))]
