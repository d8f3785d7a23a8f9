"""MIT OpenCourseWare: `data.json` of a course (the site's Hugo templates), and the older export of the same facts."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line, paragraphs, slug
from spiders.readers import ocw_page

# printed on every course page of the site
_LICENSE = "CC BY-NC-SA 4.0"
_SHORTCODE = re.compile(r'\{\{[%<]\s*\w+\s+(?:"[^"]*"\s+)?"(?P<text>[^"]*)"[^}]*[%>]\}\}|\{\{[%<].*?[%>]\}\}')
_MARKS = (b'"master_course_number"', b'"primary_course_number"')


def recognises(page: Page) -> bool:
    """Whether the page is a JSON object with a course's keys, or a course's page of the site's own themes."""
    if ocw_page.recognises(page):
        return True
    return page.body.lstrip()[:1] == b"{" and any(mark in page.body for mark in _MARKS)


def read(page: Page) -> Iterator[Record]:
    """The one course of a `data.json`, or of its page. Raises Unreadable where the page is neither."""
    if page.body.lstrip()[:1] == b"<":
        yield from ocw_page.read(page, _LICENSE)
        return
    facts = page.json
    if not isinstance(facts, dict):
        raise Unreadable("a course's JSON must be an object")
    title = one_line(facts.get("course_title") or facts.get("title"))
    code = one_line(facts.get("primary_course_number") or facts.get("master_course_number"))
    if not title:
        return
    department = one_line(str(facts.get("department_number") or ""))
    if facts.get("master_course_number") and department and not re.search(r"[.]", code):
        code = f"{department}.{code}"
    key, url = _address(page, facts, title)
    fields = {
        "code": code,
        "cross_listed": [number for number in re.split(r"[,;]\s*", one_line(facts.get("extra_course_numbers"))) if number],
        "description": _description(facts),
        "instructors": [name for person in facts.get("instructors") or [] if (name := _name(person))],
        "level_text": _level(facts.get("level") or facts.get("course_level")),
        "language_text": one_line(facts.get("language")),
        "license": _LICENSE,
        "edition": " ".join(
            one_line(str(facts.get(part) or facts.get(f"from_{old}") or "")) for part, old in (("term", "semester"), ("year", "year"))
        ).strip()
        or None,
    }
    yield Record("course", key, url, title, {name: value for name, value in fields.items() if value})


def _address(page: Page, facts: dict[str, Any], title: str) -> tuple[str, str]:
    """The slug and the course's own page."""
    if found := re.match(r"(https?://[^/]+/courses/(?:[^/]+/)?([^/]+))/data\.json$", page.url):
        return found[2], found[1] + "/"
    path = one_line(facts.get("site_url_path") or facts.get("url"))
    if path:
        return path.rstrip("/").rpartition("/")[2], "https://ocw.mit.edu/" + path.strip("/") + "/"
    if short := one_line(facts.get("short_url")):
        return short, f"https://ocw.mit.edu/courses/{short}/"
    return slug(title), page.url


def _description(facts: dict[str, Any]) -> str:
    """The description as plain text: the HTML form where there is one, else Markdown without its shortcodes."""
    html = facts.get("course_description_html") or facts.get("description")
    if not html:
        markdown = _SHORTCODE.sub(lambda found: found["text"] or "", facts.get("course_description") or "")
        return paragraphs(re.sub(r"\[([^\]]+)\]\([^)]*\)|[*_]{1,2}([^*_]+)[*_]{1,2}", lambda found: found[1] or found[2], markdown))
    soup = BeautifulSoup(html, "lxml")
    for tag in soup.find_all(["p", "li", "br", "h1", "h2", "h3", "h4"]):
        tag.insert_after("\n")
    return paragraphs(soup.get_text())


def _name(person: dict[str, Any]) -> str:
    return one_line(" ".join(str(person.get(part) or "") for part in ("first_name", "middle_initial", "last_name")))


def _level(level: Any) -> str:
    """`level` is a list, or in older exports a string; "Non-Credit" is teaching beside any degree."""
    words = [one_line(str(word)) for word in (level if isinstance(level, list) else [level]) if word]
    return ", ".join(words)
