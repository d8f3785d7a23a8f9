"""Programs of SmartCatalog IQ's pages: classed headings over tables of courses.

A table also holds rows that are no course: "or", "either these courses", a requirement in words,
and the total. Plans of terms and the courses of admission list nothing that the program asks for.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.requirements import listing, rules
from courseatlas.requirements.listing import Course, Line
from courseatlas.requirements.totals import stated_total, total_of_rows
from courseatlas.text import one_line, paragraphs
from courseatlas.values.codes import course_codes
from courseatlas.values.words import credential
from spiders.page.fields import stated
from spiders.page.markup import HEADINGS, first_text, has_class, text, visible_lines
from spiders.page.requirement_courses import course_lines, courses_of, inline_courses
from spiders.page.requirements import rules_list
from spiders.platforms.smartcatalog.addresses import edition, program_key

_TITLE = lxml.etree.XPath(f"//h1[{has_class('degreeTitle')}]")
# a theme may print the school's name in an `h1` above the content
_HEADING = lxml.etree.XPath("//*[@id='main']//h1 | //h1[not(//*[@id='main']//h1)]")
_MAIN = lxml.etree.XPath("//*[@id='main']")
_ROWS = lxml.etree.XPath(
    f"//td[{has_class('sc-coursenumber')}] | //*[contains(@class, 'sc-RequiredCoursesHeading')]"
)
_REQUIREMENTS = lxml.etree.XPath("//*[@id='degreeRequirements']")
_NUMBER = lxml.etree.XPath(f".//*[{has_class('sc-coursenumber')}]")
_COURSE_LINKS = lxml.etree.XPath(f".//a[{has_class('sc-courselink')}]")
_COURSE_TITLE = lxml.etree.XPath(f".//*[{has_class('sc-coursetitle')}]")
_AMOUNT = lxml.etree.XPath(f".//*[{has_class('sc-credits')} or {has_class('credits')}]")
_TOTALS = lxml.etree.XPath(f"//tr[.//*[{has_class('sc-totalcreditslabel')}]]")
_NAVIGATION = frozenset(("sc-childlinks", "sc-parentlink", "combinedChild", "sc-child-item-links"))
_NOTE = lxml.etree.XPath(f"ancestor-or-self::*[{has_class('sc-requirementsNote')}]")
# a plan of terms lists the courses of the program once more
PLAN = re.compile(
    r"(?:(?:freshman|sophomore|junior|senior|first|second|third|fourth|fifth)[\s-]+"
    r"(?:year|semester|term|quarter)|(?:year|semester|term|quarter)\s+(?:\d|[ivx]+\b|one|two|three"
    r"|four)|(?:fall|winter|spring|summer)(?:\s+(?:term|semester|quarter|session))?\W*$"
    r"|summer session|.*\bplanners?\b|.*\bsample\b.*\b(?:plan|schedule)\b)",
    re.I,
)
# courses that are taken before the program
_BEFORE = re.compile(
    r"\b(?:admission|transfer|qualification|screening|declar(?:e|ation|ing)|appeal)\b", re.I
)
# a row between the ways of a choice, in place of a course
_FIRST_WAY = re.compile(r"either\b.{0,40}\bcourses?\W*", re.I)
_NEXT_WAY = re.compile(r"or\b.{0,40}\bcourses?\W*", re.I)
_EITHER = re.compile(r"(?:(?:and|plus)\s+)?either(?: of)?\W*", re.I)
_OR_ONE_COURSE = re.compile(r"or (?:this|the following) course\W*", re.I)
_SHORTEST_PARAGRAPH = 40


def program(page: Page) -> Iterator[Record]:
    """The program that a page is about: one under a degree's title, or one with requirements."""
    title = first_text(_TITLE(page.tree))
    if not title and _ROWS(page.tree):
        heading = first_text(_HEADING(page.tree))
        title = heading if credential(heading)[0] else ""
    if not title:
        return
    main = next(iter(_MAIN(page.tree)), page.tree)
    lines = visible_lines(main)
    awards = [line for line in lines[:6] if len(line) < 80 and credential(line)[0]]
    fields = {
        "description": _introduction(main),
        "credential_text": " | ".join(dict.fromkeys([title, *awards])),
        "credits_total_text": _total(page.tree) or stated_total(lines),
        "edition": edition(page.url),
    }
    key = program_key(page.url) or title
    yield Record("program", key, page.url, title, stated(fields), _components(page.tree, main))


def _total(tree: HtmlElement) -> str | None:
    rows = (one_line(" ".join(visible_lines(row))) for row in _TOTALS(tree))
    return total_of_rows(rows)


def _introduction(main: HtmlElement) -> str:
    """The paragraphs before the first requirement, under the first heading that has any."""
    found: list[str] = []
    for element in main.iter(*HEADINGS[1:], "p", "table"):
        is_requirement = "sc-Required" in (element.get("class") or "")
        if element.tag == "table" or is_requirement or (element.tag != "p" and found):
            break
        if element.tag == "p" and len(text(element)) >= _SHORTEST_PARAGRAPH:
            found.append(text(element))
    return paragraphs("\n".join(found))


def _components(tree: HtmlElement, main: HtmlElement) -> tuple[Component, ...]:
    """The courses of all sections but plans; of the plans where there is nothing else."""
    root = next(iter(_REQUIREMENTS(tree)), main)
    for without in ((_BEFORE, PLAN), (_BEFORE,)):
        listed = listing.components(with_ways(_lines(root, without)))
        if listed:
            return listed
    return ()


