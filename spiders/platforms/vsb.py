"""Visual Schedule Builder (VSB): a term's class schedule as XML, as McGill University uses it.

How to recognise a page: the root elements `addcourse` and `classdata`.

In a source's YAML: each of `start_urls` is one answer; an answer has no links.

Seen on a real answer: McGill's of one term, whose course has an offering, selections and blocks.

Key: the course's code.
"""

from collections.abc import Iterator

import lxml.etree

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line, paragraphs, slug
from spiders.page.fields import distinct, stated
from spiders.page.strength import Strength


def recognises(page: Page) -> Strength:
    """The two elements at the root of an answer."""
    head = page.body[:2000]
    return Strength.OWN.when(b"<addcourse" in head and b"<classdata" in head)


def read(page: Page) -> Iterator[Record]:
    """Each course of the schedule. Raises Unreadable where the document is not XML."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = lxml.etree.fromstring(page.body, parser=parser)
    except lxml.etree.XMLSyntaxError as e:
        raise Unreadable(f"no XML document: {e}") from e
    term = root.find(".//term")
    edition = one_line(term.get("v")) if term is not None else ""
    for course in root.iter("course"):
        record = _record(course, edition, page)
        if record:
            yield record


def _record(course: lxml.etree._Element, edition: str, page: Page) -> Record | None:
    offering = course.find("offering")
    code = one_line(f"{course.get('code') or ''} {course.get('number') or ''}")
    title = one_line(offering.get("title")) if offering is not None else ""
    if offering is None or not (title and code):
        return None
    fields = {
        "code": code,
        "subject": one_line(course.get("code")),
        "department": one_line(course.get("faculty")),
        "edition": edition,
        "description": paragraphs(offering.get("desc")),
        "instructors": _teachers(course),
        **_credits(course),
    }
    return Record("course", slug(code), page.url, title, stated(fields))


def _teachers(course: lxml.etree._Element) -> list[str]:
    """The people of all blocks as printed ("Last, First"); a block separates them by semicolons."""
    blocks = ((block.get("teacher") or "").split(";") for block in course.iter("block"))
    return distinct(one_line(name) for names in blocks for name in names)


def _credits(course: lxml.etree._Element) -> dict[str, float]:
    """The least and the most credit over all selections."""
    least, most = _numbers(course, "credits"), _numbers(course, "creditsMax")
    return {"credits_min": min(least), "credits_max": max(most or least)} if least else {}


def _numbers(course: lxml.etree._Element, name: str) -> list[float]:
    printed = (selection.get(name) or "" for selection in course.iter("selection"))
    return [float(number) for number in printed if number.replace(".", "", 1).isdigit()]
