"""Rows of Coursedog's answers: which are published, and which courses are named by their ids."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from courseatlas.requirements.listing import Course
from courseatlas.values.codes import spaced_code, split_code
from spiders.page.api_values import Row, nested_objects, words

# an internal id -> the course that the same answer names by it
CourseNames = Mapping[str, Course]

_DATE_BEHIND_ID = re.compile(r"-\d{4}-\d{2}-\d{2}$")
_CODE = re.compile(r"[A-Z][A-Z&/ ]{0,10}[ -]?\d\w{0,6}")


def is_published(row: Row, told: Collection[str] = ()) -> bool:
    """Whether a row is active and printed in the catalog, as far as it says so.

    `told` are the fields that the catalog's own filters speak of, which the API has looked at.
    """
    status = (words(row.get("status")) or "active").casefold()
    is_active = "status" in told or status == "active"
    return is_active and ("catalogPrint" in told or row.get("catalogPrint") is not False)


def code_of(row: Row) -> str:
    """A course's code with a space behind its subject: "CS3500" is "CS 3500"."""
    code, subject = words(row.get("code")) or "", words(row.get("subjectCode")) or ""
    number = words(row.get("courseNumber")) or ""
    if not code:
        return f"{subject} {number}" if subject and number else ""
    if subject and code.startswith(subject) and code[len(subject) :].strip(" -"):
        return f"{subject} {code[len(subject) :].lstrip(' -')}"
    return spaced_code(code)


def title_of(row: Row) -> str:
    """A row's long name, else its short one, else the name that the catalog displays."""
    names = ("longName", "name", "catalogDisplayName")
    return next((name for name in (words(row.get(each)) for each in names) if name), "")


def named_courses(answer: Any) -> CourseNames:
    """The courses that an answer names by an id, wherever in it they stand."""
    rows = nested_objects(answer, _is_course, within=True)
    return {id: (code_of(row), title_of(row)) for row in rows for id in _ids(row)}


def _is_course(row: Row) -> bool:
    return "programGroupId" not in row and _CODE.fullmatch(code_of(row)) is not None


def _ids(row: Row) -> Iterator[str]:
    """The ids by which rules may name a course; one of a version ends in its first day."""
    for name in ("courseGroupId", "_id", "id"):
        printed = row.get(name)
        if isinstance(printed, str) and printed:
            yield _DATE_BEHIND_ID.sub("", printed)


def course_named(printed: str, names: CourseNames) -> Course | None:
    """(code, title) of the course that a rule names by an id or by a code; None for other ids.

    >>> course_named("LMP 101", {}), course_named("0045691", {})
    (('LMP 101', ''), None)
    """
    if printed in names:
        return names[printed]
    line = split_code(printed.strip())
    is_code = _CODE.fullmatch(printed.strip()) and line.code and not line.rest.strip()
    return (spaced_code(line.code or ""), "") if is_code else None
