"""Acalog, today "Modern Campus Catalog": the catalog software of Digarc (Modern Campus).

How to recognise a page: class names that begin with `acalog-` or `acalog_`, links to
`preview_course_nopop.php`, and the frame of a preview (`ajaxcourseindentfix`).

In a source's YAML: the root of the catalog is enough as `start_urls`. It leads to the lists of the
current edition, and of other catalogs of the same years; a list of courses
(`content.php?catoid=…&navoid=…`) or a program (`preview_program.php?catoid=…&poid=…`) may be named
instead. Every edition has new numbers, so a link to another `catoid` is not followed. `follow`
narrows the links, for example `['^/preview_program\\.php']`. Some schools ask for a crawl delay of
120 seconds: a whole catalog then takes days, and the budget decides what is read first.

A course has a page (`preview_course_nopop.php`), a print view and a preview that the scripts of a
list show in place (`ajax/preview_course.php?…&show`). They are one course, at the address of its
page, and a crawl asks for one of them: for the page, and for the preview where the page is gone or
states no course. Some schools close `/ajax/` in robots.txt.

Seen on real pages: lists, course pages and program pages of two schools (2020 and 2026). Inferred
from clients of the software: the selector of catalogs, the links to further pages of a list, lists
that print whole courses, previews, the label spellings of other schools. The XML API needs a key
that a school issues and is not read.

Key: a course's code; a program's title, for its `poid` is another one in each edition. The `poid`
is an alias, so that a program with a new title keeps its id within an edition.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from spiders.page.fields import distinct_records, stated
from spiders.page.labels import columns_by_label, segments
from spiders.page.links import Link
from spiders.page.markup import text, visible
from spiders.page.strength import Strength
from spiders.page.title_lines import ListedCourse, listed_course
from spiders.platforms.acalog import navigation, previews
from spiders.platforms.acalog.programs import edition, is_program, program

_MARKS = (
    b"acalog-c",
    b"acalog_",
    b"course_preview_title",
    b"preview_course_nopop.php",
    b"ajaxcourseindentfix",
)

next_pages = navigation.next_pages
public_address = previews.public_address
fallback = previews.fallback

_TITLE = lxml.etree.XPath("//*[@id='course_preview_title']")
_AJAX_TITLE = lxml.etree.XPath("//h1 | //h3")
_ROWS = lxml.etree.XPath(
    "//a[contains(@onclick, 'showCourse')][contains(@href, 'coid=')]"
    "[not(ancestor::li[contains(@class, 'acalog-course')])]"
)
_LISTED_HEADINGS = lxml.etree.XPath(
    "//*[self::td or self::li]//*[self::h2 or self::h3][following-sibling::hr]"
)
_COID = re.compile(r"coid=(\d+)|Course\('\d+',\s*'(\d+)'")
_CONTACT_HOURS_LABEL = re.compile(r"(?i)lec\w*\W+lab\w*\W+cr(?:edit)?s?\W*")
_COURSE_LABELS = ("prerequisites_text", "corequisites_text", "credits_text")
_DESCRIPTION_LABEL = re.compile(r"(?:(?:course|catalog) )?description")


def recognises(page: Page) -> Strength:
    """Acalog's class names, or the names of its pages."""
    return Strength.OWN.when(any(mark in page.body for mark in _MARKS))


def links(page: Page) -> Iterator[Link]:
    """Lists, programs and courses of the page's own edition, but for courses that it states."""
    whole = (_number_of(heading) for heading in _whole_courses(page))
    yield from navigation.links(page, frozenset(number for number in whole if number))
    preview = previews.fallback(page.url, ())
    # the preview of a title that cannot be read has the same title
    if preview and not _TITLE(page.tree) and next(read(page), None) is None:
        yield Link(preview, "course")


def read(page: Page) -> Iterator[Record]:
    """The course of a course page, the program of a program page, or every course of a list.

    Other pages of a catalog state no record.
    """
    headings = _TITLE(page.tree)
    if not headings and "preview_course" in page.path:
        headings = _AJAX_TITLE(page.tree)
    heading = next((heading for heading in headings if listed_course(text(heading))), None)
    if heading is not None:
        yield _course(heading, page, public_address(page.url, ()))
    elif is_program(page):
        yield from program(page)
    else:
        headings = _whole_courses(page)
        whole = (_course(heading, page, _address_of(heading, page)) for heading in headings)
        yield from distinct_records([*whole, *_rows(page)])


