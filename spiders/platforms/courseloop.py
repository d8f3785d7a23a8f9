"""CourseLoop handbooks: Next.js pages that carry a unit, a course or an area of study as JSON.

How to recognise a page: the script `__NEXT_DATA__` with a `pageContent`, and a `siteId` that ends
in `-prod-pres` or the keys of CourseLoop's academic items.

In a source's YAML: the root of the handbook is enough as `start_urls`. Its site map leads to the
pages of the newest year (`/2026/units/…`, `/2026/courses/…`, `/2026/aos/…`).

Seen in public clients of the handbooks of two Australian universities: the site maps, the page's
JSON, the keys of units and their requisites, and of the curricula of courses. No page was seen.

A handbook calls a degree a course, and a course a unit or a subject: what has a
`curriculumStructure` is a program.

Key: the code of the unit, the course or the area of study.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import lxml.etree

from courseatlas.records import Page, Record, Unreadable
from courseatlas.requirements import listing
from courseatlas.requirements.listing import Line
from courseatlas.text import slug
from spiders.page.api_values import Row, line_of, member, objects, prose, words
from spiders.page.fields import stated
from spiders.page.hubs import hub_links
from spiders.page.labels import segments
from spiders.page.links import Link, joined, split
from spiders.page.requirements import BELOW, rules_list
from spiders.page.sitemap_links import with_sitemap
from spiders.page.strength import Strength

first_urls = with_sitemap

_SCRIPT = lxml.etree.XPath("string(//script[@id='__NEXT_DATA__'])")
_MARKS = (b'-prod-pres"', b'"academic_item_code"', b'"curriculumStructure"', b'"unit_offering"')
_DESCRIPTIONS = ("handbook_synopsis", "overview", "handbook_description", "description")
_UNITS = frozenset(("units", "subjects"))
_PROGRAMS = frozenset(("programs", "aos", "majors", "minors", "specialisations"))
_DEEPEST = 12


def recognises(page: Page) -> Strength:
    """The data of Next.js with a page's content, and a mark of CourseLoop in it."""
    has_data = b"__NEXT_DATA__" in page.body or page.is_json
    has_content = has_data and b'"pageContent"' in page.body
    return Strength.OWN.when(has_content and any(mark in page.body for mark in _MARKS))


def links(page: Page) -> Iterator[Link]:
    """The entries of the site map and of lists, and the units that a curriculum names."""
    if not page.is_json:
        yield from _with_kinds(list(hub_links(page)))
    if not page.is_sitemap:
        for item in _items(_content(page).get("curriculumStructure")):
            path = line_of(item.get("academic_item_url"))
            if path:
                yield Link(
                    joined(page.url, path), "course", line_of(item.get("academic_item_name"))
                )


def _with_kinds(found: Sequence[Link]) -> Iterator[Link]:
    """The links, with what the folders of their paths call them.

    Beside units or subjects a course is a degree; elsewhere it is a unit.
    """
    folders = [frozenset(split(link.url).path.split("/")[1:-1]) for link in found]
    has_units = any(names & _UNITS for names in folders)
    for link, names in zip(found, folders, strict=True):
        if names & _UNITS or ("courses" in names and not has_units):
            yield Link(link.url, "course", link.words)
        elif names & _PROGRAMS or "courses" in names:
            yield Link(link.url, "program", link.words)
        else:
            yield link


def read(page: Page) -> Iterator[Record]:
    """The unit, course or area of study that a page is about; none of the handbook's other pages.

    Raises Unreadable where the page's data is broken.
    """
    content = _content(page)
    code = words(content.get("unit_code")) or words(content.get("code"))
    title = words(content.get("title"))
    if not (code and title):
        return
    if member(content, "curriculumStructure"):
        yield _program(content, code, title, page)
    elif content.get("credit_points") is not None or "unit_offering" in content:
        yield _course(content, code, title, page)


def _content(page: Page) -> Row:
    """What the page is about; an empty object where it carries nothing."""
    if page.is_json:
        return member(member(page.json, "pageProps"), "pageContent")
    script = _SCRIPT(page.tree) if page.is_html and not page.is_sitemap else ""
    try:
        data = json.loads(script) if script else None
    except ValueError as e:
        raise Unreadable(f"the data of the page is no JSON: {e}") from e
    return member(member(member(data, "props"), "pageProps"), "pageContent")


def _course(content: Row, code: str, title: str, page: Page) -> Record:
    rules = _prose_of_rules(content)
    fields = _shared(content) | {
        "code": code,
        "credits_text": _points(content),
        "prerequisites_text": _requisites(content, "prerequisite")
        or rules.get("prerequisites_text"),
        "corequisites_text": _requisites(content, "corequisite") or rules.get("corequisites_text"),
    }
    return Record("course", slug(code), page.url, title, stated(fields))


