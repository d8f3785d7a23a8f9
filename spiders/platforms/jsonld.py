"""Any site that carries schema.org markup (JSON-LD), whatever software made it.

How to recognise a page: a JSON-LD block of schema.org that names a course, a program or an event.
Any site may carry one, so the marks of a software are stronger.

In a source's YAML: `start_urls` name the root of a site, hubs or site maps; `follow` narrows the
links to the detail pages. Lists are found by what their links say, and the root's `/sitemap.xml` is
asked for.

The courses of a program are those that its markup names, else those that the page's lists and
tables name by their codes.

Seen on real pages: courses, events and programs of many sites; the markup of a page that lists
other pages' courses is not read. Inferred: programs whose courses stand in plain lists.

Key: the course's code, else the last part of the record's address.
"""

from collections.abc import Iterator
from dataclasses import replace

from courseatlas.records import Page, Record
from spiders.page.hubs import hub_links
from spiders.page.jsonld import names_a_record, page_records
from spiders.page.next_pages import hub_next_pages
from spiders.page.program_pages import coded_components
from spiders.page.sitemap_links import with_sitemap
from spiders.page.strength import Strength

links = hub_links
next_pages = hub_next_pages
first_urls = with_sitemap


def recognises(page: Page) -> Strength:
    """A JSON-LD block, or a JSON document, that names a course, a program or an event."""
    return Strength.ANY_SITE.when(names_a_record(page))


def read(page: Page) -> Iterator[Record]:
    """The records that the page's JSON-LD states, a single program with the courses it lists."""
    records = list(page_records(page))
    is_program = [record.kind for record in records] == ["program"]
    if is_program and page.is_html and not records[0].components:
        records = [replace(records[0], components=coded_components(page))]
    yield from records
