"""A course of PeopleSoft with its sections, from an answer or a page: one record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from courseatlas.records import Page, Record
from courseatlas.text import slug
from spiders.page.fields import distinct, stated
from spiders.page.labels import segments
from spiders.page.people import is_named
from spiders.page.sections import course_title, topic_titles

# the careers that every installation has; others are a school's own
_LEVELS = {"UGRD": "undergraduate", "GRAD": "graduate"}
_DATE = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})")
_ISO_DATE = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)")
_NO_CREDIT = re.compile(r"0*(?:\.0+)?(?: units?)?")


@dataclass(frozen=True)
class PrintedSection:
    """A section as PeopleSoft prints it. `fields` are those that a course takes as they are."""

    code: str
    title: str
    instructors: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    career: str = ""
    units: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


def records(sections: Iterable[PrintedSection], page: Page) -> Iterable[Record]:
    """One record per course, with the values that its sections agree on, in page order."""
    by_code: dict[str, list[PrintedSection]] = {}
    for section in sections:
        by_code.setdefault(section.code, []).append(section)
    printed = [day for each in by_code.values() for section in each for day in section.starts]
    printed += [day for each in by_code.values() for section in each for day in section.ends]
    is_day_first = day_first(printed)
    for code, of_course in by_code.items():
        title = course_title(section.title for section in of_course)
        if title:
            fields = _fields(code, of_course, is_day_first)
            yield Record("course", slug(code), page.url, title, fields)


def _fields(code: str, sections: list[PrintedSection], is_day_first: bool | None) -> dict[str, Any]:
    shared = {
        name: value
        for name, value in sections[0].fields.items()
        if all(section.fields.get(name) == value for section in sections)
    }
    people = distinct(name for section in sections for name in section.instructors)
    starts = {_day(day, is_day_first) for section in sections for day in section.starts}
    ends = {_day(day, is_day_first) for section in sections for day in section.ends}
    careers = {section.career for section in sections}
    # the recitation beside a lecture has no units of its own
    units = {section.units for section in sections}
    counting = {each for each in units if not _NO_CREDIT.fullmatch(each)} or units
    printed = counting.pop() if len(counting) == 1 else ""
    return stated(
        {
            "code": code,
            "instructors": [name for name in people if is_named(name)],
            "topic_titles": topic_titles(section.title for section in sections),
            "academic_level": _LEVELS.get(careers.pop()) if len(careers) == 1 else None,
            "credits_text": f"{printed} units" if printed and printed[-1].isdigit() else printed,
            "starts_on": starts.pop() if len(starts) == 1 else None,
            "ends_on": ends.pop() if len(ends) == 1 else None,
            **shared,
        }
    )


def day_first(printed: Iterable[str]) -> bool | None:
    """Whether dates with slashes print the day first; None where no date of the page tells.

    >>> day_first(["01/07/2019", "04/19/2019"]), day_first(["19/04/2019"])
    (False, True)
    >>> day_first(["01/07/2019"])
    """
    dates = [date for date in map(_DATE.fullmatch, printed) if date]
    orders = {int(date["first"]) > 12 for date in dates if max(map(int, date.groups()[:2])) > 12}
    return orders.pop() if len(orders) == 1 else None


def _day(printed: str, is_day_first: bool | None) -> str | None:
    """A printed date as an ISO 8601 date; None where the order of day and month is not known."""
    iso = _ISO_DATE.match(printed)
    if iso:
        return "-".join(iso.groups())
    date = _DATE.fullmatch(printed)
    if date is None or is_day_first is None:
        return None
    first, second = int(date["first"]), int(date["second"])
    month, day = (second, first) if is_day_first else (first, second)
    return f"{date['year']}-{month:02}-{day:02}" if month <= 12 and day <= 31 else None


def requisites(printed: str) -> dict[str, Any]:
    """The requirements for enrollment, as prerequisites unless a label calls them corequisites.

    >>> requisites("Prerequisite: CS 401")
    {'prerequisites_text': 'CS 401'}
    """
    values = segments(printed)
    return stated(
        {
            "prerequisites_text": values.get("prerequisites_text") or values.get(""),
            "corequisites_text": values.get("corequisites_text"),
        }
    )
