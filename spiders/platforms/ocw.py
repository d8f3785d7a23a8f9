"""MIT OpenCourseWare: the `data.json` of a course, and the course's page where that is missing.

How to recognise a page: a course's keys in a JSON object, the banner of the site's own themes, or
the label "MIT Course Number" of the layout before them.

In a source's YAML: `start_urls` name the site map of the site, which leads to that of each course;
`follow` names the facts (`- '^/courses/[^/]+/data\\.json$'`). A course whose `data.json`
is gone is read from its page instead.

Seen on real answers: `data.json` of today's site, and the export of the site before it (Plone). The
page is read as the site's public templates print it (ocw-hugo-themes, course-v2 and course-v3). A
course page of the layout of 2016, where the address names the department before the course.

Key: the course's slug in its address, which is the same in all three.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

import lxml.etree

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import slug
from spiders.page.api_values import line_of, objects, paragraphs_of
from spiders.page.fields import distinct, stated
from spiders.page.links import page_links
from spiders.page.markup import first_text, html_to_text, prose, texts
from spiders.page.strength import Strength

# printed on every course page of the site
_LICENSE = "CC BY-NC-SA 4.0"
_KEYS = (b'"master_course_number"', b'"primary_course_number"')
_COURSE_ADDRESS = re.compile(r"^(https?://[^/]+/courses/[^/]+)/(?:sitemap\.xml|index\.html|)$")
_FACTS_ADDRESS = re.compile(r"(https?://[^/]+/courses/(?:[^/]+/)?([^/]+))/data\.json$")
_SHORTCODE = re.compile(
    r'\{\{[%<]\s*\w+\s+(?:"[^"]*"\s+)?"(?P<text>[^"]*)"[^}]*[%>]\}\}|\{\{[%<].*?[%>]\}\}'
)
_MARKDOWN = re.compile(r"\[([^\]]+)\]\([^)]*\)|[*_]{1,2}([^*_]+)[*_]{1,2}")

_BANNER = lxml.etree.XPath(
    "//*[contains(@class, 'course-number-term-detail')]"
    " | //*[contains(@class, 'course-banner-v3')]//*[contains(@class, 'breadcrumb-text')]"
)
_BANNER_LINE = re.compile(r"^(?P<code>[\w.-]+)\s*\|\s*(?P<term>[^|]*?)\s*(?:\|\s*(?P<levels>.+))?$")
_TITLE = lxml.etree.XPath(
    "//*[@id='course-banner']//h1 | //h1[contains(@class, 'course-title')] | //h1"
)
# the collapsed copy of a long description is cut short
_DESCRIPTIONS = tuple(
    lxml.etree.XPath(f"//*[@id='{place}']")
    for place in (
        "expanded-description",
        "full-description",
        "collapsed-description",
        "course-description",
    )
)
_PEOPLE = lxml.etree.XPath("//*[contains(@class, 'course-info-instructor')]")
_DEPARTMENTS = lxml.etree.XPath("//*[contains(@class, 'course-info-department')]")

# the layout of 2016
_OLD_LABEL = b"MIT Course Number"
_OLD_ADDRESS = re.compile(r"^/courses/[^/]+/([^/]+)(?:/(?:index\.html?)?)?$")
_OLD_TITLE = lxml.etree.XPath("//*[@id='course_title']//h1")
_OLD_INFO = lxml.etree.XPath(
    "//*[@id='course_info']/h3[normalize-space() = $label]/following-sibling::*[1][self::p]"
)
_OLD_PEOPLE = lxml.etree.XPath("//*[@id='course_info']/p[@itemprop='author']")
_OLD_HEADING = lxml.etree.XPath(
    "//*[@id='description']//h2[normalize-space() = 'Course Description']"
)

Facts = dict[str, Any]


def recognises(page: Page) -> Strength:
    """A JSON object with a course's keys, or what a course's page prints above its text."""
    if page.is_json:
        return Strength.OWN.when(any(key in page.body for key in _KEYS))
    marks = (b"course-number-term-detail", b"course-banner-v3", _OLD_LABEL)
    return Strength.OWN.when(any(mark in page.body for mark in marks))


def links(page: Page) -> Iterator[str]:
    """Where a page leads, with the facts of a course in place of its page and its site map."""
    for url in page_links(page):
        course = _COURSE_ADDRESS.match(url)
        yield f"{course[1]}/data.json" if course else url


def fallback(url: str, start_urls: Sequence[str]) -> str | None:
    """The page of a course whose `data.json` is gone."""
    return url.removesuffix("data.json") if url.endswith("/data.json") else None


def read(page: Page) -> Iterator[Record]:
    """The one course of a `data.json`, or of its page.

    Raises Unreadable where the page is neither.
    """
    if page.is_html:
        yield from _of_old_page(page) if _OLD_LABEL in page.body else _of_page(page)
        return
    facts = page.json
    if not isinstance(facts, dict):
        raise Unreadable("a course's JSON must be an object")
    title = line_of(facts.get("course_title") or facts.get("title"))
    if not title:
        return
    key, url = _address(page, facts, title)
    others = re.split(r"[,;]\s*", line_of(facts.get("extra_course_numbers")))
    fields = {
        "code": _code(facts),
        "cross_listed": [number for number in others if number],
        "description": _description(facts),
        "instructors": distinct(map(_name, objects(facts.get("instructors")))),
        "level_text": _level(facts.get("level") or facts.get("course_level")),
        "language_text": line_of(facts.get("language")),
        "license": _LICENSE,
        "edition": _edition(facts),
    }
    yield Record("course", key, url, title, stated(fields))


def _code(facts: Facts) -> str:
    """The course's number; the older export keeps the department's number apart."""
    code = line_of(facts.get("primary_course_number") or facts.get("master_course_number"))
    department = line_of(str(facts.get("department_number") or ""))
    if facts.get("master_course_number") and department and "." not in code:
        return f"{department}.{code}"
    return code


def _edition(facts: Facts) -> str:
    """Term and year: "Fall 2024"."""
    term = facts.get("term") or facts.get("from_semester") or ""
    year = facts.get("year") or facts.get("from_year") or ""
    return line_of(f"{term} {year}")


def _address(page: Page, facts: Facts, title: str) -> tuple[str, str]:
    """The slug and the course's own page."""
    address = _FACTS_ADDRESS.match(page.url)
    if address:
        return address[2], address[1] + "/"
    path = line_of(facts.get("site_url_path") or facts.get("url"))
    if path:
        last_part = path.rstrip("/").rpartition("/")[2]
        return last_part, "https://ocw.mit.edu/" + path.strip("/") + "/"
    short = line_of(facts.get("short_url"))
    if short:
        return short, f"https://ocw.mit.edu/courses/{short}/"
    return slug(title), page.url


