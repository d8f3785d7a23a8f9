"""Udemy's course objects, of its API (snake case) and of the props of its pages (camel case)."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from courseatlas.records import Record
from spiders.page import schema_org
from spiders.page.api_values import line_of, member, nested_objects, number, objects
from spiders.page.fields import distinct, stated
from spiders.page.links import joined

HOME = "https://www.udemy.com"
_ADDRESSES = ("url", "urlCourseLanding")
_COURSE_KEYS = ("headline", "visible_instructors", "num_subscribers")

Fields = dict[str, Any]


def course_objects(value: Any) -> Iterator[Fields]:
    """Every course object of an answer, in its order, however deep it lies.

    The objects within a course object are its lectures and are passed over.
    """
    return nested_objects(value, _is_course)


def _is_course(value: Fields) -> bool:
    if not isinstance(value.get("title"), str):
        return False
    url = _take(value, *_ADDRESSES)
    has_address = isinstance(url, str) and "/course/" in url
    has_keys = any(key in value for key in _COURSE_KEYS)
    return value.get("_class") == "course" or (has_address and has_keys)


def record_of(course: Fields) -> Record | None:
    """The record of a course object, or None where it has no title or no address of a course."""
    title = line_of(course["title"])
    published = line_of(course.get("published_title"))
    url = joined(HOME, _take(course, *_ADDRESSES) or f"/course/{published}/").split("?")[0]
    # until 2018 the address of a course was its slug alone
    name = slug_of(url) or published or urlsplit(url).path.strip("/")
    if not title or not name or "/" in name:
        return None
    key, aliases = names(course.get("id"), name)
    return Record("course", key, url, title, stated(fields_of(course)), aliases=aliases)


def names(own_id: Any, name: str) -> tuple[str, tuple[str, ...]]:
    """The key and the other names of a course: its number stays when its address changes."""
    number = str(own_id or "")
    return (number, (name,)) if number.isdecimal() else (name, ())


def _take(course: Fields, *names: str) -> Any:
    """The first value under one of the names that holds something."""
    values = (course.get(name) for name in names)
    return next((value for value in values if value not in (None, "", [], {})), None)


def fields_of(course: Fields) -> Fields:
    """The columns of a course object, of the API (snake case) or of a page's props (camel case)."""
    locale = _take(course, "locale") or {}
    language = locale.get("locale") if isinstance(locale, dict) else locale
    rating = member(course, "rating")
    sections = objects(_take(course, "sections"))
    return {
        "description": schema_org.plain_text(_take(course, "description", "headline")),
        "instructors": _people(_take(course, "visible_instructors", "instructors")),
        "rating_value": _rating(_take(rating, "average") or _take(course, "avg_rating", "rating")),
        "rating_count": _take(rating, "count") or _take(course, "num_reviews", "numReviews"),
        "enrolled_count": _take(course, "num_subscribers", "numStudents"),
        "language_text": language or _take(course, "localeSimpleEnglishTitle"),
        "difficulty_text": _take(
            course,
            *("instructional_level", "instructionalLevel", "instructional_level_simple", "level"),
        ),
        "duration_text": _take(course, "content_info"),
        "duration_hours": _hours(course),
        "syllabus": [line_of(each.get("title")) for each in sections],
        "subject": member(course, "primary_subcategory").get("title"),
        "delivery": "online",
        **_price(course),
    }


def _hours(course: Fields) -> float | None:
    """The hours of video, or the estimated hours, where no duration is printed."""
    if _take(course, "content_info"):
        return None
    names = ("contentLengthVideo", "content_length_video", "durationInSeconds")
    seconds = number(_take(course, *names))
    if seconds:
        return round(seconds / 3600, 2)
    minutes = number(_take(course, "estimated_content_length"))
    return round(minutes / 60, 2) if minutes else None


def _price(course: Fields) -> Fields:
    if course.get("is_paid") is False or course.get("isPaid") is False:
        return {"price_text": "Free"}
    detail = member(course, "price_detail")
    amount = detail.get("amount")
    return {
        "price_text": detail.get("price_string") or _take(course, "price"),
        "price_amount": str(amount) if amount is not None else None,
        "price_currency": detail.get("currency"),
    }


def _people(value: Any) -> list[str]:
    people = value.get("instructors_info") if isinstance(value, dict) else value
    names = (_take(person, "display_name", "title", "name") for person in objects(people))
    return distinct(map(line_of, names))


def _rating(value: Any) -> float | None:
    """The mean rating; a course without a rating carries a zero."""
    return round(float(value), 4) if isinstance(value, int | float) and value else None


def slug_of(url: str) -> str:
    """The slug in the address of a course; '' for another address."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return parts[1] if len(parts) > 1 and parts[0] == "course" else ""
