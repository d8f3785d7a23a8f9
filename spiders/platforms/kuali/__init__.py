"""Kuali Catalog: the API behind a school's catalog, whose pages a script fills.

How to recognise a page: JSON with `__catalogCourseId`, `__passedCatalogQuery` or
`catalogActivationDate`, or a school's page whose script names `window.catalogId` and a host of
kuali.co.

In a source's YAML: the root `https://<school>.kuali.co/` is enough as `start_urls`: its current
catalog is asked for, which leads to the lists of its courses and programs, and these to the details
of each. A school's own page that shows the catalog leads there too; `hosts` must then name
`<school>.kuali.co` as well. Of a list of catalogs (`/api/v1/catalog/public/catalogs`) the newest is
read, with others that begin with it (undergraduate and graduate studies).

Seen on real answers: the details of a course (2021) and of programs (2026). Inferred from clients
of the API: the raw lists, the list of catalogs, that several may begin together, and the script of
a school's page. Each school names its own fields: what a field holds is told by its shape (rules
that link to courses, an object with the name of a degree), not by its name alone.
Credits are strings, and no unit is stated.

Key: a course's code with a space ("SENG 360"); a program's code, else its `pid`.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from courseatlas.values.codes import spaced_code
from spiders.page import api_rows
from spiders.page.api_values import Row, objects, words
from spiders.page.fields import distinct_records, stated
from spiders.page.markup import html_to_text, visible
from spiders.page.strength import Strength
from spiders.platforms.kuali import navigation
from spiders.platforms.kuali.navigation import is_shell
from spiders.platforms.kuali.rules import is_program, program, rule_tree
from spiders.platforms.kuali.values import credits_of, description, named_text

links = navigation.links
first_urls = navigation.first_urls

_KEYS = (b'"__catalogCourseId"', b'"__passedCatalogQuery"', b'"catalogActivationDate"')
_API = "/api/v1/catalog/"
# "preAndCorequisites" are prerequisites first, "preOrCorequisites" may be taken at the same time
_PREREQUISITES = re.compile(r"(?!.*(?:recommend|preor)).*pre[-_]?(?:req|and)", re.I)
_COREQUISITES = re.compile(r"preor|(?!.*pre).*co[-_]?req", re.I)
_CREDITS = re.compile(r"(?:credits?|units?)(?:$|[A-Z_])")


def recognises(page: Page) -> Strength:
    """JSON with a key of this catalog, or a page whose script names the catalog."""
    is_own = any(key in page.body for key in _KEYS) if page.is_json else is_shell(page)
    return Strength.OWN.when(is_own)


def read(page: Page) -> Iterator[Record]:
    """Every course and program of an answer; a school's page states none itself.

    Raises Unreadable where an answer is not JSON.
    """
    if is_shell(page):
        return iter(())
    return distinct_records(_record(row, page) for row in api_rows.rows(page.json))


def _record(row: Row, page: Page) -> Record | None:
    title = one_line(html_to_text(words(row.get("title")) or ""))
    if not title:
        return None
    code = _code(row)
    if code and ("__catalogCourseId" in row or f"{_API}course" in page.path):
        return _course(row, code, title, page)
    if f"{_API}program" in page.path or is_program(row, title):
        return program(row, title, _address(row, page, "program"))
    return None


def _course(row: Row, code: str, title: str, page: Page) -> Record:
    others = objects(row.get("crossListedCourses"))
    codes = (words(each.get("__catalogCourseId")) for each in others)
    fields = {
        "code": code,
        "subject": _subject(row),
        "description": description(row),
        "prerequisites_text": _rules_text(named_text(row, _PREREQUISITES)),
        "corequisites_text": _rules_text(named_text(row, _COREQUISITES)),
        "department": words(row.get("department")),
        "level_text": words(row.get("academicLevel")),
        "cross_listed": [spaced_code(other) for other in codes if other],
        **_credits(row),
    }
    return Record("course", slug(code), _address(row, page, "course"), title, stated(fields))


def _subject(row: Row) -> str:
    return words(row.get("subjectCode")) or ""


def _code(row: Row) -> str:
    """The code with a space after the subject: "SENG360" is "SENG 360"."""
    subject, number = _subject(row), words(row.get("number"))
    printed = words(row.get("__catalogCourseId")) or words(row.get("code")) or ""
    if not printed:
        return f"{subject} {number}" if subject and number else ""
    if subject and printed.startswith(subject) and len(printed) > len(subject):
        return f"{subject} {printed[len(subject) :].lstrip(' -')}"
    return spaced_code(printed)


def _credits(row: Row) -> dict[str, Any]:
    """The credits of the first field that states them."""
    stated_credits = (credits_of(row[name]) for name in row if _CREDITS.match(name))
    return next((credits for credits in stated_credits if credits), {})


def _rules_text(markup: str) -> str:
    """A tree of rules as one line of text."""
    return one_line(visible(rule_tree(markup)).replace("\n", " ")) if markup else ""


def _address(row: Row, page: Page, kind: str) -> str:
    """The address of a row's own details.

    Lists stand at `…/courses/<catalog id>`, details at `…/course/<catalog id>/<pid>`.
    """
    pid, parts = words(row.get("pid")), urlsplit(page.url)
    listing = re.match(rf"(.*/api/v1/catalog)/{kind}s/(\w+)/?$", parts.path)
    if listing is None or not pid:
        return page.url
    return f"{parts.scheme}://{parts.netloc}{listing[1]}/{kind}/{listing[2]}/{pid}"
