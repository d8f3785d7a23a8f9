"""Cornell University's Class Roster API (classes.cornell.edu/api/2.0): a term's classes as JSON.

How to recognise a page: JSON with the keys `catalogNbr` and `acadCareer` of every class.

In a source's YAML: `start_urls` name the list of terms (`…/config/rosters.json`), which leads to
the subjects of the default term and the one before it, and each subject to its classes. `follow`
names the subjects that are read. The API asks for at most one request per second.

Seen on real answers: classes of several terms (2020 to 2025). The description of the API tells the
lists of terms and subjects.

Key: subject and number of the class.
"""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import slug
from spiders.page.api_values import Row, line_of, objects, paragraphs_of
from spiders.page.fields import distinct, distinct_records, stated
from spiders.page.strength import Strength

# the API's acadCareer; General Studies and others that state no single level are left out
_LEVELS = {
    "UG": "undergraduate",
    "GR": "graduate",
    "GM": "graduate",
    "LA": "professional",
    "VM": "professional",
}
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_TERM = re.compile(r"(?:FA|WI|SP|SU)\d\d")


def recognises(page: Page) -> Strength:
    """JSON with the keys that every class of the roster has."""
    has_classes = b'"catalogNbr"' in page.body and b'"acadCareer"' in page.body
    return Strength.OWN.when(page.is_json and has_classes)


def links(page: Page) -> Iterator[str]:
    """Where a list of terms or subjects leads. Raises Unreadable where the answer holds no data."""
    answer = page.json
    data: Any = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, dict):
        raise Unreadable("the API's answer holds no data")
    for term in _current_terms(data.get("rosters") or []):
        yield urljoin(page.url, "subjects.json?" + urlencode({"roster": term}))
    for subject in data.get("subjects") or []:
        query = urlencode({"roster": _term_of(page.url), "subject": subject["value"]})
        yield urljoin(page.url, f"../search/classes.json?{query}")


def _current_terms(rosters: list[Row]) -> list[str]:
    """The default term and the one before it: together they show the main courses of a year."""
    terms = [roster["slug"] for roster in rosters]
    places = (place for place, each in enumerate(rosters) if each.get("isDefaultRoster") == "Y")
    default = next(places, len(terms) - 1)
    return terms[max(0, default - 1) : default + 1]


def _term_of(url: str) -> str:
    """The term that a request names, for example "FA25", or ''."""
    return parse_qs(urlsplit(url).query).get("roster", [""])[0]


def read(page: Page) -> Iterator[Record]:
    """Each class of an answer, once. Lists of terms and subjects hold none.

    Raises Unreadable where the API answers with an error.
    """
    answer = page.json
    if isinstance(answer, dict) and answer.get("status") == "error":
        message = line_of(str(answer.get("message")))
        raise Unreadable(f"the API answered: {message}", "api_error")
    classes = _classes(answer, _term_of(page.url))
    return distinct_records(_record(row, term, page) for term, row in classes)


def _classes(value: Any, term: str) -> Iterator[tuple[str, Row]]:
    """(term, class) of an answer, also of one in an example or in a file of several terms."""
    if isinstance(value, list):
        for row in value:
            if isinstance(row, dict) and row.get("catalogNbr"):
                yield term, row
    elif isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _classes(inner, name if _TERM.fullmatch(name) else term)


def _record(row: Row, term: str, page: Page) -> Record | None:
    subject, number = line_of(row.get("subject")), line_of(str(row["catalogNbr"]))
    title = line_of(html.unescape(str(row.get("titleLong") or row.get("titleShort") or "")))
    if not (subject and title):
        return None
    groups = objects(row.get("enrollGroups"))
    fields = {
        "code": f"{subject} {number}",
        "subject": subject,
        "edition": term,
        "description": paragraphs_of(row.get("description")),
        "academic_level": _LEVELS.get(line_of(row.get("acadCareer"))),
        # the catalog of 2025 has two fields in place of one
        "prerequisites_text": line_of(row.get("catalogPrereq") or row.get("catalogPrereqCoreq")),
        "corequisites_text": line_of(row.get("catalogCoreq")),
        "cross_listed": _cross_listed(groups, subject),
        "instructors": _instructors(groups),
        "starts_on": _day(groups, "sessionBeginDt"),
        "ends_on": _day(groups, "sessionEndDt"),
        **_units(groups),
    }
    url = page.url
    if term:
        url = f"https://classes.cornell.edu/browse/roster/{term}/class/{subject}/{number}"
    return Record("course", slug(f"{subject} {number}"), url, title, stated(fields))


def _units(groups: list[Row]) -> dict[str, Any]:
    """The least and the most units over all groups: a group is a way to take the class."""
    least, most = _numbers(groups, "unitsMinimum"), _numbers(groups, "unitsMaximum")
    if not (least and most):
        return {}
    return {"credits_min": min(least), "credits_max": max(most), "credit_unit": "unit"}


def _numbers(groups: list[Row], name: str) -> list[float]:
    values = (group.get(name) for group in groups)
    return [float(value) for value in values if isinstance(value, int | float)]


def _cross_listed(groups: list[Row], subject: str) -> list[str]:
    """The codes in other subjects that a class is combined with.

    A combination in its own subject is the same course at another level.
    """
    combined = (each for group in groups for each in objects(group.get("simpleCombinations")))
    others = (each for each in combined if each.get("subject") and each.get("catalogNbr"))
    return distinct(
        f"{each['subject']} {each['catalogNbr']}"
        for each in others
        if each.get("subject") not in (None, subject)
    )


def _instructors(groups: list[Row]) -> list[str]:
    """The names of the people of all meetings, each once."""
    sections = (section for group in groups for section in objects(group.get("classSections")))
    meetings = (meeting for section in sections for meeting in objects(section.get("meetings")))
    people = (person for meeting in meetings for person in objects(meeting.get("instructors")))
    return distinct(map(_name, people))


def _name(person: Row) -> str:
    parts = (person.get(part) for part in ("firstName", "middleName", "lastName"))
    return line_of(" ".join(str(part or "") for part in parts))


def _day(groups: list[Row], name: str) -> str | None:
    """The day that all sessions of the class share, printed month first; None where they differ."""
    days = {str(group[name]) for group in groups if group.get(name)}
    date = _DAY.fullmatch(days.pop()) if len(days) == 1 else None
    return f"{date[3]}-{date[1]}-{date[2]}" if date else None
