"""Kuali Catalog: the API behind a school's catalog, whose pages a script fills.

How to recognise a page: JSON with `__catalogCourseId`, `__passedCatalogQuery` or
`catalogActivationDate`.

In a source's YAML: `start_urls` name the list of a catalog,
`https://<school>.kuali.co/api/v1/catalog/courses/<catalog id>` (or `/programs/`); the current id
stands at `/api/v1/catalog/public/catalogs/current`. A list leads to the details of each course.

Seen on a real answer: the details of one course (2021). Inferred: the raw list, and a program's
details, from clients of the API. Credits are strings, and no unit is stated.

Key: a course's code with a space ("SENG 360"); a program's code, else its `pid`.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.requirements import rules
from courseatlas.requirements.rules import Rule
from courseatlas.requirements.totals import grand_total, stated_total
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.codes import spaced_code
from spiders.page.fields import distinct_records, stated
from spiders.page.markup import html_to_text, text, visible
from spiders.page.strength import Strength

_KEYS = (b'"__catalogCourseId"', b'"__passedCatalogQuery"', b'"catalogActivationDate"')
_PROGRAM_KEYS = ("programType", "catalogCategory", "rulesRequirements")
_LISTED = re.compile(
    r"^(?P<code>[A-Z&]+ ?-?\d\w*)\s*(?:[-–—:]\s*(?P<title>.*?))?(?:\s*\(\d[\d.\s–-]*\))?$"
)
_COMPLETE_ALL = re.compile(r"complete all", re.I)
# the verb of a rule, then "any" or an amount of credit
_ANY = re.compile(r"\w+\s+any\b", re.I)
_AMOUNT_FIRST = re.compile(r"\w+\s+(?:at least\s+)?\d")

Row = dict[str, Any]


def recognises(page: Page) -> Strength:
    """JSON with a key of this catalog."""
    return Strength.OWN.when(page.is_json and any(key in page.body for key in _KEYS))


def links(page: Page) -> Iterator[str]:
    """The details of each course of a list; the details of a course have no links."""
    base, mark, catalog = page.url.split("?")[0].partition("/api/v1/catalog/courses/")
    for row in page.json if mark and isinstance(page.json, list) else []:
        if row.get("pid"):
            yield f"{base}/api/v1/catalog/course/{catalog.strip('/')}/{row['pid']}"


def read(page: Page) -> Iterator[Record]:
    """Every course and program of an answer. Raises Unreadable where it is not JSON."""
    answer = page.json
    rows = answer if isinstance(answer, list) else [answer]
    return distinct_records(_record(row, page) for row in rows if isinstance(row, dict))


def _record(row: Row, page: Page) -> Record | None:
    title = one_line(_string(row, "title"))
    if not title:
        return None
    if row.get("__catalogCourseId"):
        return _course(row, title, page)
    return _program(row, title, page) if any(key in row for key in _PROGRAM_KEYS) else None


def _course(row: Row, title: str, page: Page) -> Record:
    code = _code(row)
    others = (each for each in row.get("crossListedCourses") or [] if isinstance(each, dict))
    codes = (each.get("__catalogCourseId") for each in others)
    fields = {
        "code": code,
        "subject": _subject(row),
        "description": paragraphs(html_to_text(_string(row, "description"))),
        "prerequisites_text": _rules_text(_string(row, "preAndCorequisites", "prerequisites")),
        "corequisites_text": _rules_text(_string(row, "preOrCorequisites", "corequisites")),
        "cross_listed": [spaced_code(other) for other in codes if other],
        **_credits(row.get("credits")),
    }
    return Record("course", slug(code), _address(row, page, "course"), title, stated(fields))


def _subject(row: Row) -> str:
    subject = row.get("subjectCode")
    return one_line(_string(subject, "name")) if isinstance(subject, dict) else ""


def _code(row: Row) -> str:
    """The code with a space after the subject: "SENG360" is "SENG 360"."""
    code, subject = one_line(str(row.get("__catalogCourseId") or "")), _subject(row)
    if subject and code.startswith(subject) and len(code) > len(subject):
        return f"{subject} {code[len(subject) :].lstrip(' -')}"
    return spaced_code(code)


def _credits(credits: Any) -> dict[str, Any]:
    """The least and the most credit that an answer states.

    >>> _credits({"chosen": "multiple", "credits": ["1.5", "3"], "value": ["1.5", "3"]})
    {'credits_min': 1.5, 'credits_max': 3.0, 'credits_text': '1.5 or 3'}
    """
    if not isinstance(credits, dict):
        return {}
    nested = [credits.get(name) for name in ("credits", "value")]
    choices = next((value for value in nested if isinstance(value, list)), [])
    if choices:
        return _one_or_other(choices)
    bounds: Row = next((value for value in nested if isinstance(value, dict)), {})
    least, most = _number(bounds.get("min")), _number(bounds.get("max"))
    if least is None:
        least = _number(credits.get("value"))
    if least is None:
        return {}
    return {"credits_min": least, "credits_max": least if most is None else most}


def _one_or_other(choices: list[Any]) -> dict[str, Any]:
    """The bounds of amounts that stand in a list; nothing where one of them is no number."""
    amounts = [amount for amount in map(_number, choices) if amount is not None]
    if len(amounts) < len(choices):
        return {}
    printed = " or ".join(str(choice).strip() for choice in choices)
    return {"credits_min": min(amounts), "credits_max": max(amounts), "credits_text": printed}


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float | str)
    printed = str(value).strip() if is_number else ""
    return float(printed) if re.fullmatch(r"\d+(?:\.\d+)?", printed) else None


def _rules_text(markup: str) -> str:
    """A tree of rules as one line of text."""
    return one_line(visible(_fragment(markup)).replace("\n", " ")) if markup else ""


def _fragment(markup: str) -> HtmlElement:
    """Markup as one element, without the comments that React puts between words."""
    without_comments = re.sub(r"<!--.*?-->", "", markup, flags=re.S)
    return lxml.html.fragment_fromstring(without_comments, create_parent="div")


def _program(row: Row, title: str, page: Page) -> Record:
    program_type = row.get("programType")
    kind = _string(program_type, "name") if isinstance(program_type, dict) else ""
    requirements = _string(row, "rulesRequirements", "requirements", "courseRequirementsNoUnits")
    root = _fragment(requirements)
    fields = {
        "description": paragraphs(html_to_text(_string(row, "description"))),
        "credential_text": f"{title} | {kind}".rstrip("| "),
        "credits_total_text": grand_total(text(root)) or stated_total([text(root)]),
    }
    key = slug(_string(row, "code", "pid") or title)
    url = _address(row, page, "program")
    return Record("program", key, url, title, stated(fields), tuple(_components(root)))


def _components(root: HtmlElement) -> Iterator[Component]:
    """The courses that the rules list, by the rule of the nearest list above each."""
    group = None
    for element in root.iter("h2", "h3", "a"):
        if element.tag != "a":
            group = text(element) or group
        elif "/courses/" in (element.get("href") or ""):
            item = next(element.iterancestors("li"), element.getparent())
            line = _LISTED.match(text(item))
            code = spaced_code(text(element))
            role, rule = _nearest_rule(element)
            title = (line["title"] if line else None) or code
            yield Component(code, title, role, group, rule.count, rule.credits)


def _nearest_rule(link: HtmlElement) -> tuple[str, Rule]:
    """(role, rule) of the nearest "Complete … of" above a course."""
    for above in link.iterancestors("li", "div", "section"):
        children = (text(child) for child in above if child.tag in ("span", "div"))
        words = one_line(above.text) or next(filter(rules.begins_with_verb, children), "")
        if _COMPLETE_ALL.match(words):
            return "required", Rule()
        if rules.begins_with_verb(words):
            count = rules.choose_count(words)
            if count is not None or _ANY.match(words):
                return "elective", Rule(count=count)
            if _AMOUNT_FIRST.match(words):
                return "elective", Rule(credits=rules.choose_credits(words))
    return "component", Rule()


def _address(row: Row, page: Page, kind: str) -> str:
    """The address of a row's own details.

    Lists stand at `…/courses/<catalog id>`, details at `…/course/<catalog id>/<pid>`.
    """
    pid, parts = _string(row, "pid"), urlsplit(page.url)
    listing = re.match(rf"(.*/api/v1/catalog)/{kind}s/(\w+)/?$", parts.path)
    if listing is None or not pid:
        return page.url
    return f"{parts.scheme}://{parts.netloc}{listing[1]}/{kind}/{listing[2]}/{pid}"


def _string(row: Row, *names: str) -> str:
    """The first string with words under one of the names, or ''."""
    values = (row.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")
