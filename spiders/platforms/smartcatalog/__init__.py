"""SmartCatalog IQ (Watermark Academic Catalog): HTML on a school's host, and a JSON API beside it.

How to recognise a page: it loads the script of smartcatalogiq.com, or it has class names such as
`sc-RequiredCoursesHeading1`, `sc-childlinks` and `sc-credithours`; JSON whose paths begin with
`/sitecore/content/Catalogs/`.

In a source's YAML: `start_urls` name the catalog's root (`https://catalog.example.edu/`), from
which the crawl goes to the newest edition, or one edition (`…/en/2025-2026/catalog/`), which the
crawl does not leave. Sections about admission, fees, policies and the like are not followed. The
API is asked where a page calls it and `hosts` lists its host (`iq5prod1.smartcatalogiq.com`).
`start_urls` may also name it: `…/apis/courseAPI?path=…&format=json`, `…/apis/progAPI?…`.

Seen in public readers of about fifteen schools, with pieces of their markup (2020 to 2026): the
blocks of courses on subject pages, a course's own page, the tables of programs, narrative rows
between alternatives, totals, and whole answers of the API for courses and programs (2023).
Inferred: that a single child of the API is an object and no list, which XML made JSON does; which
sections hold no course; that `h1.degreeTitle` is over every program; a heading of a course without
a span, and one with the school's name above the content.

Key: a course's code; a program's path without its edition and the years in it, so that a new
edition keeps the id.
"""

from collections.abc import Iterator

from courseatlas.records import Page, Record
from spiders.page.fields import distinct_records
from spiders.page.hubs import reason_of
from spiders.page.links import Link, Reason, worded_links
from spiders.page.strength import Strength
from spiders.platforms.smartcatalog import addresses, api, courses, programs

_MARKS = (
    b"smartcatalogiq.com/catalog/",
    b"sc-RequiredCoursesHeading",
    b"sc-childlinks",
    b"sc-child-item-links",
    b"sc-credithours",
)
_API_MARK = b"/sitecore/content/Catalogs/"


def recognises(page: Page) -> Strength:
    """The vendor's script or class names, or the paths of its API."""
    if page.is_json:
        return Strength.OWN.when(_API_MARK in page.body)
    return Strength.OWN.when(any(mark in page.body for mark in _MARKS))


def links(page: Page) -> Iterator[Link]:
    """The pages of the same edition, of the root those of the newest; none of an API's answer."""
    if page.is_json:
        return
    words = {} if page.is_sitemap else {link.url: link.words for link in worded_links(page)}
    for url in addresses.links(page):
        yield Link(url, _reason(url, words.get(url, "")), words.get(url, ""))


def _reason(url: str, words: str) -> Reason:
    """What a link leads to, by its words, else by the section of the catalog that it is in."""
    own = reason_of(words)
    place = addresses.catalog_path(url)
    section = reason_of(place.section.replace("-", " ")) if place else None
    return own if own in ("program", "course") else section or own or "link"


def read(page: Page) -> Iterator[Record]:
    """The courses that a page describes, and the program that it is about."""
    if page.is_json:
        yield from distinct_records(api.records(page))
    else:
        yield from distinct_records([*courses.courses(page), *programs.program(page)])
