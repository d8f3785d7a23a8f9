"""Banner 8 Self-Service: a class schedule's sections found, and one section in detail; the sections of a course are one record."""

import re
from collections.abc import Iterator

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from spiders.readers.markup import text, visible

# "title - number of the section - code - section": the title itself may hold " - "
_SECTION = re.compile(r"(?P<title>.+) - \d{4,6} - (?P<code>[A-Z]{2,5} \w{2,6}) - \w+")
_HEADS = lxml.etree.XPath("//th[@class='ddtitle' or @class='ddlabel']")
_CREDITS = re.compile(r"(\d+\.\d{3}(?:\s*(?:TO|-)\s*\d+\.\d{3})?)\s+Credits", re.I)
_TERM = re.compile(r"Associated Term:\s*([^\n]+)")
_PEOPLE = lxml.etree.XPath(".//table[contains(@summary, 'meeting times')]//tr[td]/td[last()]")
_MARK = re.compile(r"\s*\(\s*P\s*\)|\s*E-mail")


def recognises(page: Page) -> bool:
    body = page.body.lower()
    return b"datadisplaytable" in body and b"bwckschd" in body and (b'class="ddtitle"' in body or b'class="ddlabel"' in body)


def read(page: Page) -> Iterator[Record]:
    """Each course whose sections the page lists, once, in its order."""
    courses: dict[str, list[tuple[str, str, HtmlElement | None]]] = {}
    for head in _HEADS(page.tree):
        if found := _SECTION.fullmatch(text(head)):
            row = head.getparent().getnext()
            courses.setdefault(found["code"], []).append((found["title"], visible(row) if row is not None else "", row))
    for code, sections in courses.items():
        yield _record(code, sections, page)


def _record(code: str, sections: list[tuple[str, str, HtmlElement | None]], page: Page) -> Record:
    """The course's title is its first section's; credits and term are its own only where the sections agree. A laboratory prints 0 credits."""
    printed = {found[1] for _, body, _ in sections if (found := _CREDITS.search(body))}
    credits = printed - {"0.000"} or printed
    terms = {one_line(found[1]) for _, body, _ in sections if (found := _TERM.search(body))}
    fields = {
        "code": code,
        "edition": terms.pop() if len(terms) == 1 else None,
        "credits_text": f"{credits.pop()} Credits" if len(credits) == 1 else None,
        "instructors": _instructors([row for _, _, row in sections if row is not None]),
    }
    return Record("course", slug(code), page.url, sections[0][0], {name: value for name, value in fields.items() if value})


def _instructors(rows: list[HtmlElement]) -> list[str]:
    """The people of the meeting tables; the letter P marks the primary one, TBA nobody."""
    names = (one_line(name) for row in rows for cell in _PEOPLE(row) for name in _MARK.sub("", text(cell)).split(","))
    return list(dict.fromkeys(name for name in names if name and name != "TBA"))
