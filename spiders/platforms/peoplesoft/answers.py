"""The answers of HighPoint's IScripts: searches, lists of a subject, details of a course or class.

All of them name PeopleSoft's columns: `subject`, `catalog_nbr`, `descr`, `units`, `strm`.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from courseatlas.records import Page, Record
from courseatlas.text import paragraphs
from spiders.page.api_values import Row, people, words
from spiders.page.fields import stated
from spiders.page.labels import in_prose
from spiders.page.markup import html_to_text
from spiders.platforms.peoplesoft.sections import PrintedSection, records, requisites

_KEYS = (b'"catalog_nbr"', b'"crse_id"')
_DETAILS = (b'"course_details"', b'"section_info"')
_LISTS = ("classes", "sections", "courses")


def is_answer(page: Page) -> bool:
    """Whether JSON has the columns of a class or a course."""
    has_details = any(key in page.body for key in _DETAILS)
    return _KEYS[0] in page.body and (_KEYS[1] in page.body or has_details)


def courses(page: Page) -> Iterator[Record]:
    """Each course of an answer, once."""
    subject = parse_qs(urlsplit(page.url).query).get("subject", [""])[0]
    sections = (_section(row, subject) for row in _rows(page.json))
    yield from records((section for section in sections if section), page)


def next_page(page: Page) -> Iterator[str]:
    """The next page of a search: while an answer has classes, up to the count that it states.

    Some schools state the count on a page 0 alone, and 0 on all others.
    """
    number = re.search(r"(?<=[?&]page=)\d+", page.url)
    if number is None or not page.is_json:
        return
    answer, following = page.json, int(number[0]) + 1
    last = answer.get("pageCount") if isinstance(answer, dict) else None
    is_last = isinstance(last, int) and 0 < last < following
    if not is_last and next(_rows(answer), None):
        yield f"{page.url[: number.start()]}{following}{page.url[number.end() :]}"


def _rows(answer: Any) -> Iterator[Row]:
    """The rows of an answer, with the details of a course or a class as one row."""
    if isinstance(answer, list):
        yield from (row for row in answer if isinstance(row, dict) and row.get("catalog_nbr"))
    elif isinstance(answer, dict):
        for name in _LISTS:
            yield from _rows(answer.get(name))
        details, section = answer.get("course_details"), answer.get("section_info")
        if isinstance(details, dict):
            yield from _of_course(details)
        if isinstance(section, dict):
            yield from _of_class(section)


def _of_course(details: Row) -> Iterator[Row]:
    """The row of a course, under the code of each subject that offers it."""
    title = {"descr": details.get("course_title") or details.get("descr")}
    for offering in _rows(details.get("offerings")):
        yield details | offering | title | {"department": offering.get("acad_org")}


def _of_class(section: Row) -> Iterator[Row]:
    """The row of a class whose details stand under several names."""
    details = _object(section, "class_details")
    meetings = [each for each in section.get("meetings") or [] if isinstance(each, dict)]
    people_of_all = [
        person for each in meetings for person in each.get("instructors") or [] if person
    ]
    if details.get("catalog_nbr"):
        yield details | {
            "descr": details.get("course_title"),
            "descrlong": _object(section, "catalog_descr").get("crse_catalog_description"),
            "req_group": _object(section, "enrollment_information").get("enroll_requirements"),
            "instruction_mode_descr": details.get("instruction_mode"),
            "instructors": people_of_all,
            "meetings": meetings,
        }


def _object(row: Row, name: str) -> Row:
    value = row.get(name)
    return value if isinstance(value, dict) else {}


def _section(row: Row, subject: str) -> PrintedSection | None:
    """A row as a section; None for one whose subject is stated nowhere."""
    subject, number = words(row.get("subject")) or subject, words(row.get("catalog_nbr"))
    if not (subject and number):
        return None
    description = row.get("descrlong")
    printed = paragraphs(html_to_text(description)) if description else ""
    mode = words(row.get("instruction_mode_descr"))
    fields = {
        "subject": words(row.get("subject_descr")) or subject,
        "department": words(row.get("department")),
        "description": printed,
        "delivery_text": mode,
        "level_text": words(row.get("acad_career_descr")),
        **in_prose(printed),
        **requisites(words(row.get("req_group")) or ""),
    }
    return PrintedSection(
        f"{subject} {number}",
        words(row.get("course_title_long")) or words(row.get("descr")) or "",
        tuple(people(row.get("instructors"))),
        _days(row, "start_dt", "start_date"),
        _days(row, "end_dt", "end_date"),
        words(row.get("acad_career")) or "",
        _units(row),
        stated(fields),
    )


def _days(row: Row, *names: str) -> tuple[str, ...]:
    """The dates of a row itself, else those of its meetings."""
    meetings = (each for each in row.get("meetings") or [] if isinstance(each, dict))
    owners = [row] if any(row.get(name) for name in names) else meetings
    return tuple(str(owner[name]) for owner in owners for name in names if owner.get(name))


def _units(row: Row) -> str:
    """The printed units of a class, or the least and the most units of a course."""
    bounds = [words(row.get(name)) for name in ("units_minimum", "units_maximum")]
    if all(bounds):
        return str(bounds[0]) if bounds[0] == bounds[1] else f"{bounds[0]} - {bounds[1]}"
    return words(row.get("units")) or ""
