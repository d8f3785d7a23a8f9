"""Courses of Coursedog's answers."""

import re
from typing import Any

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from courseatlas.values.codes import subject_of
from spiders.page.api_values import Row, member, number, objects, prose, words
from spiders.page.fields import stated
from spiders.page.labels import in_prose, segments
from spiders.platforms.coursedog.rows import CourseNames, code_of, title_of
from spiders.platforms.coursedog.rules import rules_text

COLUMNS = (
    *("code", "subjectCode", "courseNumber", "name", "longName", "description", "credits"),
    *("departments", "college", "career", "requisites", "status", "catalogPrint"),
    *("courseGroupId", "customFields.nonEnforcedPrerequisites"),
)
_COREQUISITE = re.compile(r"(?!.*pre).*co-?req", re.I)
_PREREQUISITE = re.compile(r"pre-?req", re.I)


def course(row: Row, names: CourseNames, page: Page) -> Record | None:
    """The course that a row is; None for one without a code or a title."""
    code, title = code_of(row), title_of(row)
    if not code or not title:
        return None
    description = prose(row.get("description")) or ""
    fields = {
        **in_prose(description),
        **_requisites(row, names),
        "code": code,
        "subject": words(row.get("subjectCode")) or subject_of(code),
        "description": description,
        "department": departments(row),
        "level_text": words(row.get("career")),
        **_credits(row),
    }
    group = words(row.get("courseGroupId"))
    aliases = (slug(group),) if group else ()
    url = address(row, page, "courses")
    return Record("course", slug(code), url, title, stated(fields), aliases=aliases)


def departments(row: Row) -> str:
    """The names of a row's departments. Where they are ids alone, nothing is printed."""
    named = objects(row.get("departments"))
    printed = (words(each.get("displayName")) or words(each.get("name")) for each in named)
    return ", ".join(dict.fromkeys(name for name in printed if name))


def address(row: Row, page: Page, kind: str) -> str:
    """The address of a row in the API: `…/api/v1/cm/<school>/courses/<id>`."""
    base = re.match(r"(https?://[^/?]+/api/v1/cm/[^/?]+)/", page.url)
    id = row.get("_id") or row.get("id")
    is_id = isinstance(id, str) and re.fullmatch(r"[\w.-]+", id)
    return f"{base[1]}/{kind}/{id}" if base and is_id else page.url


def _credits(row: Row) -> dict[str, Any]:
    """The bounds of the credit hours, else their value, else the number of credits.

    Some schools leave the bounds at 0 and state the amount as the number.
    """
    stated_credits = member(row, "credits")
    hours = member(stated_credits, "creditHours")
    least, most = number(hours.get("min")), number(hours.get("max"))
    amounts = [number(hours.get("value")), number(stated_credits.get("numberOfCredits"))]
    if least or most:
        bounds = [amount for amount in (least, most) if amount is not None]
        return {"credits_min": min(bounds), "credits_max": max(bounds)}
    known = [amount for amount in (*amounts, least) if amount is not None]
    amount = next((each for each in known if each), known[0] if known else None)
    return {} if amount is None else {"credits_min": amount, "credits_max": amount}


def _requisites(row: Row, names: CourseNames) -> dict[str, str]:
    """The prerequisites and corequisites: by rules, in free text, or in a field of the school."""
    requisites = member(row, "requisites")
    columns: dict[str, str] = {}
    for group in requisite_groups(row):
        column, text = _column(group), rules_text(group, names)
        if column and text:
            columns[column] = f"{columns[column]}; {text}" if column in columns else text
    free = member(requisites, "requisitesFreeform")
    if not columns and free.get("showInCatalog") is not False:
        columns = _in_words(prose(free.get("value")) or "")
    if not columns:
        custom = row.get("customFields.nonEnforcedPrerequisites")
        custom = custom or member(row, "customFields").get("nonEnforcedPrerequisites")
        columns = _in_words(prose(custom) or "")
    return columns


def requisite_groups(row: Row) -> list[Row]:
    """The groups of rules about prerequisites and corequisites that the catalog shows."""
    groups = objects(member(row, "requisites").get("requisitesSimple"))
    shown = (group for group in groups if group.get("showInCatalog") is not False)
    return [group for group in shown if _column(group)]


def _column(group: Row) -> str | None:
    """The column of a group by its type and its name; None for what is neither."""
    kind = f"{words(group.get('type')) or ''} {words(group.get('name')) or ''}"
    if _COREQUISITE.match(kind):
        return "corequisites_text"
    return "prerequisites_text" if _PREREQUISITE.search(kind) else None


def _in_words(text: str) -> dict[str, str]:
    """Free text about requisites: what it labels, or all of it as prerequisites."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        for name, value in segments(one_line(line)).items():
            if name.endswith("requisites_text"):
                found.setdefault(name, value)
    return found or ({"prerequisites_text": one_line(text)} if text else {})
