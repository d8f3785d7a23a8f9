"""Any site that carries schema.org markup (JSON-LD), whatever software made it.

How to recognise a page: a JSON-LD block of schema.org that names a course, a program or an event.
Any site may carry one, so the marks of a software are stronger.

In a source's YAML: `start_urls` name the root of a site, hubs or site maps; `follow` narrows the
links to the detail pages. Lists are found by what their links say, and the root's `/sitemap.xml` is
asked for.

Seen on real pages: courses, events and programs of many sites; the markup of a page that lists
other pages' courses is not read.

Key: the course's code, else the last part of the record's address.
"""

from courseatlas.records import Page
from spiders.page.hubs import hub_links, hub_next_pages, with_sitemap
from spiders.page.jsonld import names_a_record, page_records
from spiders.page.strength import Strength

read = page_records
links = hub_links
next_pages = hub_next_pages
first_urls = with_sitemap


def recognises(page: Page) -> Strength:
    """A JSON-LD block, or a JSON document, that names a course, a program or an event."""
    return Strength.ANY_SITE.when(names_a_record(page))
