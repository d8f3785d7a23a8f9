"""Carnegie Mellon's schedule of classes: one HTML table of a term, a row a section, the course's number only in its first."""

import re
from collections.abc import Iterator
from itertools import takewhile

import lxml.etree

from courseatlas.records import Page, Record
from courseatlas.text import one_line
from spiders.readers.markup import text

_CELLS = lxml.etree.XPath("//td | //th")
_NUMBER = re.compile(r"(\d{2})-?(\d{3})")
# the units column: "9.0", "9-10", "3,6,9,12", "VAR"; a sub-title or a section's day never looks like one
_UNITS = re.compile(r"\d{1,3}(?:\.\d+)?(?:\s*[-,/ ]\s*\d{1,3}(?:\.\d+)?)*|VAR", re.I)
# what stands in a section's other columns: times, places, people, rooms
_NO_TITLE = re.compile(r"\d\d:\d\d[AP]M|,\s+[A-Z][a-z]+$|^Instructor|^(?:TBA|DNM)\b|^[A-Z]{2,4} [A-Z]?\d")
_SEMESTER = re.compile(r"(?:Semester|Term)\s*:?\s*((?:Spring|Summer(?:\s+\w+)?|Fall|Winter)\s+\d{4})", re.I)


def recognises(page: Page) -> bool:
    """Whether the page is a schedule: its title, and the headings of its table."""
    head = page.body[:4000].lower()
    return b"schedule of classes" in head and b"<td" in head and b"units" in head


def read(page: Page) -> Iterator[Record]:
    """One course a number, in the order of the table. Some rows lack their <TR>, so it is read cell by cell, not row by row."""
    cells = [text(cell) for cell in _CELLS(page.tree)]
    semester = found[1] if (found := _SEMESTER.search(page.body[:4000].decode("latin-1").replace("<B>", " "))) else None
    seen: set[str] = set()
    for index, cell in enumerate(cells[:-2]):
        number, title, units = _NUMBER.fullmatch(cell), cells[index + 1], cells[index + 2]
        if not number or not re.search(r"[^\W\d_]", title) or (units and not _UNITS.fullmatch(units)):
            continue
        code = f"{number[1]}-{number[2]}"
        if code in seen:
            continue
        seen.add(code)
        if title.endswith(":") and (more := _sub_title(cells, index)):
            title = f"{title} {more}"
        stated = units and units.upper() != "VAR"
        fields = {"code": code, "subject": number[1], "credits_text": f"{units} units" if stated else units, "edition": semester}
        yield Record("course", code, page.url.split("#")[0], title, {name: value for name, value in fields.items() if value})


def _sub_title(cells: list[str], index: int) -> str | None:
    """The second half of a split title, which stands alone in its column a row further down, "Special Topic:" and "Museums"; only where one follows."""
    rest = list(takewhile(lambda cell: not _NUMBER.fullmatch(cell), cells[index + 3 : index + 24]))
    named = [cell for cell in rest if len(cell) > 8 and re.match(r"[A-Z]", cell) and not _NO_TITLE.search(cell)]
    return one_line(named[0]) if len(named) == 1 else None
