"""The University of Illinois' Course Information Suite (CIS): its catalog and schedules as XML.

How to recognise a page: XML of the namespace `http://rest.cis.illinois.edu`.

In a source's YAML: `start_urls` name a term or a subject such as
`https://courses.illinois.edu/cisapp/explorer/schedule/2026/fall/CS.xml?mode=cascade`, which holds
the details of all courses; without `mode` a list leads to the details of each course. `/catalog/`
in place of `/schedule/` gives courses without sections.

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
from spiders.page.strength import Strength
from spiders.page.xml import child_words, children, descendants, local_name, words

_NAMESPACE = b"http://rest.cis.illinois.edu"
_HUBS = ("calendarYear", "term", "subject", "course")
_COURSES = ("course", "cascadingCourse")
_SAME_AS = "Same as "


def recognises(page: Page) -> Strength:
    """XML of this API."""
    return Strength.OWN.when(page.is_html and _NAMESPACE in page.body[:1000])


def links(page: Page) -> Iterator[str]:
    """The years, terms, subjects and courses below an answer; sections stand in their course."""
    for element in page.xml.iter():
        is_above = any(local_name(above) == "parents" for above in element.iterancestors())
        if local_name(element) in _HUBS and element.get("href") and not is_above:
            yield element.get("href", "")


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer, once. Raises Unreadable where it is not XML."""
    root = page.xml
    if local_name(root) == "section":
        courses = iter([root])
    else:
        names = root.iter() if local_name(root) in ("subject", "course") else ()
        courses = (element for element in names if local_name(element) in _COURSES)
    return distinct_records(_record(element, root, page) for element in courses)


def _record(element: _Element, root: _Element, page: Page) -> Record | None:
    """The course that an element describes or names; None for one that is named as a parent."""
    if any(local_name(above) == "parents" for above in element.iterancestors()):
        return None
    parents = next(descendants(element, "parents"), next(descendants(root, "parents"), None))
    named = children(parents, "course") if parents is not None else []
    is_section = local_name(element) == "section"
    if is_section and not named:
        return None
    title = (
        words(named[0]) if is_section else child_words(element, "label") or one_line(element.text)
    )
    code = _code(named[0] if is_section else element, parents, root)
    if not (code and title):
        return None
    url = element.get("href") or page.url
    return Record("course", slug(code), url, title, _fields(code, element, parents, root))


def _code(course: _Element, parents: _Element | None, root: _Element) -> str:
    """The code, "CS 100", of an element whose id is the code or the number alone."""
    identifier = course.get("id") or ""
    if " " in identifier or not identifier:
        return identifier
    subjects = children(parents, "subject") if parents is not None else []
    subject = subjects[0] if subjects else root
    is_subject = local_name(subject) == "subject" and subject.get("id")
    return f"{subject.get('id')} {identifier}" if is_subject else ""


def _fields(
    code: str, element: _Element, parents: _Element | None, root: _Element
) -> dict[str, Any]:
    description = child_words(element, "description")
    information = child_words(element, "courseSectionInformation")
    requisites = in_prose(description) or in_prose(information)
    subject = child_words(parents, "subject") if parents is not None else ""
    if not subject and local_name(root) == "subject":
        subject = child_words(root, "label")
    people = (words(each) for each in descendants(element, "instructor"))
    return stated(
        {
            "code": code,
            "subject": subject,
            "edition": child_words(parents, "term", "calendarYear") if parents is not None else "",
            "description": paragraphs(description),
            "credits_text": child_words(element, "creditHours"),
            "prerequisites_text": requisites.get("prerequisites_text"),
            "corequisites_text": requisites.get("corequisites_text"),
            "cross_listed": _cross_listed(description),
            "instructors": distinct(people),
            "starts_on": _agreed(element, "startDate"),
            "ends_on": _agreed(element, "endDate"),
        }
    )


def _cross_listed(description: str) -> list[str]:
    """The codes in the sentence "Same as STAT 107."."""
    before, mark, behind = description.partition(_SAME_AS)
    at_start = not before or before.endswith((". ", "\n"))
    return course_codes(behind.partition(". ")[0]) if mark and at_start else []


def _agreed(element: _Element, name: str) -> str | None:
    """The day that all sections of a course share; a day of XML may end in a time zone."""
    days = {words(each)[:10] for each in descendants(element, name)}
    return days.pop() if len(days) == 1 else None
