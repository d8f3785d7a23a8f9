"""MIT Learn's API and the catalogs behind it (MITx Online, xPRO, Professional Education, Sloan, Bootcamps): JSON rows."""

from collections.abc import Iterator
from typing import Any

from courseatlas.records import Page, Record
from spiders.readers import api_rows

_MARKS = (
    b'"readable_id"', b'"learning_resource_type"', b'"searchAPISearch"', b'"courseruns"', b'"resource_type_group"', b'"continuing_ed_credits"',
    b'"lead_instructors"', b'"Course_Id"', b'"CO_Title"', b'"field_course_or_program"', b'"time_range"',
)  # fmt: skip


def recognises(page: Page) -> bool:
    """Whether the page is JSON with the keys of one of these catalogs."""
    return page.is_json and any(mark in page.body for mark in _MARKS)


def read(page: Page) -> Iterator[Record]:
    """Every course, program and event of an answer, in its order. Raises Unreadable where it is no JSON."""
    seen: set[tuple[str, str]] = set()
    offerings = _offerings(page.json)
    for row in api_rows.rows(page.json):
        if "CO_Title" in row and "Title" not in row:
            continue  # an offering of a course that stands in another answer
        found = api_rows.record(row | offerings.get(str(row.get("Course_Id")), {}), page)
        if found and (found.kind, found.key) not in seen:
            seen.add((found.kind, found.key))
            yield found


def _offerings(answer: Any) -> dict[str, dict[str, Any]]:
    """Sloan prints a course and its offerings as two lists: what all offerings of a course share, by the course's id."""
    by_course: dict[str, list[dict[str, Any]]] = {}
    for row in api_rows.rows(answer):
        if "CO_Title" in row and row.get("Course_Id"):
            by_course.setdefault(str(row["Course_Id"]), []).append(row)
    return {
        key: {name: value for name, value in found[0].items() if all(one.get(name) == value for one in found)}
        for key, found in by_course.items()
    }
