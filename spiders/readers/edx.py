"""edX: course pages by JSON-LD and the labels they print, program and degree pages by what they print, Gatsby's page data."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.numbers import count
from spiders.readers import jsonld, microdata
from spiders.readers.facts import facts
from spiders.readers.markup import prose, text

_MARKS = (b"data-course-run-key", b"masters-program-detail", b'class="program-stat"', b"prod-discovery.edx-cdn.org", b"prospectusPath")
_COURSE = lxml.etree.XPath("//*[@data-course-run-key or contains(@class, 'course-info-content') or contains(@class, 'course-about')]")
_GLANCE = lxml.etree.XPath("//*[contains(concat(' ', @class, ' '), ' at-a-glance ')] | //ul[contains(@class, 'course-info-list')]")
_LEAVES = lxml.etree.XPath("//main//text()[not(parent::script or parent::style)]")
_ABOUT = lxml.etree.XPath("//*[contains(@class, 'html-data') and contains(@class, 'lead-sm')]")
_LEAD = lxml.etree.XPath("//h1/following-sibling::div[contains(concat(' ', @class, ' '), ' p ')]")
_PRICES = lxml.etree.XPath("//tr[.//*[self::th or self::td][normalize-space()='Price']]/td")
_PROGRAM = lxml.etree.XPath("//div[contains(concat(' ', @class, ' '), ' program ')][.//div[@class='title']]")
_PROGRAM_PRICE = lxml.etree.XPath(
    "//*[contains(@class, 'program-price')] | //*[contains(@class, 'program-stat')]//*[contains(., '$') and contains(@class, 'main')]"
)
_LISTED = lxml.etree.XPath(
    "//*[contains(@class, 'collapsible')][.//a[normalize-space()='View the course']]"
    "[not(.//*[contains(@class, 'collapsible-body')]//*[contains(@class, 'collapsible-title')])]"
    "//*[contains(@class, 'collapsible-title')]"
)
_OVERVIEW = lxml.etree.XPath("//*[self::div][contains(concat(' ', @class, ' '), ' overview-info ')]")
_DEGREE_FACTS = lxml.etree.XPath("//*[contains(@class, 'masters-fact-text')]")
_DEGREE_TEXT = lxml.etree.XPath(
    "//*[self::h2][contains(., 'Overview')]/following-sibling::div[1] | //*[self::h2][contains(., 'Overview')]/following-sibling::p"
)
_CANONICAL = lxml.etree.XPath("string(//link[@rel='canonical']/@href)")
_SCHOOL = lxml.etree.XPath("//*[contains(@class, 'hero-subheading')] | //*[@class='program']//*[@class='institution']")

_WEEKS = re.compile(r"(?:estimated\s+)?\d+(?:\s*[-–]\s*\d+)?\s+weeks?", re.I)
_EFFORT = re.compile(r"\d+(?:\s*[-–]\s*\d+)?\s+hours?\s+per\s+week", re.I)
_PACE = re.compile(r"self-paced|instructor-(?:paced|led)", re.I)
_ENROLLED = re.compile(r"([\d,]+)\s+already enrolled", re.I)
_MONTHS = re.compile(r"\d+\s+courses?\s+in\s+(?P<time>\d+\s+(?:months?|weeks?|years?)(?:\s+\d+\s+months?)?)", re.I)


def recognises(page: Page) -> bool:
    """Whether the page is edX's: its host, its run keys, its degree template, or Gatsby's page data."""
    host = urlsplit(page.url).hostname or ""
    return (
        (host == "edx.org" or host.endswith(".edx.org"))
        and not host.startswith(("discovery.", "api."))
        or any(mark in page.body for mark in _MARKS)
    )


def read(page: Page) -> Iterator[Record]:
    """The course or program that the page is about. Topic pages, site maps and empty shells state none; their cards only lead on."""
    if page.body.lstrip()[:1] == b"{":
        yield from _page_data(page)
        return
    found = list(jsonld.read(page))
    if courses := [record for record in found if record.kind == "course"]:
        yield from (_with_labels(record, page) for record in courses)
    elif _COURSE(page.tree):
        if record := _course(page):
            yield record
    elif record := _program(page) or _degree(page):
        yield record
    else:  # a program's markup says less than its page prints
        yield from found or jsonld.of_nodes(list(microdata.nodes(page.tree)), page)


def _with_labels(record: Record, page: Page) -> Record:
    """The JSON-LD's course with what only the page's labels say."""
    fields = {name: value for name, value in _printed(page.tree).items() if value}
    return replace(record, fields=fields | dict(record.fields))


def _course(page: Page) -> Record | None:
    title = next((text(heading) for heading in page.tree.iter("h1") if text(heading)), "")
    if not title:
        return None
    key = next((element.get("data-course-run-key") for element in _COURSE(page.tree) if element.get("data-course-run-key")), None)
    code = "+".join(key.rpartition(":")[2].split("+")[:2]) if key else None
    fields = {"code": code, "description": _course_text(page.tree)} | _printed(page.tree)
    return Record("course", slug(code or _slug(page)), _address(page), title, {name: value for name, value in fields.items() if value})


def _printed(tree: HtmlElement) -> dict[str, Any]:
    known: dict[str, str] = {}
    for glance in _GLANCE(tree):
        known = facts(glance) | known
    leaves = [one_line(leaf) for leaf in _LEAVES(tree)]
    first = {
        name: next((leaf for leaf in leaves if pattern.fullmatch(leaf)), None)
        for name, pattern in (("duration_text", _WEEKS), ("effort_text", _EFFORT), ("pacing_text", _PACE))
    }
    enrolled = next((found[1] for leaf in leaves if (found := _ENROLLED.search(leaf))), None)
    prices = [text(cell) for cell in _PRICES(tree)]
    paid = next((price for price in prices if re.search(r"\d", price)), None) or next((leaf for leaf in leaves if leaf == "Free"), None)
    prerequisites = known.get("prerequisites_text")
    return {
        **{name: first[name] or known.get(name) for name in first},
        "difficulty_text": known.get("difficulty_text"),
        "language_text": known.get("language_text"),
        "prerequisites_text": prerequisites if prerequisites and not re.fullmatch(r"none[.\s]*", prerequisites, re.I) else None,
        "price_text": paid or known.get("price_text"),
        "enrolled_count": count(enrolled),
        "delivery": "online",
    }


def _course_text(tree: HtmlElement) -> str | None:
    about = next((prose(element) for element in _ABOUT(tree)), "")
    return about or next((text(element) for element in _LEAD(tree)), None)


def _program(page: Page) -> Record | None:
    """A MicroBachelors, MicroMasters, XSeries or Professional Certificate: "<type> in <title>" and its list of courses."""
    tree = page.tree
    banner = next(iter(_PROGRAM(tree)), None)
    if banner is None:
        return None
    title = next(text(element) for element in banner.iter("div") if element.get("class") == "title")
    kind = text(banner).split(" in ")[0]
    months = next((found["time"] for element in tree.iter("div") if (found := _MONTHS.search(element.text or ""))), None)
    price = next((text(element) for element in _PROGRAM_PRICE(tree) if "$" in text(element)), None)
    fields = {
        "credential_text": kind,
        "description": next((prose(element) for element in _OVERVIEW(tree) if prose(element)), None),
        "duration_text": months,
        "price_text": price,
        "delivery": "online",
        "offered_by": [text(element) for element in _SCHOOL(tree) if text(element)],
    }
    listed = tuple(Component(None, name, "component") for name in dict.fromkeys(text(element) for element in _LISTED(tree)) if name)
    return Record("program", _slug(page), _address(page), title, {name: value for name, value in fields.items() if value}, listed)


def _degree(page: Page) -> Record | None:
    """A bachelor's, master's or doctorate: the heading of its banner and the four facts under it."""
    printed = [text(element) for element in _DEGREE_FACTS(page.tree)]
    title = next((text(heading) for heading in page.tree.iter("h1") if text(heading)), "")
    if not printed or not title:
        return None
    overview = paragraphs("\n".join(prose(element) for element in _DEGREE_TEXT(page.tree)))
    fields = {
        "credential_text": title,
        "description": overview,
        "price_text": next((fact for fact in printed if "$" in fact), None),
        "delivery_text": next((fact for fact in printed if re.search(r"online|campus|person", fact, re.I)), None),
        "duration_text": next((fact for fact in printed if re.search(r"\b(?:months?|years?|weeks?)\b", fact, re.I)), None),
        "offered_by": [re.sub(r"^from\s+", "", text(element)) for element in _SCHOOL(page.tree) if text(element)],
    }
    return Record("program", _slug(page), _address(page), title, {name: value for name, value in fields.items() if value})


def _page_data(page: Page) -> Iterator[Record]:
    """Gatsby's `page-data.json` of a course page (2020 to 2023)."""
    data = page.json
    context = data.get("result", {}).get("pageContext", {}) if isinstance(data, dict) else {}
    course = context.get("course") if isinstance(context, dict) else None
    if not isinstance(course, dict) or not course.get("title"):
        return
    runs = [run for run in course.get("activeCourseRuns") or course.get("courseRuns") or [] if isinstance(run, dict)]
    run = runs[0] if runs else {}
    staff = [one_line(f"{person.get('givenName') or ''} {person.get('familyName') or ''}") for person in run.get("staff") or []]
    fields = {
        "code": course.get("key"),
        "description": paragraphs(re.sub(r"<[^>]+>", " ", course.get("fullDescription") or course.get("shortDescription") or "")),
        "instructors": [name for name in staff if name],
        "difficulty_text": run.get("levelType") or course.get("levelType"),
        "duration_weeks": run.get("weeksToComplete"),
        "effort_hours_per_week_min": run.get("minEffort"),
        "effort_hours_per_week_max": run.get("maxEffort"),
        "delivery": "online",
    }
    path = page.path.removeprefix("/page-data").removesuffix("/page-data.json")
    url = urljoin(page.url, path) if path.startswith("/") else page.url
    key = slug(course.get("key") or path.rpartition("/")[2])
    yield Record(
        "course", key, url, one_line(course["title"]), {name: value for name, value in fields.items() if value not in (None, "", [])}
    )


def _address(page: Page) -> str:
    canonical = _CANONICAL(page.tree).strip()
    return urljoin(page.url, canonical).split("#")[0] if canonical.startswith("http") else page.url.split("#")[0]


def _slug(page: Page) -> str:
    return urlsplit(_address(page)).path.strip("/").rpartition("/")[2].removesuffix(".html") or slug(page.url)
