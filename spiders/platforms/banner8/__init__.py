"""Ellucian Banner 8 Self-Service: the schedule and the catalog that a registration prints.

How to recognise a page: `table.datadisplaytable`; for the schedule, links to `bwckschd` and section
headings `th.ddtitle` (a list of sections) or `th.ddlabel` (one section); for the catalog, links to
`bwckctlg` and headings `td.nttitle`; the forms of the catalog's terms and subjects.

In a source's YAML: `start_urls` name the catalog, `…/bwckctlg.p_disp_dyn_ctlg`, or a page that
links to it. It leads to the newest term, to its subjects and to the courses of each, and to the
details of courses that border on AI/ML, as a list prints no prerequisites. `start_urls` may also
name schedule listings such as `…/bwckctlg.p_disp_listcrse?term_in=202609&subj_in=CSC`, or catalog
pages (`p_disp_course_detail`, `p_display_courses`); no login is needed for them. `follow` names
what a listing may lead to.

Seen on real pages: schedule listings of the University of Victoria, Purdue, Northeastern and
Temple, section details, the form of subjects, and catalog entries of Northeastern and Central
Connecticut. Inferred from clients of the software: the form of the catalog's terms, and that the
forms are answered by their address too.

Key: the course's code. The sections of a course are one record.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.codes import subject_of
from spiders.page.fields import distinct, distinct_records, stated
from spiders.page.links import Link
from spiders.page.markup import classes, text, visible
from spiders.page.sections import course_title, topic_titles
from spiders.page.strength import Strength
from spiders.platforms.banner8 import navigation
from spiders.platforms.banner8.details import DETAIL, links_to_details

# "title - number of the section - code - section": the title itself may hold " - ", and words on
# the section may follow ("Linked Sections Required")
# a subject may be letters with spaces between them: "A A E 20401"
_CODE = r"[A-Z](?:[A-Z&/_-]{0,7}|(?: [A-Z]){1,3}) \w{1,7}"
_SECTION = re.compile(rf"(?P<title>.+) - \d{{4,6}} - (?P<code>{_CODE}) - \w+(?:\W.*)?")
_ENTRY = re.compile(rf"(?P<code>{_CODE}) - (?P<title>.+)")
_HEADINGS = lxml.etree.XPath("//th[@class='ddtitle' or @class='ddlabel']")
_ENTRIES = lxml.etree.XPath("//td[@class='nttitle']")
_AMOUNT = r"\d+\.\d{3}(?:\s*(?:TO|OR|-)\s*\d+\.\d{3})*"
_CREDITS = re.compile(
    rf"(?P<amount>{_AMOUNT})\s+Credits|(?P<label>Credit Hours:)\s*(?P<labelled>{_AMOUNT})", re.I
)
_NO_CREDITS = frozenset(("0.000 Credits", "Credit Hours: 0.000"))
_TERM = re.compile(r"Associated Term:\s*([^\n]+)")
# one level is that of the course; several are those of the students who may register
_LEVEL = re.compile(r"^\s*Levels:\s*([^\n,]+)$", re.M)
_MEETINGS = lxml.etree.XPath(".//table[contains(@summary, 'meeting times')]")
# "(P)" marks the primary instructor
_NOT_A_NAME = re.compile(r"\s*\(\s*P\s*\)|\s*E-mail")
_NOBODY = "TBA"

# the lines of a catalog entry behind its description
_ENTRY_CREDITS = re.compile(rf"{_AMOUNT}\s+Credit hours", re.I)
_ENTRY_HOURS = re.compile(rf"{_AMOUNT}\s+\w+ hours", re.I)
_DEPARTMENT = re.compile(r".{2,80} Department")
_CREDITS_IN_FRONT = re.compile(r"Credit Hours:\s*[\d.]+(?:\s*(?:to|or|-)\s*[\d.]+\d)?\.\s*", re.I)
_CATALOG_TERM = lxml.etree.XPath("//*[@class='staticheaders']/text()")
_COLUMNS = {
    "levels": "level_text",
    "prerequisites": "prerequisites_text",
    "corequisites": "corequisites_text",
}


@dataclass(frozen=True)
class _Section:
    """One section of a course: its title, the row under it and that row's text."""

    title: str
    row: HtmlElement | None
    body: str


def recognises(page: Page) -> Strength:
    """Banner's table class, the name of its schedule or catalog and the class of its headings."""
    body = page.body.lower()
    has_sections = b'class="ddtitle"' in body or b'class="ddlabel"' in body
    is_schedule = b"bwckschd" in body and has_sections
    is_catalog = b"bwckctlg" in body and b'class="nttitle"' in body
    is_data = b"datadisplaytable" in body and (is_schedule or is_catalog)
    return Strength.OWN.when(is_data or navigation.is_form(page))


def links(page: Page) -> Iterator[Link]:
    """Where the forms of the catalog lead, and from a list the details of what borders on AI/ML.

    The details of a course lead nowhere.
    """
    if urlsplit(page.url).path.endswith(DETAIL):
        return
    yield from navigation.links(page)
    if navigation.is_answer(page):
        yield from links_to_details(page, read(page))


def supplement(url: str) -> str | None:
    """The details add prerequisites to the courses of a list."""
    return DETAIL if urlsplit(url).path.endswith(DETAIL) else None


