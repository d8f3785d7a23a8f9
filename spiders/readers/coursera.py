"""Coursera: rows of its public catalog API, and detail pages of courses, specialisations and professional certificates."""

import re
from collections.abc import Iterator
from typing import Any

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs
from spiders.readers import coursera_page

_SITE = "https://www.coursera.org/"
_ROW = re.compile(rb'"(?:partnerIds|primaryLanguages|courseIds|instructorIds)"')


def recognises(page: Page) -> bool:
    """An answer of the catalog API (a plain list of addresses is none), or a detail page by the marks of its script or hero."""
    if page.body.lstrip()[:1] == b"{":
        return b'"elements"' in page.body and b'"slug"' in page.body and bool(_ROW.search(page.body))
    return coursera_page.recognises(page)


def read(page: Page) -> Iterator[Record]:
    """The rows of an answer, or the one course or program of a detail page; a shell gives none. Raises Unreadable for broken JSON."""
    if page.body.lstrip()[:1] in (b"{", b"["):
        yield from _rows(page.json)
    elif page.body.lstrip()[:1] == b"<":
        yield from coursera_page.read(page)


def next_page(page: Page) -> str | None:
    """The address of the answer's next page: `paging.next` is the place where it starts, absent at the end."""
    paging = page.json.get("paging") if isinstance(page.json, dict) else None
    start = str((paging or {}).get("next") or "")
    if not start.isdigit():
        return None
    bare = re.sub(r"([?&])start=\d*&?", r"\1", page.url).rstrip("?&")
    return f"{bare}{'&' if '?' in bare else '?'}start={start}"


def _rows(answer: Any) -> Iterator[Record]:
    if not isinstance(answer, dict):
        return
    linked = {name: _by_id(rows) for name, rows in (answer.get("linked") or {}).items()}
    for row in answer.get("elements") or []:
        if isinstance(row, dict) and row.get("slug") and one_line(row.get("name")):
            yield _specialization(row, linked) if "courseIds" in row and "courseType" not in row else _course(row, linked)


def _by_id(rows: Any) -> dict[str, dict[str, Any]]:
    return {str(row.get("id")): row for row in rows or [] if isinstance(row, dict)}


def _shared(row: dict[str, Any], linked: dict[str, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    partners = (linked.get("partners.v1", {}).get(str(key), {}) for key in row.get("partnerIds") or [])
    return {
        "description": paragraphs(row.get("description")),
        "offered_by": [name for one in partners if (name := one_line(one.get("name")))],
    }


def _course(row: dict[str, Any], linked: dict[str, dict[str, dict[str, Any]]]) -> Record:
    languages = row.get("primaryLanguages") or []
    people = (linked.get("instructors.v1", {}).get(str(key), {}) for key in row.get("instructorIds") or [])
    workload = one_line(row.get("workload"))
    fields = _shared(row, linked) | {
        "language_text": one_line(languages[0]) if len(languages) == 1 else None,
        "instructors": [
            name for one in people if (name := one_line(one.get("fullName") or f"{one.get('firstName') or ''} {one.get('lastName') or ''}"))
        ],
        "duration_text": workload,
        "effort_text": workload,
    }
    return Record("course", row["slug"], f"{_SITE}learn/{row['slug']}", one_line(row["name"]), _stated(fields))


def _specialization(row: dict[str, Any], linked: dict[str, dict[str, dict[str, Any]]]) -> Record:
    """A row of onDemandSpecializations.v1; its courses are named where `linked` holds them."""
    courses = linked.get("courses.v1", {})
    components = tuple(
        Component(None, one_line(courses[key]["name"]), "component")
        for key in map(str, row.get("courseIds") or [])
        if courses.get(key, {}).get("name")
    )
    certificate = "professional" in one_line(str(row.get("productVariant") or "")).casefold()
    kind, folder = ("professional_certificate", "professional-certificates") if certificate else ("specialization", "specializations")
    fields = _shared(row, linked) | {"credential_type": kind}
    return Record("program", row["slug"], f"{_SITE}{folder}/{row['slug']}", one_line(row["name"]), _stated(fields), components)


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
