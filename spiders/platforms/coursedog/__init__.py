"""Coursedog: a school's catalog is an empty page of Nuxt, and all of it comes from an API.

How to recognise a page: HTML that names coursedog.com and carries Nuxt's state; JSON with
`courseGroupId`, `programGroupId` or `coursesFilters`.

In a source's YAML: `start_urls: ['https://catalog.example.edu/']`, and `hosts` with the host of the
API beside that of the catalog: `hosts: [catalog.example.edu, app.coursedog.com]`. The state of the
catalog's page names the school and the catalog; these lead to the catalog's own entry, which tells
the first day of its edition, and to the searches of courses and programs on that day. Where a page
carries no state, `start_urls` name the entry: `…/api/v1/ca/<school>/catalogs/<catalog>`.

The API refuses a request that does not say which catalog it is for, as that catalog's own pages do
by the headers `Origin` and `Referer`. They name the first of the `start_urls`.

A catalog shows the courses that its entry's own filters let through; they are posted with each
search, as the catalog's pages do, and such an answer is asked for as a whole in each run. What the
filters do not speak of is decided by the row: active and printed in the catalog.

Rules name courses by the school's internal ids. An id is never given as a code: it stands for the
course that the same answer names by it. For prerequisites that name courses of another answer, the
API is asked for these by their ids. Where it does not know all of them either, the prerequisites
are left out. A program lists courses that its answer does not name by their ids, as aliases of
courses that other answers name. Departments that are ids alone are not printed.

Seen in about fifty public readers (2023 to 2026), with whole records: the state of a page in both
forms of Nuxt, the entry of a catalog, its filters, courses, programs, their rules, paging by `skip`
and requests by ids. A search without `effectiveDatesRange` gives other versions of courses.
Inferred: that a page may print the API's address; that an answer may name the courses of its rules;
see also `searches.py` and `references.py`.

Key: a course's or a program's code; the internal id is an alias. An answer prints no address of a
record. It is that of its page in the catalog, `/courses/<group id>` (seen in public readers), where
the `start_urls` name the catalog, and that of the record in the API else.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from courseatlas.records import Page, Record, Unreadable
from spiders.page.api_values import Row, objects, words
from spiders.page.fields import distinct_records
from spiders.page.strength import Strength
from spiders.platforms import UNWALKABLE
from spiders.platforms.coursedog import courses, programs, references, searches
from spiders.platforms.coursedog.rows import is_published, named_courses
from spiders.platforms.coursedog.state import catalog_of_page

# hosts that a source's YAML must list beside that of the catalog
ALSO_HOSTS = ("app.coursedog.com",)

_KEYS = (b'"courseGroupId"', b'"programGroupId"', b'"coursesFilters"')
_STATES = (b"__NUXT__", b"__NUXT_DATA__")
_API = "/api/v1/"
# the id of a record is that of its group and the day from which it is in force
_RECORD = re.compile(
    r"/api/v1/cm/[^/]+/(?P<kind>courses|programs)/(?P<group>[\w.-]+?)(?:-\d{4}-\d\d-\d\d)?"
)

next_pages = searches.next_page


def recognises(page: Page) -> Strength:
    """Keys of the API's answers, or the state of a page that names the vendor."""
    if page.is_json:
        return Strength.OWN.when(any(key in page.body for key in _KEYS))
    has_state = any(state in page.body for state in _STATES)
    return Strength.OWN.when(has_state and b"coursedog.com" in page.body)


def request_headers(url: str, start_urls: Sequence[str]) -> Mapping[str, str]:
    """Which catalog a request to the API is for, as the pages of that catalog say it."""
    if not urlsplit(url).path.startswith(_API):
        return {}
    catalogs = (start for start in start_urls if not urlsplit(start).path.startswith(_API))
    parts = urlsplit(next(catalogs, url))
    origin = f"{parts.scheme}://{parts.netloc}"
    own = {"Origin": origin, "Referer": f"{origin}/", "X-Requested-With": "catalog"}
    return own if posted_body(url) is None else own | {"Content-Type": "application/json"}


def posted_body(url: str) -> str | None:
    """The catalog's own filters, where the address of a search has some."""
    filters = searches.filters_of(url)
    return json.dumps({"condition": "AND", "filters": [filters]}) if filters else None


def public_address(url: str, start_urls: Sequence[str]) -> str:
    """The page of a record in the catalog that the `start_urls` name, for its address in the API.

    >>> public_address(
    ...     "https://app.coursedog.com/api/v1/cm/lamp/courses/0455351-2020-01-01",
    ...     ["https://catalog.example.edu/"],
    ... )
    'https://catalog.example.edu/courses/0455351'
    """
    record = _RECORD.fullmatch(urlsplit(url).path)
    catalogs = (start for start in start_urls if not urlsplit(start).path.startswith(_API))
    catalog = next(catalogs, None)
    if record is None or catalog is None:
        return url
    parts = urlsplit(catalog)
    return f"{parts.scheme}://{parts.netloc}/{record['kind']}/{record['group']}"


def links(page: Page) -> Iterator[str]:
    """From a catalog's page to its entry in the API, and from there to both searches.

    A search leads to the courses whose rules name others that its answer does not name.
    """
    if not page.is_json:
        catalog = catalog_of_page(page)
        if catalog:
            yield f"{catalog.api}/ca/{catalog.school}/catalogs/{catalog.id}"
    elif searches.ENTRY in page.url:
        yield from searches.searches(page)
    else:
        yield from references.requests_by_ids(page)


def read(page: Page) -> Iterator[Record]:
    """The published courses and programs of an answer. A page and a catalog's entry hold none.

    Raises Unreadable where a page does not say whose catalog it is, and where the API answers with
    an error or knows nothing of the catalog.
    """
    if not page.is_json:
        if catalog_of_page(page) is None:
            raise Unreadable(
                "the page's state names no school and no catalog: give the catalog's entry in the"
                " API as start_urls",
                UNWALKABLE,
            )
        return
    answer = page.json
    if searches.ENTRY in page.url:
        return
    rows = _rows(answer)
    names, is_shown = named_courses(answer), _shown_by(page)
    yield from distinct_records(
        programs.program(row, names, page)
        if "programGroupId" in row
        else courses.course(row, names, page)
        for row in rows
        if is_shown(row)
    )


def _shown_by(page: Page) -> Callable[[Row], bool]:
    """Whether the catalog shows a row of an answer: by the ids or the filters of the request."""
    told, shown = searches.filtered_names(page.url), references.shown_ids(page.url)
    if shown is not None:
        return lambda row: row.get("courseGroupId") in shown
    return lambda row: is_published(row, told)


def _rows(answer: object) -> list[dict[str, object]]:
    """The rows of an answer: of a search, or of a request by ids, which gives them by id."""
    if isinstance(answer, list):
        return objects(answer)
    if not isinstance(answer, dict):
        raise Unreadable("the answer is no list of courses or programs")
    if "data" in answer:
        if answer.get("listLength") == 0 and not answer["data"]:
            raise Unreadable("the API holds nothing for this catalog; its id may be of a past year")
        return objects(answer["data"])
    if answer.get("error") or answer.get("statusCode"):
        message = words(answer.get("message")) or words(answer.get("error"))
        raise Unreadable(f"the API answered: {message}", "api_error")
    if {"courseGroupId", "programGroupId"} & set(answer):
        return [answer]
    return objects(list(answer.values()))
