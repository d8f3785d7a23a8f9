"""PeopleSoft's pages of courses and classes, and HighPoint's mobile lists of them.

PeopleSoft gives each field of a page an id, which ends in `$` and a row's number where a page has
several rows.
"""

import re
from collections.abc import Iterator

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs
from spiders.page.fields import stated
from spiders.page.markup import classes, has_class, text, visible, visible_lines
from spiders.page.people import names_in
from spiders.platforms.peoplesoft import class_page
from spiders.platforms.peoplesoft.sections import PrintedSection, records, requisites

_HEADING, _LINE = "class-title-header", "section-body"
_LIST_MARKS = (_HEADING.encode(), _LINE.encode())
_SEARCH_MARK = b"SSR_CLSRSLT_WRK_GROUPBOX2GP"
_DETAIL_MARKS = (b"DERIVED_CRSECAT_DESCR200", b"DERIVED_CLSRCH_DESCR200")
_BLOCKS = lxml.etree.XPath(f"//*[{has_class(_HEADING)} or {has_class(_LINE)}]")
_SPANS = re.compile(r"(\d{1,4}[/-]\d{1,2}[/-]\d{1,4})\s*-\s*(\d{1,4}[/-]\d{1,2}[/-]\d{1,4})")
_RESULT = "SSR_CLSRSLT_WRK_GROUPBOX2GP$"
_COURSE = "DERIVED_CRSECAT_DESCR200"
_CLASS = "DERIVED_CLSRCH_DESCR200"
_DESCRIPTIONS = ("SSR_CRSE_OFF_VW_DESCRLONG", "DERIVED_CLSRCH_DESCRLONG")
_REQUISITES = ("DERIVED_CRSECAT_DESCR254A", "SSR_CLS_DTL_WRK_SSR_REQUISITE_LONG")
_UNITS = ("DERIVED_CRSECAT_UNITS_RANGE", "SSR_CLS_DTL_WRK_UNITS_RANGE")
_LEVELS = ("SSR_CRSE_OFF_VW_ACAD_CAREER", "PSXLATITEM_XLATLONGNAME")


def is_page(page: Page) -> bool:
    """Whether HTML is a list or a class of HighPoint's, or has the ids of PeopleSoft's fields."""
    is_own = any(mark in page.body for mark in (_SEARCH_MARK, *_DETAIL_MARKS))
    is_list = all(mark in page.body for mark in _LIST_MARKS)
    return is_own or is_list or class_page.is_class_page(page)


def courses(page: Page) -> Iterator[Record]:
    """Each course of a list or a search, or the course of a page of details."""
    if _LIST_MARKS[0] in page.body:
        sections = _of_list(page.tree)
    elif _SEARCH_MARK in page.body:
        sections = _of_search(page.tree)
    elif class_page.is_class_page(page):
        sections = class_page.section(page.tree)
    else:
        sections = _of_details(page.tree)
    yield from records(sections, page)


def _of_list(tree: HtmlElement) -> Iterator[PrintedSection]:
    """The sections below each heading of HighPoint's list, by their labelled lines."""
    code = title = career = ""
    lines: list[str] = []
    for element in _BLOCKS(tree):
        begins_section = text(element).startswith("Section:")
        is_heading = _HEADING in classes(element)
        if (is_heading or begins_section) and lines:
            yield _listed(code, title, career, lines)
            lines = []
        if is_heading:
            code, _, title = text(element).partition(" - ")
        elif code:
            career = element.getparent().get("data-career") or ""
            lines = [*lines, text(element)]
    if lines:
        yield _listed(code, title, career, lines)


def _listed(code: str, title: str, career: str, lines: list[str]) -> PrintedSection:
    labelled = dict(line.split(": ", 1) for line in lines if ": " in line)
    spans = _SPANS.findall(labelled.get("Dates", ""))
    return PrintedSection(
        code.strip(),
        title.strip(),
        tuple(names_in(labelled.get("Instructor") or labelled.get("Instructors") or "")),
        tuple(start for start, _ in spans),
        tuple(end for _, end in spans),
        career,
        labelled.get("Units", ""),
    )


def _texts_by_id(tree: HtmlElement) -> dict[str, list[str]]:
    """The texts of the fields of a page by their id; a row's number is no part of the id."""
    texts: dict[str, list[str]] = {}
    for element in tree.iter("span", "a"):
        name = (element.get("id") or "").partition("$")[0]
        if name:
            texts.setdefault(name, []).append(paragraphs(visible(element)))
    return texts


def _of_search(tree: HtmlElement) -> Iterator[PrintedSection]:
    """The sections below each heading of PeopleSoft's own search."""
    code = title = ""
    instructors: tuple[str, ...] = ()
    for element in tree.iter("span", "div"):
        name = element.get("id") or ""
        if _RESULT in name:
            if code:
                yield PrintedSection(code, title, instructors)
            code, _, title = (part.strip() for part in text(element).partition(" - "))
            instructors = ()
        elif name.startswith("MTG_INSTR$"):
            instructors += tuple(names_in("\n".join(visible_lines(element))))
    if code:
        yield PrintedSection(code, title, instructors)


def _of_details(tree: HtmlElement) -> Iterator[PrintedSection]:
    """The course of a page of the catalog, or of the details of a class."""
    texts = _texts_by_id(tree)
    code, _, title = _first(texts, (_COURSE,)).partition(" - ")
    if not code:
        # "LMP 100 - 001 Lamps": the number of the section stands before the title
        code, _, section_and_title = one_line(_first(texts, (_CLASS,))).partition(" - ")
        title = section_and_title.partition(" ")[2]
    if not (code and title):
        return
    fields = {
        "description": _first(texts, _DESCRIPTIONS),
        "level_text": ", ".join(level for name in _LEVELS for level in texts.get(name, ())),
        "department": _first(texts, ("ACAD_ORG_TBL_DESCR",)),
        **requisites(_first(texts, _REQUISITES)),
    }
    spans = [span for dates in texts.get("MTG_DATE", ()) for span in _SPANS.findall(dates)]
    yield PrintedSection(
        code.strip(),
        title.strip(),
        tuple(names_in("\n".join(texts.get("MTG_INSTR", ())))),
        tuple(start for start, _ in spans),
        tuple(end for _, end in spans),
        units=_first(texts, _UNITS),
        fields=stated(fields),
    )


def _first(texts: dict[str, list[str]], names: tuple[str, ...]) -> str:
    """The first text of the first of the fields that has any; '' where none has."""
    return next((text for name in names for text in texts.get(name, ()) if text), "")
