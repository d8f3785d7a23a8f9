"""Tables and lists whose rows begin with a course's code, whatever software made them.

Rows with the same code are sections of one course. What a cell states is told by the header of its
column; cells behind the last header are prose with labels.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from courseatlas.values.codes import CodeLine, split_code, with_plain_hyphens
from spiders.page.declared_codes import declared_code, is_in_capitals
from spiders.page.fields import distinct, stated
from spiders.page.labels import (
    ECTS,
    REQUISITES,
    column_of_header,
    labels_requisites,
    plain_label,
    segments,
)
from spiders.page.markup import text, texts, visible_lines
from spiders.page.merged_cells import shared_columns, subject_above
from spiders.page.people import names_in
from spiders.page.sections import course_title, topic_titles
from spiders.page.title_lines import course_and_prose

_ROWS = ("tr", "li")
_LONGEST_TITLE, _LEAST_HEADERS, _LEAST_COURSES = 150, 2, 2
_SUBJECT, _NUMBER = re.compile(r"[A-Z][A-Z&/ ]{1,9}"), re.compile(r"\d\w{1,5}")
_LEAST_SHARE = 0.25
_WORD = re.compile(r"\w")
_PROSE = REQUISITES | {"description"}
# the hours of lecture, tutorial and practice, beside which "C" stands over the credits
_HOURS = frozenset(("l", "t", "p"))
# "PAC II *", "Lamps (2248)"
_BEHIND_TITLE = re.compile(r"[\s*†‡]+$")


@dataclass(frozen=True)
class _CourseRow:
    """A row that names a course, with the printed value of each column."""

    code: str
    cross_listed: tuple[str, ...]
    title: str
    values: dict[str, str]
    length: int


def courses_of_rows(page: Page, region: HtmlElement) -> Iterator[Record]:
    """Each course that the rows of a page name, once.

    There is none where fewer than two are named, or where the rows are a small part of the page: a
    list of courses consists of them, and a table among other content is an example or a detail.
    """
    by_code: dict[str, list[_CourseRow]] = {}
    for row in _rows(region):
        by_code.setdefault(row.code, []).append(row)
    length = sum(row.length for rows in by_code.values() for row in rows)
    if len(by_code) >= _LEAST_COURSES and length >= _LEAST_SHARE * len(text(region)):
        for code, rows in by_code.items():
            title = course_title(row.title for row in rows)
            if title:
                yield Record("course", slug(code), page.url, title, _fields(code, rows))


def _fields(code: str, rows: list[_CourseRow]) -> dict[str, Any]:
    """The values of a course; credits only where all its rows agree."""
    credits_texts = {row.values.get("credits_text") for row in rows}
    names = (name for row in rows for name in names_in(row.values.get("instructors_text", "")))
    others = (other for row in rows for other in row.cross_listed)
    values: dict[str, Any] = {
        column: next((row.values[column] for row in rows if row.values.get(column)), None)
        for column in (*_PROSE, "delivery_text")
    }
    return stated(
        values
        | {
            "code": code,
            "cross_listed": distinct(others),
            "credits_text": credits_texts.pop() if len(credits_texts) == 1 else None,
            "instructors": distinct(names),
            "topic_titles": topic_titles(row.title for row in rows),
        }
    )


def columns_of(row: HtmlElement, headers: list[str | None]) -> list[str | None]:
    """The column of each cell of a row of values, by its own label or the headers of its table.

    A table for narrow screens repeats the header in each cell.
    """
    if row.find("th") is not None and row.find("td") is None:
        return []
    labels = [cell.get("data-th") or cell.get("data-label") or "" for cell in cells(row)]
    own = [column_of_header().get(label.strip(" :").casefold()) for label in labels]
    return own if any(labels) else headers


def headers_of(row: HtmlElement) -> list[str | None]:
    """The column of each cell of a row of headers; empty where too few cells are known headers.

    "Course" stands over codes, and beside another header of codes over titles.
    """
    words = [plain_label(text(cell)).casefold() for cell in cells(row)]
    columns = [column_of_header().get(each) for each in words]
    if columns.count("code") > 1 and "title" not in columns and "course" in words:
        columns[words.index("course")] = "title"
    if _HOURS.issubset(words) and "c" in words:
        columns[words.index("c")] = "credits_text"
    return columns if sum(column is not None for column in columns) >= _LEAST_HEADERS else []


def cells(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row of a table; of another row the elements side by side in it.

    There are none where words stand between them: then the row is one text.
    """
    if row.tag == "tr":
        return [cell for cell in row if cell.tag in ("td", "th")]
    children = [child for child in row if isinstance(child.tag, str)]
    if any(_WORD.search(each or "") for each in (row.text, *(child.tail for child in children))):
        return []
    is_wrapper = len(children) == 1 and not one_line(row.text) and not one_line(children[0].tail)
    return cells(children[0]) if is_wrapper and len(children[0]) else children


