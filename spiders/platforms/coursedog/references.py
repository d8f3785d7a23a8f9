"""Courses that the rules of another course name by an id alone: the API is asked who they are.

An answer holds a part of a catalog, and a rule may name a course of another part. A request by ids
answers with the course and those that its rules name, so that its prerequisites have their codes.
Which of the ids are courses that the catalog shows, and which only named ones, is told by their
order: the last of the former stands once more at the end.

Seen in public readers: `…/cm/<school>/courses?courseGroupIds=…` with up to a hundred ids, answered
by ids. Inferred: that it takes `effectiveDatesRange`, as the same request for programs does.
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from courseatlas.records import Page
from spiders.page.api_values import Row, objects, words
from spiders.page.fields import distinct
from spiders.platforms.coursedog.courses import requisite_groups
from spiders.platforms.coursedog.rows import CourseNames, is_published, named_courses
from spiders.platforms.coursedog.rules import unnamed_ids
from spiders.platforms.coursedog.searches import SEARCH, filtered_names

_IDS = "courseGroupIds"
_MOST_IDS = 60


def requests_by_ids(page: Page) -> Iterator[str]:
    """Requests for courses of a search whose rules name others that its answer does not name."""
    address, _, query = page.url.partition("?")
    if not address.endswith(f"/courses{SEARCH}") or not isinstance(page.json, dict):
        return
    kept = ("catalogId", "effectiveDatesRange")
    shared = {name: value for name, value in parse_qsl(query) if name in kept}
    for ids in _batches(page):
        yield f"{address.removesuffix(SEARCH)}?{urlencode({_IDS: ','.join(ids), **shared})}"


def _batches(page: Page) -> Iterator[list[str]]:
    shown: list[str] = []
    others: list[str] = []
    told, names = filtered_names(page.url), named_courses(page.json)
    for row in objects(page.json.get("data")):
        group = words(row.get("courseGroupId"))
        unnamed = _unnamed(row, names) if group and is_published(row, told) else []
        if not (group and unnamed):
            continue
        # also those that this answer names: the next one has to name all of them by itself
        wanted = _unnamed(row, {})
        if shown and len({*shown, *others, group, *wanted}) > _MOST_IDS:
            yield _ordered(shown, others)
            shown, others = [], []
        shown, others = distinct([*shown, group]), distinct([*others, *wanted])
    if shown:
        yield _ordered(shown, others)


def _unnamed(row: Row, names: CourseNames) -> list[str]:
    return [id for group in requisite_groups(row) for id in unnamed_ids(group, names)]


def _ordered(shown: list[str], others: list[str]) -> list[str]:
    return [*shown, *(id for id in others if id not in shown), shown[-1]]


def shown_ids(url: str) -> frozenset[str] | None:
    """The courses that a request by ids is about; None for any other address."""
    ids = parse_qs(urlsplit(url).query).get(_IDS, [""])[0].split(",")
    last = ids.index(ids[-1]) if ids[-1] else len(ids)
    return frozenset(ids[: last + 1]) if last < len(ids) - 1 else None
