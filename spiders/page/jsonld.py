"""schema.org records: Course, EducationalOccupationalProgram and dated events, on any site.

The markup stands in JSON-LD blocks (W3C JSON-LD 1.1, section 7) or, read by
`spiders.page.microdata`, in attributes.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import lxml.etree

from courseatlas.records import Component, Page, Record
from courseatlas.text import paragraphs, slug
from spiders.page import schema_org
from spiders.page.fields import distinct_records, stated
from spiders.page.links import joined
from spiders.page.schema_org import Node

_SCRIPTS = lxml.etree.XPath(
    "//script[contains(translate(@type, 'LDJSON+', 'ldjson+'), 'ld+json')]/text()"
)
_CANONICAL = lxml.etree.XPath("string(//link[@rel='canonical']/@href)")
_COURSE = frozenset(("Course",))
# edX once called its programs EducationalTrack, a type that schema.org does not have
_PROGRAM = frozenset(("EducationalOccupationalProgram", "EducationalTrack"))
_EVENT = frozenset(("Event", "EducationEvent", "BusinessEvent", "Hackathon", "ConferenceEvent"))
_ATTENDANCE = {
    "OnlineEventAttendanceMode": "online",
    "OfflineEventAttendanceMode": "in_person",
    "MixedEventAttendanceMode": "hybrid",
}

_NAMES_A_RECORD = re.compile(
    rb"""["'/:](?:%s)["']""" % "|".join(sorted(_COURSE | _PROGRAM | _EVENT)).encode()
)

_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def page_records(page: Page) -> Iterator[Record]:
    """The records that the page's JSON-LD states as its own.

    A list of cards (an ItemList, several courses) is a listing: each has a page of its own.
    """
    return records_of(blocks(page), page)


def names_a_record(page: Page) -> bool:
    """Whether schema.org markup of a page names a type that is read, in the page's bytes alone."""
    is_marked = b"ld+json" in page.body or page.is_json
    has_vocabulary = is_marked and b"schema.org" in page.body
    return has_vocabulary and _NAMES_A_RECORD.search(page.body) is not None


def records_of(markup: list[Any], page: Page) -> Iterator[Record]:
    """The records of schema.org objects, from whichever syntax they were read."""
    kinds = _COURSE | _PROGRAM | _EVENT
    nodes = [node for node in schema_org.walk_nodes(markup) if schema_org.types(node) & kinds]
    own = [node for node in nodes if _is_own(node, page)]
    if not own and len(nodes) == 1:
        own = nodes
    return distinct_records(_record(node, page) for node in own)


def blocks(page: Page) -> list[Any]:
    """Every JSON-LD block that can be read; a broken block does not lose the others."""
    if page.is_json:
        return [page.json]
    values = (lenient_json(text) for text in _SCRIPTS(page.tree))
    return [value for value in values if value is not None]


def lenient_json(text: str) -> Any | None:
    """A block's JSON, or None where it cannot be read.

    Raw newlines in strings, a trailing comma and comment marks around the block are accepted.
    """
    text = _COMMENT.sub("", text.strip())
    one_line = _CONTROL.sub(" ", text)
    for candidate in (text, one_line, _TRAILING_COMMA.sub(r"\1", one_line), html.unescape(text)):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    return None


def _is_own(node: Node, page: Page) -> bool:
    """Whether an object is about the page itself and no card for another page."""
    url = schema_org.text(node.get("url") or node.get("@id") or node.get("mainEntityOfPage"))
    if not url:
        return False
    own_paths = {urlsplit(page.url).path.rstrip("/")}
    canonical = _CANONICAL(page.tree) if b"<" in page.body[:2000] else ""
    if canonical:
        own_paths.add(urlsplit(joined(page.url, canonical)).path.rstrip("/"))
    path = urlsplit(joined(page.url, url)).path.rstrip("/")
    return path in own_paths or path in {own.removesuffix(".html") for own in own_paths}


def _record(node: Node, page: Page) -> Record | None:
    title = schema_org.text(node.get("name"))
    if not title:
        return None
    types = schema_org.types(node)
    url = joined(page.url, schema_org.text(node.get("url"))).split("#")[0]
    last_part = urlsplit(url).path.strip("/").rpartition("/")[2]
    if types & _COURSE:
        # the more general field wins where both are stated
        fields = _course(node) | stated(_shared(node))
        key = slug(fields.get("code") or last_part or title)
        return Record("course", key, url, title, stated(fields))
    if types & _PROGRAM:
        fields = _shared(node) | _program(node, title)
        key = slug(last_part or title)
        return Record("program", key, url, title, stated(fields), tuple(_components(node)))
    fields = _shared(node) | _event(node)
    return Record("event", slug(last_part or title), url, title, stated(fields))


