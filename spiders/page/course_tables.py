"""Tables that are about one course each: its code and title, and labels with values.

Inferred: syllabi of Indian universities ("CSE101 | Lamps | L-T-P-C | 3-0-0-3") and module sheets
that label all their cells ("Course Code | CSE101 | Course Title | Lamps"), below the heading that
is their title where they label none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from courseatlas.records import Page, Record, field_names
from courseatlas.text import slug
from courseatlas.values.codes import subject_of
from spiders.page.declared_codes import bare_code, declared_code, is_in_capitals
from spiders.page.fields import distinct_records, stated
from spiders.page.labels import column_of_header, columns_by_label, plain_label
from spiders.page.markup import text

_TABLES, _ROWS = ("table",), ("tr",)
# the first heading of a page is about all of its tables
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# the hours of lecture, tutorial and practice, at times of a project, and the credits
_HOURS_LABEL = re.compile(r"L\W*T\W*P\W*(?:[JS]\W*)?C\W*", re.I)
_HOURS = re.compile(r"\d[\d.]*(?:\W+\d[\d.]*){3,4}")
_LABELLED = re.compile(r"(?P<label>[A-Z][\w /()'-]{2,40}?)\s*:\s*(?P<value>\S.*)", re.S)
# what a syllabus says of its course in place of a description
_OBJECTIVES = re.compile(r"(?:course )?objectives?(?: of the course)?", re.I)
_LONGEST_TITLE = 150


def courses_of_tables(page: Page, region: HtmlElement) -> Iterator[Record]:
    """The course of each table that names one, and that labels what it states of it; each once."""
    innermost = (
        table
        for table in region.iter(*_TABLES)
        if next(table.iterdescendants(*_TABLES), None) is None
    )
    yield from distinct_records(_record(page, table) for table in innermost)


def _record(page: Page, table: HtmlElement) -> Record | None:
    rows = [
        [text(cell) for cell in row if cell.tag in ("td", "th")]
        for row in table.iter(*_ROWS)
        if not _is_of_headers(row)
    ]
    named = [name for name in map(_name, rows) if name]
    values = _values(rows)
    code, title = named[0] if len(named) == 1 else ("", "")
    if not named:
        code, title = _declared(values.get("code", "")), values.get("title") or _heading(table)
    known = field_names("course") - {"title", "code", "subject"}
    fields = {column: value for column, value in values.items() if column in known}
    if not code or not _is_title(title) or not fields:
        return None
    # a code of a form that no title line has counts beside credits
    if not is_in_capitals(code) and "credits_text" not in fields:
        return None
    fields |= {"code": code, "subject": subject_of(code) or ""}
    return Record("course", slug(code), page.url, title, stated(fields))


def _is_of_headers(row: HtmlElement) -> bool:
    """Whether a row holds the headers of columns, of which none is the value of the one before."""
    return row.find("td") is None and len(row) > 2 and not re.search(r"\d", text(row))


def _declared(words: str) -> str:
    codes = declared_code(words)
    return codes.code or "" if codes else ""


def _heading(table: HtmlElement) -> str:
    """The heading right before a table that names the course alone; '' for none."""
    before = table.getprevious()
    return text(before) if before is not None and before.tag in _HEADINGS else ""


def _name(cells: Sequence[str]) -> tuple[str, str] | None:
    """(code, title) of a row that begins with a code in a cell of its own."""
    code = bare_code(cells[0]) if len(cells) > 1 else ""
    return (code, cells[1]) if code and _is_title(cells[1]) else None


def _is_title(words: str) -> bool:
    is_label = (
        plain_label(words).casefold() in columns_by_label().keys() | column_of_header().keys()
    )
    has_word = re.search(r"[A-Za-z]{2}", words) is not None
    return has_word and not is_label and len(words) <= _LONGEST_TITLE


def _values(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """Column -> the first value that the cells of the rows label."""
    values: dict[str, str] = {}
    objectives = ""
    for label, value in (pair for cells in rows for pair in _pairs(cells)):
        if _HOURS_LABEL.fullmatch(label) and _HOURS.fullmatch(value):
            values.setdefault("credits_text", f"{label}: {value}")
        elif _OBJECTIVES.fullmatch(label):
            objectives = objectives or value
        for column in _columns(label.casefold()):
            values.setdefault(column, value)
    return {"description": objectives} | values if objectives else values


def _columns(label: str) -> tuple[str, ...]:
    """The columns that a label states, of those that a course has or that name it."""
    header = column_of_header().get(label)
    columns = columns_by_label().get(label, ())
    return columns or ((header,) if header in ("code", "title") else ())


def _pairs(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(label, value) of the cells of a row: side by side, or both in one cell."""
    for label, value in zip(cells, cells[1:], strict=False):
        yield plain_label(label).rstrip(" :.-"), value.strip()
    if len(cells) == 1:
        printed = _LABELLED.fullmatch(cells[0])
        if printed:
            yield printed["label"], printed["value"]
