"""Visual Schedule Builder: a term's class schedule as XML, a course with its offering, selections and blocks (McGill's)."""

from collections.abc import Iterator

import lxml.etree

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line, paragraphs, slug


def recognises(page: Page) -> bool:
    head = page.body[:2000]
    return b"<addcourse" in head and b"<classdata" in head


def read(page: Page) -> Iterator[Record]:
    """Each course of the schedule, once. Raises Unreadable where the document is no XML."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = lxml.etree.fromstring(page.body, parser=parser)
    except lxml.etree.XMLSyntaxError as e:
        raise Unreadable(f"no XML document: {e}") from e
    term = root.find(".//term")
    for course in root.iter("course"):
        offering = course.find("offering")
        code = one_line(f"{course.get('code') or ''} {course.get('number') or ''}")
        title = one_line(offering.get("title")) if offering is not None else ""
        if offering is None or not (title and code):
            continue
        fields = {
            "code": code,
            "subject": one_line(course.get("code")),
            "department": one_line(course.get("faculty")),
            "edition": one_line(term.get("v")) if term is not None else "",
            "description": paragraphs(offering.get("desc")),
            "instructors": _teachers(course),
            **_credits(course),
        }
        yield Record("course", slug(code), page.url, title, {name: value for name, value in fields.items() if value not in (None, "", [])})


def _teachers(course: lxml.etree._Element) -> list[str]:
    """The names of all blocks, "Last, First" as printed; blocks part them with semicolons."""
    names = (one_line(name) for block in course.iter("block") for name in (block.get("teacher") or "").split(";"))
    return list(dict.fromkeys(name for name in names if name))


def _credits(course: lxml.etree._Element) -> dict[str, float]:
    least = [float(one.get("credits", "")) for one in course.iter("selection") if _is_number(one.get("credits"))]
    most = [float(one.get("creditsMax", "")) for one in course.iter("selection") if _is_number(one.get("creditsMax"))]
    return {"credits_min": min(least), "credits_max": max(most or least)} if least else {}


def _is_number(printed: str | None) -> bool:
    return bool(printed) and str(printed).replace(".", "", 1).isdigit()