def _shared(node: Node) -> dict[str, Any]:
    """The fields that a course and a program have; an event has the first three of them."""
    fields = {
        "description": paragraphs(schema_org.plain_text(node.get("description"))),
        "language_text": schema_org.text(node.get("inLanguage") or node.get("availableLanguage")),
        "license": schema_org.text(node.get("license")),
    }
    if schema_org.types(node) & _EVENT:
        return fields
    return fields | {
        "offered_by": schema_org.names(node.get("provider") or node.get("organizer")),
        "duration_text": schema_org.text(node.get("timeRequired") or node.get("timeToComplete")),
        **schema_org.offer(node),
    }


def _program(node: Node, title: str) -> dict[str, Any]:
    award = node.get("educationalCredentialAwarded") or node.get("programType")
    return {
        "credential_text": f"{title} | {schema_org.text(award)}",
        "credits_total_text": schema_org.text(node.get("numberOfCredits")),
    }


def _components(node: Node) -> Iterator[Component]:
    for course in schema_org.nodes(node.get("hasCourse")):
        if course.get("name"):
            code = schema_org.text(course.get("courseCode")) or None
            yield Component(code, schema_org.text(course.get("name")), "component")


def _course(node: Node) -> dict[str, Any]:
    instances = schema_org.nodes(node.get("hasCourseInstance"))
    dated = [instance for instance in instances if schema_org.day(instance.get("startDate"))]
    # several dated instances are several runs, and none of them is the next
    run = dated[0] if len(dated) == 1 else {}
    modes = {
        schema_org.text(mode).casefold()
        for instance in instances
        for mode in schema_org.as_list(instance.get("courseMode"))
    }
    people = [name for each in instances for name in schema_org.names(each.get("instructor"))]
    sections = schema_org.nodes(node.get("syllabusSections"))
    self_paced = any(re.fullmatch(r"self[-_ ]?paced|asynchronous", mode) for mode in modes)
    return {
        "code": schema_org.text(node.get("courseCode")),
        "subject": schema_org.text(node.get("about") if isinstance(node.get("about"), str) else ""),
        "credits_text": schema_org.text(node.get("numberOfCredits")),
        "difficulty_text": schema_org.text(node.get("educationalLevel")),
        "prerequisites_text": _prose(node.get("coursePrerequisites")),
        "instructors": list(dict.fromkeys(people)),
        "delivery": schema_org.delivery(modes),
        "pacing": "self_paced" if self_paced else None,
        **_workload(instances),
        "starts_on": schema_org.day(run.get("startDate")),
        "ends_on": schema_org.day(run.get("endDate")),
        "syllabus": [schema_org.text(each.get("name")) for each in sections if each.get("name")],
        **schema_org.rating(node),
    }


def _prose(value: Any) -> str | None:
    """A property that is prose and not the address of another object."""
    return schema_org.plain_text(value) if isinstance(value, str) else None


def _workload(instances: list[Node]) -> dict[str, str]:
    """The `courseWorkload` that all instances share.

    It is prose about a week, or (as Google's documentation of Course markup asks for it) the whole
    course as an ISO 8601 duration.
    """
    workloads = {
        schema_org.text(instance.get("courseWorkload"))
        for instance in instances
        if instance.get("courseWorkload")
    }
    if len(workloads) != 1:
        return {}
    workload = workloads.pop()
    column = "duration_text" if re.match(r"P(?:T?\d)", workload) else "effort_text"
    return {column: workload}


def _event(node: Node) -> dict[str, Any]:
    mode = schema_org.text(node.get("eventAttendanceMode")).rpartition("/")[2]
    return {
        "starts_on": schema_org.day(node.get("startDate")),
        "ends_on": schema_org.day(node.get("endDate")),
        "place": schema_org.place(node.get("location")),
        "organizer": ", ".join(schema_org.names(node.get("organizer"))),
        "delivery": _ATTENDANCE.get(mode),
        "parent_event": ", ".join(schema_org.names(node.get("superEvent"))),
    }
