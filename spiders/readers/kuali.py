"""Kuali Catalog's API: a course in whole, or the list of all with their titles; credit numbers are strings, rules are HTML."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from spiders.readers import jsonld_nodes as nodes
from spiders.readers.markup import visible

# schools name their rule fields themselves: UVic's and Waterloo's
_PREREQUISITES = ("prerequisites", "preAndCorequisites", "preOrCorequisites")


def recognises(page: Page) -> bool:
    return page.body.lstrip()[:1] in (b"{", b"[") and b'"__catalogCourseId"' in page.body and b'"pid"' in page.body


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer, once. Raises Unreadable where it is no JSON."""
    seen: set[str] = set()
    for row in page.json if isinstance(page.json, list) else [page.json]:
        if isinstance(row, dict) and (found := _record(row, page)) and found.key not in seen:
            seen.add(found.key)
            yield found


def _record(row: dict[str, Any], page: Page) -> Record | None:
    code, title = _spaced(one_line(row.get("__catalogCourseId"))), one_line(row.get("title"))
    if not (code and title):
        return None
    subject = row.get("subjectCode") or {}
    fields = {
        "code": code,
        "subject": one_line(subject.get("name")),
        "description": paragraphs(nodes.plain(row.get("description"))),
        "prerequisites_text": next((rule for name in _PREREQUISITES if (rule := _rule(row.get(name)))), ""),
        "corequisites_text": _rule(row.get("corequisites")),
        "cross_listed": [_spaced(one["__catalogCourseId"]) for one in row.get("crossListedCourses") or [] if one.get("__catalogCourseId")],
        **_credits(row.get("credits") or {}),
    }
    return Record(
        "course", slug(code), _url(row, page), title, {name: value for name, value in fields.items() if value not in (None, "", [])}
    )


def _spaced(code: str) -> str:
    """ "SENG360" as the catalog prints it to people, "SENG 360"."""
    return re.sub(r"^([A-Z]{2,})(\d)", r"\1 \2", code)


def _rule(html: Any) -> str:
    """A rule tree as its text on one line."""
    return one_line(visible(lxml.html.fragment_fromstring(html, create_parent="div"))) if isinstance(html, str) and html.strip() else ""


def _credits(stated: dict[str, Any]) -> dict[str, float]:
    """`credits` holds min and max, `value` one number or a range as printed."""
    inner = stated.get("credits") if isinstance(stated.get("credits"), dict) else {}
    printed = (
        [str(inner.get(name) or "") for name in ("min", "max")] if inner else re.findall(r"\d+(?:\.\d+)?", str(stated.get("value") or ""))
    )
    numbers = [float(one) for one in printed if re.fullmatch(r"\d+(?:\.\d+)?", one)]
    return {"credits_min": min(numbers), "credits_max": max(numbers)} if numbers else {}


def _url(row: dict[str, Any], page: Page) -> str:
    """The API's own address of the course: the catalog's page is a route of a script, and its site is not named in the answer."""
    base, mark, rest = page.url.partition("/api/v1/catalog/courses/")
    return f"{base}/api/v1/catalog/course/{rest.split('?')[0].strip('/')}/{row['pid']}" if mark and row.get("pid") else page.url
