"""The lines of a program's requirements in free markup: headings, sentences, lists and tables.

It reads the requirement rules of Kuali (`<ul><li>Complete 2 of the following<ul>…`), and lists and
tables that have no classes of their own. `courseatlas.requirements.listing` says what rules what.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from courseatlas.records import Component
from courseatlas.requirements import listing, notes, rules
from courseatlas.requirements.listing import Course, Line
from courseatlas.text import one_line, sentences_of
from spiders.page.markup import HEADINGS, text, visible, visible_lines
from spiders.page.requirement_courses import (
    LEADING_JOINER,
    LEADING_OR,
    TABLE_HEADING,
    coded_paragraph,
    course_lines,
    courses_before_code,
    courses_of,
    declared_course,
    inline_courses,
    preformatted_lines,
)

_BLOCKS, _ITEMS = ("p", "div", "li", "tr", "ul", "ol", *HEADINGS), ("li", "td", "th")
_LISTS = frozenset(("ul", "ol", "table"))
# the level of the heading of a table's rows, below those of HTML; a sentence is below its heading
_GROUP, BELOW = 7, 0.5
_LONGEST_SENTENCE = 250
_TO_COMPLETE = re.compile(
    r"(?P<amount>\d{1,3}(?:\.\d+)?)\s*"
    r"(?:(?:units?|credits?|hours?)\s*to complete|total\s+(?:units|credits|hours))\b",
    re.I,
)
_COLUMN_NAMES = re.compile(r"(?:course )?(?:#|no\.?|number|code|course|title|name)\b.*", re.I)


def requirement_components(
    *roots: HtmlElement, unstated_role: str = "required"
) -> tuple[Component, ...]:
    """The courses that requirement markup lists, with their roles, choices and alternatives.

    What one part of the markup asks holds for no other; a program may have several. `unstated_role`
    is the role of a course of which no heading and no rule says what is asked.
    """
    lines = (line for root in roots for line in requirement_lines(root))
    return listing.components(replace(line, unstated_role=unstated_role) for line in lines)


def requirement_lines(root: HtmlElement) -> Iterator[Line]:
    """The lines of the markup under an element, in order."""
    level = 0
    yield Line(heading=1)
    for element in root.iter(*HEADINGS, "p", "li", "tr", "span", "pre", "div"):
        if element.tag in HEADINGS:
            courses = list(_linked_heading(element))
            level = level if courses else int(element.tag[1])
            yield from courses or [_heading(element, level)]
        elif element.tag == "span":
            # the name of a group of Kuali's rules within a list
            if "groupHeader" in (element.get("class") or ""):
                yield Line(text(element), heading=_GROUP)
        elif element.tag == "li":
            yield from _item(element, _depth(element, root))
        elif element.tag == "tr":
            yield from _row(element)
        elif element.tag == "pre":
            yield from preformatted_lines(element)
        elif element.tag == "div":
            yield from _bare_courses(element)
        elif not any(above.tag in ("li", "td", "th") for above in element.iterancestors()):
            yield from _paragraph(element, level)


def _paragraph(paragraph: HtmlElement, level: int) -> Iterator[Line]:
    courses = list(_linked_courses(paragraph)) or list(_broken_courses(paragraph, level))
    courses = courses or list(coded_paragraph(text(paragraph), level + BELOW))
    courses = courses or list(_bare_courses(paragraph))
    yield from courses or sentence_lines(paragraph, level)


def _bare_courses(element: HtmlElement) -> Iterator[Line]:
    """The course of a paragraph or a block that is one of several such side by side.

    Inferred: "LMP 101 Wicks (3)" in elements that are no list.
    """
    courses = _courses_of_block(element)
    beside = (element.getprevious(), element.getnext()) if courses else ()
    if any(each is not None and _courses_of_block(each) for each in beside):
        yield from course_lines(text(element), courses, 0, is_or=False)


def _courses_of_block(element: HtmlElement) -> tuple[Course, ...]:
    """The courses of a paragraph or a block without others in it, outside of lists and tables."""
    if element.tag not in ("p", "div") or next(element.iterdescendants(*_BLOCKS), None) is not None:
        return ()
    words = text(element)
    courses = courses_of(words) if len(words) < _LONGEST_SENTENCE else ()
    is_inside = courses and any(above.tag in _ITEMS for above in element.iterancestors())
    return () if is_inside else courses


def _linked_courses(paragraph: HtmlElement) -> Iterator[Line]:
    """The courses of a paragraph, of which each line begins with a link to one."""
    links = list(paragraph.iter("a"))
    for words in visible_lines(paragraph) if links else []:
        link = next((link for link in links if words.startswith(text(link) or "\n")), None)
        courses = courses_of(words, link) if link is not None else ()
        if courses:
            yield from course_lines(words, courses, 0, is_or=False)


def _broken_courses(paragraph: HtmlElement, level: float) -> Iterator[Line]:
    """The courses of a paragraph of several lines, all of which begin with one.

    The first of them may be a title in bold.
    """
    if paragraph.find("br") is None:
        return
    lines = visible_lines(paragraph)
    title = next(paragraph.iterchildren("b", "strong"), None)
    if title is not None and lines and lines[0] == text(title) and not courses_of(lines[0]):
        yield from _titled_courses(lines, level)
        return
    yield from _courses_of_lines(lines)


def _courses_of_lines(lines: Sequence[str]) -> Iterator[Line]:
    """The courses of several lines, where all begin with one."""
    named = [(words, courses_of(LEADING_JOINER.sub("", words))) for words in lines]
    if len(named) > 1 and all(courses for _, courses in named):
        for words, courses in named:
            yield from course_lines(words, courses, 0, is_or=bool(LEADING_OR.match(words)))


def _titled_courses(lines: list[str], level: float) -> Iterator[Line]:
    """A title in bold and the courses in the lines below it. Inferred: colleges print it so."""
    courses = list(_courses_of_lines(lines[1:]))
    if courses:
        yield Line(lines[0], heading=level + BELOW)
        yield from courses


def _linked_heading(heading: HtmlElement) -> Iterator[Line]:
    """The course of a heading that is a link to it: "<h4><a>LMP 101: Wicks</a></h4>". Inferred."""
    words = text(heading)
    link = next((link for link in heading.iter("a") if text(link) == words), None)
    courses = courses_of(words, link) if link is not None and link.get("href") else ()
    if courses:
        yield from course_lines(words, courses, 0, is_or=False)


def _heading(element: HtmlElement, level: int) -> Line:
    """A heading, with the amount that its header asks to complete."""
    header = next(element.iterancestors("header"), None)
    amount = _TO_COMPLETE.search(" ".join(header.itertext())) if header is not None else None
    return Line(text(element), heading=level, amount=amount["amount"] if amount else "")


def _depth(item: HtmlElement, root: HtmlElement) -> int:
    """How many lists a list item lies in."""
    depth = 0
    for above in item.iterancestors():
        if above is root.getparent():
            break
        depth += above.tag in ("ul", "ol")
    return depth


def own_words(item: HtmlElement) -> str:
    """An element's words without those of the lists and tables within it."""
    return one_line(visible(item, _LISTS).replace("\n", " "))


