"""Udemy: course objects in any answer of its API, and course pages.

How a page is told: its host, its static assets, or the id of its body.

In a source's YAML: `start_urls` name topic pages or the site map of courses, `follow` the course
pages (`['^/course/[^/]*machine-learning[^/]*/$']`). The site stands behind Cloudflare: a
crawl ends as blocked after three walls, and the last good rows are kept.

Seen on real pages: three course pages of 2022 and 2023, and five kinds of API answers. The API has
been closed to the public since 2025. Class names are not used.

Key: the slug in the course's address.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line
from courseatlas.values.numbers import count, rating
from spiders.page import jsonld, schema_org
from spiders.page.fields import distinct, distinct_records, stated
from spiders.page.markup import first_text, prose, text, texts
from spiders.page.strength import Strength

_HOME = "https://www.udemy.com"
_MARKS = (b'"udemy_com:', b"udemycdn.com", b'id="udemy"')
_COURSE_KEYS = ("headline", "visible_instructors", "num_subscribers")
_DEEPEST = 12
_ARGS = lxml.etree.XPath("string(//body/@data-module-args)")
_PROPS = lxml.etree.XPath("//*[@data-component-props]/@data-component-props")
_META_PRICE = lxml.etree.XPath("string(//meta[@property='udemy_com:price']/@content)")
_CANONICAL = lxml.etree.XPath(
    "string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)"
)
_PURPOSE = lxml.etree.XPath("//*[@data-purpose=$name]")
_RATING_COUNT = lxml.etree.XPath("//*[@data-purpose='rating-number']/following::span[1]//text()")
_NUMBER = re.compile(r"\d[\d,.]*")
_RATINGS = re.compile(r"\(([\d,]+)\s+ratings?\)")
_LENGTH = re.compile(r"\d+h(?:\s*\d+m)?|\d+m")

Fields = dict[str, Any]


def recognises(page: Page) -> Strength:
    """Udemy's host, its static assets or the id of its body."""
    is_udemy = (urlsplit(page.url).hostname or "").endswith("udemy.com")
    return Strength.OWN.when(is_udemy or any(mark in page.body for mark in _MARKS))


def read(page: Page) -> Iterator[Record]:
    """The course of a course page, or every course object of an API answer.

    Listings, prices and menus state none.
    """
    if page.is_json:
        return distinct_records(map(_of_object, _course_objects(page.json)))
    return distinct_records([_course_page(page)] if _is_course_page(page) else [])


def _course_objects(value: Any, depth: int = 0) -> Iterator[Fields]:
    """Every course object of an answer, in its order, however deep it lies.

    The objects within a course object are its lectures and are passed over.
    """
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _course_objects(item, depth + 1)
    elif isinstance(value, dict):
        if _is_course(value):
            yield value
            return
        for item in value.values():
            yield from _course_objects(item, depth + 1)


def _is_course(value: Fields) -> bool:
    if not isinstance(value.get("title"), str):
        return False
    url = value.get("url")
    has_address = isinstance(url, str) and "/course/" in url
    has_keys = any(key in value for key in _COURSE_KEYS)
    return value.get("_class") == "course" or (has_address and has_keys)


def _of_object(course: Fields) -> Record | None:
    title = one_line(course["title"])
    path = course.get("url") or f"/course/{course.get('published_title') or ''}/"
    url = urljoin(_HOME, path).split("?")[0]
    key = _slug(url)
    if not title or not key:
        return None
    return Record("course", key, url, title, stated(_of_values(course)))


def _take(course: Fields, *names: str) -> Any:
    """The first value under one of the names that holds something."""
    values = (course.get(name) for name in names)
    return next((value for value in values if value not in (None, "", [], {})), None)


def _of_values(course: Fields) -> Fields:
    """The columns of a course object, of the API (snake case) or of a page's props (camel case)."""
    locale = _take(course, "locale") or {}
    language = locale.get("locale") if isinstance(locale, dict) else locale
    sections = _take(course, "sections") or []
    return {
        "description": schema_org.plain_text(_take(course, "description", "headline")),
        "instructors": _people(_take(course, "visible_instructors", "instructors")),
        "rating_value": _rating(_take(course, "avg_rating", "rating")),
        "rating_count": _take(course, "num_reviews", "numReviews"),
        "enrolled_count": _take(course, "num_subscribers", "numStudents"),
        "language_text": language or _take(course, "localeSimpleEnglishTitle"),
        "difficulty_text": _take(
            course, "instructional_level", "instructionalLevel", "instructional_level_simple"
        ),
        "duration_text": _take(course, "content_info"),
        "duration_hours": _hours(course),
        "syllabus": [one_line(each.get("title")) for each in sections if isinstance(each, dict)],
        "subject": (_take(course, "primary_subcategory") or {}).get("title"),
        "delivery": "online",
        **_price(course),
    }


def _hours(course: Fields) -> float | None:
    """The hours of video, or the estimated hours, where no duration is printed."""
    if _take(course, "content_info"):
        return None
    seconds = _take(course, "contentLengthVideo", "content_length_video")
    if seconds:
        return round(float(seconds) / 3600, 2)
    minutes = _take(course, "estimated_content_length")
    return round(float(minutes) / 60, 2) if minutes else None


def _price(course: Fields) -> Fields:
    if course.get("is_paid") is False or course.get("isPaid") is False:
        return {"price_text": "Free"}
    detail = _take(course, "price_detail") or {}
    amount = detail.get("amount")
    return {
        "price_text": detail.get("price_string") or _take(course, "price"),
        "price_amount": str(amount) if amount is not None else None,
        "price_currency": detail.get("currency"),
    }


