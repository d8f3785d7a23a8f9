"""Oracle PeopleSoft Campus Solutions: its class search, and HighPoint's mobile pages and answers.

How to recognise a page: JSON with the keys `catalog_nbr` and `crse_id` (the IScripts of HighPoint
Campus Experience), or with `course_details` or `section_info`; HTML with HighPoint's course
headings (`class-title-header`) or its labelled lines of one class, or with the ids of PeopleSoft's
own pages of courses and classes (`DERIVED_CRSECAT_DESCR200`, `DERIVED_CLSRCH_DESCR200`,
`SSR_CLSRSLT_WRK_GROUPBOX2GP`).

In a source's YAML: `start_urls` name a search such as
`…/WEBLIB_HCX_CM.H_CLASS_SEARCH.FieldFormula.IScript_ClassSearch?institution=…&term=…&subject=CS&page=1`
or a page of `/app/catalog/`; most sites answer only within a session. `follow` must name the
search, so that the next page is in scope.

Seen on real pages: HighPoint's lists of 2019. Inferred from clients of the software: the answers of
the IScripts, HighPoint's page of one class, and PeopleSoft's own pages.

Key: the course's code. The sections of a course are one record.
"""

from collections.abc import Iterator

from courseatlas.records import Page, Record
from spiders.page.strength import Strength
from spiders.platforms.peoplesoft import answers, pages

next_pages = answers.next_page


def recognises(page: Page) -> Strength:
    """JSON with the names of PeopleSoft's columns, or HTML with the ids of its fields."""
    is_own = answers.is_answer(page) if page.is_json else pages.is_page(page)
    return Strength.OWN.when(is_own)


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer or a page, once. Raises Unreadable where JSON is broken."""
    return answers.courses(page) if page.is_json else pages.courses(page)
