"""A Class Roster API (Cornell, `/api/2.0/search/classes.json`): one class an object, its credit over all of its enrolment groups."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from spiders.readers.jsonld_nodes import plain

# academic careers of the roster: graduate schools of one profession teach graduates
_LEVELS = {"UG": "undergraduate", "GR": "graduate", "GM": "graduate", "LA": "graduate", "VM": "graduate", "LAW": "graduate"}


def recognises(page: Page) -> bool:
    """Whether the page is JSON with the roster's keys."""
    return page.body.lstrip()[:1] == b"{" and (b'"catalogNbr"' in page.body or b'"isDefaultRoster"' in page.body or b'"rosterDttm"' in page.body)


def read(page: Page) -> Iterator[Record]:
    """Every class of an answer, in its order; a class that stands twice comes once. Lists of terms and errors state none."""
    seen: set[str] = set()
    for row in _classes(page.json):
        code = f"{one_line(row.get('subject'))} {one_line(str(row.get('catalogNbr') or ''))}".strip()
        title = one_line(row.get("titleLong") or row.get("titleShort"))
        if not title or not row.get("subject") or not row.get("catalogNbr") or code in seen:
            continue
        seen.add(code)
        fields = _fields(row) | {"code": code, "subject": one_line(row["subject"])}
        yield Record("course", slug(code), _address(page, row), title, {name: value for name, value in fields.items() if value not in (None, "", [])})


def _classes(answer: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The class objects of an answer, whether they lie in `data.classes` or by term."""
    if isinstance(answer, list):
        for item in answer:
            yield from _classes(item, depth + 1)
    elif isinstance(answer, dict) and "catalogNbr" in answer:
        yield answer
    elif isinstance(answer, dict) and depth < 4:
        for value in answer.values():
            yield from _classes(value, depth + 1)


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    groups = [group for group in row.get("enrollGroups") or [] if isinstance(group, dict)]
    least = [group["unitsMinimum"] for group in groups if isinstance(group.get("unitsMinimum"), int | float)]
    most = [group["unitsMaximum"] for group in groups if isinstance(group.get("unitsMaximum"), int | float)]
    dates = {(group.get("sessionBeginDt"), group.get("sessionEndDt")) for group in groups if group.get("sessionBeginDt")}
    begin, end = dates.pop() if len(dates) == 1 else (None, None)
    prerequisites = one_line(row.get("catalogPrereqCoreq"))
    corequisites = re.match(r"co-?requisites?\s*:\s*(.+)", prerequisites, re.I)
    return {
        "description": paragraphs(plain(row.get("description"))) if row.get("description") else None,
        "credits_min": float(min(least)) if least else None,
        "credits_max": float(max(most)) if most else None,
        "academic_level": _LEVELS.get(one_line(row.get("acadCareer"))),
        "prerequisites_text": None if corequisites else re.sub(r"^prerequisites?\s*:\s*", "", prerequisites, flags=re.I),
        "corequisites_text": corequisites[1] if corequisites else None,
        "instructors": _instructors(groups),
        "starts_on": _day(begin),
        "ends_on": _day(end),
        "cross_listed": _combined(groups, row),
    }


def _instructors(groups: list[dict[str, Any]]) -> list[str]:
    """Those who teach every section's meetings; where sections differ, the course as a whole has no such people."""
    taught = [
        tuple(one_line(f"{person.get('firstName') or ''} {person.get('lastName') or ''}") for person in meeting.get("instructors") or [])
        for group in groups
        for section in group.get("classSections") or []
        for meeting in section.get("meetings") or []
        if meeting.get("instructors")
    ]
    return list(taught[0]) if taught and len(set(taught)) == 1 else []


def _combined(groups: list[dict[str, Any]], row: dict[str, Any]) -> list[str]:
    own = f"{row.get('subject')} {row.get('catalogNbr')}"
    codes = {f"{one.get('subject')} {one.get('catalogNbr')}" for group in groups for one in group.get("simpleCombinations") or [] if isinstance(one, dict)}
    return sorted(codes - {own, "None None"})


def _day(printed: Any) -> str | None:
    """The roster writes days in US order, "08/26/2014"."""
    try:
        return datetime.strptime(str(printed), "%m/%d/%Y").date().isoformat() if printed else None
    except ValueError:
        return None


def _address(page: Page, row: dict[str, Any]) -> str:
    """The class's own page, where the answer's address names the roster; else the answer's."""
    found = re.search(r"roster=(\w+)", urlsplit(page.url).query)
    if not found:
        return page.url
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}/browse/roster/{found[1]}/class/{row['subject']}/{row['catalogNbr']}"
