"""Any site's list of courses, told by the form of its text: codes, headings and cards.

How to recognise a page: three rows that begin with different codes, a heading that begins with a
code beside the words of a course, or three cards whose headings link to courses. Every mark of a
software is stronger.

In a source's YAML: `start_urls` name the root of a site, its lists or a site map; `follow` narrows
the links. Lists are found by what their links say, and the root's `/sitemap.xml` is asked for.

Seen on real pages: a department's schedule, a page of class details, cards of online courses.

Key: a course's code; of a card the last part of the address that it links to.
"""

from collections.abc import Iterator

from courseatlas.records import Page, Record
from spiders.page.course_lists import courses_of_any_list, looks_like_courses
from spiders.page.hubs import hub_links, hub_next_pages, with_sitemap
from spiders.page.strength import Strength

links = hub_links
next_pages = hub_next_pages
first_urls = with_sitemap


def recognises(page: Page) -> Strength:
    """The form of a list of courses, in the page's bytes alone."""
    return Strength.FORM.when(looks_like_courses(page))


def read(page: Page) -> Iterator[Record]:
    """The courses of a page's headings or rows, whichever name more, else of its cards."""
    return courses_of_any_list(page)
