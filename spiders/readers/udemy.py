"""Udemy: course objects of its API in any answer that holds them, and course pages by JSON-LD, server-side props and `data-purpose` nodes."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree

from courseatlas.records import Page, Record
from courseatlas.text import one_line
from courseatlas.values.numbers import count, rating
from spiders.readers import jsonld
from spiders.readers.jsonld_nodes import names, plain, types
from spiders.readers.jsonld_nodes import walk as nodes_of
from spiders.readers.markup import prose, text

_HOME = "https://www.udemy.com"
_ARGS = lxml.etree.XPath("string(//body/@data-module-args)")
_PROPS = lxml.etree.XPath("//*[@data-component-props]/@data-component-props")
_META_PRICE = lxml.etree.XPath("string(//meta[@property='udemy_com:price']/@content)")
_CANONICAL = lxml.etree.XPath("string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)")
_PURPOSE = lxml.etree.XPath("//*[@data-purpose=$name]")
_NUMBER = re.compile(r"\d[\d,.]*")


def recognises(page: Page) -> bool:
    """Whether the page bears Udemy's marks: its body id, its static assets, or its course objects."""
    host = urlsplit(page.url).hostname or ""
    return host.endswith("udemy.com") or any(mark in page.body for mark in (b'"udemy_com:', b"udemycdn.com", b'id="udemy"'))


def read(page: Page) -> Iterator[Record]:
    """The course of a course page, or every course object of an API answer. Listings, prices and menus state none."""
    if page.is_json:
        yield from _objects(page)
    elif _is_course_page(page) and (record := _course_page(page)):
        yield record


def _objects(page: Page) -> Iterator[Record]:
    seen: set[str] = set()
    for found in _courses(page.json):
        record = _of_object(found)
        if record and record.key not in seen:
            seen.add(record.key)
            yield record


