"""CourseLeaf's requirement tables (`table.sc_courselist`) and plans of study, as components."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component
from courseatlas.requirements import rules
from courseatlas.requirements.ranges import course_range
from courseatlas.requirements.rules import Rule, read_rule
from courseatlas.text import one_line
from courseatlas.values.codes import split_code
from spiders.page.markup import classes, first_text, has_class, text, visible, visible_lines

_HEADINGS_AND_TABLES = lxml.etree.XPath(
    ".//*[self::h2 or self::h3 or self::h4][not(ancestor::table)]"
    f" | .//table[{has_class('sc_courselist')}]"
)
_CODES = lxml.etree.XPath(
    ".//a[contains(@class, 'code')] | .//span[contains(@class, 'code_bubble')]"
)
_CODE_CELL = lxml.etree.XPath("./td[contains(@class, 'codecol')]")
_SENTENCE_BEFORE = lxml.etree.XPath("preceding-sibling::*[1][self::p]")
_PLANNED = lxml.etree.XPath(
    f".//table[{has_class('sc_plangrid')}]"
    "//td[contains(@class, 'codecol')][.//a or normalize-space()]"
)
_INDENT = lxml.etree.XPath(
    ".//*[contains(@class, 'blockindent') or contains(@class, 'commentindent')"
    " or contains(translate(@style, ' ', ''), 'margin-left')]"
)
_COMMENT = lxml.etree.XPath(".//span[contains(@class, 'courselistcomment')]")
_GROUP_CELL = lxml.etree.XPath("./td[@colspan] | ./colgroup/preceding-sibling::td[@colspan]")
_FOOTNOTES = frozenset(("sup",))
_LONGEST_SENTENCE = 250

# (code, title) as printed
Course = tuple[str, str]


@dataclass(frozen=True)
class _Row:
    """One row of a table: the courses that it lists, or a comment with its hours.

    `is_or` marks the alternative to the row before. `names` are the row's classes.
    """

    courses: tuple[Course, ...]
    comment: str
    hours: str
    is_indented: bool
    is_or: bool
    names: tuple[str, ...]


@dataclass(frozen=True)
class _TablePlace:
    """The place in a table: the rules in force and the rows before.

    `area` is the group that a header opened, `rule` a "select from the following" within it, whose
    options are indented where `has_options` says so. `count` is how many courses were listed, and
    `anchor` the position of the one that an "or" row stands for, from 1. `is_alternative` says that
    an "or" stands between the last row and the next.
    """

    area: Rule
    rule: Rule | None = None
    has_options: bool = False
    count: int = 0
    anchor: int = 0
    is_alternative: bool = False


def components(panes: list[HtmlElement]) -> Iterator[Component]:
    """Each listed course, in page order.

    A course that two panes list in the same group comes once.
    """
    seen: set[tuple[str | None, str, str | None, bool]] = set()
    position = 0
    for pane in panes:
        heading = Rule()
        for element in _HEADINGS_AND_TABLES(pane):
            if element.tag != "table":
                heading = read_rule(text(element))
                continue
            offset = position
            for component in _table(element, _rule_over(element, heading)):
                anchor = component.alternative_to
                group = component.group_title
                identity = (component.course_code, component.course_title, group, anchor is None)
                if identity in seen and anchor is None:
                    continue
                seen.add(identity)
                position += 1
                if anchor is not None:
                    anchor = min(anchor + offset, position - 1)
                yield replace(component, alternative_to=anchor)


def _rule_over(table: HtmlElement, heading: Rule) -> Rule:
    """The rule of a table: of the sentence right before it, else of the heading above."""
    sentence = first_text(_SENTENCE_BEFORE(table)[:1])
    if len(sentence) < _LONGEST_SENTENCE and rules.introduces_list(sentence):
        return replace(read_rule(sentence), title=heading.title or sentence)
    return heading


def _table(table: HtmlElement, heading: Rule) -> Iterator[Component]:
    """The courses of one table. `alternative_to` counts within the table, from 1."""
    # CMU prints the group's title in a bare cell before the first row
    title = first_text(_GROUP_CELL(table))
    place = _TablePlace(read_rule(title) if title else heading)
    for element in table.iter("tr"):
        row = _row(element)
        if row is None:
            continue
        if not row.courses:
            place = _behind_comment(place, row, heading)
            continue
        place = _at_courses(place, row)
        is_or = row.is_or or place.is_alternative
        group = place.rule or place.area
        for code, title in row.courses:
            yield Component(
                code,
                title or code,
                group.role,
                group.title,
                group.count,
                group.credits,
                place.anchor if is_or and place.anchor else None,
            )
        place = replace(
            place,
            count=place.count + len(row.courses),
            anchor=place.anchor if is_or else place.count + 1,
            is_alternative=False,
        )


def _row(element: HtmlElement) -> _Row | None:
    """A row's content; None for a row without cells, a sum and a hidden row."""
    names, cells = classes(element), element.findall("td")
    if not cells or "listsum" in names or "hidden" in names:
        return None
    code_cell = next(iter(_CODE_CELL(element)), None)
    # "CS 2500 to CS 5010" is no course, whatever it links to: it is read as a comment
    is_range = code_cell is not None and course_range(text(code_cell)) is not None
    codes = [] if is_range else _codes(code_cell)
    titles = _titles(cells[1] if len(cells) > 1 else None, len(codes))
    comment = next((text(span) for span in _COMMENT(element)), text(cells[0]))
    if is_range and len(cells) > 1:
        comment = one_line(f"{comment} {text(cells[1])}")
    or_names = names + (classes(code_cell) if code_cell is not None else [])
    return _Row(
        courses=tuple(zip(codes, titles, strict=True)),
        comment=comment,
        hours=text(cells[-1]) if len(cells) > 1 else "",
        is_indented=bool(_INDENT(code_cell if codes else element)),
        is_or=any(name.startswith("orclass") for name in or_names),
        names=tuple(names),
    )


