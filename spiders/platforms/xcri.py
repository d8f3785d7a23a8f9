"""XCRI-CAP: the format in which universities and colleges of the United Kingdom publish courses.

How to recognise a page: XML of a namespace `http://xcri.org/profiles/…catalog`, of version 1.1 or
1.2 (the latter a profile of EN 15982, Metadata for Learning Opportunities).

In a source's YAML: `start_urls` name the feed of a provider, or a page that links to it or prints
its address; a feed leads nowhere.

Seen on a real feed: courses of The Open University (2011). The specification describes the rest:
the elements of version 1.1, the types of its descriptions, the identifiers of attendance modes,
venues.

A feed calls every offer a course. One that leads to a degree, a diploma or a certificate, by its
own title or by its qualification's, is a program.

Key: an identifier that is no address, else the last part of one.
"""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
from lxml.etree import _Element

from courseatlas.records import Page, Record
from courseatlas.text import paragraphs, slug
from courseatlas.values.credits import credit_unit
from courseatlas.values.words import credential
from spiders.page.fields import distinct, distinct_records, stated
from spiders.page.links import Link, worded_links
from spiders.page.markup import html_to_text
from spiders.page.printed_feeds import printed_feeds
from spiders.page.strength import Strength
from spiders.page.xml import child_words, children, descendants, words

_NAMESPACE = re.compile(rb"http://xcri\.org/profiles/[\w./]*catalog")
_FEED = re.compile(r"xcri|\.xml$", re.I)
_CODE = re.compile(r"[A-Z]{1,6}[- ]?\d{1,5}[A-Z]?")
_SENTENCE = re.compile(r".{40,}[.!?]['\")]?", re.S)
_LONG = 80
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DAY = re.compile(r"(?!1900)\d{4}-\d{2}-\d{2}")
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
# the identifiers of the vocabulary for attendance modes
_DELIVERY = {
    "CM": "in_person",
    "NC": "in_person",
    "DS": "online",
    "ON": "online",
    "DA": "hybrid",
    "MM": "hybrid",
}


def recognises(page: Page) -> Strength:
    """XML of a namespace of XCRI."""
    is_feed = page.is_html and _NAMESPACE.search(page.body[:5000]) is not None
    return Strength.OWN.when(is_feed)


def links(page: Page) -> Iterator[Link]:
    """The feeds that a page links to or prints; a feed leads nowhere."""
    if not recognises(page):
        yield from (link for link in worded_links(page) if _FEED.search(link.url))
        yield from printed_feeds(page)


def read(page: Page) -> Iterator[Record]:
    """Each course and program of a feed, in its order. Raises Unreadable where it is not XML."""
    return distinct_records(_record(course, page) for course in descendants(page.xml, "course"))


def _record(course: _Element, page: Page) -> Record | None:
    title = child_words(course, "title")
    if not title:
        return None
    identifiers = [words(each) for each in children(course, "identifier") if words(each)]
    names = [each for each in identifiers if "://" not in each]
    url = child_words(course, "url")
    addresses = [*identifiers, url]
    last_parts = (each.rstrip("/").rpartition("/")[2] for each in addresses if "://" in each)
    key = slug(next(iter(names), None) or next(last_parts, title))
    awards = [child_words(each, "title") for each in children(course, "qualification")]
    credential_text = " | ".join(distinct([title, *awards]))
    shared = _shared(course)
    if credential(credential_text)[0]:
        fields = shared | _program(course, credential_text)
        return Record("program", key, url or page.url, title, stated(fields))
    code = next((each for each in names if _CODE.fullmatch(each)), None)
    fields = shared | _course(course, code)
    return Record("course", key, url or page.url, title, stated(fields))


