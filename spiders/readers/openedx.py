"""Open edX: the course-discovery API (`/api/v1/courses/`, `/programs/`, `/search/all/`) and an LMS's own course list."""

from collections.abc import Iterator

from courseatlas.records import Page, Record
from spiders.readers import api_rows

_MARKS = (b'"course_runs"', b'"level_type"', b'"weeks_to_complete"', b'"course-v1:', b'"authoring_organizations"', b'"aggregation_key"')


def recognises(page: Page) -> bool:
    """Whether the page is JSON with the discovery API's keys."""
    return page.is_json and any(mark in page.body for mark in _MARKS)


def read(page: Page) -> Iterator[Record]:
    """Every course and program of an answer; runs of a course that stands beside them are no records of their own."""
    seen: set[tuple[str, str]] = set()
    for row in api_rows.rows(page.json):
        if row.get("content_type") == "courserun":
            continue
        if str(row.get("id") or "").startswith("course-v1:"):  # an LMS names the run; the course is its organisation and number
            row = row | {"readable_id": "+".join(str(row["id"]).split("+")[:2])}
        found = api_rows.record(row, page)
        if found and (found.kind, found.key) not in seen:
            seen.add((found.kind, found.key))
            yield found
