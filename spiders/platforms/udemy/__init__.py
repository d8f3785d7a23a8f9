"""Udemy: course objects in any answer of its API, and course pages.

How to recognise a page: its host, its static assets, or the id of its body.

In a source's YAML: `start_urls` name topic pages or the site map of courses, `follow` the course
pages (`['^/course/[^/]*machine-learning[^/]*/$']`). The site stands behind Cloudflare: a
crawl ends as blocked after three walls, and the last good rows are kept.

Seen on real pages: three course pages of 2022 and 2023, and five kinds of API answers. The API has
been closed to the public since 2025. Class names are not used.

Key: the course's number, which stays when its address changes; the slug in the address where a page
prints no number.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from courseatlas.records import Page, Record
from spiders.page.fields import distinct_records
from spiders.page.strength import Strength
from spiders.platforms.udemy.course_objects import course_objects, record_of
from spiders.platforms.udemy.course_page import record_of_page

_MARKS = (b'"udemy_com:', b"udemycdn.com", b'id="udemy"')


def recognises(page: Page) -> Strength:
    """Udemy's host, its static assets or the id of its body."""
    is_udemy = (urlsplit(page.url).hostname or "").endswith("udemy.com")
    return Strength.OWN.when(is_udemy or any(mark in page.body for mark in _MARKS))


def read(page: Page) -> Iterator[Record]:
    """The course of a course page, or every course object of an API answer.

    Listings, prices and menus state none.
    """
    if page.is_json:
        return distinct_records(map(record_of, course_objects(page.json)))
    return distinct_records([record_of_page(page)] if _is_course_page(page) else [])


def _is_course_page(page: Page) -> bool:
    marks = (b"lead-title", b'"course-landing-page')
    return any(mark in page.body for mark in marks) or "/course/" in page.path
