"""Carnegie Mellon University: its catalog (CourseLeaf) and its Schedule of Classes (a table).

How to recognise a page: the schedule by its title and the headings of its columns. A page of the
catalog is recognised as CourseLeaf; a source of this platform reads both.

In a source's YAML: `start_urls` name the XML twins of catalog pages (`…/index.xml`) and the
schedule of a term. `follow` names further twins.

Seen on real pages: the schedules of several terms, a program's XML twin, and the courses of one
school. A department's first course comes without its <TR>. Inferred: the address of the schedule of
a coming term.

Key: the course's number with a hyphen, "15-122", whichever page prints it, so that the two views of
a course merge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line
from spiders.page.fields import distinct, distinct_records, stated
from spiders.page.markup import text
from spiders.page.strength import Strength
from spiders.platforms import courseleaf
from spiders.platforms.courseleaf import fallback as fallback
from spiders.platforms.courseleaf import links as links
from spiders.platforms.courseleaf import public_address as public_address

_NUMBER = re.compile(r"(\d{2})-?(\d{3})")
_TERM = re.compile(rb"Semester:\s*(?:</?[bB]>\s*)*([A-Za-z]+(?:\s+\w+)*?\s+\d{4})")
# a row without its tag, which the parser would drop
_ROW_WITHOUT_TAG = re.compile(rb"(</tr>|<table[^>]*>)\s*(?=<td)", re.I)
_UNITS = re.compile(r"\d+(?:\.\d+)?(?:\s*[-,]\s*\d+(?:\.\d+)?)*")
_NOBODY = frozenset(("instructor tba", "tba", "staff"))
_COLUMNS = {
    "course": "number",
    "title": "title",
    "units": "units",
    "instructor(s)": "instructors",
    "instructor": "instructors",
}

Row = dict[str, str]


@dataclass(frozen=True)
class _ScheduledCourse:
    """The rows of a course, from its number to the next one, and its department."""

    rows: tuple[Row, ...]
    department: str | None


def recognises(page: Page) -> Strength:
    """The title and the column headings of the Schedule of Classes; the marks of CourseLeaf.

    CourseLeaf is surer of the pages of the catalog, which this platform reads too.
    """
    is_catalog = bool(courseleaf.recognises(page))
    return Strength.OWN.when(_is_schedule(page)) or Strength.SHARED.when(is_catalog)


def read(page: Page) -> Iterator[Record]:
    """The courses of the schedule, or the courses and the program of a catalog page.

    Raises Unreadable where no row of a schedule heads its columns.
    """
    if _is_schedule(page):
        yield from _schedule(page)
    else:
        yield from map(_with_hyphen, courseleaf.read(page))


def _is_schedule(page: Page) -> bool:
    head = page.body[:4000].lower()
    return all(mark in head for mark in (b"schedule of classes", b"lec/sec", b"units"))


def _with_hyphen(record: Record) -> Record:
    """A course with its number in the catalog's form; the schedule prints "15122"."""
    number = _NUMBER.fullmatch(record.key)
    if record.kind != "course" or number is None:
        return record
    code = f"{number[1]}-{number[2]}"
    return replace(record, key=code, fields=dict(record.fields) | {"code": code})


def _schedule(page: Page) -> Iterator[Record]:
    """Each course number once, in the table's order."""
    term = _TERM.search(page.body, 0, 4000)
    edition = one_line(term[1].decode("latin-1")) if term else None
    whole = replace(page, body=_ROW_WITHOUT_TAG.sub(rb"\1<TR>", page.body))
    return distinct_records(_record(course, edition, page) for course in _courses(whole.tree))


def _courses(tree: HtmlElement) -> Iterator[_ScheduledCourse]:
    """The courses of the table. A cell alone in its row names the department of what follows."""
    columns: dict[int, str] = {}
    course = _ScheduledCourse((), None)
    for cells in _rows(tree):
        if _is_heading(cells):
            columns = _column_places(cells)
            continue
        row = {name: cells[place] for place, name in columns.items() if place < len(cells)}
        number = row.get("number", "")
        if _NUMBER.fullmatch(number):
            if course.rows:
                yield course
            course = _ScheduledCourse((row,), course.department)
        elif number and not any(cells[1:]):
            if course.rows:
                yield course
            course = _ScheduledCourse((), number)
        elif course.rows and not number:
            course = _ScheduledCourse((*course.rows, row), course.department)
    if not columns:
        raise Unreadable("the schedule has no row that heads its columns")
    if course.rows:
        yield course


def _rows(tree: HtmlElement) -> Iterator[list[str]]:
    for row in tree.iter("tr"):
        yield [text(cell) for cell in row.iterchildren("td", "th")]


def _is_heading(cells: list[str]) -> bool:
    return "Lec/Sec" in cells or "Course" in cells and "Title" in cells


def _column_places(cells: list[str]) -> dict[int, str]:
    """The place of each column that is read, by the words of its heading."""
    names = ((place, _COLUMNS.get(cell.casefold())) for place, cell in enumerate(cells))
    return {place: name for place, name in names if name}


def _record(course: _ScheduledCourse, edition: str | None, page: Page) -> Record:
    first = course.rows[0]
    code = _NUMBER.sub(r"\1-\2", first["number"])
    units = first.get("units", "")
    fields = {
        "code": code,
        "department": course.department,
        "edition": edition,
        # "VAR" states that there are units, not how many
        "credits_text": f"{units} units" if _UNITS.fullmatch(units) else None,
        "instructors": _instructors(course.rows),
    }
    return Record("course", code, page.url, _title(course.rows), stated(fields))


def _title(rows: tuple[Row, ...]) -> str:
    """The course's title, completed where it ends in a colon.

    Each section of such a course has a title of its own. One title that all sections share is part
    of the course's title.
    """
    title = rows[0].get("title", "")
    if not title.endswith(":"):
        return title
    general = title.rstrip(": ")
    own = {row["title"] for row in rows[1:] if row.get("title") and row["title"] != title}
    special = own.pop() if len(own) == 1 else ""
    if special and special.casefold() != general.casefold():
        return f"{title} {special}"
    return general


def _instructors(rows: tuple[Row, ...]) -> list[str]:
    """Surnames as printed, of all sections."""
    names = (one_line(name) for row in rows for name in row.get("instructors", "").split(","))
    return distinct(name for name in names if name.casefold() not in _NOBODY)