def sentence_lines(element: HtmlElement, level: float) -> Iterator[Line]:
    """The line of a paragraph that rules the list after it, under a heading of a level.

    Other paragraphs say nothing of a list.
    """
    words = text(element)
    if rules.is_or(words) or rules.opens_alternative(words):
        yield Line(words)
        return
    bold = "".join("".join(part.itertext()) for part in element if part.tag in ("strong", "b"))
    is_title = bool(words) and one_line(bold) == words
    after = element.getnext()
    is_before_list = after is not None and after.tag in _LISTS
    is_rule = rules_list(words) and (is_before_list or rules.introduces_list(words))
    if is_rule or (is_title and len(words) < _LONGEST_SENTENCE):
        yield Line(words, heading=level + BELOW)


def rules_list(paragraph: str) -> bool:
    """Whether a sentence before a list says what is asked of it, and is no note on its courses.

    >>> rules_list("Choose one elective."), rules_list("No more than one elective may count.")
    (True, False)
    """
    asks = map(_asks, sentences_of(paragraph))
    return len(paragraph) < _LONGEST_SENTENCE and any(asks)


def _asks(sentence: str) -> bool:
    is_rule = rules.selects(sentence) or rules.introduces_list(sentence) or sentence.endswith(":")
    return is_rule and not notes.is_note(sentence)


def _item(item: HtmlElement, depth: int) -> Iterator[Line]:
    """A list item: a course, courses with "or" or "and" between them, or a rule."""
    words = own_words(item)
    is_or = bool(LEADING_OR.match(words))
    link = next((link for link in item.iter("a") if _item_of(link) is item), None)
    without_joiner = LEADING_JOINER.sub("", words)
    courses = courses_of(without_joiner, link) or courses_before_code(without_joiner)
    if courses:
        yield from course_lines(words, courses, depth, is_or=is_or)
        return
    has_list = next(item.iter("ul", "ol"), None) is not None
    yield Line(words, depth=depth, has_list=has_list)
    links = [link for link in item.iter("a") if _item_of(link) is item]
    yield from inline_courses(words, links, depth + 1)


def _item_of(element: HtmlElement) -> HtmlElement | None:
    """The list item that an element lies in."""
    return next(element.iterancestors("li"), None)


def _row(row: HtmlElement) -> Iterator[Line]:
    """A table's row: a course by its code and its title, a heading over all columns, or a rule."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    texts = [own_words(cell) for cell in cells]
    if not any(texts):
        return
    first = LEADING_JOINER.sub("", texts[0])
    is_or = bool(LEADING_OR.match(texts[0]))
    courses = courses_of(first, next(cells[0].iter("a"), None)) or declared_course(row, texts)
    amount = texts[-1] if len(texts) > 1 else ""
    if courses and len(texts) > 1 and not courses[0][1]:
        courses = ((courses[0][0], texts[1]), *courses[1:])
    if courses:
        yield from course_lines(first, courses, 0, is_or, amount)
    elif not all(cell.tag == "th" for cell in cells):
        yield Line(texts[0], amount=amount)
    elif not _COLUMN_NAMES.fullmatch(texts[0]):
        yield Line(texts[0], heading=TABLE_HEADING, amount=amount)
