"""Any site that carries schema.org markup (JSON-LD, microdata), whatever software made it.

How to recognise a page: a JSON-LD block of schema.org that names a course, a program or an event,
an item of microdata that is a course or a program, or a state of its scripts with one. Any site may
carry one, so the marks of a software are stronger.

In a source's YAML: `start_urls` name the root of a site, hubs or site maps; `follow` narrows the
links to the detail pages. Lists are found by what their links say, and the root's `/sitemap.xml` is
asked for.

The courses of a program are those that its markup names, else those that the page's lists and
tables name by their codes.

Seen on real pages: courses, events and programs of many sites; the markup of a page that lists
other pages' courses is not read. Inferred: programs whose courses stand in plain lists, pages with
microdata alone, programs without markup on a site that marks up its courses, states of scripts.

Key: the course's code, else the last part of the record's address.
"""

from collections.abc import Iterator
from dataclasses import replace

from courseatlas.records import Page, Record
from spiders.page import microdata, states
from spiders.page.hubs import hub_links
from spiders.page.jsonld import names_a_record, page_records, records_of
from spiders.page.links import Link
from spiders.page.next_pages import hub_next_pages
from spiders.page.printed_feeds import printed_feeds
from spiders.page.program_pages import coded_components, program_of_page
from spiders.page.sitemap_links import with_sitemap
from spiders.page.strength import Strength

next_pages = hub_next_pages
first_urls = with_sitemap


def recognises(page: Page) -> Strength:
    """Markup of schema.org, a JSON document or a state that names a course or the like."""
    is_marked = names_a_record(page) or microdata.names_a_course(page)
    return Strength.ANY_SITE.when(is_marked or states.names_a_course(page))


def links(page: Page) -> Iterator[Link]:
    """The links of a hub, and the feeds of courses whose addresses the page prints."""
    yield from hub_links(page)
    yield from printed_feeds(page)


def read(page: Page) -> Iterator[Record]:
    """The records that the page's markup states, a single program with the courses it lists.

    Microdata is read where JSON-LD states none, then the state of the page's scripts. A page
    without any may be about a program that its heading and its lists of codes name: a site may mark
    up its courses alone.
    """
    records = list(page_records(page))
    if not records and microdata.names_a_course(page):
        records = list(records_of(list(microdata.nodes(page.tree)), page))
    is_program = [record.kind for record in records] == ["program"]
    if is_program and page.is_html and not records[0].components:
        records = [replace(records[0], components=coded_components(page))]
    if not records and page.is_html:
        own = states.record_of_state(page) if states.names_a_course(page) else None
        own = own or program_of_page(page)
        records = [own] if own else []
    yield from records
