"""Any site's lists of courses, told by the form of their text: codes, headings and cards.

How to recognise a page: three rows, lines or headings that begin with different codes, a heading
that begins with a code beside the words of a course, or three cards whose headings link to courses.
Every mark of a software is stronger.

In a source's YAML: `start_urls` name the root of a site, its lists or a site map; `follow` narrows
the links. Lists are found by what their links say, and the root's `/sitemap.xml` is asked for.

A page whose heading names a credential ("Robotics, BS") is a program, where its lists or tables
have the codes of courses. A department's page may hold several, each below such a heading.

Seen on real pages: a department's schedule, a page of class details, cards of online courses.
Inferred: accordions, labels in two scripts, cells that rows share, pages of programs, folded
descriptions, descriptions in a row of their own, definition lists, preformatted text, fields behind
a heading.

Key: a course's code; of a card the last part of the address that it links to; of a program the last
part of its page's address, and its title where the page holds several.
"""

from collections.abc import Iterator

from courseatlas.records import Page, Record
from spiders.page.course_lists import courses_of_any_list, looks_like_courses
from spiders.page.hubs import hub_links
from spiders.page.next_pages import hub_next_pages
from spiders.page.program_pages import program_of_page, programs_of_department
from spiders.page.sitemap_links import with_sitemap
from spiders.page.strength import Strength

links = hub_links
next_pages = hub_next_pages
first_urls = with_sitemap


def recognises(page: Page) -> Strength:
    """The form of a list of courses, in the page's bytes alone."""
    return Strength.FORM.when(looks_like_courses(page))


def read(page: Page) -> Iterator[Record]:
    """The program that a page is about, else the programs below its headings, and its courses.

    The courses are those of its headings or its rows, whichever name more, else of its cards.
    """
    program = program_of_page(page) if page.is_html else None
    if program is not None:
        yield program
        return
    if page.is_html:
        yield from programs_of_department(page)
    yield from courses_of_any_list(page)