def _shared(course: _Element) -> dict[str, Any]:
    """The fields that a course and a program have; of its presentations what all of them state."""
    presentations = children(course, "presentation")
    levels = [child_words(each, "educationLevel") for each in children(course, "qualification")]
    modes = [mode for each in presentations for mode in children(each, "attendanceMode")]
    fields = {
        "description": _description(course),
        "level_text": ", ".join(distinct([*levels, *map(words, children(course, "type"))])),
        "language_text": _agreed(presentations, "languageOfInstruction"),
        "duration_text": _agreed(presentations, "duration"),
        "delivery": _one({_DELIVERY.get(mode.get("identifier") or "") for mode in modes}),
        "delivery_text": _one({words(mode) for mode in modes}),
    }
    price = _agreed(presentations, "cost")
    return fields | ({"price_text": price} if len(_AMOUNT.findall(price)) == 1 else {})


def _course(course: _Element, code: str | None) -> dict[str, Any]:
    presentations = children(course, "presentation")
    starts = [(_day(each, "start"), _day(each, "end")) for each in presentations]
    start, end = min((days for days in starts if days[0]), default=("", ""))
    value, unit = _credit(course)
    return {
        "code": code,
        "subject": _subject(course),
        "prerequisites_text": _prerequisites(course),
        "credits_text": value,
        "credit_unit": unit,
        "starts_on": start,
        "ends_on": end,
    }


def _program(course: _Element, credential_text: str) -> dict[str, Any]:
    value, unit = _credit(course)
    presentations = children(course, "presentation")
    venues = (venue for each in presentations for venue in children(each, "venue"))
    places = (words(title) for venue in venues for title in descendants(venue, "title"))
    return {
        "credential_text": credential_text,
        "credits_total_text": value,
        "credit_unit": unit,
        "campuses": distinct(places),
    }


def _text(element: _Element | None) -> str:
    """The paragraphs of an element that holds text, XHTML, or HTML as text."""
    if element is None:
        return ""
    markup = lxml.etree.tostring(element, encoding="unicode", with_tail=False)
    without_prefixes = re.sub(r"(</?)\w+:", r"\1", " ".join(markup.split()))
    return paragraphs(html_to_text(without_prefixes))


def _description(course: _Element) -> str:
    """The abstract, else the first description that is prose, else the objective.

    Some feeds print codes and the title again as descriptions. A description with a type is about
    an aspect of the course, such as whom it is for.
    """
    descriptions = children(course, "description")
    whole = [each for each in descriptions if _TYPE not in each.attrib]
    others = [*children(course, "objective"), *descriptions]
    texts = map(_text, [*children(course, "abstract"), *whole, *others])
    return next((text for text in texts if _SENTENCE.fullmatch(text) or len(text) > _LONG), "")


def _prerequisites(course: _Element) -> str:
    """The prerequisites; version 1.1 has them as a description of that type."""
    typed = (
        each
        for each in children(course, "description")
        if each.get(_TYPE, "").rpartition(":")[2].rstrip("s") == "prerequisite"
    )
    return _text(next(iter((*children(course, "prerequisite"), *typed)), None))


def _subject(course: _Element) -> str:
    """The first subject that is a word and not the code of a classification."""
    subjects = (words(each) for each in children(course, "subject"))
    return next((each for each in subjects if re.search(r"[a-z]{3}", each)), "")


def _credit(course: _Element) -> tuple[str, str | None]:
    """(value, unit) of the first credit; a scheme that is no unit of its own counts in credits."""
    for credit in children(course, "credit"):
        value = child_words(credit, "value")
        if value:
            return value, credit_unit(child_words(credit, "scheme")) or "credit"
    return "", None


def _day(presentation: _Element, name: str) -> str:
    """The day of an element by its attribute for machines, else by its text."""
    for element in children(presentation, name):
        day = _DAY.match(element.get("dtf") or words(element))
        if day:
            return day[0]
    return ""


def _agreed(presentations: list[_Element], name: str) -> str:
    """The words that all presentations print for an element, or ''."""
    return _one({child_words(each, name) for each in presentations}) or ""


def _one(values: set[Any]) -> Any:
    """The value of a set that holds no other; None otherwise."""
    return next(iter(values)) if len(values) == 1 else None
