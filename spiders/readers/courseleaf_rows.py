"""The rows of CourseLeaf's requirement tables (`table.sc_courselist`) as components of a program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component
from courseatlas.text import one_line
from courseatlas.values.words import NUMBERS
from spiders.readers.markup import classes, text, visible

_WALK = lxml.etree.XPath(
    ".//*[self::h2 or self::h3 or self::h4][not(ancestor::table)] | .//table[contains(concat(' ', normalize-space(@class), ' '), ' sc_courselist ')]"
)
_CODES = lxml.etree.XPath(".//a[contains(@class, 'code')] | .//span[contains(@class, 'code_bubble')]")
_CODE_CELL = lxml.etree.XPath("./td[contains(@class, 'codecol')]")
_BEFORE = lxml.etree.XPath("preceding-sibling::*[1][self::p]")
_GRID_ROWS = lxml.etree.XPath(
    ".//table[contains(concat(' ', normalize-space(@class), ' '), ' sc_plangrid ')]//td[contains(@class, 'codecol')][.//a or normalize-space()]"
)
_INDENT = lxml.etree.XPath(
    ".//*[contains(@class, 'blockindent') or contains(translate(@style, ' ', ''), 'margin-left') or contains(@class, 'commentindent')]"
)
_COMMENT = lxml.etree.XPath(".//span[contains(@class, 'courselistcomment')]")
_GROUP_CELL = lxml.etree.XPath("./td[@colspan] | ./colgroup/preceding-sibling::td[@colspan]")
_FOOTNOTES = frozenset(("sup",))

_CHOICE = re.compile(
    r"\b(?:select|choose|chosen|one of|two of|three of|complete\b.*\b(?:from|of the following)|options?\b|electives?\b|any of|either)\b",
    re.I,
)
# a sentence right before a table rules all of it: "Choose three courses from the following list:"
_RULE = re.compile(
    r"\b(?:choose|select|complete|take|pick)\b.*\b(?:following|from|below|listed|of these)\b|\b(?:one|two|three|four) of the following\b",
    re.I,
)
_ALL = re.compile(r"\ball of\b|\brequired\b|\bcore\b", re.I)
_WORDS = NUMBERS | {"a": 1}
_COUNT = re.compile(
    r"\b(?:select|choose|complete|take)\s+(?:at least\s+|any\s+)?(?P<n>one|two|three|four|five|six|\d+)\b(?!\s*(?:semester|quarter|credit|hours?|units?|sh\b))"
    r"|^(?P<m>one|two|three|four|five|six)\b",
    re.I,
)
_CREDITS = re.compile(r"(?P<n>\d{1,3}(?:\.\d+)?)\s*(?:semester\s+|quarter\s+|credit\s+)?(?:hours?|units?|credits?|sh)\b", re.I)


@dataclass(frozen=True)
class _Group:
    """The place of a row: the group's title, whether its courses are a choice, and how many or how much of them."""

    title: str | None = None
    choice: bool = False
    count: int | None = None
    credits: float | None = None


def components(panes: list[HtmlElement]) -> Iterator[Component]:
    """Each listed course, in page order; a course that two panes list in the same group comes once."""
    seen: set[tuple] = set()
    position = 0
    for pane in panes:
        heading = _Group()
        for element in _WALK(pane):
            if element.tag != "table":
                heading = _group(text(element))
                continue
            offset = position
            before = next((text(one) for one in _BEFORE(element)), "")
            ruled = _RULE.search(before) and len(before) < 250
            for component in _table(element, replace(_group(before), title=heading.title or before) if ruled else heading):
                identity = (component.course_code, component.course_title, component.group_title, component.alternative_to is None)
                if identity in seen and component.alternative_to is None:
                    continue
                seen.add(identity)
                position += 1
                yield replace(component, alternative_to=component.alternative_to and min(component.alternative_to + offset, position - 1))


def _group(title: str, hours: str = "") -> _Group:
    """What a heading, an area header or a comment says of the rows under it."""
    choice = bool(_CHOICE.search(title)) and not (_ALL.search(title) and not re.search(r"elective", title, re.I))
    if not choice:
        return _Group(title or None)
    count, credits = _COUNT.search(title), _CREDITS.search(title)
    word = (count["n"] or count["m"]).lower() if count else None
    amount = credits["n"] if credits else hours if re.fullmatch(r"\d{1,3}(?:\.\d+)?", hours) else None
    return _Group(title, True, (_WORDS.get(word) or int(word)) if word else None, float(amount) if amount else None)


