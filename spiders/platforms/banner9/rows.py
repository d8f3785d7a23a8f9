"""Rows of Banner 9's searches: one course, or the sections of one."""

import html
import re
from typing import Any

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from spiders.page.api_values import Row
from spiders.page.fields import distinct, stated
from spiders.page.sections import course_title, topic_titles

# the number of credit that is taken over from another school, and not of a course: "1XXX"
_TRANSFERRED = re.compile(r"\d*X{2,}", re.I)
# where the search cuts a description; a whole one ends in a sentence's mark
_CUT = 100


def code_of(row: Row) -> str:
    """The subject's code and the number that the site displays, which may not be the internal one.

    What stands for transferred credit has none.

    >>> code_of({"subject": "ICS", "courseNumber": "1110", "courseDisplay": "111"})
    'ICS 111'
    >>> code_of({"subjectCode": "CS", "courseNumber": "1XXX"})
    ''
    """
    subject = words(row, "subjectCode") or words(row, "subject")
    number = words(row, "courseDisplay") or words(row, "courseNumber")
    is_course = subject and number and not _TRANSFERRED.fullmatch(number)
    return f"{subject} {number}" if is_course else ""


def course_of(code: str, rows: list[Row], page: Page) -> Record | None:
    """A course with the title that most of its rows carry; values only where the rows agree."""
    title = title_of(rows)
    if not title:
        return None
    amounts = [credits for credits in map(_credits, rows) if credits]
    counting = [credits for credits in amounts if credits["credits_max"]] or amounts
    fields = {
        "code": code,
        "subject": words(rows[0], "subjectDescription"),
        "department": words(rows[0], "department"),
        "description": whole_description(rows[0]),
        "edition": _agreed([words(row, "termDesc") for row in rows]),
        "instructors": distinct(name for row in rows for name in _people(row)),
        "topic_titles": topic_titles(words(row, "courseTitle") for row in rows),
        **(counting[0] if counting and all(each == counting[0] for each in counting) else {}),
    }
    return Record("course", slug(code), page.url, title, stated(fields))


def words(row: Row, key: str) -> str:
    """The words of a value, without entities; '' for what is neither text nor number."""
    value = row.get(key)
    return one_line(html.unescape(str(value))) if isinstance(value, str | int) else ""


def printed_description(row: Row) -> str:
    """What a search prints of the description."""
    printed = row.get("courseDescription")
    return paragraphs(html.unescape(printed)) if isinstance(printed, str) else ""


def title_of(rows: list[Row]) -> str | None:
    """The title that most rows of a course carry."""
    return course_title(words(row, "courseTitle") for row in rows)


def whole_description(row: Row) -> str:
    """The description, or '' for one that the search may have cut.

    It is cut as it is printed, where an entity counts as its letters.

    >>> whole_description({"courseDescription": "Lamps &amp; light."})
    'Lamps & light.'
    """
    printed = printed_description(row)
    is_long = len(str(row.get("courseDescription") or "")) >= _CUT - 1
    return "" if is_long and printed[-1:] not in ".!?)" else printed


def _agreed(values: list[str]) -> str:
    """The value that all rows state, or ''."""
    return values[0] if len(set(values)) == 1 else ""


def _people(row: Row) -> list[str]:
    faculty = row.get("faculty")
    people = faculty if isinstance(faculty, list) else []
    return [words(person, "displayName") for person in people if isinstance(person, dict)]


def _credits(row: Row) -> dict[str, Any]:
    """Banner counts credit in hours; without an upper bound there is one amount."""
    least, most = row.get("creditHourLow"), row.get("creditHourHigh")
    if least is None:
        least = row.get("creditHours")
    if not isinstance(least, int | float):
        return {}
    return {
        "credits_min": float(least),
        "credits_max": float(most if isinstance(most, int | float) and most else least),
        "credit_unit": "semester_hour",
    }