def _description(facts: Facts) -> str:
    """The description as plain text: of its HTML, else of its Markdown without the shortcodes."""
    markup = facts.get("course_description_html") or facts.get("description")
    if markup:
        return paragraphs_of(html_to_text(markup))
    markdown = facts.get("course_description") or ""
    markdown = _SHORTCODE.sub(lambda code: code["text"] or "", markdown)
    return paragraphs_of(_MARKDOWN.sub(lambda mark: mark[1] or mark[2], markdown))


def _name(person: dict[str, Any]) -> str:
    parts = (person.get(part) for part in ("first_name", "middle_initial", "last_name"))
    return line_of(" ".join(str(part or "") for part in parts))


def _level(level: Any) -> str:
    """The levels as printed; `level` is a list, or a string in older exports."""
    levels = level if isinstance(level, list) else [level]
    return ", ".join(line_of(str(word)) for word in levels if word)


def _of_page(page: Page) -> Iterator[Record]:
    """The course of its home page.

    The page of a section (a syllabus, a list of readings) is one of many and states no course.
    """
    banner = _BANNER_LINE.match(first_text(_BANNER(page.tree)))
    title = first_text(_TITLE(page.tree))
    parts = [part for part in urlsplit(page.url).path.split("/") if part]
    if not banner or not title or "pages" in parts[2:]:
        return
    descriptions = (prose(element) for place in _DESCRIPTIONS for element in place(page.tree))
    fields = {
        "code": banner["code"],
        "edition": banner["term"],
        "level_text": banner["levels"],
        "description": next((words for words in descriptions if words), None),
        "instructors": texts(_PEOPLE(page.tree)),
        "department": first_text(_DEPARTMENTS(page.tree)),
        "license": _LICENSE,
    }
    is_course = len(parts) > 1 and parts[0] == "courses"
    key = parts[1] if is_course else line_of(title)
    yield Record("course", key, page.url.split("#")[0], title, stated(fields))


def _of_old_page(page: Page) -> Iterator[Record]:
    """The course of its home page in the layout of 2016."""
    address = _OLD_ADDRESS.match(urlsplit(page.url).path)
    title = first_text(_OLD_TITLE(page.tree))
    if not address or not title:
        return
    fields = {
        "code": first_text(_OLD_INFO(page.tree, label="MIT Course Number")),
        "edition": first_text(_OLD_INFO(page.tree, label="As Taught In")),
        "level_text": first_text(_OLD_INFO(page.tree, label="Level")),
        "description": _old_description(page),
        "instructors": texts(_OLD_PEOPLE(page.tree)),
        "license": _LICENSE,
    }
    yield Record("course", address[1], page.url.split("#")[0], title, stated(fields))


def _old_description(page: Page) -> str | None:
    """What stands between the heading of the description and the next heading."""
    for heading in _OLD_HEADING(page.tree):
        following = takewhile(lambda element: element.tag != "h2", heading.itersiblings())
        return "\n".join(filter(None, map(prose, following))) or None
    return None
