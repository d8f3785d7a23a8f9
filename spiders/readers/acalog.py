"""Acalog (Modern Campus Catalog): course pages, lists of courses, and program pages with their courses."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.words import NUMBERS
from spiders.readers.labels import segments
from spiders.readers.markup import prose, text, visible
from spiders.readers.totals import stated_total

_TITLE = lxml.etree.XPath("//*[@id='course_preview_title']")
_AJAX_TITLE = lxml.etree.XPath("//h1 | //h3")
_ROWS = lxml.etree.XPath(
    "//a[contains(@onclick, 'showCourse')][contains(@href, 'coid=')][not(ancestor::li[contains(@class, 'acalog-course')])]"
)
_LISTED = lxml.etree.XPath(
    "//li[contains(@class, 'acalog-course') or contains(@class, 'acalog-adhoc')]"
    " | //*[contains(@class, 'acalog-core')]/*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
)
_HEADING = lxml.etree.XPath("//h1[@id='acalog-content'] | //h1[not(contains(@class, 'sr-only'))]")
_CORES = lxml.etree.XPath("//*[contains(@class, 'acalog-core')]//*[self::p or self::h2 or self::h3 or self::h4 or self::h5 or self::li]")
_ABOUT = lxml.etree.XPath("//*[contains(@class, 'program_description')]")
_EDITION = lxml.etree.XPath("string(//*[contains(@class, 'acalog_catalog_name')])")
# "CSC 2700 Special Topics (1-3)", "ECON 001. Introduction", "CS 101 - Programs (3 Credit Hours)"
_LINE = re.compile(
    r"^(?P<code>[A-Z][A-Za-z&]*(?:[ /-][A-Z]{1,5}){0,2}[ -]?\d[\w./-]*?)(?:\s*[.:]\s+|\s+[-–—]\s+|\s+)(?P<title>\S.*?)"
    r"(?:\s*\((?P<credits>(?:\d|var)[^()]*)\)|\s+(?P<hours>\d[\d.\s,-]*(?:credits?|units?|hours?)\b.*))?\s*\*?$",
    re.I,
)
_CODE = re.compile(r"^[A-Z][A-Za-z&]*[ -]?\d[\w.]*$")
_CREDITS = re.compile(r"(?:total\s+)?(?:credits?|credit hours?|semester hours?|units?|hours)(?:\(s\))?$", re.I)
_PREREQUISITES = re.compile(r"(?:course\s+)?pre-?req(?:uisite)?s?(?:\(s\)|\(es\))?$", re.I)
_COREQUISITES = re.compile(r"co-?req(?:uisite)?s?(?:\(s\)|\(es\))?$", re.I)
_CHOICE = re.compile(r"\belectives?\b|\b(?:choose|select|one of|two of|from the following|options?)\b", re.I)
_RULE = re.compile(r"\brequire|\bcore\b|\bsemester\b|\byear\b|\bfoundation|\bprerequisites?\b|\bmajor courses\b", re.I)
_COUNT = re.compile(r"\b(?:choose|select|complete)\s+(?:any\s+)?(one|two|three|four|five|six|\d)\b(?!\s*(?:credit|hour|unit))", re.I)


def recognises(page: Page) -> bool:
    """Whether the page is made by Acalog: its class names, or the names of its scripts' pages."""
    return any(mark in page.body for mark in (b"acalog-c", b"acalog_", b"course_preview_title", b"preview_course_nopop.php"))


def read(page: Page) -> Iterator[Record]:
    """The course of a course page, the program of a program page, or every course of a list. Other pages of a catalog state none."""
    headings = _TITLE(page.tree) or (_AJAX_TITLE(page.tree) if "preview_course" in page.path else [])
    heading = next((one for one in headings if _LINE.match(text(one))), None)
    if heading is not None:
        yield _course(heading, page)
    elif _is_program(page):
        yield from _program(page)
    else:
        yield from _rows(page)


def _rows(page: Page) -> Iterator[Record]:
    seen: set[str] = set()
    for link in _ROWS(page.tree):
        found = _LINE.match(text(link))
        if found and (record := _record(found, urljoin(page.url, link.get("href")), page, {})).key not in seen:
            seen.add(record.key)
            yield record


def _record(line: re.Match[str], url: str, page: Page, stated: dict[str, Any]) -> Record:
    code = one_line(line["code"])
    fields = {
        "code": code,
        "subject": re.split(r"[ -]?\d", code)[0],
        "credits_text": stated.pop("credits_text", None) or line["credits"] or line["hours"],
        "edition": one_line(_EDITION(page.tree)),
        **stated,
    }
    return Record("course", slug(code), url, line["title"], {name: value for name, value in fields.items() if value})


def _course(heading: HtmlElement, page: Page) -> Record:
    line = _LINE.match(text(heading))
    assert line  # the caller chose a heading that reads as one
    stated: dict[str, list[str]] = {}
    column, label_tag = "description", ""
    for tag, words in _pieces(heading):
        if words == "\n":
            stated.setdefault("description", []).append("\n")
            column = "description"
        elif tag and words.endswith(":"):
            column, label_tag = _column(words), tag
        elif words:
            stated.setdefault(column, []).append(words)
            if tag == label_tag and column != "description":  # a label and its value are fields of their own
                column = "description"
    fields = {name: paragraphs(" ".join(parts)) for name, parts in stated.items() if name}
    return _record(line, _own_address(page), page, _labelled(fields))


