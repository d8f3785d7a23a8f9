"""Oracle PeopleSoft Campus Solutions: its class search, and HighPoint's mobile pages and answers.

How to recognise a page: the address of an IScript (`WEBLIB_HCX_CM`); JSON with the keys
`catalog_nbr` and `crse_id` (the IScripts of HighPoint Campus Experience), or with `course_details`
or `section_info`; HTML with HighPoint's course headings (`class-title-header`) or its labelled
lines of one class, or with the ids of PeopleSoft's own pages of courses and classes
(`DERIVED_CRSECAT_DESCR200`, `DERIVED_CLSRCH_DESCR200`, `SSR_CLSRSLT_WRK_GROUPBOX2GP`).

In a source's YAML: `start_urls` name the page that people open at a school with HighPoint's
catalog, `…/psc/…/WEBLIB_HCX_CM.H_COURSE_CATALOG.FieldFormula.IScript_Main?institution=…`, or that
of its class search (`H_CLASS_SEARCH`), or a page that links to them. The catalog leads to all
subjects, their courses and the details of each course, which are one request each: `follow:
['CatalogSubjects', 'SubjectCourses']` leaves the details out, which hold descriptions and units.
The class search leads to the subjects of the newest fall and spring, and to every page of their
classes. A single search, or a page of `/app/catalog/`, may be named as well. A site that answers
only within a session is not read, nor are the forms of PeopleSoft's own search, whose answers have
no address.

Seen on real pages: HighPoint's lists of 2019. Seen in public clients alone: the addresses of the
IScripts and the names in their answers; see `navigation.py`. Inferred from clients of the software:
HighPoint's page of one class, and PeopleSoft's own pages.

Key: the course's code. The sections of a course are one record.
"""

from collections.abc import Iterator

from courseatlas.records import Page, Record
from spiders.page.strength import Strength
from spiders.platforms.peoplesoft import answers, navigation, pages

links = navigation.links
next_pages = answers.next_page


def recognises(page: Page) -> Strength:
    """An IScript's address, the names of PeopleSoft's columns, or the ids of its fields."""
    is_own = answers.is_answer(page) if page.is_json else pages.is_page(page)
    is_other = navigation.is_script(page.url) or navigation.is_form(page)
    return Strength.OWN.when(is_own or is_other)


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer or a page, once.

    Raises Unreadable where JSON is broken, for a form, and for what a school answers in place of a
    script's answer.
    """
    navigation.check(page)
    if page.is_json:
        yield from answers.courses(page)
    elif pages.is_page(page):
        yield from pages.courses(page)
    else:
        navigation.check_form(page)
