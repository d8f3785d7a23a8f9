"""Clean Catalog: a hosted catalog on Drupal, whose courses are "classes" and programs "degrees".

How to recognise a page: its footer links to cleancatalog.com; the classes `course-teaser-…` of its
lists and `paragraph--type--degree-section` of its degrees.

In a source's YAML: the root of the catalog is enough as `start_urls`. It leads to the lists
(`/classes` or `/courses`, `/degrees`), these to the pages of courses and degrees, which stand below
a department. `follow` narrows the links.

Seen on a real page: a degree (2025). Inferred from clients of the software: the lists, in two
layouts, the page of a course, groups of electives whose options stand in a pop-up, sections without
a title, and degrees that list their courses in a recommended sequence alone. Inferred: a badge of a
degree that holds the words of its award alone.

Key: a course's code; the path of a degree's page.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.requirements import listing, rules
from courseatlas.requirements.listing import Course, Line
from courseatlas.requirements.totals import total_of_rows
from courseatlas.text import slug
from courseatlas.values.codes import split_code
from courseatlas.values.words import credential
from spiders.page.content import address
from spiders.page.course_lists import courses_of_any_list
from spiders.page.fields import distinct, distinct_records, stated
from spiders.page.hubs import hub_links
from spiders.page.labels import columns_by_label
from spiders.page.links import Link
from spiders.page.markup import (
    HEADINGS,
    classes,
    first_text,
    has_class,
    prose,
    text,
    visible_lines,
)
from spiders.page.program_pages import program_of_page
from spiders.page.requirement_courses import course_lines, courses_of
from spiders.page.requirements import BELOW, rules_list
from spiders.page.strength import Strength

_MARKS = (b"cleancatalog.", b"course-teaser-", b"paragraph--type--degree-section")
_ARTICLE = f"//article[{has_class('node--view-mode-full')}]"
_COURSES = lxml.etree.XPath(f"{_ARTICLE}[{has_class('node--type-class')}]")
_DEGREES = lxml.etree.XPath(f"{_ARTICLE}[{has_class('node--type-degree')}]")
_SECTION_CLASS, _GROUP_CLASS = "paragraph--type--degree-section", "node--type-elective-group"
# a recommended sequence lists the courses of the sections once more, and a pop-up their details
_IN_SEQUENCE = f"ancestor::*[{has_class('field--name-field-course-sequencing')}]"
_IN_POPUP = f"ancestor::*[{has_class('modal')} or {has_class(_GROUP_CLASS)}]"
_ANY_SECTION = f".//*[{has_class(_SECTION_CLASS)}][not({_IN_POPUP})]"
_SECTIONS = lxml.etree.XPath(f"{_ANY_SECTION}[not({_IN_SEQUENCE})]")
_SEQUENCED = lxml.etree.XPath(f"{_ANY_SECTION}[{_IN_SEQUENCE}]")
_ROW_CLASSES = ("degree-row", "node--type-class", _GROUP_CLASS)
_ROWS = lxml.etree.XPath(f".//*[{' or '.join(map(has_class, _ROW_CLASSES))}]")
_GROUPS_ABOVE = lxml.etree.XPath(f"ancestor::*[{has_class(_GROUP_CLASS)}]")
_OPTIONS = lxml.etree.XPath(f".//*[{has_class('node--type-class')}]")
# the level of a section among headings
_SECTION = 2
_LIST_ROWS = lxml.etree.XPath(f"//*[{has_class('views-row')}]")
_LABELLED = lxml.etree.XPath(f".//*[{has_class('field__label')}]")
_TEASER_CODE = ("course-teaser-badge", "course-teaser-table-label")
_TEASER_TITLE = ("course-teaser-title", "course-teaser-table-title", "field--name-field-item")
_TEASER_CREDITS = ("course-teaser-credits", "course-teaser-table-credits", "credits")
_TEASER_TYPE = ("course-teaser-table-type", "course-teaser-type")
_DESCRIPTIONS = ("field--name-body", "field--name-field-description")
_TYPES = ("field--name-field-degree-type", "field--name-field-degree-offered")
_TOTAL = re.compile(r"(?:grand |program |degree )?total", re.I)
_NEXT = lxml.etree.XPath("//li[contains(@class, 'pager') and contains(@class, 'next')]//a/@href")
_BEFORE_TITLE = re.compile(r"^[\s:–—-]+")


def recognises(page: Page) -> Strength:
    """The footer's link, or the class names of a list or a degree."""
    return Strength.OWN.when(any(mark in page.body for mark in _MARKS))


