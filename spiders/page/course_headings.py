"""Headings, bold beginnings of paragraphs and terms that begin with a course's code.

The prose below one, up to the next, is the course's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from courseatlas.records import Page, Record, field_names
from courseatlas.text import slug
from courseatlas.values.credits import is_hours_of_contact
from courseatlas.values.numbers import NUMBER_WORDS
from spiders.page.course_names import name_of, named_course, title_below
from spiders.page.course_rows import cells, columns_of, headers_above
from spiders.page.fields import distinct_records, stated
from spiders.page.labelled import values_by_column
from spiders.page.labelled_course import OF_THE_NAME, labelled_fields, own_description
from spiders.page.labels import columns_by_label, segments
from spiders.page.markup import HEADINGS, is_popup, text, visible_lines
from spiders.page.people import names_in
from spiders.page.terms import is_only_terms
from spiders.page.title_lines import ListedCourse

_OF_NAME = frozenset(("code", "title", "subject"))
# what holds a field of a course: its label and its value
_BLOCKS = ("div", "dl")
_LONGEST_VALUE = 200
# what opens a part of a page that is folded is its heading, too
_HEADINGS = (*HEADINGS, "summary", "button")
# "3 credit hours", "(1-4 credits) From cotton to flame.", "(Three credits)"
_AMOUNT = rf"(?:\d[\d.]*|(?:{'|'.join(NUMBER_WORDS)})(?: and (?:a|one)[ -]half)?)"
_CREDITS_FIRST = re.compile(
    r"\((?P<hours>\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?){2})\)\s*"
    rf"|\(?(?P<credits>{_AMOUNT}(?:\s*(?:[-–]|to|or)\s*{_AMOUNT})?\s*(?:(?:semester|quarter|credit)\s+)?"
    r"(?:credits?|hours?|units?|cr\.|ECTS))\)?(?:[.;:]?\s+(?=[A-Z])|[.;]?$)",
    re.I,
)


@dataclass(frozen=True)
class _Described:
    """A course as an element names it, with the paragraphs up to the next heading."""

    element: HtmlElement
    course: ListedCourse
    lines: tuple[str, ...] = ()


def courses_of_headings(page: Page, region: HtmlElement) -> Iterator[Record]:
    """Each course that a heading names, or that several paragraphs or terms begin with, once.

    A heading in a row of a table is followed by the rows of its sections. On a page about a single
    course all tables are about it.
    """
    courses = list(_courses(region))
    is_alone = len({each.course.code for each in courses}) == 1
    if is_alone and not any(each.element.tag in _HEADINGS for each in courses):
        return
    for_all = _of_page(page, region) if is_alone else {}
    own = [region] * len(courses) if is_alone else _own_parts(courses, region)
    yield from distinct_records(
        _record(
            page,
            each.course,
            for_all
            | labelled_fields(part)
            | stated(_prose(each.lines))
            | _of_sections(each.element),
        )
        for each, part in zip(courses, own, strict=True)
    )


def _of_page(page: Page, region: HtmlElement) -> dict[str, Any]:
    """What a page about a single course states outside of its heading and the prose below it."""
    labelled = values_by_column(region).get("description", "")
    described = own_description(page, region, labelled)
    return {"description": described} | _of_rows(region.iter("tr"))


def _own_parts(courses: Sequence[_Described], region: HtmlElement) -> list[HtmlElement]:
    """For each course the largest part of the markup that holds its name and no other's.

    The rows of a list have such parts; of headings that follow one another it is the fields behind
    each, up to the next.
    """
    around = [[each.element, *each.element.iterancestors()] for each in courses]
    names = Counter(element for elements in around for element in elements)
    own = []
    for elements in around:
        inside = list(takewhile(lambda each: each is not region and names[each] == 1, elements))
        part = inside[-1] if inside else elements[0]
        own.append(_fields_behind(part, names) if part.tag in HEADINGS else part)
    return own


def _fields_behind(heading: HtmlElement, names: Counter[HtmlElement]) -> HtmlElement:
    """A heading with copies of the blocks behind it, up to the next heading or named course.

    Content management systems print the fields of a course so, where they wrap none. Inferred.
    """
    part = lxml.html.Element("div")
    for sibling in heading.itersiblings(tag=lxml.etree.Element):
        if sibling.tag in HEADINGS or names[sibling]:
            break
        if sibling.tag in _BLOCKS:
            part.append(deepcopy(sibling))
    return part if len(part) else heading


def _courses(region: HtmlElement) -> Iterator[_Described]:
    described: _Described | None = None
    titles: set[HtmlElement] = set()
    for element in region.iter(*_HEADINGS, "p", "dt", "dd"):
        if _is_menu(element) or (described and _opens(element, described.element)):
            continue
        name = name_of(element)
        course = named_course(name) if name is not None else None
        title = title_below(element) if name is not None and course is None else None
        if title is not None:
            course = ListedCourse(text(element), text(title))
            titles.add(title)
        elif element in titles:
            continue
        if course is not None or _ends(element, described):
            if described:
                yield described
            described = None
        if course is not None:
            described = _Described(element, course, _lines_behind(element, text(name)))
        elif described and _is_below(element, described.element):
            lines = (*described.lines, *_lines(element, described.element))
            described = replace(described, lines=lines)
    if described:
        yield described


def _opens(element: HtmlElement, start: HtmlElement) -> bool:
    """Whether an element is the button within the heading of a course, or the reverse of it."""
    return element.tag in _HEADINGS and start in element.iterancestors()


def _ends(element: HtmlElement, described: _Described | None) -> bool:
    """Whether an element that names no course ends the course before it.

    A part of a course that is folded away ("Description") does not, where a heading names it.
    """
    is_folded_part = element.tag == "summary" and described and described.element.tag in HEADINGS
    return element.tag in _HEADINGS and not is_folded_part


def _lines(element: HtmlElement, start: HtmlElement) -> list[str]:
    """The lines of an element; a term and its definition are one of them: "Credits: 4"."""
    if element.tag == "dt":
        following = element.getnext()
        return [] if following is not None and following.tag == "dd" else visible_lines(element)
    if element.tag == "summary":
        return []
    term = element.getprevious() if element.tag == "dd" else _opener(element)
    if term is None or term is start or term.tag not in ("dt", "summary"):
        return visible_lines(element)
    label = text(term).rstrip(" :")
    is_label = term.tag == "dt" or _names_a_value(label)
    return [f"{label}: {text(element)}"] if is_label else visible_lines(element)


def _opener(element: HtmlElement) -> HtmlElement | None:
    """What opens the folded part that an element lies in."""
    fold = next(element.iterancestors("details"), None)
    return fold.find("summary") if fold is not None else None


def _names_a_value(label: str) -> bool:
    """Whether words are a label of other values than a description."""
    return not {"", "description"} & segments(f"{label}: 1").keys()


def _lines_behind(element: HtmlElement, name: str) -> tuple[str, ...]:
    """The lines of an element behind the name of a course that it begins with."""
    first, *rest = visible_lines(element) or [""]
    behind = (first if first.startswith(name) else text(element)).removeprefix(name)
    return (behind.lstrip(" .:–-"), *rest) if first.startswith(name) else (behind,)


def _is_below(element: HtmlElement, start: HtmlElement) -> bool:
    """Whether an element that follows the name of a course is still about it."""
    if start.tag == "dt":
        return str(element.tag) == "dd"
    return start.tag in _HEADINGS or element.getparent() is start.getparent()


def _is_menu(heading: HtmlElement) -> bool:
    around = heading.iterancestors()
    return any(each.tag in ("nav", "footer", "aside") or is_popup(each) for each in around)


def _record(page: Page, course: ListedCourse, values: dict[str, Any]) -> Record:
    fields = {
        "code": course.code,
        "subject": course.subject,
        "cross_listed": list(course.cross_listed),
        **values,
        "credits_text": course.credits_text or values.get("credits_text"),
    }
    title = course.title if course.title.endswith("..") else course.title.rstrip(".")
    return Record("course", slug(course.code), page.url, title, stated(fields))


def _prose(lines: Iterable[str]) -> dict[str, Any]:
    """The description in the lines below a course's name, and what they label."""
    description: list[str] = []
    values: dict[str, Any] = {}
    for line in lines:
        for column, value in _columns(_behind_credits(line, values)).items():
            if column:
                values.setdefault(column, value)
            elif value and not is_only_terms(value):
                description.append(value)
    return values | {"description": "\n".join(description)}


