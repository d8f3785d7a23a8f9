"""Carnegie Mellon's Schedule of Classes: one HTML table of every section of a term, a course being the rows from its number to the next."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line
from spiders.readers.markup import text

_NUMBER = re.compile(r"(\d{2})-?(\d{3})")
_TERM = re.compile(rb"Semester:\s*(?:</?[bB]>\s*)*([A-Za-z]+(?:\s+\w+)*?\s+\d{4})")
# a department's first course comes without its <TR>: the parser would drop the row
_ROWLESS = re.compile(rb"(</tr>|<table[^>]*>)\s*(?=<td)", re.I)
_UNITS = re.compile(r"\d+(?:\.\d+)?(?:\s*[-,]\s*\d+(?:\.\d+)?)*")
_NOBODY = frozenset(("instructor tba", "tba", "staff"))
_COLUMNS = {"course": "number", "title": "title", "units": "units", "instructor(s)": "instructors", "instructor": "instructors"}


def recognises(page: Page) -> bool:
    head = page.body[:4000].lower()
    return b"schedule of classes" in head and b"lec/sec" in head and b"units" in head


def read(page: Page) -> Iterator[Record]:
    """Each course number once, in the table's order. Raises Unreadable where no row heads the columns."""
    found = _TERM.search(page.body, 0, 4000)
    edition = one_line(found[1].decode("latin-1")) if found else None
    seen: set[str] = set()
    for department, rows in _courses(replace(page, body=_ROWLESS.sub(rb"\1<TR>", page.body)).tree):
        record = _record(rows, department, edition, page)
        if record.key not in seen:
            seen.add(record.key)
            yield record


def _courses(tree: HtmlElement) -> Iterator[tuple[str | None, list[dict[str, str]]]]:
    """(department, rows by column) a course. A bold cell alone in its row names the department of what follows."""
    columns: dict[int, str] = {}
    department, rows = None, list[dict[str, str]]()
    for tr in tree.iter("tr"):
        cells = [text(cell) for cell in tr.iterchildren("td", "th")]
        if "Lec/Sec" in cells or "Course" in cells and "Title" in cells:
            columns = {place: name for place, cell in enumerate(cells) if (name := _COLUMNS.get(cell.casefold()))}
            continue
        row = {name: cells[place] for place, name in columns.items() if place < len(cells)}
        number = row.get("number", "")
        if _NUMBER.fullmatch(number):
            if rows:
                yield department, rows
            rows = [row]
        elif number and not any(cells[1:]):
            if rows:
                yield department, rows
            department, rows = number, []
        elif rows and not number:
            rows.append(row)
    if not columns:
        raise Unreadable("the schedule has no row that heads its columns")
    if rows:
        yield department, rows


def _record(rows: list[dict[str, str]], department: str | None, edition: str | None, page: Page) -> Record:
    first = rows[0]
    code = "{}-{}".format(*_NUMBER.fullmatch(first["number"]).groups())  # type: ignore[union-attr]
    units = first.get("units", "")
    fields = {
        "code": code,
        "department": department,
        "edition": edition,
        # "VAR" states that there are units, not how many
        "credits_text": f"{units} units" if _UNITS.fullmatch(units) else None,
        "instructors": _instructors(rows),
    }
    return Record("course", code, page.url, _title(rows), {name: value for name, value in fields.items() if value})


def _title(rows: list[dict[str, str]]) -> str:
    """The title, which ends in a colon where each section has a title of its own; one such title that all sections share completes it."""
    title = rows[0].get("title", "")
    if not title.endswith(":"):
        return title
    head = title.rstrip(": ")
    own = {row["title"] for row in rows[1:] if row.get("title") and row["title"] != title}
    only = own.pop() if len(own) == 1 else ""
    return f"{title} {only}" if only and only.casefold() != head.casefold() else head


def _instructors(rows: list[dict[str, str]]) -> list[str]:
    """Surnames as printed, of all sections."""
    names = (one_line(name) for row in rows for name in row.get("instructors", "").split(","))
    return list(dict.fromkeys(name for name in names if name and name.casefold() not in _NOBODY))
