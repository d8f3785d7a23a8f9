"""The searches of a catalog: their addresses, and the catalog's own filters, which are posted.

A catalog's entry says by `coursesFilters` which courses the catalog shows: a tree of conditions on
colleges, numbers, terms or fields of the school. The catalog's pages post it with each search. What
is posted follows from the address of a search, so the filters stand there, packed into the name of
a column that no course has.

Seen in public readers: the tree, that it is posted within another one, and searches with columns of
any name. Inferred: that programs have the same in `programsFilters`, and that a column without
values changes nothing.
"""

import base64
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from courseatlas.records import Page
from spiders.page.api_values import Row, day, nested_objects, number
from spiders.platforms.coursedog import courses, programs

ENTRY, SEARCH = "/api/v1/ca/", "/search/$filters"
# an answer may hold no more than 16 MiB; programs carry plans of their terms
ROWS = {"courses": 1000, "programs": 100}
# a program's answer may name the courses of its rules; a course's is large without them
_WITH_DEPENDENTS = {"courses": "false", "programs": "true"}
COLUMNS = {"courses": courses.COLUMNS, "programs": programs.COLUMNS}
_FILTERS = {"courses": "coursesFilters", "programs": "programsFilters"}
_PACKED = "filters-"
_MOST_BYTES = 1 << 20


def searches(page: Page) -> Iterator[str]:
    """The first pages of both searches that a catalog's entry leads to, on its first day."""
    base, _, rest = page.url.partition("?")[0].partition(ENTRY)
    school, _, catalog = rest.strip("/").partition("/catalogs/")
    entry = page.json if isinstance(page.json, dict) else {}
    first_day = day(entry.get("effectiveStartDate"))
    if not catalog:
        return
    for kind, rows in ROWS.items():
        query = {
            "catalogId": catalog,
            "skip": 0,
            "limit": rows,
            "orderBy": "code",
            "formatDependents": _WITH_DEPENDENTS[kind],
            "ignoreEffectiveDating": "false",
            "columns": ",".join([*COLUMNS[kind], *_packed(entry.get(_FILTERS[kind]))]),
        }
        if first_day:
            query["effectiveDatesRange"] = f"{first_day},{first_day}"
        yield f"{base}/api/v1/cm/{school}/{kind}{SEARCH}?{urlencode(query)}"


def next_page(page: Page) -> Iterator[str]:
    """The same search from where this answer ends; none at the end of the list."""
    answer = page.json if page.is_json else None
    if not isinstance(answer, dict) or SEARCH not in page.url:
        return
    address, _, query = page.url.partition("?")
    values = dict(parse_qsl(query))
    skip, total = number(values.get("skip")), number(answer.get("listLength"))
    rows = answer.get("data")
    if skip is None or total is None or not isinstance(rows, list) or not rows:
        return
    if skip + len(rows) < total:
        yield f"{address}?{urlencode(values | {'skip': int(skip) + len(rows)})}"


def filters_of(url: str) -> Row | None:
    """The filters that stand in the address of a search; None for any other address."""
    parts = urlsplit(url)
    columns = dict(parse_qsl(parts.query)).get("columns", "").split(",")
    packed = columns[-1].removeprefix(_PACKED)
    if not parts.path.endswith(SEARCH) or packed == columns[-1]:
        return None
    with suppress(ValueError, zlib.error):
        body = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        filters = json.loads(zlib.decompressobj().decompress(body, _MOST_BYTES))
        return filters if isinstance(filters, dict) else None
    return None


def filtered_names(url: str) -> frozenset[str]:
    """The fields that the filters of a search speak of."""
    leaves = nested_objects(filters_of(url), lambda row: "type" in row)
    return frozenset(str(leaf.get("name")) for leaf in leaves)


def _packed(filters: Any) -> list[str]:
    """The filters as the name of a column; none where they let all through."""
    if not (isinstance(filters, dict) and filters.get("filters")):
        return []
    body = zlib.compress(json.dumps(filters, separators=(",", ":")).encode(), 9)
    return [_PACKED + base64.urlsafe_b64encode(body).decode().rstrip("=")]
