"""The lines of a program's requirements in free markup: headings, sentences, lists and tables.

It reads the requirement rules of Kuali (`<ul><li>Complete 2 of the following<ul>…`), and lists and
tables that have no classes of their own. `courseatlas.requirements.listing` says what rules what.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from courseatlas.records import Component
from courseatlas.requirements import listing, notes, rules
from courseatlas.requirements.listing import Course, Line
from courseatlas.requirements.ranges import course_range
from courseatlas.text import one_line, sentences_of
from courseatlas.values.codes import course_codes, split_code
from spiders.page.markup import HEADINGS, text, visible, visible_lines
from spiders.page.title_lines import listed_course

_LISTS = frozenset(("ul", "ol", "table"))
# the level of the heading of a table's rows, below those of HTML; a sentence is below its heading
_GROUP, _TABLE_HEADING, BELOW = 7, 8, 0.5
_LONGEST_SENTENCE, _LONGEST_TITLE = 250, 140
_TO_COMPLETE = re.compile(
    r"(?P<amount>\d{1,3}(?:\.\d+)?)\s*"
    r"(?:(?:units?|credits?|hours?)\s*to complete|total\s+(?:units|credits|hours))\b",
    re.I,
)
_COLUMN_NAMES = re.compile(r"(?:course )?(?:#|no\.?|number|code|course|title|name)\b.*", re.I)
_LINK_TO_PROGRAM = re.compile(r"/programs?/|preview_program", re.I)
_LEADING_OR, _LEADING_JOINER = re.compile(r"or\s", re.I), re.compile(r"^(?:or|and)\s+", re.I)
_SMALL_LETTERS = re.compile(r"^[A-Z]?[a-z]{2}")
_BETWEEN_CODES = re.compile(r"(?:[\s,;/&.]|\bor\b|\band\b)*")
# between the title of a course and the code of the next
_BEFORE_FURTHER_COURSE = re.compile(r"\s+(?:or|and|&)\s+(?=[A-Z]{2,}[A-Z&-]*\s?\d)")
_JOINED_BY_OR = re.compile(r"\bor\b|/")
_CREDITS_BEHIND = re.compile(r"\s*\(\d[\d.\s–-]*(?:[a-z. ]+)?\)\s*$", re.I)


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
    for element in root.iter(*HEADINGS, "p", "li", "tr", "span"):
        if element.tag in HEADINGS:
            level = int(element.tag[1])
            yield _heading(element, level)
        elif element.tag == "span":
            # the name of a group of Kuali's rules within a list
            if "groupHeader" in (element.get("class") or ""):
                yield Line(text(element), heading=_GROUP)
        elif element.tag == "li":
            yield from _item(element, _depth(element, root))
        elif element.tag == "tr":
            yield from _row(element)
        elif not any(above.tag in ("li", "td", "th") for above in element.iterancestors()):
            courses = list(_linked_courses(element)) or list(_broken_courses(element))
            yield from courses or sentence_lines(element, level)


def _linked_courses(paragraph: HtmlElement) -> Iterator[Line]:
    """The courses of a paragraph, of which each line begins with a link to one."""
    links = list(paragraph.iter("a"))
    for words in visible_lines(paragraph) if links else []:
        link = next((link for link in links if words.startswith(text(link) or "\n")), None)
        courses = courses_of(words, link) if link is not None else ()
        if courses:
            yield from course_lines(words, courses, 0, is_or=False)


def _broken_courses(paragraph: HtmlElement) -> Iterator[Line]:
    """The courses of a paragraph of several lines, all of which begin with one."""
    if paragraph.find("br") is None:
        return
    lines = visible_lines(paragraph)
    named = [(words, courses_of(_LEADING_JOINER.sub("", words))) for words in lines]
    if len(named) > 1 and all(courses for _, courses in named):
        for words, courses in named:
            yield from course_lines(words, courses, 0, is_or=bool(_LEADING_OR.match(words)))


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
    is_or = bool(_LEADING_OR.match(words))
    link = next((link for link in item.iter("a") if _item_of(link) is item), None)
    courses = courses_of(_LEADING_JOINER.sub("", words), link)
    if courses:
        yield from course_lines(words, courses, depth, is_or=is_or)
        return
    has_list = next(item.iter("ul", "ol"), None) is not None
    yield Line(words, depth=depth, has_list=has_list)
    links = [link for link in item.iter("a") if _item_of(link) is item]
    yield from inline_courses(words, links, depth + 1)


def inline_courses(words: str, links: list[HtmlElement], depth: int) -> Iterator[Line]:
    """The courses that the words of a rule end in: "Complete 1 of: CS 100, CS 115, or CS 135".

    `links` are those of the words; where there are none, the words themselves hold the codes.
    """
    codes = [text(link) for link in links] or course_codes(words)
    if len(codes) < 2 or not notes.lists_inline(words) or course_range(words):
        return
    behind = words[words.find(codes[0]) :]
    for code in codes:
        behind = behind.replace(code, "", 1)
    if _BETWEEN_CODES.fullmatch(behind) and all(courses_of(code) for code in codes):
        for code in codes:
            yield Line(code, ((code, ""),), depth=depth)


def _item_of(element: HtmlElement) -> HtmlElement | None:
    """The list item that an element lies in."""
    return next(element.iterancestors("li"), None)


def course_lines(
    words: str, courses: tuple[Course, ...], depth: int, is_or: bool, amount: str = ""
) -> Iterator[Line]:
    """The courses of a line: one line where they go together, one each where "or" parts them."""
    if len(courses) > 1 and _JOINED_BY_OR.search(words):
        for number, course in enumerate(courses):
            yield Line(words, (course,), depth=depth, amount=amount, is_or=is_or or number > 0)
    else:
        yield Line(words, courses, depth=depth, amount=amount, is_or=is_or)


def courses_of(words: str, link: HtmlElement | None = None) -> tuple[Course, ...]:
    """(code, title) of the courses that words begin with and are all about.

    "CS 101 or CS 102" has no titles, "CS 101 Programs or CS 102 Proofs" has two; a sentence that
    only begins with a code lists nothing. A subject in small letters ("Math 101") is told from
    other words ("Total 120") by its link. A link to a program names no course.
    """
    codes = split_code(_CREDITS_BEHIND.sub("", words))
    if link is not None and _LINK_TO_PROGRAM.search(link.get("href") or ""):
        return ()
    is_linked = link is not None and words.startswith(text(link) or " ")
    is_code = codes.code is not None and (is_linked or not _SMALL_LETTERS.search(codes.code))
    if not is_code or listing.is_area(words) or course_range(codes.code or ""):
        return ()
    if not codes.rest.strip(" .*:"):
        is_cross_listed = "(" in codes.printed or "=" in codes.printed
        others = () if is_cross_listed else codes.cross_listed
        return tuple((code, "") for code in (codes.code or "", *others))
    parts = _BEFORE_FURTHER_COURSE.split(words)
    named = [courses_of(part) for part in parts] if len(parts) > 1 else []
    if named and all(named):
        return tuple(course for part in named for course in part)
    line = listed_course(words)
    if line is None or len(line.title) > _LONGEST_TITLE or line.title.endswith("."):
        return ()
    return ((line.code, line.title),)


def _row(row: HtmlElement) -> Iterator[Line]:
    """A table's row: a course by its code and its title, a heading over all columns, or a rule."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    texts = [own_words(cell) for cell in cells]
    if not any(texts):
        return
    first = _LEADING_JOINER.sub("", texts[0])
    is_or = bool(_LEADING_OR.match(texts[0]))
    courses = courses_of(first, next(cells[0].iter("a"), None))
    amount = texts[-1] if len(texts) > 1 else ""
    if courses and len(texts) > 1 and not courses[0][1]:
        courses = ((courses[0][0], texts[1]), *courses[1:])
    if courses:
        yield from course_lines(first, courses, 0, is_or, amount)
    elif not all(cell.tag == "th" for cell in cells):
        yield Line(texts[0], amount=amount)
    elif not _COLUMN_NAMES.fullmatch(texts[0]):
        yield Line(texts[0], heading=_TABLE_HEADING, amount=amount)