def links(page: Page) -> Iterator[Link]:
    """The lists, and the courses and degrees that a list or a degree names."""
    listed = (_listed(row, page) for row in _LIST_ROWS(page.tree))
    rows = {record.url: record for record in listed if record is not None}
    for link in hub_links(page):
        row = rows.get(link.url)
        if row is not None:
            yield Link(link.url, "course" if row.kind == "course" else "program", row.title)
        elif "page=" not in urlsplit(link.url).query:  # the pages of a list come one by one
            yield link


def next_pages(page: Page) -> Iterator[Link]:
    """The next page of a list."""
    for href in dict.fromkeys(_NEXT(page.tree)):
        yield Link(urljoin(page.url, href), "next_page")


def read(page: Page) -> Iterator[Record]:
    """The course or degree of a page, or those that a list names."""
    courses, degrees = _COURSES(page.tree), _DEGREES(page.tree)
    if courses or degrees:
        records = [
            *(_course(each, page) for each in courses),
            *(_degree(each, page) for each in degrees),
        ]
        found = list(distinct_records(record for record in records if record.title))
    else:
        found = list(distinct_records(_listed(row, page) for row in _LIST_ROWS(page.tree)))
    yield from found or _of_own_template(page)


def _of_own_template(page: Page) -> Iterator[Record]:
    """The one degree or course of a page in a school's own template, as any site's page is read.

    Inferred: Drupal lets a school name its kinds of pages as it likes.
    """
    program = program_of_page(page)
    records = [program] if program else list(courses_of_any_list(page))
    if len(records) == 1:
        yield from records


def _with_class(element: HtmlElement, *names: str) -> Iterator[HtmlElement]:
    """The elements below one that have one of the classes, by the order of the classes."""
    return (each for name in names for each in element.xpath(f".//*[{has_class(name)}]"))


def _field(element: HtmlElement, *names: str) -> str:
    """The words of the first of the fields, without its label."""
    fields = list(_with_class(element, *names))
    items = (item for field in fields for item in _with_class(field, "field__item"))
    return first_text(items) or first_text(fields)


def _code_and_title(article: HtmlElement) -> tuple[str | None, str]:
    """The code and the title of a course, of which the code may stand in a badge above it."""
    heading = text(article.find(".//h1"))
    badge = split_code(first_text(_with_class(article, "degree-class-badge")))
    line = split_code(heading)
    if line.code:
        return line.code, _BEFORE_TITLE.sub("", line.rest)
    return (badge.code, heading) if heading and not badge.rest.strip() else (None, heading)


def _course(article: HtmlElement, page: Page) -> Record:
    code, title = _code_and_title(article)
    labelled = _labelled(article)
    credits_text = _field(article, "field--name-field-credits")
    fields = {
        "code": code,
        "department": _field(article, "field--name-field-program"),
        "description": _description(article),
        "credits_text": f"{credits_text} credits" if credits_text[-1:].isdigit() else credits_text,
        "prerequisites_text": labelled.get("prerequisites_text"),
        "corequisites_text": labelled.get("corequisites_text"),
    }
    return Record("course", slug(code or title), address(page), title, stated(fields))


def _labelled(article: HtmlElement) -> dict[str, str]:
    """Column -> value of the fields that print a label of `labels.yml`."""
    values: dict[str, str] = {}
    for label in _LABELLED(article):
        printed = text(label).rstrip(" :").casefold()
        items = _with_class(label.getparent(), "field__item")
        value = ", ".join(text(item) for item in items if text(item))
        for column in columns_by_label().get(printed, ()):
            values.setdefault(column, value)
    return values


def _description(article: HtmlElement) -> str:
    return next((words for words in map(prose, _with_class(article, *_DESCRIPTIONS)) if words), "")


