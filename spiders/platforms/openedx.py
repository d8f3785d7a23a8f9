"""Open edX: the course-discovery API, and the course list of a learning management system (LMS).

How to recognise a page: JSON with the keys of `/api/v1/courses/`, `/programs/` or `/search/all/`,
or with course run keys ("course-v1:…").

In a source's YAML: `start_urls` name such a query. discovery.edx.org asks for an OAuth token: a
source of it has the state `needs_key`. `follow` must name the query, so that its next pages are in
scope.

Seen: mock answers of the software's own tests, and real course and program rows.

Key: the course's key ("MITx+15.071x"), a program's uuid.
"""

from collections.abc import Iterator

from courseatlas.records import Page, Record
from spiders.page import api_rows
from spiders.page.api_values import Row
from spiders.page.fields import distinct_records
from spiders.page.strength import Strength

_KEYS = (
    b'"course_runs"',
    b'"level_type"',
    b'"weeks_to_complete"',
    b'"course-v1:',
    b'"authoring_organizations"',
    b'"aggregation_key"',
)
_RUN = "course-v1:"


def recognises(page: Page) -> Strength:
    """JSON with a key of the discovery API."""
    return Strength.FAMILY.when(page.is_json and any(key in page.body for key in _KEYS))


next_pages = api_rows.next_page


def read(page: Page) -> Iterator[Record]:
    """Every course and program of an answer. Runs that are listed beside their course are not read.

    Raises Unreadable where the answer is not JSON.
    """
    rows = (row for row in api_rows.rows(page.json) if row.get("content_type") != "courserun")
    return distinct_records(api_rows.record(_of_course(row), page) for row in rows)


def _of_course(row: Row) -> Row:
    """The row of a course; an LMS names the run, whose first two parts are the course."""
    number = str(row.get("id") or "")
    if not number.startswith(_RUN):
        return row
    return row | {"readable_id": "+".join(number.split("+")[:2])}