def read(page: Page) -> Iterator[Record]:
    """Each course whose sections or whose catalog entry the page has, once, in the page's order."""
    courses: dict[str, list[_Section]] = {}
    for heading in _HEADINGS(page.tree):
        line = _SECTION.fullmatch(text(heading))
        if line:
            row = heading.getparent().getnext()
            body = visible(row) if row is not None else ""
            courses.setdefault(line["code"], []).append(_Section(line["title"], row, body))
    records = [_record(code, sections, page) for code, sections in courses.items()]
    entries = (_entry(heading, page) for heading in _ENTRIES(page.tree))
    return distinct_records([*records, *entries])


def _record(code: str, sections: list[_Section], page: Page) -> Record | None:
    """A course with the title that most of its sections carry.

    Credits, term and level are those of the course only where its sections agree. A laboratory
    prints 0 credits and does not count.
    """
    title = course_title(section.title for section in sections)
    if title is None:
        return None
    printed = {each for section in sections for each in _printed_credits(section.body)}
    credits = printed - _NO_CREDITS or printed
    terms = {one_line(term) for term in _matches(_TERM, sections)}
    levels = {one_line(level) for level in _matches(_LEVEL, sections)}
    fields = {
        "code": code,
        "subject": subject_of(code),
        "edition": terms.pop() if len(terms) == 1 else None,
        "credits_text": credits.pop() if len(credits) == 1 else None,
        "level_text": levels.pop() if len(levels) == 1 else None,
        "topic_titles": topic_titles(section.title for section in sections),
        "instructors": _instructors([each.row for each in sections if each.row is not None]),
    }
    return Record("course", slug(code), page.url, title, stated(fields))


def _printed_credits(body: str) -> Iterator[str]:
    """The first amount of credit that a section prints, with its word before or behind it."""
    match = _CREDITS.search(body)
    if match:
        amount = one_line(match["amount"] or match["labelled"])
        yield f"Credit Hours: {amount}" if match["label"] else f"{amount} Credits"


def _matches(pattern: re.Pattern[str], sections: list[_Section]) -> set[str]:
    """What a pattern's first group matches in the sections that state it."""
    matches = (pattern.search(section.body) for section in sections)
    return {match[1] for match in matches if match}


def _instructors(rows: list[HtmlElement]) -> list[str]:
    """The people in the tables of meeting times, by the header of their column."""
    tables = (table for row in rows for table in _MEETINGS(row))
    cells = (_NOT_A_NAME.sub("", words) for table in tables for words in _people(table))
    names = (one_line(name) for cell in cells for name in cell.split(","))
    return distinct(name for name in names if name != _NOBODY)


def _people(table: HtmlElement) -> Iterator[str]:
    """The words under "Instructors": other columns, such as that of seats, may stand behind it."""
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
    headers = [text(cell).casefold() for cell in rows[0]] if rows else []
    column = next(
        (at for at, words in enumerate(headers) if words.startswith("instructor")), len(headers)
    )
    for cells in rows[1:]:
        if len(cells) > column and len(cells) == len(headers):
            yield text(cells[column])


def _entry(heading: HtmlElement, page: Page) -> Record | None:
    """The course of a catalog entry: its heading, and the cell of the row below."""
    line = _ENTRY.fullmatch(text(heading))
    row = heading.getparent().getnext()
    if line is None:
        return None
    link = next((a.get("href") for a in heading.iter("a") if a.get("href")), None)
    is_own = "p_disp_course_detail" in page.url or "p_disp_course_detail" not in (link or "")
    fields = {
        "code": line["code"],
        "subject": subject_of(line["code"]),
        "edition": one_line(next(iter(_CATALOG_TERM(page.tree)), None)),
        **(_entry_fields(row) if row is not None else {}),
    }
    url = page.url if is_own else urljoin(page.url, link)
    return Record("course", slug(line["code"]), url, line["title"], stated(fields))


def _entry_fields(row: HtmlElement) -> dict[str, str]:
    """The description of an entry up to its hours and labels, and what these state."""
    spans = (span for span in row.iter("span") if "fieldlabeltext" in classes(span))
    labels = [label for label in (text(span).rstrip(": ") for span in spans) if label]
    values: dict[str, list[str]] = {}
    column = "description"
    for line in (one_line(words) for words in visible(row).split("\n")):
        label = next((each for each in labels if line.startswith(each)), None)
        if label:
            column = _COLUMNS.get(label.casefold(), "")
            values.setdefault(column, []).append(line.removeprefix(label).lstrip(": "))
            column = "" if column == "level_text" else column  # it has one line
        elif _ENTRY_HOURS.fullmatch(line):
            column = ""
            if _ENTRY_CREDITS.fullmatch(line):
                values.setdefault("credits_text", []).append(line)
        elif _DEPARTMENT.fullmatch(line) and column != "description":
            column = ""
            values.setdefault("department", []).append(line)
        else:
            values.setdefault(column, []).append(line)
    fields = {name: " ".join(filter(None, lines)) for name, lines in values.items() if name}
    description = paragraphs("\n".join(values.get("description", [])))
    return fields | {
        "description": _CREDITS_IN_FRONT.sub("", description, count=1),
        "level_text": _single(fields.get("level_text", "")),
    }


def _single(levels: str) -> str:
    """A level that stands alone; several levels are those of the students who may register."""
    return "" if "," in levels else levels