def _degree(article: HtmlElement, page: Page) -> Record:
    title = text(article.find(".//h1"))
    rows = (" ".join(visible_lines(row)) for row in _ROWS(article))
    types = [_field(article, name) for name in (*_TYPES, "degree-class-badge")]
    fields = {
        "description": _description(article),
        "credential_text": " | ".join(distinct([title, *types])),
        "credits_total_text": total_of_rows(row for row in rows if _TOTAL.match(row)),
        "department": _field(article, "field--name-field-program"),
    }
    url = address(page)
    return Record(
        "program", urlsplit(url).path.strip("/"), url, title, stated(fields), _components(article)
    )


def _components(article: HtmlElement) -> tuple[Component, ...]:
    """The courses of all sections, or of the recommended sequence where a degree has no others."""
    for sections in (_SECTIONS(article), _SEQUENCED(article)):
        listed = listing.components(line for each in sections for line in _lines(each))
        if listed:
            return listed
    return ()


def _lines(section: HtmlElement) -> Iterator[Line]:
    """The title of a section, the sentences below it that rule its rows, and the rows.

    The first words below it name a section without a title: "First Semester".
    """
    names = _own_lines(section, "field--name-field-degree-section-title")
    sentences = _own_lines(section, "field--name-field-degree-section-description")
    if not names:
        names, sentences = sentences[:1], sentences[1:]
    yield Line(" ".join(names), heading=_SECTION)
    for sentence in sentences:
        if rules_list(sentence):
            yield Line(sentence, heading=_SECTION + BELOW)
    for row in _ROWS(section):
        yield from _row(row)


def _own_lines(section: HtmlElement, name: str) -> list[str]:
    """The words of a section's field; those in the pop-up of a group are of other sections."""
    fields = _with_class(section, name)
    own = (field for field in fields if not _GROUPS_ABOVE(field))
    return [line for field in own for line in visible_lines(field)]


def _row(row: HtmlElement) -> Iterator[Line]:
    """The line of a course, of a group with options, or of words that are about other rows.

    A group of electives is a choice whatever its name; its options stand in a pop-up within it.
    """
    names = classes(row)
    depth = len(_GROUPS_ABOVE(row))
    credits = _with_class(row, "field--name-field-credits")
    amount = first_text(
        each for each in credits if next(each.iterancestors("article"), None) is row
    )
    if "node--type-class" in names:
        printed = text(next(row.iter("a"), None))
        courses = courses_of(printed)  # "CS 101 or CS 102" is two
        if len(courses) < 2:
            course = _code_and_title_of_row(row, printed)
            courses = (course,) if any(course) else ()
        if courses:
            yield from course_lines(printed, courses, depth, is_or=False, amount=amount)
    elif _GROUP_CLASS in names:
        name = first_text(row.iter("a", "button", *HEADINGS))
        if _OPTIONS(row):
            yield Line(name, depth=depth, amount=amount, offers_choice=True)
    elif rules.is_or(text(row)) or rules.introduces_list(text(row)):
        yield Line(text(row), depth=depth)


def _code_and_title_of_row(row: HtmlElement, printed: str) -> Course:
    """(code, title) of a course, by what its link prints; a school may print no codes."""
    codes = split_code(printed)
    title = _field(row, "field--name-field-item")
    return codes.code or "", title or _BEFORE_TITLE.sub("", codes.rest)


def _listed(row: HtmlElement, page: Page) -> Record | None:
    """The course or degree that a row of a list names."""
    heading = next((each for each in _with_class(row, *_TEASER_TITLE) if text(each)), None)
    if heading is None:
        return None
    label = first_text(_with_class(row, *_TEASER_CODE)) or text(next(row.iter("a"), None))
    code, title = split_code(label).code, text(heading)
    links = [*heading.xpath("descendant-or-self::a/@href"), *row.xpath(".//a/@href")]
    url = urljoin(page.url, links[0]) if links else page.url
    kind = first_text(_with_class(row, *_TEASER_TYPE)) or label
    if code:
        credits_text = first_text(_with_class(row, *_TEASER_CREDITS))
        fields = {"code": code, "credits_text": credits_text}
        return Record("course", slug(code), url, title, stated(fields))
    if links and credential(f"{title} | {kind}")[0]:
        department = first_text(_with_class(row, "course-teaser-table-program"))
        printed = {"credential_text": f"{title} | {kind}", "department": department}
        return Record("program", urlsplit(url).path.strip("/"), url, title, stated(printed))
    return None
