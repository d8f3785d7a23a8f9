"""CourseLeaf's requirement tables (`table.sc_courselist`) and plans of study, as components."""

import re
from collections.abc import Collection, Iterator

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component
from courseatlas.requirements import listing, rules
from courseatlas.requirements.listing import Line
from courseatlas.requirements.ranges import course_range
from courseatlas.text import one_line
from courseatlas.values.codes import split_code
from spiders.page.markup import classes, first_text, has_class, text, visible, visible_lines
from spiders.page.requirement_courses import inline_courses

_HEADINGS_AND_TABLES = lxml.etree.XPath(
    ".//*[self::h2 or self::h3 or self::h4][not(ancestor::table)]"
    f" | .//table[{has_class('sc_courselist')}]"
)
_CODES = lxml.etree.XPath(
    ".//a[contains(@class, 'code')] | .//span[contains(@class, 'code_bubble')]"
)
_CODE_CELL = lxml.etree.XPath("./td[contains(@class, 'codecol')]")
_SENTENCE_BEFORE = lxml.etree.XPath("preceding-sibling::*[1][self::p]")
_PLANNED = lxml.etree.XPath(".//td[contains(@class, 'codecol')][.//a or normalize-space()]")
_COMMENT = lxml.etree.XPath(".//span[contains(@class, 'courselistcomment')]")
_GROUP_CELL = lxml.etree.XPath("./td[@colspan] | ./colgroup/preceding-sibling::td[@colspan]")
# a paragraph that is bold as a whole is a title
_BOLD_BEFORE = lxml.etree.XPath(
    "preceding-sibling::*[1][self::p][normalize-space() = normalize-space(strong | b)]"
)
_INDENT_PIXELS = re.compile(r"margin-left:\s*(\d+)px")
# a code in a form of its own, such as "CS 4XX": words in capitals or one other word, and a number
_UNLINKED = re.compile(
    r"(?!\d{1,4}$)(?:[A-Z][A-Z&./-]*\s?){0,3}\w*\d[\w.-]*|[A-Z][a-z]+[ -](?:[A-Z]\s)?\d{2}[\w.-]*"
)
_OR = re.compile(r"\bor\b")
_FOOTNOTES = frozenset(("sup",))
_LONGEST_SENTENCE = 250

# the levels of what stands between the headings of HTML and the rows: the sentence or the title
# right before a table, and the header of an area
_BEFORE_TABLE, _AREA = 7, 8


def components(panes: list[HtmlElement]) -> tuple[Component, ...]:
    """Each listed course and range of courses, in page order."""
    return listing.components(line for pane in panes for line in _lines(pane))


def _lines(pane: HtmlElement) -> Iterator[Line]:
    """The headings and the rows of the tables of a pane."""
    yield Line(heading=1)
    elements = _HEADINGS_AND_TABLES(pane)
    tables = {element for element in elements if element.tag == "table"}
    for element in elements:
        if element in tables:
            yield Line(_words_over(element), heading=_BEFORE_TABLE)
            for row in element.iter("tr"):
                if _table_of(row, tables) is element:
                    yield from _row(row)
        else:
            yield Line(text(element), heading=int(element.tag[1]))


def _table_of(row: HtmlElement, tables: Collection[HtmlElement]) -> HtmlElement | None:
    """The innermost of the tables that holds a row: an unclosed one holds the next."""
    return next((table for table in row.iterancestors("table") if table in tables), None)


def _words_over(table: HtmlElement) -> str:
    """The title of a table, or the sentence right before it that says what is asked of it."""
    # CMU prints the title in a bare cell before the first row
    title = first_text(_GROUP_CELL(table))
    if title:
        return title
    sentence = first_text(_SENTENCE_BEFORE(table)[:1])
    is_rule = len(sentence) < _LONGEST_SENTENCE and rules.introduces_list(sentence)
    return sentence if is_rule else first_text(_BOLD_BEFORE(table)[:1])


def _row(element: HtmlElement) -> Iterator[Line]:
    """The lines of a row; none for a row without cells, a sum and a hidden row."""
    names, cells = classes(element), element.findall("td")
    if not cells or "listsum" in names or "hidden" in names:
        return
    code_cell = next(iter(_CODE_CELL(element)), None)
    groups = _groups_of_codes(code_cell)
    amount = text(cells[-1]) if len(cells) > 1 else ""
    if not groups:
        comment = _comment(element, cells, names, amount)
        yield comment
        yield from inline_courses(comment.words, _CODES(cells[0]), comment.depth + 1)
        return
    or_names = names + classes(code_cell)
    is_or = any(name.startswith("orclass") for name in or_names)
    titles = cells[1] if len(cells) > 1 else None
    yield from _lines_of_codes(code_cell, groups, titles, amount, is_or)