def _table(table: HtmlElement, heading: _Group) -> Iterator[Component]:
    """One table. `alternative_to` counts within it, from 1."""
    area = heading
    # CMU prints the group's title in a bare cell before the first row
    bare = [cell for cell in _GROUP_CELL(table) if text(cell)]
    if bare:
        area = _group(text(bare[0]))
    rule: _Group | None = None  # a "select from the following" in force
    indented_rule = False  # its options are indented, so a row that is not ends it
    count = anchor = 0
    alternative = False  # an "or" stands between the last row and this one
    for row in table.iter("tr"):
        names = classes(row)
        cells = row.findall("td")
        if not cells or "listsum" in names or "hidden" in names:
            continue
        code_cell = next(iter(_CODE_CELL(row)), None)
        codes = [_code(link) for link in _CODES(code_cell)] if code_cell is not None else []
        if code_cell is not None and not codes and (plain := text(code_cell)):
            codes = [re.sub(r"^(?:or|and)\s+", "", plain)]
        if not codes:
            comment = next((text(span) for span in _COMMENT(row)), text(cells[0]))
            hours = text(cells[-1]) if len(cells) > 1 else ""
            if comment.lower().strip() == "or":
                alternative = True
            elif any(name.startswith("areaheader") for name in names):
                area, rule = _group(comment), None
                if area.title is None:
                    area = heading
                elif heading.choice and not area.choice and not _ALL.search(comment):
                    area = replace(heading, title=area.title)  # "List A" under "Electives" lists electives
            elif comment and _CHOICE.search(comment):
                rule, indented_rule = _group(comment, hours), False
                rule = replace(rule, title=area.title or rule.title) if rule.choice else None
            elif comment and "areasubheader" in " ".join(names):
                rule = None
            elif rule and _INDENT(row):
                # an indented range, "CS 5000 to CS 7999, except CS 5010", is an option too: it has no one course, so the rule keeps its words
                indented_rule = True
                rule = replace(rule, title=f"{rule.title} ({comment})" if rule.title else comment)
            continue
        indented = bool(_INDENT(code_cell))
        is_or = any(name.startswith("orclass") for name in names + classes(code_cell)) or alternative
        if rule and indented:
            indented_rule = True
        elif rule and indented_rule and not is_or:
            rule = None
        group = rule or area
        titles = _titles(cells[1] if len(cells) > 1 else None, len(codes))
        first = count + 1
        for code, title in zip(codes, titles, strict=True):
            count += 1
            yield Component(
                code,
                title or code,
                "elective" if group.choice else "required",
                group.title,
                group.count,
                group.credits,
                anchor if is_or and anchor else None,
            )
        if not is_or:
            anchor = first
        alternative = False


def planned(panes: list[HtmlElement]) -> Iterator[Component]:
    """The courses of a plan of study (`sc_plangrid`), term by term: what a page has that lists its requirements in no other form."""
    seen: set[str] = set()
    for cell in _GRID_ROWS(panes[0].getroottree()) if panes else ():
        codes = [_code(link) for link in _CODES(cell)]
        title_cell = cell.getnext() if cell.getnext() is not None and "titlecol" in classes(cell.getnext()) else None
        for number, (code, title) in enumerate(zip(codes, _titles(title_cell, len(codes)), strict=True)):
            if code not in seen:
                seen.add(code)
                choice = len(codes) > 1 and re.search(r"\bor\b", text(cell))
                yield Component(
                    code,
                    title or code,
                    "elective" if choice else "required",
                    "Plan of study",
                    None,
                    None,
                    len(seen) - 1 if choice and number else None,
                )


def _code(link: HtmlElement) -> str:
    return one_line(link.get("data-code-bubble") or visible(link, _FOOTNOTES))


def _titles(cell: HtmlElement | None, wanted: int) -> list[str]:
    """The title of each code in a row: an AND row prints one a line; a note may follow a single title on its own line."""
    if cell is None:
        return [""] * wanted
    lines = [line for part in visible(cell, _FOOTNOTES).split("\n") if (line := one_line(part))]
    if wanted == 1:
        return [lines[0] if lines else ""]
    titles = [re.sub(r"^and\s+", "", line) for line in lines]
    return (titles + [""] * wanted)[:wanted]
