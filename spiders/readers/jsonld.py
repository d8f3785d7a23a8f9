"""schema.org markup in JSON-LD: Course, EducationalOccupationalProgram, and dated events, on any site that carries it."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree

from courseatlas.records import Component, Page, Record
from courseatlas.text import paragraphs, slug
from spiders.readers import jsonld_nodes as nodes

_SCRIPTS = lxml.etree.XPath("//script[contains(translate(@type, 'LDJSON+', 'ldjson+'), 'ld+json')]/text()")
_CANONICAL = lxml.etree.XPath("string(//link[@rel='canonical']/@href)")
COURSE = "Course"
# edX once called its programs EducationalTrack, a type that schema.org does not have
PROGRAMS = frozenset(("EducationalOccupationalProgram", "EducationalTrack"))
EVENTS = frozenset(("Event", "EducationEvent", "BusinessEvent", "Hackathon", "ConferenceEvent"))


def recognises(page: Page) -> bool:
    return b"ld+json" in page.body and b"schema.org" in page.body or page.body.lstrip()[:1] in b"{[" and b"schema.org" in page.body


def read(page: Page) -> Iterator[Record]:
    """The records that the page's markup states as its own. A list of cards (an ItemList, several courses) is a listing: each is on its own page."""
    yield from of_nodes(blocks(page), page)


def of_nodes(markup: list[Any], page: Page) -> Iterator[Record]:
    """The records of schema.org objects, from whichever syntax they were read."""
    found = [node for node in nodes.walk(markup) if nodes.types(node) & ({COURSE} | PROGRAMS | EVENTS)]
    own = [node for node in found if _own(node, page)] or (found if len(found) == 1 else [])
    seen: set[tuple[str, str]] = set()
    for node in own:
        record = _record(node, page)
        if record and (record.kind, record.key) not in seen:
            seen.add((record.kind, record.key))
            yield record


def blocks(page: Page) -> list[Any]:
    """Every JSON-LD block that can be read; a broken one does not lose the others."""
    if page.body.lstrip()[:1] in (b"{", b"["):
        return [page.json]
    return [block for text in _SCRIPTS(page.tree) if (block := nodes.lenient(text)) is not None]


def _own(node: dict[str, Any], page: Page) -> bool:
    """Whether a node is about the page itself and no card for another page."""
    url = nodes.text(node.get("url") or node.get("@id") or node.get("mainEntityOfPage"))
    if not url:
        return False
    here = {urlsplit(page.url).path.rstrip("/")}
    if "<" in page.body[:2000].decode("latin-1") and (canonical := _CANONICAL(page.tree)):
        here.add(urlsplit(canonical).path.rstrip("/"))
    path = urlsplit(urljoin(page.url, url)).path.rstrip("/")
    return path in here or any(one.removesuffix(".html") == path for one in here)


def _record(node: dict[str, Any], page: Page) -> Record | None:
    title = nodes.text(node.get("name"))
    if not title:
        return None
    kinds = nodes.types(node)
    kind = "course" if COURSE in kinds else "program" if PROGRAMS & kinds else "event"
    url = urljoin(page.url, nodes.text(node.get("url")) or page.url).split("#")[0]
    fields: dict[str, Any] = {
        "description": paragraphs(nodes.plain(node.get("description"))),
        "language_text": nodes.text(node.get("inLanguage") or node.get("availableLanguage")),
        "license": nodes.text(node.get("license")),
        "offered_by": nodes.names(node.get("provider") or node.get("organizer") if kind != "event" else None),
        "duration_text": nodes.text(node.get("timeRequired") or node.get("timeToComplete")),
        **nodes.offer(node),
        **nodes.rating(node),
    }
    components: tuple[Component, ...] = ()
    if kind == "course":
        fields = _course(node) | {name: value for name, value in fields.items() if value}
    elif kind == "program":
        fields["credential_text"] = f"{title} | {nodes.text(node.get('educationalCredentialAwarded') or node.get('programType'))}"
        fields["credits_total_text"] = nodes.text(node.get("numberOfCredits"))
        components = tuple(
            Component(nodes.text(course.get("courseCode")) or None, nodes.text(course.get("name")), "component")
            for course in nodes.each(node.get("hasCourse"))
            if isinstance(course, dict) and course.get("name")
        )
    else:
        fields |= _event(node)
    key = slug(fields.get("code") or urlsplit(url).path.strip("/").rpartition("/")[2] or title)
    return Record(kind, key, url, title, {name: value for name, value in fields.items() if value not in (None, "", [])}, components)


def _course(node: dict[str, Any]) -> dict[str, Any]:
    instances = [one for one in nodes.each(node.get("hasCourseInstance")) if isinstance(one, dict)]
    dated = sorted((one for one in instances if nodes.day(one.get("startDate"))), key=lambda one: nodes.day(one.get("startDate")) or "")
    first = dated[0] if len(dated) == 1 else {}
    modes = {nodes.text(mode).casefold() for one in instances for mode in nodes.each(one.get("courseMode"))}
    people: dict[str, None] = {}
    for one in instances:
        people |= dict.fromkeys(nodes.names(one.get("instructor")))
    workloads = {nodes.text(one.get("courseWorkload")) for one in instances if one.get("courseWorkload")}
    return {
        "code": nodes.text(node.get("courseCode")),
        "subject": nodes.text(node.get("about")) if isinstance(node.get("about"), str) else None,
        "credits_text": nodes.text(node.get("numberOfCredits")),
        "difficulty_text": nodes.text(node.get("educationalLevel")),
        "prerequisites_text": nodes.plain(node.get("coursePrerequisites")) if isinstance(node.get("coursePrerequisites"), str) else None,
        "instructors": list(people),
        "delivery": nodes.delivery(modes),
        "pacing": "self_paced" if any(re.fullmatch(r"self[-_ ]?paced|asynchronous", mode) for mode in modes) else None,
        **_workload(workloads),
        "starts_on": nodes.day(first.get("startDate")),
        "ends_on": nodes.day(first.get("endDate")),
        "syllabus": [
            nodes.text(section.get("name"))
            for section in nodes.each(node.get("syllabusSections"))
            if isinstance(section, dict) and section.get("name")
        ],
    }


def _workload(stated: set[str]) -> dict[str, Any]:
    """schema.org's `courseWorkload` is prose about a week, or (as Google asks for it) the whole course as an ISO 8601 duration."""
    if len(stated) != 1:
        return {}
    workload = stated.pop()
    return {"duration_text" if re.match(r"P(?:T?\d)", workload) else "effort_text": workload}


def _event(node: dict[str, Any]) -> dict[str, Any]:
    mode = nodes.text(node.get("eventAttendanceMode")).rpartition("/")[2]
    return {
        "starts_on": nodes.day(node.get("startDate")),
        "ends_on": nodes.day(node.get("endDate")),
        "place": nodes.place(node.get("location")),
        "organizer": ", ".join(nodes.names(node.get("organizer"))),
        "delivery": {
            "OnlineEventAttendanceMode": "online",
            "OfflineEventAttendanceMode": "in_person",
            "MixedEventAttendanceMode": "hybrid",
        }.get(mode),
        "parent_event": ", ".join(nodes.names(node.get("superEvent"))),
    }