def _labelled(fields: dict[str, str]) -> dict[str, Any]:
    """The fields, with what the description's own lines label as prerequisites and the like taken out of it."""
    kept = []
    for line in fields.pop("description", "").split("\n"):
        for column, value in segments(line).items():
            if column:
                fields.setdefault(column, value)
            else:
                kept.append(value)
    return fields | {"description": paragraphs("\n".join(kept))}


def _pieces(heading: HtmlElement) -> Iterator[tuple[str, str]]:
    """(tag, words) of what stands between the rule under a heading and the next: elements, and loose text with no tag."""
    begun = False
    for element in heading.itersiblings():
        if element.tag == "hr":
            if begun:
                return
            begun = True
        elif element.tag == "br":
            yield "", "\n"
        elif isinstance(element.tag, str) and element.tag not in ("div", "table", "script", "form", "h1"):
            yield element.tag, one_line(visible(element).replace("\n", " "))
        yield "", one_line(element.tail)


def _column(label: str) -> str:
    """The column of a label; '' for one whose value no column takes."""
    name = one_line(label).rstrip(":. ")
    for pattern, column in ((_PREREQUISITES, "prerequisites_text"), (_COREQUISITES, "corequisites_text"), (_CREDITS, "credits_text")):
        if pattern.match(name):
            return column
    return ""


def _own_address(page: Page) -> str:
    """The page's address by catalog and course; the print view and the popup are the same course."""
    query = parse_qs(urlsplit(page.url).query)
    if "coid" not in query or "catoid" not in query:
        return page.url
    return urljoin(page.url, f"preview_course_nopop.php?catoid={query['catoid'][0]}&coid={query['coid'][0]}").replace("/ajax/", "/")


def _is_program(page: Page) -> bool:
    return "poid=" in page.url or any("acalog-course" in (one.get("class") or "") for one in _LISTED(page.tree))


def _program(page: Page) -> Iterator[Record]:
    heading = next((words for one in _HEADING(page.tree) if (words := text(one))), "")
    title = re.sub(r"^(?:program|degree|major):\s*", "", heading, flags=re.I)
    if not title:
        return
    fields = {
        "description": next((prose(one) for one in _ABOUT(page.tree)), None),
        "credential_text": title,
        "credits_total_text": stated_total([text(one) for one in _CORES(page.tree)]),
        "edition": one_line(_EDITION(page.tree)),
    }
    yield Record(
        "program", _key(page, title), page.url, title, {name: value for name, value in fields.items() if value}, tuple(_components(page))
    )


def _components(page: Page) -> Iterator[Component]:
    """The courses of the lists under each heading; the wrapping divs are unbalanced, so that the order of headings tells the group."""
    above: dict[int, str] = {}
    note, position, alternative = "", 0, False
    for element in _LISTED(page.tree):
        words = text(element)
        if element.tag != "li":
            level = int(element.tag[1])
            above = {depth: group for depth, group in above.items() if depth < level} | {level: words}
            note, alternative = "", False
        elif courses := _courses_of(element, words):
            role, count = _rule(note, list(above.values()))
            group = above[max(above)] if above else None
            for number, (code, title) in enumerate(courses):
                yield Component(
                    code,
                    title,
                    role,
                    group,
                    count,
                    None,
                    position + 1 - number if number else position if alternative and position else None,
                )
                position += 1
            alternative = bool(re.search(r"\bor$", words, re.I))
        elif re.fullmatch(r"or:?", words, re.I):
            alternative = True
        elif words:
            note, alternative = words, False


def _courses_of(item: HtmlElement, words: str) -> list[tuple[str, str]]:
    """(code, title) of a list item's course and of those it prints as alternatives, "MATH 1550 Calculus / MATH 1551"; notes have none."""
    named = "acalog-course" in (item.get("class") or "")
    found: list[tuple[str, str]] = []
    for link in item.iter("a"):
        printed = text(link)
        if line := _LINE.match(printed):
            found.append((one_line(line["code"]), line["title"]))
        elif _CODE.match(printed) and (found or not named):
            found.append((printed, printed))
    if not named and not (found and words.startswith(found[0][0])):
        return []  # a sentence that mentions courses
    return found if len(found) == 1 or re.search(r"/|\bor\b", words) else found[:1]


def _rule(note: str, groups: list[str]) -> tuple[str, int | None]:
    """(role, how many) by the nearest words that state a rule: the note before a course, then the headings above it, nearest first."""
    for words in (note, *reversed(groups)):
        if _CHOICE.search(words):
            count = _COUNT.search(words)
            number = (count[1].casefold() if count else "").strip()
            return "elective", NUMBERS.get(number) or (int(number) if number.isdigit() else None)
        if _RULE.search(words):
            return "required", None
    return "component", None


def _key(page: Page, title: str) -> str:
    """The catalog's own number of a program, `poid`, so that a new title keeps the id; the title only where the address has none."""
    found = re.search(r"[?&]poid=(\d+)", page.url)
    return found[1] if found else slug(title)
