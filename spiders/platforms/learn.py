"""MIT Learn's API and the catalogs behind it: MITx Online, xPRO, Professional Education, Sloan.

How to recognise a page: JSON with a key of one of these catalogs. Open edX's answers have some of
the same keys and are told by their own.

In a source's YAML: `start_urls` name a query such as
`https://api.learn.mit.edu/api/v1/courses/?offered_by=xpro&limit=100&offset=0`; the API needs no
key. `follow` must name the query, so that its next pages are in scope.

Seen on real answers: courses, programs and events of all these catalogs (2023 to 2026).

Key: the course's code, else its `readable_id`.
"""

from collections.abc import Iterator
from typing import Any

from courseatlas.records import Page, Record
from spiders.page import api_rows
from spiders.page.api_values import Row
from spiders.page.fields import distinct_records
from spiders.page.strength import Strength

_KEYS = (
    b'"readable_id"',
    b'"learning_resource_type"',
    b'"searchAPISearch"',
    b'"courseruns"',
    b'"resource_type_group"',
    b'"continuing_ed_credits"',
    b'"lead_instructors"',
    b'"Course_Id"',
    b'"CO_Title"',
    b'"field_course_or_program"',
    b'"time_range"',
)


def recognises(page: Page) -> Strength:
    """JSON with a key of one of these catalogs."""
    return Strength.SHARED.when(page.is_json and any(key in page.body for key in _KEYS))


next_pages = api_rows.next_page


def read(page: Page) -> Iterator[Record]:
    """Every course, program and event of an answer, in its order.

    Raises Unreadable where the answer is not JSON.
    """
    rows = list(api_rows.rows(page.json))
    offerings = _shared_by_offerings(rows)
    # an offering belongs to a course that stands in the same answer or in another one
    courses = (row for row in rows if not _is_offering(row))
    whole = (row | offerings.get(str(row.get("Course_Id")), {}) for row in courses)
    return distinct_records(api_rows.record(row, page) for row in whole)


def _is_offering(row: Row) -> bool:
    return "CO_Title" in row and "Title" not in row


def _shared_by_offerings(rows: list[Row]) -> dict[str, dict[str, Any]]:
    """What all offerings of a course share, by the course's id.

    Sloan prints the courses and their offerings as two lists.
    """
    by_course: dict[str, list[Row]] = {}
    for row in rows:
        if "CO_Title" in row and row.get("Course_Id"):
            by_course.setdefault(str(row["Course_Id"]), []).append(row)
    return {key: _in_all(offerings) for key, offerings in by_course.items()}


def _in_all(rows: list[Row]) -> Row:
    """The items that every row has."""
    return {
        name: value
        for name, value in rows[0].items()
        if all(row.get(name) == value for row in rows)
    }