def _people(value: Any) -> list[str]:
    people = value.get("instructors_info") if isinstance(value, dict) else value
    named = (person for person in people or [] if isinstance(person, dict))
    names = (_take(person, "display_name", "title", "name") for person in named)
    return distinct(map(one_line, names))


def _rating(value: Any) -> float | None:
    """The mean rating; a course without a rating carries a zero."""
    return round(float(value), 4) if isinstance(value, int | float) and value else None


def _is_course_page(page: Page) -> bool:
    marks = (b"lead-title", b'"course-landing-page')
    return any(mark in page.body for mark in marks) or "/course/" in page.path


def _course_page(page: Page) -> Record | None:
    """The course of a page: its nodes, then its JSON-LD, then the props that it was rendered from.

    The later of them are surer, but for the description, which the nodes print whole.
    """
    courses = (record for record in jsonld.page_records(page) if record.kind == "course")
    markup = next(courses, None)
    props, nodes = _of_props(page), stated(_of_nodes(page))
    title = markup.title if markup else _props_title(page) or _words(page, "lead-title")
    own = _CANONICAL(page.tree) or (markup.url if markup else page.url)
    url = urljoin(_HOME, own).split("?")[0]
    if not title or not _slug(url):
        return None
    marked = dict(markup.fields) if markup else {}
    marked.pop("offered_by", None)  # the markup's provider is the instructor
    people = next(
        (source["instructors"] for source in (marked, props, nodes) if source.get("instructors")),
        _creators(page) if markup else [],
    )
    if _is_free(page):
        nodes["price_text"] = "Free"
    fields = nodes | marked | props | {"instructors": people}
    if nodes.get("description"):
        fields["description"] = nodes["description"]
    return Record("course", _slug(url), url, one_line(title), stated(fields))


def _is_free(page: Page) -> bool:
    nodes = schema_org.walk_nodes(jsonld.blocks(page))
    return any(node.get("isAccessibleForFree") is True for node in nodes)


def _props_of(page: Page) -> list[Fields]:
    """The JSON objects that the server rendered the page from; a broken one is passed over."""
    props = []
    for source in (_ARGS(page.tree), *_PROPS(page.tree)):
        try:
            value = json.loads(source, strict=False) if source else None
        except ValueError:
            continue
        if isinstance(value, dict):
            props.append(value)
    return props


def _course_of(props: Fields) -> Fields | None:
    """The course object in the props of a whole page, or None for those of a part."""
    course = (props.get("serverSideProps") or {}).get("course")
    return course if isinstance(course, dict) else None


def _props_title(page: Page) -> str:
    """The title in the page's props; '' where they have none."""
    courses = (course for course in map(_course_of, _props_of(page)) if course)
    return next((course["title"] for course in courses if course.get("title")), "")


def _of_props(page: Page) -> Fields:
    """What the page's props state of the course; of two props the first counts."""
    fields: Fields = {}
    for props in _props_of(page):
        course = _course_of(props)
        sections = props.get("sections") or props.get("displayed_sections")
        if course is not None:
            price = None if course.get("isPaid", True) else "Free"
            fields = stated(_of_values(course) | {"price_text": price}) | fields
        elif isinstance(props.get("description"), str) and "<" in props["description"]:
            fields.setdefault("description", schema_org.plain_text(props["description"]))
        elif isinstance(sections, list):
            titles = (each.get("title") for each in sections if isinstance(each, dict))
            fields.setdefault("syllabus", [one_line(title) for title in titles if title])
    return fields


def _of_nodes(page: Page) -> Fields:
    """What the nodes print that a `data-purpose` names."""
    enrolled = _NUMBER.search(_words(page, "enrollment"))
    ratings = _RATINGS.search(_words(page, "rating") or " ".join(_RATING_COUNT(page.tree)))
    names = (link for box in _purpose(page, "instructor-name-top") for link in box.iter("a"))
    length = text(next(iter(_purpose(page, "video-content-length")), None))
    return {
        "description": _description(page),
        "instructors": texts(names),
        "rating_value": rating(_words(page, "rating-number")),
        "rating_count": count(ratings[1]) if ratings else None,
        "enrolled_count": count(enrolled.group()) if enrolled else None,
        "language_text": _words(page, "lead-course-locale"),
        "duration_text": length or _curriculum_length(page),
        "price_text": _META_PRICE(page.tree),
        "delivery": "online",
    }


def _description(page: Page) -> str:
    """The description without its headings, else the headline."""
    names = ("safely-set-inner-html:description:description", "course-description")
    element = next((each for name in names for each in _purpose(page, name)), None)
    if element is None:
        return _words(page, "lead-headline")
    return prose(element)


def _creators(page: Page) -> list[str]:
    """The creators of the page's schema.org Course."""
    for node in schema_org.walk_nodes(jsonld.blocks(page)):
        if "Course" in schema_org.types(node) and node.get("creator"):
            return schema_org.names(node["creator"])
    return []


def _curriculum_length(page: Page) -> str | None:
    length = _LENGTH.search(_words(page, "curriculum-stats"))
    return length[0] if length else None


def _purpose(page: Page, name: str) -> list[HtmlElement]:
    """The elements with a `data-purpose`."""
    elements: list[HtmlElement] = _PURPOSE(page.tree, name=name)
    return elements


def _words(page: Page, name: str) -> str:
    """The words of the first element with a `data-purpose`; '' where there is none."""
    return first_text(_purpose(page, name)[:1])


def _slug(url: str) -> str:
    """The slug in the address of a course; '' for another address."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return parts[1] if len(parts) > 1 and parts[0] == "course" else ""