def _rows(region: HtmlElement) -> Iterator[_CourseRow]:
    headers: dict[HtmlElement, list[str | None]] = {}
    subjects: dict[HtmlElement, str] = {}
    shared: dict[HtmlElement, frozenset[int]] = {}
    for element in region.iter(*_ROWS):
        if next(element.iterdescendants(*_ROWS), None) is not None:
            continue  # the row of a table that lays out the page, or an item with a list of its own
        container = element.getparent()
        if container not in headers:
            headers[container] = headers_above(container)
            shared |= shared_columns(container.iterchildren("tr"))
            lacks_subject = "code" in headers[container] and "subject" not in headers[container]
            subjects[container] = subject_above(container) if lacks_subject else ""
        columns = [
            column
            for place, column in enumerate(headers[container])
            if place not in shared.get(element, ())
        ]
        row = _row(element, columns, subjects[container])
        if row is not None:
            yield _with_row_below(row, element.getnext())


def _with_row_below(row: _CourseRow, below: HtmlElement | None) -> _CourseRow:
    """A course with the prose of the row below its own, where that is one cell over all columns."""
    all_cells = cells(below) if below is not None and below.tag == "tr" else []
    is_alone = len(all_cells) == 1 and all_cells[0].tag == "td"
    is_prose = is_alone and all_cells[0].get("colspan", "1") != "1"
    if not is_prose or split_code(with_plain_hyphens(text(all_cells[0]))).code:
        return row
    values = {name: value for name, value in _prose(all_cells[0]).items() if value} | row.values
    return replace(row, values=values, length=row.length + len(text(all_cells[0])))


def declares_codes(headers: Sequence[str | None]) -> bool:
    """Whether a table has columns of codes, titles and credits; without these it may list rooms."""
    return {"code", "title"}.issubset(headers) and not {"credits_text", ECTS}.isdisjoint(headers)


def headers_above(container: HtmlElement) -> list[str | None]:
    """The headers of a table, or of a list, which stand right before it."""
    table = container if container.tag == "table" else next(container.iterancestors("table"), None)
    if table is not None:
        candidates = list(table.iter("tr"))
    else:
        candidates = [each for each in container.itersiblings(preceding=True) if len(each)][:1]
    return next((columns for columns in map(headers_of, candidates) if columns), [])


def _row(row: HtmlElement, headers: list[str | None], subject: str) -> _CourseRow | None:
    """A row that names a course by its code and its title; None for any other.

    `subject` is that of the table, where its heading names one for numbers without.
    """
    all_cells = cells(row) or [row]
    place, codes = _number(all_cells, headers, subject) or _codes(all_cells, headers)
    if codes is None or codes.code is None:
        return None
    values = _values(all_cells, headers)
    listed, prose = course_and_prose(codes.printed + codes.rest)
    values |= {
        column or "description": value
        for column, value in segments(prose).items()
        if not values.get(column or "description")
    }
    has_title = bool(codes.rest.strip()) and listed and re.search(r"[A-Za-z]{2}", listed.title)
    behind = listed if has_title else None
    title = values.pop("title", "") or (behind.title if behind else "")
    if not title and not headers and len(all_cells) > place + 1:
        title = next(iter(_cell_lines(all_cells[place + 1])), "")
    if behind and behind.credits_text:
        values.setdefault("credits_text", behind.credits_text)
    title = _BEHIND_TITLE.sub("", title)
    if not re.search(r"[A-Za-z]{2}", title) or len(title) > _LONGEST_TITLE:
        return None
    return _CourseRow(codes.code, codes.cross_listed, title, values, len(text(row)))