def _whole_courses(page: Page) -> list[HtmlElement]:
    """The headings of a list below which it prints the whole course, as its own page does."""
    if "content.php" not in page.path:
        return []
    headings = [heading for heading in _LISTED_HEADINGS(page.tree) if heading.getnext() is not None]
    return [heading for heading in headings if listed_course(text(heading))]


def _number_of(heading: HtmlElement) -> str | None:
    """The `coid` of a course within a list, by the link or the script of its row."""
    for element in heading.iterancestors("td", "li"):
        for link in element.iter("a"):
            number = _COID.search(f"{link.get('href')} {link.get('onclick')}")
            if number:
                return number[1] or number[2]
        break
    return None


def _address_of(heading: HtmlElement, page: Page) -> str:
    """The address of the course's own page; that of the list where its row names none."""
    number = _number_of(heading)
    edition_number = parse_qs(urlsplit(page.url).query).get("catoid")
    if not (number and edition_number):
        return page.url
    own = f"preview_course_nopop.php?catoid={edition_number[0]}&coid={number}"
    return urljoin(page.url, own)


def _rows(page: Page) -> Iterator[Record]:
    """The courses of a list, by the links that open them."""
    for link in _ROWS(page.tree):
        line = listed_course(text(link))
        if line:
            yield _course_record(line, urljoin(page.url, link.get("href")), page, {})


def _course_record(line: ListedCourse, url: str, page: Page, fields: dict[str, Any]) -> Record:
    """The course that a title line names, with what its page says of it."""
    all_fields = fields | {
        "code": line.code,
        "subject": line.subject,
        "cross_listed": list(line.cross_listed),
        "credits_text": fields.get("credits_text") or line.credits_text,
        "edition": edition(page),
    }
    return Record("course", slug(line.code), url, line.title, stated(all_fields))


def _course(heading: HtmlElement, page: Page, url: str) -> Record:
    line = listed_course(text(heading))
    assert line  # the caller chose a heading that reads as a title line
    values: dict[str, list[str]] = {}
    column, label_tag = "description", ""
    for tag, words in _pieces(heading):
        if words == "\n":
            values.setdefault("description", []).append("\n")
            column = "description"
        elif tag and words.endswith(":"):
            column, label_tag = _column_of(words), tag
            if column == "credits_text" and column in values:
                column = ""  # of two labels for the credits the first counts
            elif _CONTACT_HOURS_LABEL.fullmatch(words):
                values[column] = [words]  # the label is a part of what the numbers state
        elif words:
            values.setdefault(column, []).append(words)
            if tag == label_tag and column != "description":
                column = "description"  # a label and its value are elements of their own
    fields = {name: paragraphs(" ".join(parts)) for name, parts in values.items() if name}
    return _course_record(line, url, page, _with_labels_in_text(fields))


def _with_labels_in_text(fields: dict[str, str]) -> dict[str, str]:
    """The fields, with what the description's own lines label moved to its column."""
    lines = []
    labelled: dict[str, str] = {}
    for line in fields.get("description", "").split("\n"):
        for column, value in segments(line).items():
            if column in ("", "description"):
                lines.append(value)
            else:
                labelled.setdefault(column, value)
    return labelled | fields | {"description": paragraphs("\n".join(lines))}


def _pieces(heading: HtmlElement) -> Iterator[tuple[str, str]]:
    """(tag, words) of what stands between the rule under a heading and the next rule.

    The description is loose text: it stands in no element, and its tag is ''.
    """
    begun = False
    for element in heading.itersiblings():
        if element.tag == "hr":
            if begun:
                return
            begun = True
        elif element.tag == "br":
            yield "", "\n"
        elif isinstance(element.tag, str) and element.tag not in (
            "div",
            "table",
            "script",
            "form",
            "h1",
        ):
            yield element.tag, one_line(visible(element).replace("\n", " "))
        yield "", one_line(element.tail)


def _column_of(label: str) -> str:
    """The column of a label; '' for a label whose value no column takes."""
    name = one_line(label).rstrip(":. ").casefold().removeprefix("total ")
    if _CONTACT_HOURS_LABEL.fullmatch(label):
        return "credits_text"
    if _DESCRIPTION_LABEL.fullmatch(name):
        return "description"
    columns = columns_by_label().get(name, ())
    return next((column for column in columns if column in _COURSE_LABELS), "")
