"""The state that a page hands to its scripts: `window.__INITIAL_STATE__ = {…}`, `__NEXT_DATA__`.

Inferred: providers of online courses whose pages are filled by scripts. Only the one object is read
that the state calls a course or a program and whose title is the page's own; of that, only what its
keys say without doubt: prices and credits of a shop are not read, nor are its keys, which are no
codes of courses.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.etree

from courseatlas.records import Page, Record
from spiders.page import api_rows
from spiders.page.api_values import Row, objects, words
from spiders.page.content import address, heading

_SCRIPTS = lxml.etree.XPath("//script[not(@src)]/text()")
_NEXT = lxml.etree.XPath("//script[@id='__NEXT_DATA__']/text()")
_ASSIGNED = re.compile(r"window\.__[A-Z][A-Z_]{3,40}__\s*=\s*(?=\{)")
_MARK = re.compile(rb"window\.__[A-Z][A-Z_]{3,40}__\s*=\s*\{|id=[\"']__NEXT_DATA__[\"']")
_KINDS = {
    "course": "course",
    "courseDetail": "course",
    "courseDetails": "course",
    "program": "program",
    "track": "program",
    "specialization": "program",
    "learningPath": "program",
}
_NAMED = re.compile(rb"\"(?:%s)\"\s*:\s*\{" % "|".join(_KINDS).encode())
_WRAPPERS = ("data", "attributes", "details")
_TITLES = ("title", "name")
_KEPT = (
    *_TITLES,
    *("full_description", "description", "summary", "short_description"),
    *("language", "instructors"),
)
_DEEPEST = 8


def names_a_course(page: Page) -> bool:
    """Whether a page has a state with an object that is called a course, in its bytes alone."""
    has_state = page.is_html and _MARK.search(page.body) is not None
    return has_state and _NAMED.search(page.body) is not None


def record_of_state(page: Page) -> Record | None:
    """The course or the program that a page's state is about, by the page's own title; or None."""
    title = heading(page).casefold()
    named = [
        (kind, row)
        for state in _states(page)
        for kind, row in _named(state, _DEEPEST)
        if title and _title(row).casefold() == title
    ]
    if not named or any(kind != named[0][0] for kind, _ in named):
        return None
    kind, row = named[0]
    return api_rows.record(_plain(row) | {"kind": kind, "url": address(page)}, page)


def _states(page: Page) -> Iterator[Any]:
    for script in _SCRIPTS(page.tree):
        for assigned in _ASSIGNED.finditer(script):
            yield from _json(script[assigned.end() :])
    for script in _NEXT(page.tree):
        yield from _json(script.strip())


def _json(script: str) -> Iterator[Any]:
    """The value that a script begins with; none where it is no JSON."""
    try:
        yield json.JSONDecoder().raw_decode(script)[0]
    except (ValueError, RecursionError):
        return


def _named(value: Any, depth: int) -> Iterator[tuple[str, Row]]:
    """(kind, object) of what a state calls a course or a program, with a title of its own."""
    if not isinstance(value, dict) or depth == 0:
        return
    for key, inner in value.items():
        kind = _KINDS.get(key)
        candidates = [inner, *(inner.get(each) for each in _WRAPPERS)] if _is_row(inner) else []
        for row in candidates if kind else []:
            if kind and _is_row(row) and _title(row):
                yield kind, row
        yield from _named(inner, depth - 1)


def _is_row(value: Any) -> bool:
    return isinstance(value, dict)


def _title(row: Row) -> str:
    return next((row[key] for key in _TITLES if isinstance(row.get(key), str)), "").strip()


def _plain(row: Row) -> Row:
    """What an object states without doubt, by the keys of a row of an API."""
    level, required = row.get("level"), row.get("prerequisites")
    return {key: row[key] for key in _KEPT if key in row} | {
        # a level is an academic one or a difficulty
        "level": level if isinstance(level, str) else None,
        "level_type": level if isinstance(level, str) else None,
        "prerequisites": words(required) if isinstance(required, list) else required,
        "courses": [{"title": words(course)} for course in objects(row.get("courses"))],
    }