def _codes(all_cells: list[HtmlElement], headers: list[str | None]) -> tuple[int, CodeLine | None]:
    """(place, codes) of the first or the second cell, where it begins with a code.

    Subject and number may stand in columns of their own.
    """
    if "subject" in headers and "code" in headers and len(all_cells) >= len(headers):
        place = headers.index("code")
        subject, number = text(all_cells[headers.index("subject")]), text(all_cells[place])
        if _SUBJECT.fullmatch(subject) and _NUMBER.fullmatch(number):
            return place, CodeLine(f"{subject} {number}", (), f"{subject} {number}", "")
    for place, cell in enumerate(all_cells[: 1 if labels_requisites(text(all_cells[0])) else 2]):
        codes = split_code(with_plain_hyphens(_in_one_line(cell)))
        if codes.code and is_in_capitals(codes.code):
            return place, codes
    return _declared_codes(all_cells, headers)


def _number(
    all_cells: list[HtmlElement], headers: list[str | None], subject: str
) -> tuple[int, CodeLine] | None:
    """(place, code) of a number below a header of codes, in a table that names the subject."""
    if not subject or not declares_codes(headers) or len(all_cells) < len(headers):
        return None
    place = headers.index("code")
    number = text(all_cells[place])
    if not _NUMBER.fullmatch(number):
        return None
    return place, CodeLine(f"{subject} {number}", (), f"{subject} {number}", "")


def _in_one_line(cell: HtmlElement) -> str:
    """The words of a cell, in which a title may stand on the line below its code."""
    has_lines = next(cell.iter("br"), None) is not None
    return " ".join(visible_lines(cell)) if has_lines else text(cell)


def _declared_codes(
    all_cells: list[HtmlElement], headers: list[str | None]
) -> tuple[int, CodeLine | None]:
    """(place, codes) of the cell below a header of codes, whatever form these have."""
    if not declares_codes(headers) or len(all_cells) < len(headers):
        return 0, None
    place = headers.index("code")
    return place, declared_code(text(all_cells[place]))


def _values(all_cells: list[HtmlElement], headers: list[str | None]) -> dict[str, str]:
    """Column -> printed value of the cells under headers, and of the prose behind them."""
    values: dict[str, str] = {}
    for column, cell in zip(headers, all_cells, strict=False):
        if column == "title":
            values.setdefault(column, next(iter(_cell_lines(cell)), ""))
        elif column == "description":
            values = _prose(cell) | values
        elif column == ECTS:
            values.setdefault("credits_text", _with_unit(text(cell)))
        elif column and column not in ("code", "subject"):
            separator = "\n" if column in (*_PROSE, "instructors_text") else " "
            values.setdefault(column, separator.join(_cell_lines(cell)))
    for cell in all_cells[len(headers) :] if headers else []:
        values |= {name: value for name, value in _prose(cell).items() if not values.get(name)}
    return values


def _with_unit(printed: str) -> str:
    """The credits of a column whose header names their unit: "6 ECTS"."""
    return printed if not printed or "ects" in printed.casefold() else f"{printed} ECTS"


def _cell_lines(cell: HtmlElement) -> list[str]:
    """The lines of a cell without its buttons."""
    buttons = {text(each) for each in cell.iter("a", "button") if each.get("role") == "button"}
    return [line for line in visible_lines(cell) if line not in buttons]


def _prose(cell: HtmlElement) -> dict[str, str]:
    """The description in a cell behind the headers, and what its lines label."""
    description: list[str] = []
    values: dict[str, str] = {}
    marked = texts(cell.iter("b", "strong"))
    for line in _cell_lines(cell):
        for column, value in segments(line, marked).items():
            if column:
                values.setdefault(column, value)
            else:
                description.append(value)
    return values | {"description": "\n".join(description)}