def _lines(root: HtmlElement, without: Iterable[re.Pattern[str]]) -> Iterator[Line]:
    """The lines of the requirements, without the sections whose headings a pattern finds."""
    level, skipped_at = 1, 99
    for element in root.iter(*HEADINGS, "p", "li", "tr"):
        if element.tag in HEADINGS:
            level = _level(element)
            if level <= skipped_at:
                is_skipped = any(pattern.search(text(element)) for pattern in without)
                skipped_at = level if is_skipped else 99
            if skipped_at == 99:
                yield from _heading(text(element), level)
        elif skipped_at == 99 and not _is_navigation(element):
            yield from _row(element) if element.tag == "tr" else _sentence(element, level)


def _level(heading: HtmlElement) -> int:
    """The level of a heading: classed ones are below those without a class, in their own order."""
    number = re.search(r"sc-RequiredCoursesHeading(\d)", heading.get("class") or "")
    return 2 + int(number[1]) if number else int(heading.tag[1])


def _heading(words: str, level: int) -> Iterator[Line]:
    """A heading; one such as "Or the following course" stands between alternatives."""
    is_between = rules.opens_alternative(words) or _OR_ONE_COURSE.fullmatch(words)
    yield Line(words) if is_between else Line(words, heading=level)


def _is_navigation(element: HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any(not _NAVIGATION.isdisjoint((each.get("class") or "").split()) for each in around)


def _sentence(element: HtmlElement, level: int) -> Iterator[Line]:
    """A sentence that rules the table below it, or that names the courses of a choice itself."""
    words = text(element)
    in_table = any(above.tag == "td" for above in element.iterancestors())
    if not words or in_table:
        return
    links = [link for link in _COURSE_LINKS(element) if text(link)]
    if rules.is_or(words) or rules.opens_alternative(words):
        yield Line(words)
    elif links:
        named = list(inline_courses(words, links, 1))
        if named:
            yield Line(words)
            yield from named
        elif element.tag == "li" and not _NOTE(element):
            yield from course_lines(words, courses_of(words, links[0]), 0, is_or=False)
    elif (rules_list(words) or rules.asks_for_following(words)) and not _NOTE(element):
        yield Line(words, heading=level + 0.5)


def _row(row: HtmlElement) -> Iterator[Line]:
    """A row of a table: a course, words between courses, or a requirement in words."""
    cell = next(iter(_NUMBER(row)), None)
    title, amount = first_text(_COURSE_TITLE(row)), first_text(_AMOUNT(row))
    courses = _courses(cell, title) if cell is not None else ()
    if courses:
        joined = text(cell)
        yield from course_lines(joined, courses, 0, is_or=False, amount=amount)
    elif title:
        yield from narrative(title, amount)


def _courses(cell: HtmlElement, title: str) -> tuple[Course, ...]:
    """(code, title) of each course that a cell links to, without the codes it is cross-listed as.

    A cell without a link may still print a code.
    """
    printed = [text(link) for link in _COURSE_LINKS(cell)]
    codes = [code for code in printed if code] or course_codes(text(cell))[:1]
    if len(codes) == 1:
        return ((codes[0], title),)
    return tuple((code, "") for code in codes)


def narrative(words: str, amount: str) -> Iterator[Line]:
    """The line of words that stand in a table in place of a course: see `with_ways`.

    "Humanities Elective" without an amount is a requirement that says nothing of the rows after it.
    """
    is_marker = any(each.fullmatch(words) for each in (_FIRST_WAY, _NEXT_WAY, _EITHER))
    is_between = rules.is_or(words) or rules.joins(words) or rules.opens_alternative(words)
    is_rule = (
        rules.introduces_list(words)
        or rules.begins_with_verb(words)
        or rules.asks_for_each(words)
        or rules.is_option(words)
    )
    if amount or is_marker or is_between or is_rule:
        yield Line(words, amount=amount)


def with_ways(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, of which "either these courses" and "or these courses" begin the ways of a choice.

    So do "all of the following" and "or all of the following". Without either before it, "or this
    course" is an alternative to the course before, and "or these courses" are alternatives that are
    taken together.
    """
    all_lines = list(lines)
    way = 0
    for place, line in enumerate(all_lines):
        words = "" if line.courses else line.words
        begins = _FIRST_WAY.fullmatch(words) or _is_first_of_all(
            words, islice(all_lines, place + 1, None)
        )
        if begins:
            way = 1
            # a heading ends what stands before it, also where it begins a way
            yield from [] if line.heading is None else [Line(heading=line.heading)]
            yield Line("Option 1")
        elif line.heading is not None:
            way = 0
            yield line
        elif way and _is_next_way(words):
            way += 1
            yield Line(f"Option {way}")
        elif _OR_ONE_COURSE.fullmatch(words):
            yield Line("or")
        elif _NEXT_WAY.fullmatch(words):
            yield Line("or the following")
        else:
            yield line


def _is_next_way(words: str) -> bool:
    return bool(_NEXT_WAY.fullmatch(words) or rules.opens_alternative(words))


def _is_first_of_all(words: str, following: Iterable[Line]) -> bool:
    """Whether "all of the following" is an alternative: "or all of the following" comes next."""
    if not rules.asks_for_following(words):
        return False
    marker = next((line for line in following if not line.courses and line.words), Line())
    return marker.heading is None and _is_next_way(marker.words)
