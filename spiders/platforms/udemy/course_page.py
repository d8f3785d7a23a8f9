"""Udemy's course pages: `data-purpose` nodes, JSON-LD, and the props of the server's rendering."""

import json
import re
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line
from courseatlas.values.numbers import count, rating
from spiders.page import jsonld, schema_org
from spiders.page.fields import stated
from spiders.page.links import joined
from spiders.page.markup import first_text, prose, text, texts
from spiders.platforms.udemy.course_objects import HOME, Fields, fields_of, names, slug_of

_ARGS = lxml.etree.XPath("string(//body/@data-module-args)")
_PROPS = lxml.etree.XPath("//*[@data-component-props]/@data-component-props")
_META_PRICE = lxml.etree.XPath("string(//meta[@property='udemy_com:price']/@content)")
_CANONICAL = lxml.etree.XPath(
    "string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)"
)
_OWN_ID = lxml.etree.XPath("string(//body/@data-clp-course-id)")
_PURPOSE = lxml.etree.XPath("//*[@data-purpose=$name]")
_RATING_COUNT = lxml.etree.XPath("//*[@data-purpose='rating-number']/following::span[1]//text()")
_NUMBER = re.compile(r"\d[\d,.]*")
_RATINGS = re.compile(r"\(([\d,]+)\s+ratings?\)")
_LENGTH = re.compile(r"\d+h(?:\s*\d+m)?|\d+m")


def record_of_page(page: Page) -> Record | None:
    """The course of a page: its nodes, then its JSON-LD, then the props that it was rendered from.

    A later one wins over an earlier one, except for the description, which the nodes print whole.
    """
    courses = (record for record in jsonld.page_records(page) if record.kind == "course")
    markup = next(courses, None)
    props, nodes = _of_props(page), stated(_of_nodes(page))
    title = markup.title if markup else _props_title(page) or _words(page, "lead-title")
    own = _CANONICAL(page.tree) or (markup.url if markup else page.url)
    url = joined(HOME, own).split("?")[0]
    if not title or not slug_of(url):
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
    key, aliases = names(_own_id(page), slug_of(url))
    return Record("course", key, url, one_line(title), stated(fields), aliases=aliases)


def _own_id(page: Page) -> Any:
    """The number of the page's course, of its body or of its props; None where neither has it."""
    courses = filter(None, map(_course_of, _props_of(page)))
    return _OWN_ID(page.tree) or next((course.get("id") for course in courses), None)


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
            fields = stated(fields_of(course) | {"price_text": price}) | fields
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
    """The words of the first element with a `data-purpose`, or ''."""
    return first_text(_purpose(page, name)[:1])
