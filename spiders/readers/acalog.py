"""Acalog (Modern Campus Catalog): lists of courses, a course's page, and a program's page with its courses under headings."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line
from spiders.readers.markup import text

_COURSE = re.compile(
    r"(?P<code>[A-Z][A-Z&]{1,7} ?[A-Z]?\d{2,5}[A-Z]{0,2})(?:\s*[.:–-]\s*|\s+)(?P<title>\S.*?)(?:\s*\((?P<credits>\d[^()]*)\))?\s*$"
)
_LINKS = lxml.etree.XPath("//td//a[contains(@href, 'preview_course') and contains(@onclick, 'showCourse')]")
_LISTED = lxml.etree.XPath("//li[contains(concat(' ', @class, ' '), ' acalog-course ')]//a[contains(@onclick, 'showCourse')]")
_TITLE = lxml.etree.XPath("(//h1[@id='course_preview_title'])[1]")
_PROGRAM = lxml.etree.XPath("(//h1[@id='acalog-content'] | //h1[normalize-space()])[1]")
_HEADING = lxml.etree.XPath("preceding::*[self::h2 or self::h3 or self::h4 or self::h5][1]")
_EDITION = lxml.etree.XPath("string((//*[contains(concat(' ', @class, ' '), ' acalog_catalog_name ')])[1])")
_PLANNER = lxml.etree.XPath("string((//a[contains(@href, 'poid=')]/@href)[1])")
_LABELS = (
    ("prerequisites_text", re.compile(r"(?:pre-?requisites?|prereqs?)\.?(?:\(s\))?\s*:", re.I)),
    ("corequisites_text", re.compile(r"(?:co-?requisites?|coreqs?)\.?(?:\(s\))?\s*:", re.I)),
    ("credits_text", re.compile(r"(?:credits?|units|credit hours?)(?:\(s\))?\s*:", re.I)),
)
_CHOICE = re.compile(r"\belectives?\b|\bchoose\b|\bselect\b|\bone of\b|\boptions?\b", re.I)
_REQUIRED = re.compile(r"\brequired\b|\bcore\b|\bsemester\b|\bfoundations?\b", re.I)


def recognises(page: Page) -> bool:
    body = page.body
    return b"acalog" in body and (b"showCourse(" in body or b"course_preview_title" in body)


def read(page: Page) -> Iterator[Record]:
    """The course of a course's page, the program of a program's, or each course of a list, once."""
    edition = re.sub(r"\s*General Catalog$", "", one_line(_EDITION(page.tree)))
    if heading := _TITLE(page.tree):
        records = _course(heading[0], edition, page)
    elif links := _LISTED(page.tree):
        records = _program(links, edition, page)
    else:
        records = (record for link in _LINKS(page.tree) for record in _row(link, edition, page))
    seen: set[str] = set()
    for record in records:
        if record.key not in seen:
            seen.add(record.key)
            yield record


def _row(link: HtmlElement, edition: str, page: Page) -> Iterator[Record]:
    if found := _COURSE.fullmatch(text(link)):
        yield _record(found, {}, edition, urljoin(page.url, link.get("href")))


def _record(found: re.Match[str], fields: dict[str, str], edition: str, url: str) -> Record:
    """A course by its printed line. Its key is its code: the site's own number changes with every edition."""
    stated = {"code": found["code"], "credits_text": found["credits"], "edition": edition} | fields
    return Record("course", "-".join(found["code"].split()), url, found["title"], {name: value for name, value in stated.items() if value})


def _course(heading: HtmlElement, edition: str, page: Page) -> Iterator[Record]:
    """The text below the heading lies loose between two rules: labelled parts first, the rest is the description."""
    found = _COURSE.fullmatch(text(heading))
    if not found:
        return
    fields: dict[str, str] = {}
    prose: list[str] = []
    nodes = iter(list(heading.itersiblings()))
    name, rules = "", 0
    for node in nodes:
        rules += node.tag == "hr"
        if rules == 2:
            break
        words = text(node) if isinstance(node.tag, str) else ""
        label = next((column for column, pattern in _LABELS if pattern.fullmatch(words)), "")
        tail = one_line(node.tail)
        if label:
            name = label
            words = ""
        elif name and words and node.tag in ("em", "a", "span"):
            fields[name] = f"{fields.get(name, '')} {words}"
            words = ""
            # an emphasised value ends with its element; a loose one at the next line
            name = name if node.tag != "em" else ""
        elif node.tag in ("br", "strong", "p"):
            name = ""
        if name and tail:
            fields[name] = f"{fields.get(name, '')} {tail}"
            tail = ""
        prose += [words, tail]
    description = one_line(" ".join(part for part in prose if part))
    stated = {column: one_line(value) for column, value in fields.items()} | {"description": description}
    yield _record(found, stated, edition, re.sub(r"&print\b", "", page.url))


def _program(links: list[HtmlElement], edition: str, page: Page) -> Iterator[Record]:
    """A program with the courses under its headings; the nearest heading names the group and, where it says so, the role."""
    heading = _PROGRAM(page.tree)
    title = re.sub(r"^Program:\s*", "", text(heading[0])) if heading else ""
    address = parse_qs(urlsplit(page.url).query) or parse_qs(urlsplit(_PLANNER(page.tree)).query)
    if not title:
        return
    components = []
    for link in links:
        if found := _COURSE.fullmatch(text(link)):
            above = _HEADING(link)
            group = text(above[0]) if above else ""
            role = "elective" if _CHOICE.search(group) else "required" if _REQUIRED.search(group) else "component"
            components.append(Component(found["code"], found["title"], role, group or None))
    fields = {"credential_text": title, "edition": edition}
    key = address.get("poid", [title])[0]
    yield Record(
        "program", "-".join(key.split()), page.url, title, {name: value for name, value in fields.items() if value}, tuple(components)
    )
