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

Seen in about thirty public readers (2023 to 2026), with whole records: the state of a page in both
forms of Nuxt, the entry of a catalog, courses, programs, their rules, and paging by `skip`. A
search without `effectiveDatesRange` gives other versions of courses. Inferred: that a page may
print the API's address; that an answer may name the courses of its rules. The answer's rows are
filtered here, because schools spell the status of a course in different ways. The entry's own
filters (of colleges, numbers or terms) are not applied.

Rules name courses by the school's internal ids. An id is never given as a code: it stands for the
course that the same answer names by it. A program lists the others by their ids, as aliases of
courses that other answers name; prerequisites whose courses an answer does not all name are left
out.

Key: a course's or a program's code; the internal id is an alias. An answer prints no address of a
record. It is that of its page in the catalog, `/courses/<group id>` (seen in public readers), where
the `start_urls` name the catalog, and that of the record in the API else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from courseatlas.records import Page, Record, Unreadable
from spiders.page.api_values import day, number, objects, words
from spiders.page.fields import distinct_records
from spiders.page.strength import Strength
from spiders.platforms import UNWALKABLE
from spiders.platforms.coursedog import courses, programs
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
_ENTRY, _SEARCH = "/api/v1/ca/", "/search/$filters"
# an answer may hold no more than 16 MiB; programs carry plans of their terms
_ROWS = {"courses": 1000, "programs": 100}
# a program's answer may name the courses of its rules; a course's is large without them
_WITH_DEPENDENTS = {"courses": "false", "programs": "true"}
_COLUMNS = {"courses": courses.COLUMNS, "programs": programs.COLUMNS}


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
    return {"Origin": origin, "Referer": f"{origin}/", "X-Requested-With": "catalog"}


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
    """From a catalog's page to its entry in the API, and from there to both searches."""
    if not page.is_json:
        catalog = catalog_of_page(page)
        if catalog:
            yield f"{catalog.api}/ca/{catalog.school}/catalogs/{catalog.id}"
    elif _ENTRY in page.url:
        yield from _searches(page)


def _searches(page: Page) -> Iterator[str]:
    """The first pages of both searches, on the first day of the catalog's edition."""
    base, _, rest = page.url.partition("?")[0].partition(_ENTRY)
    school, _, catalog = rest.strip("/").partition("/catalogs/")
    entry = page.json if isinstance(page.json, dict) else {}
    first_day = day(entry.get("effectiveStartDate"))
    if not catalog:
        return
    for kind, rows in _ROWS.items():
        query = {
            "catalogId": catalog,
            "skip": 0,
            "limit": rows,
            "orderBy": "code",
            "formatDependents": _WITH_DEPENDENTS[kind],
            "ignoreEffectiveDating": "false",
            "columns": ",".join(_COLUMNS[kind]),
        }
        if first_day:
            query["effectiveDatesRange"] = f"{first_day},{first_day}"
        yield f"{base}/api/v1/cm/{school}/{kind}{_SEARCH}?{urlencode(query)}"


def next_pages(page: Page) -> Iterator[str]:
    """The same search from where this answer ends; none at the end of the list."""
    answer = page.json if page.is_json else None
    if not isinstance(answer, dict) or _SEARCH not in page.url:
        return
    address, _, query = page.url.partition("?")
    values = dict(parse_qsl(query))
    skip, total = number(values.get("skip")), number(answer.get("listLength"))
    rows = answer.get("data")
    if skip is None or total is None or not isinstance(rows, list) or not rows:
        return
    if skip + len(rows) < total:
        yield f"{address}?{urlencode(values | {'skip': int(skip) + len(rows)})}"


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
    if _ENTRY in page.url:
        return
    rows = _rows(answer)
    names = named_courses(answer)
    yield from distinct_records(
        programs.program(row, names, page)
        if "programGroupId" in row
        else courses.course(row, names, page)
        for row in rows
        if is_published(row)
    )


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
