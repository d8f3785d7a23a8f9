"""Coursera: rows of its public catalog API, and the pages of courses and series of courses.

How to recognise a page: the keys of an answer of the catalog API; a detail page by its hero heading
or by the marks of the site's script.

In a source's YAML: `start_urls` name an API query (`https://api.coursera.org/api/courses.v1?…` or
`…/onDemandSpecializations.v1?…`) and the site map of courses. `follow` names the detail pages
(`['^/learn/[^/]*machine-learning[^/]*$']`) and, where the API is paged, the query.

Seen: answers of the API of 2026; a specialisation's page of September 2024. Inferred: course pages
of today, from what scrapers of 2025 and 2026 select.

Key: the id of the API, which stays when an editor renames the slug. A page prints the slug in its
address alone and joins the row that has it.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from courseatlas.records import Page, Record
from spiders.page.api_values import member, objects
from spiders.page.links import page_links
from spiders.page.strength import Strength
from spiders.platforms.coursera import detail_page
from spiders.platforms.coursera.api import records_of

_DETAIL = re.compile(r"/(?:learn|projects|specializations|professional-certificates)/[^/]+/?")
_ROW_KEYS = re.compile(rb'"(?:partnerIds|primaryLanguages|courseIds|instructorIds)"')


def recognises(page: Page) -> Strength:
    """An answer of the catalog API, or a page of the site; a plain list of addresses is neither."""
    if page.is_json:
        is_answer = b'"elements"' in page.body and b'"slug"' in page.body
        return Strength.OWN.when(is_answer and bool(_ROW_KEYS.search(page.body)))
    return Strength.OWN.when(detail_page.has_marks(page))


def links(page: Page) -> Iterator[str]:
    """The specialisations of an answer, whose pages name their courses; else the detail pages.

    A row of a course already holds what is read, so its page is not asked for.
    """
    if not page.is_json:
        # a search page leads to detail pages too, but it is made for people and is not followed
        yield from (url for url in page_links(page) if _DETAIL.fullmatch(urlsplit(url).path))
    elif "onDemandSpecializations" in page.url and isinstance(page.json, dict):
        for row in objects(page.json.get("elements")):
            if row.get("slug"):
                yield f"https://www.coursera.org/specializations/{row['slug']}"


def next_pages(page: Page) -> Iterator[str]:
    """The answer's next page: `paging.next` is the row where it starts, absent at the end."""
    start = str(member(page.json, "paging").get("next") or "") if page.is_json else ""
    if start.isdigit():
        query = re.sub(r"([?&])start=\d*&?", r"\1", page.url).rstrip("?&")
        yield f"{query}{'&' if '?' in query else '?'}start={start}"


def read(page: Page) -> Iterator[Record]:
    """The rows of an answer, or the one course or program of a detail page.

    A shell that a script fills gives none. Raises Unreadable for broken JSON.
    """
    if page.is_json:
        yield from records_of(page.json)
    elif page.is_html:
        yield from detail_page.read(page)
