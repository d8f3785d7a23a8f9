"""Acalog's program pages: cores (`acalog-core`) of headings, sentences and lists of courses.

An item of a list is a course (`acalog-course`), or words that a school put before, after or between
courses (`acalog-adhoc`): a rule, "or", or a requirement that is no course.

Inferred: that the overview may label the degree and who offers the program ("Degree: Bachelor of
Arts"), and that the link back to the department stands above it.
"""

import re
from collections.abc import Iterator

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.requirements import listing, rules
from courseatlas.requirements.listing import Course, Line
from courseatlas.requirements.ranges import course_range
from courseatlas.requirements.totals import stated_total
from courseatlas.text import one_line, slug
from courseatlas.values.words import credential
from spiders.page.fields import stated
from spiders.page.labelled import values_by_column
from spiders.page.markup import HEADINGS, classes, first_text, has_class, prose, text, visible
from spiders.page.requirement_courses import courses_of, inline_courses
from spiders.page.requirements import sentence_lines
from spiders.page.title_lines import listed_course

_COURSES = lxml.etree.XPath("//li[contains(@class, 'acalog-course')]")
_LINES = lxml.etree.XPath(
    "//li[contains(@class, 'acalog-course') or contains(@class, 'acalog-adhoc')]"
    f" | //*[{has_class('acalog-core')}]"
    "/*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::p]"
)
_HEADING = lxml.etree.XPath("//h1[@id='acalog-content'] | //h1[not(contains(@class, 'sr-only'))]")
_CORES = lxml.etree.XPath(
    "//*[contains(@class, 'acalog-core')]"
    "//*[self::p or self::h2 or self::h3 or self::h4 or self::h5 or self::li]"
)
_OVERVIEW = lxml.etree.XPath("//*[contains(@class, 'program_description')]")
# "Return to: Department of Lamps", above the overview
_OFFERED_BY = lxml.etree.XPath(
    "//a[contains(@href, 'preview_entity.php')]"
    "[contains(preceding-sibling::text()[1], 'Return to')]"
)
_EDITION = lxml.etree.XPath("string(//*[contains(@class, 'acalog_catalog_name')])")
_CODE = re.compile(r"[A-Z][A-Za-z&]*[ -]?\d[\w.]*")
_ALTERNATIVES = re.compile(r"/|\bor\b")
_TOGETHER = re.compile(r"&|\band\b|\+")
_CREDITS = re.compile(
    r"\((\d{1,2}(?:\.\d+)?)(?:\s*(?:cr|credits?|units?|hours?|hrs?)\b[^)]*)?\)", re.I
)
# what opens below the line of a course whose details are shown
_DETAILS = frozenset(("div", "table", "hr", "p", "ul", *HEADINGS))
# a heading over all that a department offers asks for nothing
_OFFERED = re.compile(r"(?:course (?:descriptions|offerings|list)|courses(?: offered)?)", re.I)


def edition(page: Page) -> str:
    """The edition of the catalog that a page belongs to, or ''."""
    return one_line(_EDITION(page.tree))


def is_program(page: Page) -> bool:
    """Whether the address names a program, or a page lists courses as programs do.

    A page of the menu or of a department may list courses too: it is a program where its title is
    that of an award.
    """
    if "poid=" in page.url:
        return True
    is_list = any(name in page.path for name in ("content.php", "preview_entity.php"))
    is_named = not is_list or credential(first_text(_HEADING(page.tree)))[0] is not None
    return is_named and bool(_COURSES(page.tree))


def program(page: Page) -> Iterator[Record]:
    """The program of a page that has a title."""
    heading = first_text(_HEADING(page.tree))
    title = re.sub(r"^(?:program|degree|major):\s*", "", heading, flags=re.I)
    if not title:
        return
    number = re.search(r"[?&]poid=(\d+)", page.url)
    overview = next(iter(_OVERVIEW(page.tree)), None)
    labelled = values_by_column(overview) if overview is not None else {}
    degree = labelled.get("credential_text", "")
    says_more = credential(title)[0] is None and credential(degree)[0] is not None
    fields = {
        "description": prose(overview) if overview is not None else None,
        "credential_text": f"{title} | {degree}" if says_more else title,
        "department": labelled.get("department") or first_text(_OFFERED_BY(page.tree)),
        "college": labelled.get("college"),
        "credits_total_text": stated_total([text(element) for element in _CORES(page.tree)]),
        "edition": edition(page),
    }
    listed = listing.components(_lines(page, title))
    # every edition has a number of its own; within an edition the number outlasts a new title
    aliases = (number[1],) if number else ()
    yield Record("program", slug(title), page.url, title, stated(fields), listed, aliases)


