"""The University of Illinois' Course Information Suite (CIS): its catalog and schedules as XML.

How to recognise a page: XML of the namespace `http://rest.cis.illinois.edu`.

In a source's YAML: `start_urls` name a term or a subject such as
`https://courses.illinois.edu/cisapp/explorer/schedule/2026/fall/CS.xml?mode=cascade`, which holds
the details of all courses; without `mode` a list leads to the details of each course. `/catalog/`
in place of `/schedule/` gives courses without sections. Of all years the newest is read.

Seen on real answers: a subject with its courses and sections (2020). The API's documentation
describes the other answers: a year, a term, a course, a section.

Key: the course's code.
"""

from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.codes import course_codes
from spiders.page.fields import distinct, distinct_records, stated
from spiders.page.labels import in_prose
from spiders.page.links import Link, Reason
from spiders.page.strength import Strength
from spiders.page.xml import child_words, children, descendants, local_name, words

_NAMESPACE = b"http://rest.cis.illinois.edu"
_YEAR = "calendarYear"
_HUBS: dict[str, Reason] = {
    _YEAR: "edition",
    "term": "course_list",
    "subject": "course_list",
    "course": "course",
}
_COURSES = ("course", "cascadingCourse")
_SAME_AS = "Same as "


def recognises(page: Page) -> Strength:
    """XML of this API."""
    return Strength.OWN.when(page.is_html and _NAMESPACE in page.body[:1000])


def links(page: Page) -> Iterator[Link]:
    """The newest year, the terms, subjects and courses below an answer.

    Sections stand in their course.
    """
    below = [
        element
        for element in page.xml.iter()
        if local_name(element) in _HUBS and element.get("href") and not _is_parent(element)
    ]
    newest = max((each.get("id", "") for each in below if local_name(each) == _YEAR), default="")
    for element in below:
        name = local_name(element)
        if name != _YEAR or element.get("id", "") == newest:
            yield Link(element.get("href", ""), _HUBS[name], words(element))


def _is_parent(element: _Element) -> bool:
    """Whether an element names what its answer is a part of."""
    return any(local_name(above) == "parents" for above in element.iterancestors())


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer, once. Raises Unreadable where it is not XML."""
    courses = _courses(page.xml)
    return distinct_records(_record(named, details, page) for named, details in courses)


def _courses(root: _Element) -> Iterator[tuple[_Element, _Element]]:
    """(the element that names a course, the one with its details) of an answer.

    The answer for a section names its course as a parent; the others name it and describe it.
    """
    if local_name(root) == "section":
        for parents in children(root, "parents"):
            yield from ((course, root) for course in children(parents, "course"))
    elif local_name(root) in ("subject", "course"):
        for element in root.iter():
            if local_name(element) in _COURSES and not _is_parent(element):
                yield element, element


def _record(named: _Element, details: _Element, page: Page) -> Record | None:
    parents = next(descendants(details, "parents"), next(descendants(page.xml, "parents"), None))
    title = child_words(named, "label") or one_line(named.text)
    code = _code(named, parents, page.xml)
    if not (code and title):
        return None
    url = details.get("href") or page.url
    fields = _fields(details, parents, page.xml) | {"code": code}
    return Record("course", slug(code), url, title, stated(fields))


def _code(course: _Element, parents: _Element | None, root: _Element) -> str:
    """The code, "CS 100", of an element whose id is the code or the number alone."""
    identifier = course.get("id") or ""
    if " " in identifier or not identifier:
        return identifier
    subject = next(iter(children(parents, "subject")), root)
    is_subject = local_name(subject) == "subject" and subject.get("id")
    return f"{subject.get('id')} {identifier}" if is_subject else ""


def _fields(element: _Element, parents: _Element | None, root: _Element) -> dict[str, Any]:
    description = child_words(element, "description")
    information = child_words(element, "courseSectionInformation")
    requisites = in_prose(description) or in_prose(information)
    is_of_subject = local_name(root) == "subject"
    subject = child_words(parents, "subject") or (
        child_words(root, "label") if is_of_subject else ""
    )
    people = (words(each) for each in descendants(element, "instructor"))
    return {
        "subject": subject,
        "edition": child_words(parents, "term", "calendarYear"),
        "description": paragraphs(description),
        "credits_text": child_words(element, "creditHours"),
        "prerequisites_text": requisites.get("prerequisites_text"),
        "corequisites_text": requisites.get("corequisites_text"),
        "cross_listed": _cross_listed(description),
        "instructors": distinct(people),
        "starts_on": _agreed(element, "startDate"),
        "ends_on": _agreed(element, "endDate"),
    }


def _cross_listed(description: str) -> list[str]:
    """The codes in the sentence "Same as STAT 107."."""
    before, mark, behind = description.partition(_SAME_AS)
    at_start = not before or before.endswith((". ", "\n"))
    return course_codes(behind.partition(". ")[0]) if mark and at_start else []


def _agreed(element: _Element, name: str) -> str | None:
    """The day that all sections of a course share; a day of XML may end in a time zone."""
    days = {words(each)[:10] for each in descendants(element, name)}
    return days.pop() if len(days) == 1 else None
