"""Tables and lists whose rows begin with a course's code, whatever software made them.

Rows with the same code are sections of one course. What a cell states is told by the header of its
column; cells behind the last header are prose with labels.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from courseatlas.values.codes import split_code, with_plain_hyphens
from spiders.page.fields import distinct, stated
from spiders.page.labels import column_of_header, segments
from spiders.page.markup import text, visible_lines
from spiders.page.people import names_in
from spiders.page.sections import course_title
from spiders.page.title_lines import listed_course

_ROWS = ("tr", "li")
_LONGEST_CODE, _LONGEST_TITLE, _LEAST_HEADERS, _LEAST_COURSES = 60, 150, 2, 2
_LEAST_SHARE = 0.25
_PROSE = frozenset(("description", "prerequisites_text", "corequisites_text"))
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
    """The column of each cell of a row of headers; empty where too few cells are known headers."""
    columns = [column_of_header().get(text(cell).rstrip(" :").casefold()) for cell in cells(row)]
    return columns if sum(column is not None for column in columns) >= _LEAST_HEADERS else []


def cells(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row of a table; of another row the elements side by side in it."""
    if row.tag == "tr":
        return [cell for cell in row if cell.tag in ("td", "th")]
    children = [child for child in row if isinstance(child.tag, str)]
    is_wrapper = len(children) == 1 and not one_line(row.text) and not one_line(children[0].tail)
    return cells(children[0]) if is_wrapper and len(children[0]) else children


def _rows(region: HtmlElement) -> Iterator[_CourseRow]:
    seen: set[HtmlElement] = set()
    headers: dict[HtmlElement, list[str | None]] = {}
    for element in region.iter():
        if not _begins_with_code(element):
            continue
        above = next(element.iterancestors(*_ROWS), None)
        row_element = element if element.tag in _ROWS else above
        if row_element is None or row_element in seen:
            continue
        seen.add(row_element)
        container = row_element.getparent()
        if container not in headers:
            headers[container] = headers_above(container)
        row = _row(row_element, element, headers[container])
        if row is not None:
            yield row


def _begins_with_code(element: HtmlElement) -> bool:
    """Whether the own words of an element begin with the code of a course."""
    words = element.text if isinstance(element.tag, str) else None
    if not words or not words.strip()[:1].isalnum():
        return False
    code = split_code(with_plain_hyphens(one_line(words[:_LONGEST_CODE]))).code
    return code is not None and is_in_capitals(code)


def is_in_capitals(code: str) -> bool:
    """Whether a code has its subject in capitals, which "Spring 2027" has not."""
    return code == code.upper() and re.search(r"[A-Z].*\d", code) is not None


def headers_above(container: HtmlElement) -> list[str | None]:
    """The headers of a table, or of a list, which stand right before it."""
    table = container if container.tag == "table" else next(container.iterancestors("table"), None)
    if table is not None:
        candidates = list(table.iter("tr"))
    else:
        candidates = [each for each in container.itersiblings(preceding=True) if len(each)][:1]
    return next((columns for columns in map(headers_of, candidates) if columns), [])


def _row(row: HtmlElement, element: HtmlElement, headers: list[str | None]) -> _CourseRow | None:
    """A row whose first or second cell begins with a code; None for any other."""
    all_cells = cells(row) or [row]
    places = [
        place for place, cell in enumerate(all_cells) if element is cell or _holds(cell, element)
    ]
    if not places or places[0] > 1:
        return None
    line = with_plain_hyphens(text(all_cells[places[0]]))
    codes = split_code(line)
    if codes.code is None:
        return None
    values = _values(all_cells, headers)
    listed = listed_course(line)
    behind = listed if listed and re.search(r"[A-Za-z]{2}", listed.title) else None
    title = values.pop("title", "") or (behind.title if behind else "")
    if not title and not headers and len(all_cells) > places[0] + 1:
        title = next(iter(_cell_lines(all_cells[places[0] + 1])), "")
    if behind and behind.credits_text:
        values.setdefault("credits_text", behind.credits_text)
    title = _BEHIND_TITLE.sub("", title)
    if not re.search(r"[A-Za-z]{2}", title) or len(title) > _LONGEST_TITLE:
        return None
    return _CourseRow(codes.code, codes.cross_listed, title, values, len(text(row)))


def _holds(cell: HtmlElement, element: HtmlElement) -> bool:
    return any(ancestor is cell for ancestor in element.iterancestors())


def _values(all_cells: list[HtmlElement], headers: list[str | None]) -> dict[str, str]:
    """Column -> printed value of the cells under headers, and of the prose behind them."""
    values: dict[str, str] = {}
    for column, cell in zip(headers, all_cells, strict=False):
        if column == "title":
            values.setdefault(column, next(iter(_cell_lines(cell)), ""))
        elif column and column != "code":
            separator = "\n" if column in (*_PROSE, "instructors_text") else " "
            values.setdefault(column, separator.join(_cell_lines(cell)))
    for cell in all_cells[len(headers) :] if headers else []:
        values |= {name: value for name, value in _prose(cell).items() if not values.get(name)}
    return values


def _cell_lines(cell: HtmlElement) -> list[str]:
    """The lines of a cell without its buttons."""
    buttons = {text(each) for each in cell.iter("a", "button") if each.get("role") == "button"}
    return [line for line in visible_lines(cell) if line not in buttons]


def _prose(cell: HtmlElement) -> dict[str, str]:
    """The description in a cell behind the headers, and what its lines label."""
    description: list[str] = []
    values: dict[str, str] = {}
    for line in _cell_lines(cell):
        for column, value in segments(line).items():
            if column:
                values.setdefault(column, value)
            else:
                description.append(value)
    return values | {"description": "\n".join(description)}
