"""Rows of Coursera's public catalog API: `courses.v1` and `onDemandSpecializations.v1`."""

from collections.abc import Iterator
from typing import Any

from courseatlas.records import Component, Record
from spiders.page.api_values import Row, line_of, member, objects, paragraphs_of
from spiders.page.fields import distinct, stated
from spiders.page.schema_org import as_list

_SITE = "https://www.coursera.org/"

_SERIES = ("specializations.v1", "onDemandSpecializations.v1")

# resource -> id -> the row that an answer links
Linked = dict[str, dict[str, Row]]


def records_of(answer: Any) -> Iterator[Record]:
    """The courses and specialisations of an answer, in its order, then the linked series."""
    if not isinstance(answer, dict):
        return
    linked = {name: _by_id(rows) for name, rows in member(answer, "linked").items()}
    rows = [row for row in objects(answer.get("elements")) if _is_named(row)]
    for row in rows:
        is_series = "courseIds" in row and "courseType" not in row
        yield _specialization(row, linked) if is_series else _course(row, linked)
    for row in [row for name in _SERIES for row in linked.get(name, {}).values()]:
        # the first version of the API calls the slug of a series a short name, and lists no courses
        series = {"slug": row.get("shortName"), "courseIds": _courses_of(row, rows)} | row
        if _is_named(series):
            in_answer = {"courses.v1": _by_id(rows) | linked.get("courses.v1", {})}
            yield _specialization(series, linked | in_answer)


def _is_named(row: Row) -> bool:
    return bool(line_of(row.get("slug")) and line_of(row.get("name")))


def _courses_of(series: Row, rows: list[Row]) -> list[str]:
    """The ids of an answer's courses that name a series as theirs."""
    number = str(series.get("id"))
    members = (row for row in rows if number in map(str, as_list(row.get("specializations"))))
    return [str(row.get("id")) for row in members]


def _by_id(rows: Any) -> dict[str, Row]:
    return {str(row.get("id")): row for row in objects(rows)}


def _linked_rows(row: Row, key: str, rows: dict[str, Row]) -> list[Row]:
    """The linked rows whose ids a row lists under a key."""
    return [rows.get(str(number), {}) for number in as_list(row.get(key))]


def _shared(row: Row, linked: Linked) -> dict[str, Any]:
    partners = _linked_rows(row, "partnerIds", linked.get("partners.v1", {}))
    return {
        "description": paragraphs_of(row.get("description")),
        "offered_by": [name for name in (line_of(each.get("name")) for each in partners) if name],
    }


def _course(row: Row, linked: Linked) -> Record:
    languages = as_list(row.get("primaryLanguages"))
    people = _linked_rows(row, "instructorIds", linked.get("instructors.v1", {}))
    workload = line_of(row.get("workload"))
    domains = [each.get("domainId") for each in objects(row.get("domainTypes"))]
    fields = _shared(row, linked) | {
        "subject": line_of(next((str(domain) for domain in domains if domain), "")),
        "language_text": line_of(languages[0]) if len(languages) == 1 else None,
        "instructors": distinct(map(_name, people)),
        "duration_text": workload,
        "effort_text": workload,
    }
    url = f"{_SITE}learn/{row['slug']}"
    key, aliases = _names(row)
    return Record("course", key, url, line_of(row["name"]), stated(fields), aliases=aliases)


def _names(row: Row) -> tuple[str, tuple[str, ...]]:
    """The key and the other name of a row: its id stays when an editor renames the slug."""
    own = line_of(row.get("id"))
    return (own, (row["slug"],)) if own and own != row["slug"] else (row["slug"], ())


def _name(person: Row) -> str:
    parts = f"{person.get('firstName') or ''} {person.get('lastName') or ''}"
    return line_of(person.get("fullName") or parts)


def _specialization(row: Row, linked: Linked) -> Record:
    """A row of a series; its courses are named where the answer links them."""
    courses = linked.get("courses.v1", {})
    listed = (courses.get(str(number), {}) for number in as_list(row.get("courseIds")))
    names = [line_of(course.get("name")) for course in listed if line_of(course.get("name"))]
    credential, folder = "specialization", "specializations"
    if "professional" in line_of(str(row.get("productVariant") or "")).casefold():
        credential, folder = "professional_certificate", "professional-certificates"
    key, aliases = _names(row)
    return Record(
        "program",
        key,
        f"{_SITE}{folder}/{row['slug']}",
        line_of(row["name"]),
        stated(_shared(row, linked) | {"credential_type": credential}),
        tuple(Component(None, name, "component") for name in names),
        aliases,
    )
