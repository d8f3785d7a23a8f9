"""Cornell's Class Roster API (classes.cornell.edu/api/2.0): the classes of a subject in one term, as JSON."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line, paragraphs, slug

# the API's acadCareer; General Studies and others that state no single level are left out
_LEVELS = {"UG": "undergraduate", "GR": "graduate", "GM": "graduate", "LA": "professional", "VM": "professional"}
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


def recognises(page: Page) -> bool:
    """Whether the page is JSON with the keys that every class of the roster has."""
    return page.body.lstrip()[:1] == b"{" and b'"catalogNbr"' in page.body and b'"acadCareer"' in page.body


def read(page: Page) -> Iterator[Record]:
    """Each class of an answer, once. Lists of terms and subjects hold none. Raises Unreadable where the API answers with an error."""
    answer = page.json
    if isinstance(answer, dict) and answer.get("status") == "error":
        raise Unreadable(f"the API answered: {one_line(str(answer.get('message')))}", "api_error")
    seen: set[str] = set()
    for roster, row in _classes(answer, _asked(page.url)):
        record = _record(row, roster, page)
        if record and record.key not in seen:
            seen.add(record.key)
            yield record


def _asked(url: str) -> str:
    """The term that the request named, e.g. "FA25"; '' where it named none."""
    return parse_qs(urlsplit(url).query).get("roster", [""])[0]


def _classes(value: Any, roster: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(term, class) of an answer, of one wrapped in an example, and of a file that keeps its classes by term."""
    if isinstance(value, list):
        for row in value:
            if isinstance(row, dict) and row.get("catalogNbr"):
                yield roster, row
    elif isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, (dict, list)):
                yield from _classes(inner, name if re.fullmatch(r"(?:FA|WI|SP|SU)\d\d", name) else roster)


def _record(row: dict[str, Any], roster: str, page: Page) -> Record | None:
    subject, number = one_line(row.get("subject")), one_line(str(row["catalogNbr"]))
    title = one_line(html.unescape(str(row.get("titleLong") or row.get("titleShort") or "")))
    if not (subject and title):
        return None
    groups = [group for group in row.get("enrollGroups") or [] if isinstance(group, dict)]
    fields = {
        "code": f"{subject} {number}",
        "subject": subject,
        "edition": roster,
        "description": paragraphs(row.get("description")),
        "academic_level": _LEVELS.get(row.get("acadCareer") or ""),
        # the new catalog of 2025 parts what was one field
        "prerequisites_text": one_line(row.get("catalogPrereq") or row.get("catalogPrereqCoreq")),
        "corequisites_text": one_line(row.get("catalogCoreq")),
        "cross_listed": _cross_listed(groups, subject),
        "instructors": _instructors(groups),
        "starts_on": _day(groups, "sessionBeginDt"),
        "ends_on": _day(groups, "sessionEndDt"),
        **_units(groups),
    }
    url = f"https://classes.cornell.edu/browse/roster/{roster}/class/{subject}/{number}" if roster else page.url
    return Record(
        "course", slug(f"{subject} {number}"), url, title, {name: value for name, value in fields.items() if value not in (None, "", [])}
    )


def _units(groups: list[dict[str, Any]]) -> dict[str, Any]:
    """Least and most units over all enrolment groups: a group is a way to take the class."""
    least = [group["unitsMinimum"] for group in groups if isinstance(group.get("unitsMinimum"), (int, float))]
    most = [group["unitsMaximum"] for group in groups if isinstance(group.get("unitsMaximum"), (int, float))]
    if not (least and most):
        return {}
    return {"credits_min": float(min(least)), "credits_max": float(max(most)), "credit_unit": "unit"}


def _cross_listed(groups: list[dict[str, Any]], subject: str) -> list[str]:
    """The codes in other subjects that a class is combined with; one in its own subject is the course's twin for another level."""
    combined = [one for group in groups for one in group.get("simpleCombinations") or [] if isinstance(one, dict)]
    return list(
        dict.fromkeys(
            f"{one['subject']} {one['catalogNbr']}"
            for one in combined
            if one.get("catalogNbr") and one.get("subject") not in (None, subject)
        )
    )


def _instructors(groups: list[dict[str, Any]]) -> list[str]:
    names: dict[str, None] = {}
    for group in groups:
        for section in group.get("classSections") or []:
            for meeting in section.get("meetings") or []:
                for person in meeting.get("instructors") or []:
                    names[one_line(" ".join(str(person.get(part) or "") for part in ("firstName", "middleName", "lastName")))] = None
    return [name for name in names if name]


def _day(groups: list[dict[str, Any]], name: str) -> str | None:
    """The day that all sessions of the class share, written month first; none where they differ."""
    days = {str(group[name]) for group in groups if group.get(name)}
    found = _DAY.fullmatch(days.pop()) if len(days) == 1 else None
    return f"{found[3]}-{found[1]}-{found[2]}" if found else None
