"""Ellucian Banner 8 Self-Service: the class schedule that a university's registration prints.

How to recognise a page: `table.datadisplaytable`, links to `bwckschd`, and section headings
`th.ddtitle` (a list of sections) or `th.ddlabel` (one section).

In a source's YAML: `start_urls` name schedule listings such as
`…/bwckctlg.p_disp_listcrse?term_in=202609&subj_in=CSC`; no login is needed for them. `follow` names
the listings that a listing may lead to.

Seen on real pages: schedule listings and section details of the University of Victoria (2020 and
2021) and of Purdue. Not read: the catalog entries (`bwckctlg.p_display_courses`).

Key: the course's code. The sections of a course are one record.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from spiders.page.fields import distinct, stated
from spiders.page.markup import text, visible
from spiders.page.strength import Strength

# "title - number of the section - code - section": the title itself may hold " - "
_SECTION = re.compile(r"(?P<title>.+) - \d{4,6} - (?P<code>[A-Z]{2,5} \w{2,6}) - \w+")
_HEADINGS = lxml.etree.XPath("//th[@class='ddtitle' or @class='ddlabel']")
_CREDITS = re.compile(r"(\d+\.\d{3}(?:\s*(?:TO|-)\s*\d+\.\d{3})?)\s+Credits", re.I)
_TERM = re.compile(r"Associated Term:\s*([^\n]+)")
_PEOPLE = lxml.etree.XPath(".//table[contains(@summary, 'meeting times')]//tr[td]/td[last()]")
# "(P)" marks the primary instructor
_NOT_A_NAME = re.compile(r"\s*\(\s*P\s*\)|\s*E-mail")
_NOBODY = "TBA"


@dataclass(frozen=True)
class _Section:
    """One section of a course: its title, the row under it and that row's text."""

    title: str
    row: HtmlElement | None
    body: str


def recognises(page: Page) -> Strength:
    """Banner's table class, the name of its schedule and the class of its section headings."""
    body = page.body.lower()
    has_sections = b'class="ddtitle"' in body or b'class="ddlabel"' in body
    return Strength.OWN.when(b"datadisplaytable" in body and b"bwckschd" in body and has_sections)


def read(page: Page) -> Iterator[Record]:
    """Each course whose sections the page lists, once, in the page's order."""
    courses: dict[str, list[_Section]] = {}
    for heading in _HEADINGS(page.tree):
        line = _SECTION.fullmatch(text(heading))
        if line:
            row = heading.getparent().getnext()
            body = visible(row) if row is not None else ""
            courses.setdefault(line["code"], []).append(_Section(line["title"], row, body))
    for code, sections in courses.items():
        yield _record(code, sections, page)


def _record(code: str, sections: list[_Section], page: Page) -> Record:
    """A course with the title of its first section.

    Credits and term are those of the course only where its sections agree. A laboratory prints
    0 credits and does not count.
    """
    printed = _matches(_CREDITS, sections)
    credits = printed - {"0.000"} or printed
    terms = {one_line(term) for term in _matches(_TERM, sections)}
    fields = {
        "code": code,
        "edition": terms.pop() if len(terms) == 1 else None,
        "credits_text": f"{credits.pop()} Credits" if len(credits) == 1 else None,
        "instructors": _instructors([each.row for each in sections if each.row is not None]),
    }
    return Record("course", slug(code), page.url, sections[0].title, stated(fields))


def _matches(pattern: re.Pattern[str], sections: list[_Section]) -> set[str]:
    """What a pattern's first group matches in the sections that state it."""
    matches = (pattern.search(section.body) for section in sections)
    return {match[1] for match in matches if match}


def _instructors(rows: list[HtmlElement]) -> list[str]:
    """The people in the tables of meeting times."""
    cells = (_NOT_A_NAME.sub("", text(cell)) for row in rows for cell in _PEOPLE(row))
    names = (one_line(name) for cell in cells for name in cell.split(","))
    return distinct(name for name in names if name != _NOBODY)
