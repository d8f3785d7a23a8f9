"""Ellucian Banner 9 (StudentRegistrationSsb): the course search of a university's registration.

How to recognise a page: JSON with the keys `courseTitle`, `creditHourLow` and `subjectCode`.

In a source's YAML: `start_urls` name a search such as
`…/courseSearchResults/courseSearchResults?txt_subject=CS&pageOffset=0&pageMaxSize=500`; most sites
answer only within a session that chose a term before, which is not done here. `follow` must name
the search, so that the next page is in scope.

Seen on real answers: Northeastern's of 2022. The search cuts a description at 100 characters; a
description that may have been cut is left out.

Key: the course's code.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from spiders.page.fields import distinct_records, stated
from spiders.page.strength import Strength

_KEYS = (b'"courseTitle"', b'"creditHourLow"', b'"subjectCode"')
# where the search cuts a description; a whole one ends in a sentence's mark
_CUT = 100


def recognises(page: Page) -> Strength:
    """JSON with the keys that every course of an answer has."""
    return Strength.OWN.when(page.is_json and all(key in page.body for key in _KEYS))


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer, once. Raises Unreadable where the answer is not JSON."""
    answer = page.json
    rows = (answer.get("data") if isinstance(answer, dict) else None) or []
    return distinct_records(_record(row, page) for row in rows if isinstance(row, dict))


def next_pages(page: Page) -> Iterator[str]:
    """The same search from where this answer ends; none at the end, or where it does not count."""
    answer = page.json
    try:
        offset = int(answer["pageOffset"]) + len(answer["data"])
        total = int(answer["totalCount"])
    except (KeyError, TypeError, ValueError):
        return
    if answer["data"] and offset < total and "pageOffset=" in page.url:
        yield re.sub(r"(pageOffset=)\d+", rf"\g<1>{offset}", page.url)


def _record(row: dict[str, Any], page: Page) -> Record | None:
    title = _words(row, "courseTitle")
    code = one_line(f"{row.get('subjectCode') or ''} {row.get('courseNumber') or ''}")
    if not (title and code):
        return None
    fields = {
        "code": code,
        "subject": _words(row, "subjectDescription"),
        "department": _words(row, "department"),
        "description": _whole(paragraphs(html.unescape(row.get("courseDescription") or ""))),
        **_credits(row.get("creditHourLow"), row.get("creditHourHigh")),
    }
    return Record("course", slug(code), page.url, title, stated(fields))


def _words(row: dict[str, Any], key: str) -> str:
    return one_line(html.unescape(row.get(key) or ""))


def _whole(description: str) -> str:
    """The description, or '' for one that the search may have cut."""
    is_cut = len(description) >= _CUT - 1 and description[-1:] not in ".!?)"
    return "" if is_cut else description


def _credits(least: Any, most: Any) -> dict[str, Any]:
    """Banner counts credit in hours; without an upper bound there is one amount."""
    if not isinstance(least, int | float):
        return {}
    return {
        "credits_min": float(least),
        "credits_max": float(most if most else least),
        "credit_unit": "semester_hour",
    }
