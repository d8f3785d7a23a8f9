"""edX: course pages, programs and degrees, and the page data of the site's Gatsby years.

How to recognise a page: its host, course run keys, the template of a degree, its asset host, or the
keys of the page data.

In a source's YAML: `start_urls` name the site map and topic pages, `follow` the pages below them
(`['^/course/[^/]+$', '^/learn/artificial-intelligence/[^/]+$']`).

Seen on real pages: 85 pages of October 2022, some of them empty shells. Inferred: pages since 2023,
which are read by their JSON-LD. The cards on a topic page only lead on.

Key: a course's organisation and number ("MITx+6.86x"), which stay when its address changes; a
program's slug, for its pages print nothing else.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.numbers import count
from spiders.page import jsonld, microdata
from spiders.page.api_values import line_of, objects, paragraphs_of
from spiders.page.fields import distinct, stated
from spiders.page.labelled import values_by_column
from spiders.page.links import joined, page_links
from spiders.page.markup import first_text, has_class, prose, text, texts
from spiders.page.strength import Strength

_MARKS = (
    b"data-course-run-key",
    b"masters-program-detail",
    b'class="program-stat"',
    b"prod-discovery.edx-cdn.org",
    b"prospectusPath",
)
# hosts of APIs, which are Open edX's
_NOT_PAGES = ("discovery.", "api.")
_COURSE = lxml.etree.XPath(
    "//*[@data-course-run-key or contains(@class, 'course-info-content')"
    " or contains(@class, 'course-about')]"
)
_GLANCE = lxml.etree.XPath(
    f"//*[{has_class('at-a-glance')}] | //ul[contains(@class, 'course-info-list')]"
)
_LEAVES = lxml.etree.XPath("//main//text()[not(parent::script or parent::style)]")
_DESCRIPTION = lxml.etree.XPath(
    "//*[contains(@class, 'html-data') and contains(@class, 'lead-sm')]"
)
_LEAD = lxml.etree.XPath(f"//h1/following-sibling::div[{has_class('p')}]")
_PRICES = lxml.etree.XPath("//tr[.//*[self::th or self::td][normalize-space()='Price']]/td")
_PROGRAM = lxml.etree.XPath(f"//div[{has_class('program')}][.//div[@class='title']]")
_PROGRAM_PRICE = lxml.etree.XPath(
    "//*[contains(@class, 'program-price')]"
    " | //*[contains(@class, 'program-stat')]//*[contains(., '$') and contains(@class, 'main')]"
)
_LISTED = lxml.etree.XPath(
    "//*[contains(@class, 'collapsible')][.//a[contains(@href, '/course/')]]"
    "[not(.//*[contains(@class, 'collapsible-body')]//*[contains(@class, 'collapsible-title')])]"
    "//*[contains(@class, 'collapsible-title')]"
)
_OVERVIEW = lxml.etree.XPath(f"//div[{has_class('overview-info')}]")
_DEGREE_FACTS = lxml.etree.XPath("//*[contains(@class, 'masters-fact-text')]")
_DEGREE_TEXT = lxml.etree.XPath(
    "//h2[contains(., 'Overview')]/following-sibling::div[1]"
    " | //h2[contains(., 'Overview')]/following-sibling::p"
)
_CANONICAL = lxml.etree.XPath("string(//link[@rel='canonical']/@href)")
_SCHOOL = lxml.etree.XPath(
    "//*[contains(@class, 'hero-subheading')] | //*[@class='program']//*[@class='institution']"
)

# what a course page prints in an element of its own, whatever the element is
_PRINTED = {
    "duration_text": re.compile(r"(?:estimated\s+)?\d+(?:\s*[-–]\s*\d+)?\s+weeks?", re.I),
    "effort_text": re.compile(r"\d+(?:\s*[-–]\s*\d+)?\s+hours?\s+per\s+week", re.I),
    "pacing_text": re.compile(r"self-paced|instructor-(?:paced|led)", re.I),
}
_ENROLLED = re.compile(r"([\d,]+)\s+already enrolled", re.I)
_MONTHS = re.compile(
    r"\d+\s+(?:courses?\s+in|cursos?\s+en)"
    r"\s+(?P<time>\d+\s+(?:months?|weeks?|years?|mes(?:es)?|semanas?|años?)(?:\s+\d+\s+m(?:onths?|es(?:es)?))?)",
    re.I,
)
_NONE = re.compile(r"none[.\s]*", re.I)


def recognises(page: Page) -> Strength:
    """edX's host, or marks of its pages; the two together are the strongest mark."""
    host = urlsplit(page.url).hostname or ""
    is_edx = host == "edx.org" or host.endswith(".edx.org")
    names_site = is_edx and not host.startswith(_NOT_PAGES)
    has_marks = any(mark in page.body for mark in _MARKS)
    if names_site and has_marks:
        return Strength.NAMED
    return Strength.OWN.when(names_site or has_marks)