def _program(content: Row, code: str, title: str, page: Page) -> Record:
    fields = _shared(content) | {"credential_text": title, "credits_total_text": _points(content)}
    components = listing.components(_lines(member(content, "curriculumStructure"), level=1))
    return Record("program", slug(code), page.url, title, stated(fields), components)


def _shared(content: Row) -> dict[str, Any]:
    """The fields that a unit and a course have."""
    descriptions = (prose(content.get(name)) for name in _DESCRIPTIONS)
    return {
        "description": next((each for each in descriptions if each), None),
        "department": _value(content.get("school")),
        "level_text": _label(content.get("undergrad_postgrad_both"))
        or _label(content.get("study_level")),
        "edition": words(content.get("implementation_year")),
    }


def _points(content: Row) -> str | None:
    points = words(content.get("credit_points"))
    return f"{points} credit points" if points else None


def _label(value: Any) -> str | None:
    """The words of a reference: its label, else its value."""
    return words(value.get("label") or value.get("value")) if isinstance(value, dict) else None


def _value(value: Any) -> str | None:
    """The words of a reference to an organisation, whose label is an identifier."""
    return words(value.get("value")) if isinstance(value, dict) else None


def _requisites(content: Row, kind: str) -> str | None:
    """The requisites of a kind: the prose of each, else the codes of its containers."""
    printed = []
    for requisite in objects(content.get("requisites")):
        if line_of(member(requisite, "requisite_type").get("value")).rstrip("s") == kind:
            containers = objects(requisite.get("container"))
            rule = _joined([_rule(each) for each in containers], "and")
            printed.append(prose(requisite.get("description")) or rule)
    return _joined(printed, "and") or None


def _rule(container: Row, depth: int = 0) -> str:
    """The codes of a container, of which the connector says how its own parts are joined."""
    if depth > _DEEPEST:
        return ""
    parts = [_rule(each, depth + 1) for each in objects(container.get("containers"))]
    parts += [line_of(each.get("academic_item_code")) for each in _relations(container)]
    return _joined(parts, "or" if _is_choice(container) else "and")


def _joined(parts: list[str], word: str) -> str:
    """Codes and rules with a word between them; a rule of several codes in brackets."""
    filled = [part for part in parts if part]
    if len(filled) < 2:
        return "".join(filled)
    return f" {word} ".join(f"({part})" if " " in part else part for part in filled)


def _prose_of_rules(content: Row) -> dict[str, str]:
    """What the rules of enrolment, which are prose with labels, state of requisites."""
    values: dict[str, str] = {}
    for rule in objects(content.get("enrolment_rules")):
        for line in (prose(rule.get("description")) or "").splitlines():
            for column, value in segments(line).items():
                values.setdefault(column, value)
    return values


def _lines(container: Row, level: int) -> Iterator[Line]:
    """The lines of a curriculum: titles, sentences that rule what follows, and units."""
    if level > _DEEPEST:
        return
    yield Line(line_of(container.get("title")), heading=level)
    for sentence in (prose(container.get("description")) or "").splitlines():
        if rules_list(sentence):
            yield Line(sentence, heading=level + BELOW)
    for number, item in enumerate(_relations(container)):
        code, name = (
            line_of(item.get("academic_item_code")),
            line_of(item.get("academic_item_name")),
        )
        if code and _is_unit(item):
            is_or = number > 0 and _is_choice(container)
            amount = words(item.get("academic_item_credit_points")) or ""
            yield Line(code, ((code, name),), amount=amount, is_or=is_or)
    for each in objects(container.get("container")):
        yield from _lines(each, level + 1)


def _relations(container: Row) -> list[Row]:
    """The academic items of a container; requisites and curricula name them differently."""
    return objects(container.get("relationships")) or objects(container.get("relationship"))


def _is_choice(container: Row) -> bool:
    return line_of(member(container, "parent_connector").get("value")).casefold() == "or"


def _is_unit(item: Row) -> bool:
    """Whether an academic item is no course and no area of study within a curriculum."""
    kind = item.get("academic_item_type")
    named = line_of(kind) or line_of(member(item, "academic_item_type").get("value"))
    return named.casefold() in ("", "subject", "unit")


def _items(container: Any, depth: int = 0) -> Iterator[Row]:
    """Every academic item of a curriculum."""
    if isinstance(container, dict) and depth <= _DEEPEST:
        yield from _relations(container)
        for each in objects(container.get("container")):
            yield from _items(each, depth + 1)
