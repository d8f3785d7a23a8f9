"""Kuali Catalog's API: the array of a catalog's courses or programs, and the details of one."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs, slug
from spiders.readers.jsonld_nodes import plain
from spiders.readers.markup import text, visible
from spiders.readers.totals import stated_total

_MARKS = (b'"__catalogCourseId"', b'"__passedCatalogQuery"', b'"catalogActivationDate"')
_CODE = re.compile(r"^([A-Z&]+?)[ -]?(\d\w*)$")
_LISTED = re.compile(r"^(?P<code>[A-Z&]+ ?-?\d\w*)\s*(?:[-–—:]\s*(?P<title>.*?))?(?:\s*\((?P<credits>\d[\d.\s–-]*)\))?$")
_CHOICE = re.compile(
    r"\b(?:complete|choose|select|earn)\s+(?:at least\s+)?(?P<count>\d+|one|two|three|any)\b(?!\s*(?:units?|credits?))", re.I
)
_CREDITS = re.compile(r"\b(?:complete|choose|select|earn)\s+(?:at least\s+)?(?P<credits>\d+(?:\.\d+)?)\s*(?:units?|credits?)", re.I)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "any": None}


def recognises(page: Page) -> bool:
    """Whether the page is JSON with the keys of this catalog."""
    return page.is_json and any(mark in page.body for mark in _MARKS)


def read(page: Page) -> Iterator[Record]:
    """Every course and program of an answer. Raises Unreadable where it is no JSON."""
    answer = page.json
    seen: set[tuple[str, str]] = set()
    for row in answer if isinstance(answer, list) else [answer]:
        record = _record(row, page) if isinstance(row, dict) else None
        if record and (record.kind, record.key) not in seen:
            seen.add((record.kind, record.key))
            yield record


def _record(row: dict[str, Any], page: Page) -> Record | None:
    title, code = one_line(_string(row, "title")), _code(row)
    if not title:
        return None
    description = paragraphs(plain(_string(row, "description")))
    if not row.get("__catalogCourseId"):
        return (
            _program(row, title, description, page)
            if "programType" in row or "catalogCategory" in row or "rulesRequirements" in row
            else None
        )
    subject = row.get("subjectCode")
    fields = {
        "code": code,
        "subject": one_line(_string(subject, "name")) if isinstance(subject, dict) else None,
        "description": description,
        "prerequisites_text": _rules(_string(row, "preAndCorequisites", "prerequisites")),
        "corequisites_text": _rules(_string(row, "preOrCorequisites", "corequisites")),
        "cross_listed": [
            _spaced(one["__catalogCourseId"])
            for one in row.get("crossListedCourses") or []
            if isinstance(one, dict) and one.get("__catalogCourseId")
        ],
        **_credits(row.get("credits")),
    }
    return Record(
        "course",
        slug(code),
        _address(row, page, "course"),
        title,
        {name: value for name, value in fields.items() if value not in (None, "", [])},
    )


def _code(row: dict[str, Any]) -> str:
    """The code "SENG360" as "SENG 360", by the subject that the row names."""
    code = one_line(str(row.get("__catalogCourseId") or ""))
    subject = row.get("subjectCode")
    name = one_line(_string(subject, "name")) if isinstance(subject, dict) else ""
    return f"{name} {code[len(name) :].lstrip(' -')}" if name and code.startswith(name) and len(code) > len(name) else _spaced(code)


def _spaced(code: str) -> str:
    found = _CODE.match(code)
    return f"{found[1]} {found[2]}" if found else code


def _credits(credits: Any) -> dict[str, Any]:
    """Least and most credits; the numbers are strings, and no unit is stated."""
    if not isinstance(credits, dict):
        return {}
    held: dict[str, Any] = next((one for name in ("credits", "value") if isinstance(one := credits.get(name), dict)), {})
    low, high = (_number(held.get(name)) for name in ("min", "max"))
    single = _number(credits.get("value"))
    low = single if low is None else low
    return {"credits_min": low, "credits_max": high if high is not None else low} if low is not None else {}


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float | str) and re.fullmatch(r"\d+(?:\.\d+)?", str(value).strip()) else None


def _rules(markup: str) -> str:
    """A rule tree as one line of text; React parts its words by comments, which are no words."""
    return one_line(visible(_fragment(markup)).replace("\n", " ")) if markup.strip() else ""


def _fragment(markup: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(re.sub(r"<!--.*?-->", "", markup, flags=re.S), create_parent="div")


def _program(row: dict[str, Any], title: str, description: str, page: Page) -> Record:
    kind = row.get("programType")
    requirements = _string(row, "rulesRequirements", "requirements", "courseRequirementsNoUnits")
    root = _fragment(requirements) if requirements.strip() else None
    fields = {
        "description": description,
        "credential_text": f"{title} | {_string(kind, 'name') if isinstance(kind, dict) else ''}".rstrip("| "),
        "credits_total_text": _total(root) if root is not None else None,
    }
    key = slug(_string(row, "code", "pid") or title)
    listed = tuple(_components(root)) if root is not None else ()
    return Record("program", key, _address(row, page, "program"), title, {name: value for name, value in fields.items() if value}, listed)


def _total(root: HtmlElement) -> str | None:
    """What "Grand Total Credits: 120" states, else a sentence that states a total."""
    found = re.search(r"grand total credits:\s*(\d[\d.–-]*)", text(root), re.I)
    return f"{found[1]} credits" if found else stated_total([text(root)])


def _components(root: HtmlElement) -> Iterator[Component]:
    """The courses that the rules list, by the rule of the nearest list above each."""
    group = None
    for element in root.iter("h2", "h3", "a"):
        if element.tag != "a":
            group = text(element) or group
        elif "/courses/" in (element.get("href") or ""):
            item = next(element.iterancestors("li"), element.getparent())
            line = _LISTED.match(one_line(text(item)))
            code = _spaced(text(element))
            role, count, credits = _rule(element)
            yield Component(code, (line["title"] if line else None) or code, role, group, count, credits)


def _rule(link: HtmlElement) -> tuple[str, int | None, float | None]:
    """(role, how many, how much) of the nearest "Complete … of" above a course."""
    for above in link.iterancestors("li", "div", "section"):
        children = (text(child) for child in above if child.tag in ("span", "div"))
        words = one_line(above.text) or next((child for child in children if re.match(r"complete|choose|select|earn", child, re.I)), "")
        if re.match(r"complete all", words, re.I):
            return "required", None, None
        if found := _CREDITS.match(words):
            return "elective", None, float(found["credits"])
        if found := _CHOICE.match(words):
            count = found["count"].casefold()
            return "elective", int(count) if count.isdigit() else _NUMBERS[count], None
    return "component", None, None


def _address(row: dict[str, Any], page: Page, kind: str) -> str:
    """The address of a row's own details: lists stand at …/courses/<catalog>, details at …/course/<catalog>/<pid>."""
    pid = _string(row, "pid")
    parts = urlsplit(page.url)
    found = re.match(rf"(.*/api/v1/catalog)/{kind}s/(\w+)/?$", parts.path)
    return f"{parts.scheme}://{parts.netloc}{found[1]}/{kind}/{found[2]}/{pid}" if found and pid else page.url


def _string(row: dict[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := row.get(name), str) and value.strip()), "")