def links(page: Page) -> Iterator[str]:
    """The links of a page; those of a search without the number of the query."""
    return (re.sub(r"\?.*\bqueryId=.*", "", url) for url in page_links(page))


def read(page: Page) -> Iterator[Record]:
    """The course or program that the page is about.

    Topic pages, site maps and empty shells state none.
    """
    if page.is_json:
        yield from _page_data(page)
        return
    marked = list(jsonld.page_records(page))
    courses = [record for record in marked if record.kind == "course"]
    if courses:
        yield from (_with_labels(record, page) for record in courses)
    elif _COURSE(page.tree):
        yield from _course(page)
    else:
        # a program's markup says less than its page prints
        printed = [*_program(page), *_degree(page)][:1]
        nodes = [] if printed or marked else list(microdata.nodes(page.tree))
        yield from printed or marked or jsonld.records_of(nodes, page)


def _with_labels(record: Record, page: Page) -> Record:
    """The course of the JSON-LD, with what only the page's labels say."""
    fields = stated(_printed(page.tree)) | dict(record.fields)
    return replace(record, fields=fields, aliases=_aliases(record.key, page))


def _aliases(key: str, page: Page) -> tuple[str, ...]:
    """The slug of the page, which pages without the course's key have for it."""
    name = _slug(page)
    return (name,) if name and name != key else ()


def _course(page: Page) -> Iterator[Record]:
    """The course of a page without JSON-LD."""
    title = first_text(page.tree.iter("h1"))
    if not title:
        return
    run_keys = (element.get("data-course-run-key") for element in _COURSE(page.tree))
    run_key = next((key for key in run_keys if key), None)
    code = "+".join(run_key.rpartition(":")[2].split("+")[:2]) if run_key else None
    fields = {"code": code, "description": _course_text(page.tree)} | _printed(page.tree)
    key = slug(code or _slug(page))
    yield Record("course", key, _address(page), title, stated(fields), aliases=_aliases(key, page))


def _printed(tree: HtmlElement) -> dict[str, Any]:
    """What a course page prints besides its description."""
    labelled: dict[str, str] = {}
    for glance in _GLANCE(tree):
        labelled = values_by_column(glance) | labelled
    leaves = [one_line(leaf) for leaf in _LEAVES(tree)]
    enrolled = [match[1] for match in map(_ENROLLED.search, leaves) if match]
    prerequisites = labelled.get("prerequisites_text")
    if prerequisites and _NONE.fullmatch(prerequisites):
        prerequisites = None
    fields = {
        name: next((leaf for leaf in leaves if pattern.fullmatch(leaf)), labelled.get(name))
        for name, pattern in _PRINTED.items()
    }
    return fields | {
        "difficulty_text": labelled.get("difficulty_text"),
        "language_text": labelled.get("language_text"),
        "prerequisites_text": prerequisites,
        "price_text": _price(tree, leaves) or labelled.get("price_text"),
        "enrolled_count": count(enrolled[0]) if enrolled else None,
        "delivery": "online",
    }


def _price(tree: HtmlElement, leaves: list[str]) -> str | None:
    """The price of the verified track, or "Free"."""
    prices = (text(cell) for cell in _PRICES(tree))
    paid = next((price for price in prices if re.search(r"\d", price)), None)
    return paid or ("Free" if "Free" in leaves else None)


def _course_text(tree: HtmlElement) -> str | None:
    description = next((prose(element) for element in _DESCRIPTION(tree)), "")
    return description or next((text(element) for element in _LEAD(tree)), None)