def _courses(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every course object of an answer, in its order, however deep it lies; what lies within one is not looked at."""
    if depth > 12:
        return
    if isinstance(value, list):
        for item in value:
            yield from _courses(item, depth + 1)
    elif isinstance(value, dict):
        address = value.get("url") if isinstance(value.get("url"), str) else ""
        if isinstance(value.get("title"), str) and (
            value.get("_class") == "course"
            or ("/course/" in (address or "") and any(name in value for name in ("headline", "visible_instructors", "num_subscribers")))
        ):
            yield value
            return
        for item in value.values():
            yield from _courses(item, depth + 1)


def _of_object(course: dict[str, Any]) -> Record | None:
    title = one_line(course["title"])
    url = urljoin(_HOME, course.get("url") or f"/course/{course.get('published_title') or ''}/").split("?")[0]
    key = _slug(url)
    if not title or not key:
        return None
    return Record("course", key, url, title, {name: value for name, value in _fields(course).items() if value not in (None, "", [])})


def _fields(course: dict[str, Any]) -> dict[str, Any]:
    """The columns of a course object, of the API (snake case) or of the page's props (camel case)."""

    def get(*names: str) -> Any:
        return next((course[name] for name in names if course.get(name) not in (None, "", [], {})), None)

    locale = get("locale") or {}
    detail = get("price_detail") or {}
    seconds, minutes = get("contentLengthVideo", "content_length_video"), get("estimated_content_length")
    free = get("is_paid", "isPaid") is False or course.get("is_paid") is False or course.get("isPaid") is False
    return {
        "description": plain(get("description") or get("headline")),
        "instructors": _people(get("visible_instructors", "instructors")),
        "rating_value": _rating(get("avg_rating", "rating")),
        "rating_count": get("num_reviews", "numReviews"),
        "enrolled_count": get("num_subscribers", "numStudents"),
        "language_text": (locale.get("locale") if isinstance(locale, dict) else locale) or get("localeSimpleEnglishTitle"),
        "difficulty_text": get("instructional_level", "instructionalLevel", "instructional_level_simple"),
        "duration_text": get("content_info"),
        "duration_hours": None
        if get("content_info")
        else round(seconds / 3600, 2)
        if seconds
        else round(minutes / 60, 2)
        if minutes
        else None,
        "price_text": "Free" if free else detail.get("price_string") or get("price"),
        "price_amount": str(detail["amount"]) if detail.get("amount") is not None and not free else None,
        "price_currency": detail.get("currency") if not free else None,
        "syllabus": [one_line(section.get("title")) for section in get("sections") or [] if isinstance(section, dict)],
        "subject": (get("primary_subcategory") or {}).get("title"),
        "delivery": "online",
    }


def _people(value: Any) -> list[str]:
    people = value.get("instructors_info") if isinstance(value, dict) else value
    return list(
        dict.fromkeys(
            name
            for one in people or []
            if isinstance(one, dict) and (name := one_line(one.get("display_name") or one.get("title") or one.get("name")))
        )
    )


def _rating(value: Any) -> float | None:
    """A course without a rating carries a zero."""
    return round(float(value), 4) if isinstance(value, int | float) and value else None


def _is_course_page(page: Page) -> bool:
    return b"lead-title" in page.body or b'"course-landing-page' in page.body or "/course/" in page.path


def _course_page(page: Page) -> Record | None:
    """JSON-LD first, then the props that the server rendered from, then the nodes that carry a `data-purpose`."""
    markup = next((record for record in jsonld.read(page) if record.kind == "course"), None)
    props = _props(page)
    nodes = {name: value for name, value in _nodes(page).items() if value not in (None, "", [])}
    title = markup.title if markup else props.pop("title", None) or text(_first(page, "lead-title"))
    url = urljoin(_HOME, _CANONICAL(page.tree) or (markup.url if markup else page.url)).split("?")[0]
    if not title or not _slug(url):
        return None
    stated = dict(markup.fields) if markup else {}
    stated.pop("offered_by", None)  # the markup's provider is the instructor
    people = stated.get("instructors") or props.get("instructors") or nodes.get("instructors") or (_creators(page) if markup else [])
    if any(node.get("isAccessibleForFree") is True for node in nodes_of(jsonld.blocks(page))):
        nodes["price_text"] = "Free"
    fields = nodes | stated | props | ({"description": nodes["description"]} if nodes.get("description") else {}) | {"instructors": people}
    return Record(
        "course", _slug(url), url, one_line(title), {name: value for name, value in fields.items() if value not in (None, "", [])}
    )


def _props(page: Page) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for source in (_ARGS(page.tree), *_PROPS(page.tree)):
        try:
            data = json.loads(source, strict=False) if source else None
        except ValueError:
            continue
        if not isinstance(data, dict):
            continue
        course = (data.get("serverSideProps") or {}).get("course")
        if isinstance(course, dict):
            found = _fields(course) | {"title": course.get("title"), "price_text": None if course.get("isPaid", True) else "Free"}
            out = {name: value for name, value in found.items() if value not in (None, "", [])} | out
        elif isinstance(data.get("description"), str) and "<" in data["description"]:
            out.setdefault("description", plain(data["description"]))
        elif isinstance(sections := data.get("sections") or data.get("displayed_sections"), list):
            out.setdefault(
                "syllabus", [one_line(section.get("title")) for section in sections if isinstance(section, dict) and section.get("title")]
            )
    return out


def _nodes(page: Page) -> dict[str, Any]:
    described = _first(page, "safely-set-inner-html:description:description")
    described = _first(page, "course-description") if described is None else described
    if described is not None:
        for heading in described.xpath(".//h2[contains(@data-purpose, 'title')] | ./h2[1]"):
            heading.drop_tree()
    printed, enrolled = text(_first(page, "rating-number")), _NUMBER.search(text(_first(page, "enrollment")))
    rated = re.search(
        r"\(([\d,]+)\s+ratings?\)",
        text(_first(page, "rating")) or " ".join(page.tree.xpath("//*[@data-purpose='rating-number']/following::span[1]//text()")),
    )
    return {
        "description": prose(described) if described is not None else text(_first(page, "lead-headline")),
        "instructors": list(
            dict.fromkeys(text(link) for box in _PURPOSE(page.tree, name="instructor-name-top") for link in box.iter("a") if text(link))
        ),
        "rating_value": rating(printed),
        "rating_count": count(rated[1]) if rated else None,
        "enrolled_count": count(enrolled.group()) if enrolled else None,
        "language_text": text(_first(page, "lead-course-locale")),
        "duration_text": next((text(one) for one in _PURPOSE(page.tree, name="video-content-length")), None) or _curriculum_length(page),
        "price_text": _META_PRICE(page.tree),
        "delivery": "online",
    }


def _creators(page: Page) -> list[str]:
    for node in nodes_of(jsonld.blocks(page)):
        if "Course" in types(node) and node.get("creator"):
            return names(node["creator"])
    return []


def _curriculum_length(page: Page) -> str | None:
    stats = text(_first(page, "curriculum-stats"))
    found = re.search(r"\d+h(?:\s*\d+m)?|\d+m", stats)
    return found[0] if found else None


def _first(page: Page, name: str) -> Any:
    return next(iter(_PURPOSE(page.tree, name=name)), None)


def _slug(url: str) -> str:
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return parts[1] if len(parts) > 1 and parts[0] == "course" else ""
