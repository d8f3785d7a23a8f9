"""Programs of Coursedog's answers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from courseatlas.records import Component, Page, Record
from courseatlas.requirements import listing
from courseatlas.requirements.totals import stated_total
from courseatlas.text import slug
from courseatlas.values.words import credential
from spiders.page.api_values import Row, member, number, objects, prose, words
from spiders.page.fields import distinct, stated
from spiders.page.markup import fragment
from spiders.page.requirements import requirement_components
from spiders.platforms.coursedog.courses import address, departments
from spiders.platforms.coursedog.rows import CourseNames, course_named, title_of
from spiders.platforms.coursedog.rules import requirement_lines

COLUMNS = (
    *("code", "name", "longName", "catalogDisplayName", "programGroupId", "degreeDesignation"),
    *("type", "level", "career", "college", "departments", "status", "catalogPrint"),
    *("totalCredits", "catalogDescription", "catalogFullDescription", "diplomaDescription"),
    *("requisites", "cipCode", "dependencies"),
)
# groups of rules about who may begin, which list nothing that the program asks for
_BEFORE = re.compile(r"admission|pre-?requisite|eligib|transfer|entrance", re.I)
_CREDENTIALS = ("degreeDesignation", "diplomaDescription", "level", "type", "catalogDescription")
_LONGEST_CREDENTIAL = 80


def program(row: Row, names: CourseNames, page: Page) -> Record | None:
    """The program that a row is; None for one without a title."""
    title = title_of(row)
    if not title:
        return None
    description = prose(row.get("catalogFullDescription")) or prose(row.get("catalogDescription"))
    cip = words(row.get("cipCode")) or ""
    fields = {
        "description": description,
        "credential_text": " | ".join(distinct([title, *_credentials(row)])),
        "credits_total_text": _total(row),
        "department": departments(row),
        "college": words(row.get("college")) if isinstance(row.get("college"), str) else None,
        "level_text": words(row.get("career")),
        "cip_code": cip if re.fullmatch(r"\d{2}\.\d{4}", cip) else None,
    }
    group = words(row.get("programGroupId"))
    key = slug(words(row.get("code")) or group or title)
    aliases = (slug(group),) if group and slug(group) != key else ()
    url = address(row, page, "programs")
    return Record("program", key, url, title, stated(fields), _components(row, names), aliases)


def _credentials(row: Row) -> Iterator[str]:
    """The values of a row that name a credential."""
    for name in _CREDENTIALS:
        printed = words(row.get(name)) or ""
        if printed and len(printed) <= _LONGEST_CREDENTIAL and credential(printed)[0]:
            yield printed


def _total(row: Row) -> str | None:
    """The total that a row states as a number, else in the words of its requirements."""
    total = number(row.get("totalCredits"))
    if total:
        return f"{total:g} credits"
    names = [words(group.get("name")) or "" for group in _groups(row)]
    free = prose(_freeform(row)) or ""
    return stated_total([*names, *free.split("\n")])


def _groups(row: Row) -> list[Row]:
    """The groups of rules that the catalog shows and that are about the program itself."""
    groups = objects(member(row, "requisites").get("requisitesSimple"))
    return [
        group
        for group in groups
        if group.get("showInCatalog") is not False
        and not _BEFORE.search(f"{words(group.get('type')) or ''} {words(group.get('name')) or ''}")
    ]


def _freeform(row: Row) -> str:
    """The requirements in markup that some schools write in place of rules, or ''."""
    free = member(row, "requisites").get("requisitesFreeform")
    if isinstance(free, dict):
        free = free.get("value") if free.get("showInCatalog") is not False else None
    return free if isinstance(free, str) else ""


def _components(row: Row, names: CourseNames) -> tuple[Component, ...]:
    """The courses that the rules list, or that the markup in place of rules does."""
    lines = (line for group in _groups(row) for line in requirement_lines(group, names))
    listed = tuple(_by_alias(each, names) for each in listing.components(lines))
    markup = _freeform(row)
    if listed or not markup.strip():
        return listed
    return requirement_components(fragment(markup))


def _by_alias(component: Component, names: CourseNames) -> Component:
    """The component; one whose code is an internal id has it as the alias of its course."""
    code = component.course_code
    if (
        code is None
        or course_named(code, names)
        or code in {course[0] for course in names.values()}
    ):
        return component
    return replace(component, course_code=None, course_title=code, course_alias=slug(code))