def _lines(page: Page, title: str) -> Iterator[Line]:
    """The lines of all cores.

    The elements around the lists are unbalanced, so the order of the headings tells the group.
    """
    level, offered_at = 0, 0
    for element in _LINES(page.tree):
        if element.tag in HEADINGS:
            level = int(element.tag[1])
            if offered_at >= level or _names_offer(text(element), title):
                offered_at = level if _names_offer(text(element), title) else 0
            yield Line(text(element), heading=level)
        elif element.tag == "p":
            yield from sentence_lines(element, level)
        else:
            role = "component" if offered_at else "required"
            yield from _item(element, role)


def _names_offer(heading: str, title: str) -> bool:
    """Whether a heading is over a department's list: "Economics Courses" on the page "Economics".

    A page that is titled by an award describes a program, not a department.
    """
    subject = "" if credential(title)[0] else re.escape(title)
    return bool(_OFFERED.fullmatch(re.sub(rf"^{subject}\s+", "", heading) if subject else heading))


def _item(item: HtmlElement, role: str) -> Iterator[Line]:
    """The lines of an item of a list."""
    words = one_line(visible(item, _DETAILS).replace("\n", " "))
    is_course = any("acalog-course" in name for name in classes(item))
    courses = _courses_of(item, words) if is_course else _courses_in_words(item, words)
    credits = _CREDITS.search(words)
    amount = credits[1] if credits else ""
    parts = [courses] if _TOGETHER.search(words) and not _ALTERNATIVES.search(words) else None
    for number, part in enumerate(parts or [(course,) for course in courses]):
        # a note that ends in "or" stands before its alternative
        yield Line(words, part, amount=amount, is_or=number > 0, unstated_role=role)
    if courses and rules.ends_in_or(words):
        yield Line("or")
    if not courses and not (is_course or _is_requirement_in_words(item, words)):
        yield Line(words, amount=amount)
        links = [link for link in item.iter("a") if not _is_in_details(link, item)]
        yield from inline_courses(words, links, depth=1)


def _courses_of(item: HtmlElement, words: str) -> tuple[Course, ...]:
    """(code, title) of an item's course, and of those printed beside it.

    "MATH 1550 Calculus / MATH 1551" is two courses. The courses that the details below the line
    name are its prerequisites.
    """
    links = [link for link in item.iter("a") if not _is_in_details(link, item)]
    courses: list[Course] = []
    for link in links or item.iter("a", *HEADINGS):
        printed = text(link)
        line = listed_course(printed)
        if line:
            courses.append((line.code, line.title))
        elif _CODE.fullmatch(printed) and courses:
            courses.append((printed, ""))
    has_others = bool(links) and (_ALTERNATIVES.search(words) or _TOGETHER.search(words))
    titles = " ".join(title for _, title in courses[:1])
    is_joined = has_others and not _is_within(titles, words)
    return tuple(courses if is_joined else courses[:1])


def _is_within(title: str, words: str) -> bool:
    """Whether the joining words of a line all stand within a title: "Arts and Crafts"."""
    rest = words.replace(title, "", 1)
    return not (_ALTERNATIVES.search(rest) or _TOGETHER.search(rest))


def _is_in_details(link: HtmlElement, item: HtmlElement) -> bool:
    for above in link.iterancestors():
        if above is item:
            return False
        if above.tag in _DETAILS:
            return True
    return False


def _courses_in_words(item: HtmlElement, words: str) -> tuple[Course, ...]:
    """The courses of an item in words: those that it is all about, linked or not."""
    if rules.begins_with_verb(words) or course_range(words):
        return ()
    return courses_of(re.sub(r"\s+or$", "", words), next(item.iter("a"), None))


def _is_requirement_in_words(item: HtmlElement, words: str) -> bool:
    """Whether an item of the list itself asks for something that is no course: "Free Elective".

    It rules no course after it, unless it introduces them.
    """
    is_listed = any("list-item" in name for name in classes(item))
    introduces = rules.introduces_list(words) or rules.begins_with_verb(words)
    return is_listed and not (introduces or words.endswith(":") or course_range(words))