def _codes(cell: HtmlElement | None) -> list[str]:
    """The codes in a code cell: of its links, else its words without "or" or "and" before them."""
    if cell is None:
        return []
    codes = [_code(link) for link in _CODES(cell)]
    words = text(cell)
    return codes or _unlinked_codes(re.sub(r"^(?:or|and)\s+", "", words))


def _unlinked_codes(words: str) -> list[str]:
    """The codes of a cell without links: "MATH 106 or 114" is two, other words are one."""
    codes = split_code(words)
    if codes.code and codes.cross_listed and not codes.rest.strip():
        return [codes.code, *codes.cross_listed]
    return [words] if words else []


def _behind_comment(place: _TablePlace, row: _Row, heading: Rule) -> _TablePlace:
    """The place after a row that lists no course: a header, a choice, or an option in words."""
    comment = row.comment
    if rules.is_or(comment):
        return replace(place, is_alternative=True)
    if any(name.startswith("areaheader") for name in row.names):
        return replace(place, area=_area(comment, heading), rule=None)
    if rules.is_choice(comment):
        rule = read_rule(comment, row.hours)
        titled = replace(rule, title=place.area.title or rule.title)
        return replace(place, rule=titled if rule.is_choice else None, has_options=False)
    if comment and any("areasubheader" in name for name in row.names):
        return replace(place, rule=None)
    if place.rule and (row.is_indented or course_range(comment)):
        # "CS 5000 to CS 7999" is an option that is not one course: the rule keeps its words
        title = f"{place.rule.title} ({comment})" if place.rule.title else comment
        has_options = place.has_options or row.is_indented
        return replace(place, rule=replace(place.rule, title=title), has_options=has_options)
    return place


def _area(comment: str, heading: Rule) -> Rule:
    """The group that an area's header opens, under the heading above the table."""
    area = read_rule(comment)
    if area.title is None:
        return heading
    if heading.is_choice and not area.is_choice and not rules.asks_for_all(comment):
        return replace(heading, title=area.title)  # "List A" under "Electives" lists electives
    return area


def _at_courses(place: _TablePlace, row: _Row) -> _TablePlace:
    """The place at a row of courses: a row that is not indented ends a rule whose options are."""
    if place.rule and row.is_indented:
        return replace(place, has_options=True)
    if place.rule and place.has_options and not (row.is_or or place.is_alternative):
        return replace(place, rule=None)
    return place


def planned(panes: list[HtmlElement]) -> Iterator[Component]:
    """The courses of a plan of study (`table.sc_plangrid`), term by term.

    It is read where a page lists its requirements in no other form.
    """
    seen: set[str] = set()
    for cell in _PLANNED(panes[0].getroottree()) if panes else ():
        codes = [_code(link) for link in _CODES(cell)]
        following = cell.getnext()
        has_titles = following is not None and "titlecol" in classes(following)
        titles = _titles(following if has_titles else None, len(codes))
        is_choice = len(codes) > 1 and bool(re.search(r"\bor\b", text(cell)))
        for number, (code, title) in enumerate(zip(codes, titles, strict=True)):
            if code in seen:
                continue
            seen.add(code)
            yield Component(
                code,
                title or code,
                "elective" if is_choice else "required",
                "Plan of study",
                alternative_to=len(seen) - 1 if is_choice and number else None,
            )


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