def _comment(element: HtmlElement, cells: list[HtmlElement], names: list[str], amount: str) -> Line:
    """The line of a row that lists no course: a header, a rule, or an option in words."""
    spans = _COMMENT(element)
    words = text(spans[0]) if spans else text(cells[0])
    # "CS 2500 to CS 5010" stands where codes do, and what it leaves out where titles do
    if not spans and len(cells) > 1 and not text(cells[1])[:1].isdigit():
        words = one_line(f"{words} {text(cells[1])}")
    heading: int | None = None
    if any(name.startswith("areaheader") for name in names):
        heading = _AREA
    elif any("areasubheader" in name for name in names) and not rules.is_choice(words):
        heading = listing.PART
    return Line(words, heading=heading, depth=_depth(cells[0]), amount=amount)


def _depth(cell: HtmlElement) -> int:
    """How many levels the first words of a cell are indented.

    The further codes of a row are indented below the first, which says nothing of the row.
    """
    element = cell
    while len(element) and not one_line(element.text):
        element = element[0]
    depth, names = 0, []
    while element is not cell.getparent():
        pixels = _INDENT_PIXELS.search(element.get("style") or "")
        names += classes(element)
        depth += max(1, int(pixels[1]) // 20) if pixels else int("blockindent" in classes(element))
        element = element.getparent()
    return depth or int("commentindent" in names)


def _groups_of_codes(cell: HtmlElement | None) -> list[list[str]]:
    """The codes in a code cell; those that "or" parts are groups of their own."""
    if cell is None or course_range(text(cell)) is not None:
        return []
    groups: list[list[str]] = [[]]
    for link in _CODES(cell):
        if groups[-1] and _parted_by_or(link):
            groups.append([])
        code = _code(link)
        if code and not listing.is_area(code):
            groups[-1].append(code)
    if groups == [[]]:
        words = re.sub(r"^(?:or|and)\s+", "", text(cell))
        codes = _unlinked_codes(words)
        groups = [[code] for code in codes] if _OR.search(words) else [codes]
    return [codes for codes in groups if codes]


def _parted_by_or(link: HtmlElement) -> bool:
    """Whether the word "or" stands right before a link, in the same element."""
    before = link.getprevious()
    words = link.getparent().text if before is None else before.tail
    return rules.ends_in_or(one_line(words))


def _unlinked_codes(words: str) -> list[str]:
    """The codes of a cell without links: "MATH 106 or 114" is two; words are none.

    A cell may print a code that no grammar knows, such as "CS 4XX".
    """
    codes = split_code(words)
    if codes.code and codes.cross_listed and not codes.rest.strip():
        return [codes.code, *codes.cross_listed]
    is_code = bool(_UNLINKED.fullmatch(words)) and not listing.is_area(words)
    return [words] if is_code else []


def planned(grids: list[HtmlElement]) -> tuple[Component, ...]:
    """The courses of plans of study (`table.sc_plangrid`), term by term.

    They are read where a page lists its requirements in no other form.
    """
    return listing.components(line for grid in grids for line in _lines_of_plan(grid))


def _lines_of_plan(grid: HtmlElement) -> Iterator[Line]:
    yield Line("Plan of study", heading=1)
    for cell in _PLANNED(grid):
        following = cell.getnext()
        has_title = following is not None and "titlecol" in classes(following)
        hours = following.getnext() if has_title else following
        amount = text(hours) if hours is not None and "hourscol" in classes(hours) else ""
        groups = _groups_of_codes(cell)
        if not groups:
            yield Line(text(cell), depth=_depth(cell), amount=amount)
        row_names = classes(cell.getparent()) + classes(cell)
        is_or = any(name.startswith("orclass") for name in row_names)
        titles = following if has_title else None
        yield from _lines_of_codes(cell, groups, titles, amount, is_or)


def _lines_of_codes(
    cell: HtmlElement,
    groups: list[list[str]],
    titles_cell: HtmlElement | None,
    amount: str,
    is_or: bool,
) -> Iterator[Line]:
    """The lines of a code cell, one per group of codes, with the titles of another cell."""
    titles = iter(_titles(titles_cell, sum(map(len, groups))))
    depth = _depth(cell)
    for number, codes in enumerate(groups):
        courses = tuple((code, next(titles)) for code in codes)
        yield Line(text(cell), courses, depth=depth, amount=amount, is_or=is_or or number > 0)


def _code(link: HtmlElement) -> str:
    return one_line(link.get("data-code-bubble") or visible(link, _FOOTNOTES))


def _titles(cell: HtmlElement | None, wanted: int) -> list[str]:
    """The title of each code in a row, '' where none is printed.

    A row of several courses prints one title per line; a note may follow a single title on a line
    of its own.
    """
    lines = visible_lines(cell, _FOOTNOTES) if cell is not None else []
    if wanted > 1:
        lines = [re.sub(r"^and\s+", "", line) for line in lines]
    return (lines + [""] * wanted)[:wanted]