def _program(page: Page) -> Iterator[Record]:
    """A MicroBachelors, MicroMasters, XSeries or Professional Certificate: "<type> in <title>".

    The address names the type in English on the Spanish site as well.
    """
    tree = page.tree
    banner = next(iter(_PROGRAM(tree)), None)
    if banner is None:
        return
    titles = (text(element) for element in banner.iter("div") if element.get("class") == "title")
    title = next(titles, "")
    if not title:
        return
    months = (_MONTHS.search(element.text or "") for element in tree.iter("div"))
    fields = {
        "credential_text": f"{_type_in_banner(banner, title)} | {_type_in_address(page)}",
        "description": next((words for words in map(prose, _OVERVIEW(tree)) if words), None),
        "duration_text": next((match["time"] for match in months if match), None),
        "price_text": _first_with(r"\$", map(text, _PROGRAM_PRICE(tree))),
        "delivery": "online",
        "offered_by": texts(_SCHOOL(tree)),
    }
    listed = tuple(Component(None, name, "component") for name in texts(_LISTED(tree)))
    yield Record("program", _slug(page), _address(page), title, stated(fields), listed)


def _type_in_banner(banner: HtmlElement, title: str) -> str:
    """The type before a program's title: "Professional Certificate in Lamps"."""
    return re.sub(r"\s+(?:in|en)$", "", text(banner).partition(title)[0].strip())


def _type_in_address(page: Page) -> str:
    """The type in a program's address: "/professional-certificate/lamps"."""
    return urlsplit(_address(page)).path.strip("/").split("/")[-2:][0].replace("-", " ")


def _degree(page: Page) -> Iterator[Record]:
    """A bachelor's, master's or doctorate: the heading of its banner and the facts under it."""
    facts = [text(element) for element in _DEGREE_FACTS(page.tree)]
    title = first_text(page.tree.iter("h1"))
    if not facts or not title:
        return
    fields = {
        "credential_text": title,
        "description": paragraphs("\n".join(map(prose, _DEGREE_TEXT(page.tree)))),
        "price_text": _first_with(r"\$", facts),
        "delivery_text": _first_with("online|campus|person", facts),
        "duration_text": _first_with(r"\b(?:months?|years?|weeks?)\b", facts),
        "offered_by": [re.sub(r"^from\s+", "", name) for name in texts(_SCHOOL(page.tree))],
    }
    yield Record("program", _slug(page), _address(page), title, stated(fields))


def _first_with(pattern: str, lines: Iterable[str]) -> str | None:
    """The first line in which a pattern matches, or None."""
    return next((line for line in lines if re.search(pattern, line, re.I)), None)


def _page_data(page: Page) -> Iterator[Record]:
    """The course of a `page-data.json` (Gatsby, 2020 to 2023)."""
    course = _nested(page.json, "result", "pageContext", "course")
    title = line_of(course.get("title"))
    if not title:
        return
    runs = objects(course.get("activeCourseRuns")) or objects(course.get("courseRuns"))
    run = runs[0] if runs else {}
    people = [
        line_of(f"{person.get('givenName') or ''} {person.get('familyName') or ''}")
        for person in objects(run.get("staff"))
    ]
    markup = line_of(course.get("fullDescription")) or line_of(course.get("shortDescription"))
    fields = {
        "code": line_of(course.get("key")),
        "description": paragraphs_of(re.sub(r"<[^>]+>", " ", markup)),
        "instructors": distinct(people),
        "difficulty_text": run.get("levelType") or course.get("levelType"),
        "duration_weeks": run.get("weeksToComplete"),
        "effort_hours_per_week_min": run.get("minEffort"),
        "effort_hours_per_week_max": run.get("maxEffort"),
        "delivery": "online",
    }
    path = page.path.removeprefix("/page-data").removesuffix("/page-data.json")
    url = urljoin(page.url, path) if path.startswith("/") else page.url
    name = path.rpartition("/")[2]
    key = slug(line_of(course.get("key")) or name)
    aliases = (name,) if name and name != key else ()
    yield Record("course", key, url, title, stated(fields), aliases=aliases)


def _nested(value: Any, *keys: str) -> dict[str, Any]:
    """The object under nested keys, or {}."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _address(page: Page) -> str:
    canonical = _CANONICAL(page.tree).strip()
    url = joined(page.url, canonical) if canonical.startswith("http") else page.url
    return url.split("#")[0]


def _slug(page: Page) -> str:
    last_part = urlsplit(_address(page)).path.strip("/").rpartition("/")[2]
    return last_part.removesuffix(".html") or slug(page.url)
