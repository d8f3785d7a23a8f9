"""What the vocabularies of the tables are called on the pages and in the filters of the search."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale

from courseatlas.words import SUPPORTING
from reporting.profile_page.choice import SOON

NOT_STATED = "Not stated"
KINDS = {"program": "Program", "course": "Course", "event": "Event"}
KIND_PLURALS = {"program": "Programs", "course": "Courses", "event": "Events"}
RELEVANCE = {
    "core": "AI/ML is the subject",
    "applied": "AI/ML is a main part",
    "adjacent": "a foundation or a neighbour of AI/ML",
    SUPPORTING: "not about AI/ML, but a profile recommends it",
}
CREDENTIALS = {
    "associate": "Associate's degrees",
    "bachelor": "Bachelor's degrees",
    "master": "Master's degrees",
    "doctorate": "Doctorates",
    "minor": "Minors",
    "concentration": "Concentrations",
    "certificate": "Certificates",
    "professional_certificate": "Professional certificates",
    "specialization": "Specializations",
    "microcredential": "Microcredentials",
    "bootcamp": "Bootcamps",
}
_PRICES = {
    "free": "Free",
    "one_off": "Paid once",
    "subscription": "Subscription",
    "tuition": "Tuition",
}


def spoken(word: str) -> str:
    """A word of a vocabulary as text.

    >>> spoken("in_person")
    'In person'
    """
    return word.replace("_", " ").capitalize()


def stated(word: str | None) -> str:
    """A word of a vocabulary as text, or that the page does not state one."""
    return spoken(word) if word else NOT_STATED


def price_label(row: Mapping[str, Any]) -> str:
    """How a record is paid for, as the filter of the search calls it."""
    return _PRICES.get(row.get("price_kind") or "", NOT_STATED)


def start_label(row: Mapping[str, Any], released: date) -> str:
    """When a record begins, as seen from the day of the release.

    >>> start_label({"starts_on": date(2027, 1, 12)}, date(2026, 11, 24))
    'Within 90 days of the release'
    >>> start_label({"pacing": "self_paced"}, date(2026, 11, 24))
    'At any time'
    """
    first = row.get("starts_on")
    if first is None:
        return "At any time" if row.get("pacing") == "self_paced" else NOT_STATED
    if first < released:
        return "Has begun"
    if first <= released + SOON:
        return f"Within {SOON.days} days of the release"
    return "Later"


def country_name(code: str) -> str:
    """The English name of a country, else its code.

    >>> country_name("CH"), country_name("")
    ('Switzerland', 'unknown')
    """
    return str(Locale("en").territories.get(code, code or "unknown"))


def day(value: date) -> str:
    """A day as people write it.

    >>> day(date(2026, 11, 4))
    '4 Nov 2026'
    """
    return f"{value.day} {value:%b %Y}"
