"""MIT OpenCourseWare's course pages, for a course whose `data.json` is missing: the site's Hugo themes v2 and v3.

Read from the site's own public templates (ocw-hugo-themes, course-v2 and course-v3), not from captured pages.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.etree

from courseatlas.records import Page, Record
from courseatlas.text import one_line
from spiders.readers.markup import prose, text

_BANNER = lxml.etree.XPath(
    "//*[contains(@class, 'course-number-term-detail')] | //*[contains(@class, 'course-banner-v3')]//*[contains(@class, 'breadcrumb-text')]"
)
_TITLE = lxml.etree.XPath("//*[@id='course-banner']//h1 | //h1[contains(@class, 'course-title')] | //h1")
# the collapsed copy of a long description is cut short
_DESCRIPTIONS = tuple(
    lxml.etree.XPath(f"//*[@id='{place}']")
    for place in ("expanded-description", "full-description", "collapsed-description", "course-description")
)
_PEOPLE = lxml.etree.XPath("//*[contains(@class, 'course-info-instructor')]")
_DEPARTMENTS = lxml.etree.XPath("//*[contains(@class, 'course-info-department')]")
_LINE = re.compile(r"^(?P<code>[\w.-]+)\s*\|\s*(?P<term>[^|]*?)\s*(?:\|\s*(?P<levels>.+))?$")


def recognises(page: Page) -> bool:
    return b"course-number-term-detail" in page.body or b"course-banner-v3" in page.body


def read(page: Page, license: str) -> Iterator[Record]:
    """The course of its home page; a section's page (a syllabus, a list of readings) is one of many and states none."""
    banner = next((text(one) for one in _BANNER(page.tree) if text(one)), "")
    title = next((text(one) for one in _TITLE(page.tree) if text(one)), "")
    found, parts = _LINE.match(banner), [part for part in urlsplit(page.url).path.split("/") if part]
    if not found or not title or "pages" in parts[2:]:
        return
    fields = {
        "code": found["code"],
        "edition": found["term"] or None,
        "level_text": found["levels"],
        "description": next((words for place in _DESCRIPTIONS for one in place(page.tree) if (words := prose(one))), None),
        "instructors": list(dict.fromkeys(text(one) for one in _PEOPLE(page.tree) if text(one))),
        "department": next((text(one) for one in _DEPARTMENTS(page.tree) if text(one)), None),
        "license": license,
    }
    key = parts[1] if len(parts) > 1 and parts[0] == "courses" else one_line(title)
    yield Record("course", key, page.url.split("#")[0], title, {name: value for name, value in fields.items() if value})