def _columns(line: str) -> dict[str, str]:
    """What a line labels, by column; '' for words without a label."""
    found = segments(line)
    label, separator, value = line.partition(": ")
    columns = columns_by_label().get(label.casefold(), ()) if separator else ()
    known = field_names("course") - OF_THE_NAME
    is_said = set(found) == {""} and len(value) <= _LONGEST_VALUE and known.issuperset(columns)
    names_course = bool(columns) and _OF_NAME.issuperset(columns)
    if names_course or ("credits_text" in columns and is_hours_of_contact(value)):
        return {}
    return dict.fromkeys(columns, value) if columns and is_said else found


def _behind_credits(line: str, values: dict[str, Any]) -> str:
    """A line without the credits that it begins with, which are noted in `values`."""
    credits_text = None if "credits_text" in values else _CREDITS_FIRST.match(line)
    if credits_text is None:
        return line
    values["credits_text"] = credits_text["credits"] or credits_text["hours"]
    return line[credits_text.end() :]


def _has_heading(element: HtmlElement) -> bool:
    return next(element.iter(*HEADINGS), None) is not None


def _of_sections(heading: HtmlElement) -> dict[str, Any]:
    """What the rows below a heading's own row state, up to the next row with a heading."""
    row = next(heading.iterancestors("tr"), None)
    if row is None:
        return {}
    return _of_rows(takewhile(lambda each: not _has_heading(each), row.itersiblings("tr")))


def _of_rows(rows: Iterable[HtmlElement]) -> dict[str, Any]:
    """What rows of sections state of their course by their columns: its people and its mode."""
    people: list[str] = []
    modes: set[str] = set()
    headers: dict[HtmlElement, list[str | None]] = {}
    for row in rows:
        table = row.getparent()
        if table not in headers:
            headers[table] = headers_above(table)
        for column, cell in zip(columns_of(row, headers[table]), cells(row), strict=False):
            if column == "instructors_text":
                people += names_in("\n".join(visible_lines(cell)))
            elif column == "delivery_text" and text(cell):
                modes.add(text(cell))
    mode = modes.pop() if len(modes) == 1 else None
    return stated({"instructors": list(dict.fromkeys(people)), "delivery_text": mode})
