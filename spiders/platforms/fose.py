"""CourseLeaf CLSS, the class search of a term ("FOSE"), as JSON to which criteria are posted.

How to recognise a page: HTML with the list of terms `crit-srcdb`; JSON with `srcdb`, and either
`results` with a `crn` each, or the details of one section (`allInGroup`, `hours_html`).

In a source's YAML: `start_urls` name the search's page (`https://classes.example.edu/`, or
`https://catalog.example.edu/course-search/`). It leads to a search of each subject in the newest
fall and spring, and each search to the details of each course, one section of it. `follow` may
leave the details out, which hold descriptions and credits: `follow: ['route=search']`.

The body that is posted follows from the address, which names the criteria, as the addresses of the
site's own script do. `srcdb` is named as well, which the script names in the body alone.

Seen in about fifty public clients of fourteen schools (2018 to 2026): the lists of the page, the
requests, rows of a search, the names of the details' keys. Inferred: that the site ignores `srcdb`
in an address as it ignores criteria there; the form of an error; `?keyword=…&srcdb=…` as the
address for people. No whole answer was seen.

Key: the course's code. The sections of a course are one record.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import lxml.etree

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line, slug
from courseatlas.values.codes import subject_of
from spiders.page.api_values import Row, day, line_of, objects, prose
from spiders.page.fields import distinct, stated
from spiders.page.labels import in_prose
from spiders.page.links import Link, worded_links
from spiders.page.markup import text
from spiders.page.people import names_in
from spiders.page.sections import course_title
from spiders.page.strength import Strength
from spiders.page.terms import newest_terms

_LISTS = b'id="crit-srcdb"'
_DETAILS = (b'"allInGroup"', b'"hours_html"')
_TERMS = lxml.etree.XPath("//select[@id='crit-srcdb']/option[@value]")
_SUBJECTS = lxml.etree.XPath("//select[@id='crit-subject']/option[@value]")
_CODE = re.compile(r"[A-Z][\w&/ .-]{0,15}\d\w{0,6}", re.I)
_PREREQUISITE = re.compile(r"pre_?req", re.I)
_HOURS_FIRST = re.compile(r"^(?P<label>[A-Za-z ]+?)\s*:\s*(?P<amount>\d.*)$")


def recognises(page: Page) -> Strength:
    """The lists of the search's page, or the keys of its answers."""
    if not page.is_json:
        return Strength.NAMED.when(_LISTS in page.body)
    has_rows = b'"results"' in page.body and b'"crn"' in page.body
    is_details = any(key in page.body for key in _DETAILS)
    return Strength.OWN.when(b'"srcdb"' in page.body and (has_rows or is_details))


def request_headers(url: str, start_urls: Sequence[str]) -> Mapping[str, str]:
    """What the search's own script sends with what it posts."""
    if posted_body(url) is None:
        return {}
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return {
        "Content-Type": "application/json",
        "Origin": origin,
        "Referer": f"{origin}/",
        "X-Requested-With": "XMLHttpRequest",
    }


def posted_body(url: str) -> str | None:
    """The criteria of a search, or the section of details, that an address names.

    >>> posted_body("https://x.edu/api/?page=fose&route=search&subject=CS&srcdb=202610")
    '{"other": {"srcdb": "202610"}, "criteria": [{"field": "subject", "value": "CS"}]}'
    """
    values = dict(parse_qsl(urlsplit(url).query))
    route, is_fose = values.pop("route", ""), values.pop("page", "") == "fose"
    term = values.pop("srcdb", "")
    if is_fose and route == "search":
        criteria = [{"field": name, "value": value} for name, value in values.items()]
        return json.dumps({"other": {"srcdb": term}, "criteria": criteria})
    if is_fose and route == "details":
        return json.dumps({**values, "srcdb": term, "matched": values.get("key", "")})
    return None


def links(page: Page) -> Iterator[Link]:
    """From the page to a search per term and subject, from a search to details per course."""
    if page.is_sitemap or not (page.is_json or _LISTS in page.body):
        yield from worded_links(page)
    elif not page.is_json:
        api = page.url.partition("?")[0].partition("#")[0].rpartition("/")[0] + "/api/"
        subjects = distinct(one_line(option.get("value")) for option in _SUBJECTS(page.tree))
        terms = ((one_line(option.get("value")), text(option)) for option in _TERMS(page.tree))
        for term in newest_terms(terms):
            for subject in subjects:
                query = {"is_canc": "N", "subject": subject, "srcdb": term}
                address = f"{api}?page=fose&route=search&{urlencode(query)}"
                yield Link(address, "course_list", subject)
    else:
        yield from _details(page)


def _details(page: Page) -> Iterator[Link]:
    """The details of the first section of each course of a search."""
    answer = page.json
    if not isinstance(answer, dict) or "route=search" not in page.url:
        return
    api = page.url.partition("?")[0]
    for code, sections in _by_code(answer).items():
        section, term = _word(sections[0], "crn"), _word(sections[0], "srcdb")
        term = term or line_of(answer.get("srcdb"))
        if section and term:
            query = {"group": f"code:{code}", "key": f"crn:{section}", "srcdb": term}
            address = f"{api}?page=fose&route=details&{urlencode(query)}"
            yield Link(address, "course", _word(sections[0], "title"))


def read(page: Page) -> Iterator[Record]:
    """Each course of a search, or the one whose details an answer holds.

    Raises Unreadable where the answer is no object, or holds an error.
    """
    if not page.is_json:
        return
    answer = page.json
    if not isinstance(answer, dict):
        raise Unreadable("the answer is no object")
    if answer.get("fatal"):
        raise Unreadable(f"the search answered: {line_of(answer['fatal'])}", "api_error")
    if isinstance(answer.get("results"), list):
        courses = (_course(code, rows, answer, page) for code, rows in _by_code(answer).items())
        yield from (record for record in courses if record)
    else:
        yield from _described(answer, page)


def _by_code(answer: Row) -> dict[str, list[Row]]:
    """The sections of a search that take place, by the codes of their courses."""
    courses: dict[str, list[Row]] = {}
    for row in objects(answer.get("results")):
        code = _word(row, "code")
        if _CODE.fullmatch(code) and not row.get("isCancelled"):
            courses.setdefault(code, []).append(row)
    return courses


def _word(row: Row, name: str) -> str:
    """The words under a name: of a string without its markup, or of a number."""
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return one_line(prose(value) or "")


def _course(code: str, rows: list[Row], answer: Row, page: Page) -> Record | None:
    """A course with the title that most of its sections carry; values where they agree."""
    title = course_title(_word(row, "title") for row in rows)
    if not title:
        return None
    fields = {
        "code": code,
        "subject": subject_of(code),
        "credits_text": _agreed([_hours(row) for row in rows]),
        "instructors": distinct(name for row in rows for name in names_in(_word(row, "instr"))),
        "starts_on": day(_agreed([_word(row, "start_date") for row in rows])),
        "ends_on": day(_agreed([_word(row, "end_date") for row in rows])),
    }
    term = _word(rows[0], "srcdb") or _word(answer, "srcdb")
    url = _address(page, code, term)
    return Record("course", slug(code), url, title, stated(fields))


def _described(answer: Row, page: Page) -> Iterator[Record]:
    """The course of a section's details."""
    code, title = _word(answer, "code"), course_title([_word(answer, "title")])
    if not _CODE.fullmatch(code) or not title:
        return
    description = prose(answer.get("description")) or ""
    asked = (_word(answer, name) for name in answer if _PREREQUISITE.search(name))
    fields: dict[str, Any] = {
        **in_prose(description),
        "code": code,
        "subject": subject_of(code),
        "description": description,
        "credits_text": _hours(answer),
    }
    prerequisites = next((each for each in asked if each), "")
    fields |= {"prerequisites_text": prerequisites} if prerequisites else {}
    url = _address(page, code, _word(answer, "srcdb"))
    yield Record("course", slug(code), url, title, stated(fields))


def _hours(row: Row) -> str:
    """The hours as printed, with the amount before its label: "Credit Hours: 3" names it first."""
    printed = _word(row, "hours_html") or _word(row, "hours")
    named = _HOURS_FIRST.match(printed)
    return f"{named['amount']} {named['label']}" if named else printed


def _agreed(values: list[str]) -> str:
    """The value that all sections state, or ''."""
    return values[0] if len(set(values)) == 1 else ""


def _address(page: Page, code: str, term: str) -> str:
    """The address by which a person sees the course in the search."""
    base = page.url.partition("api/?")[0]
    return f"{base}?keyword={quote(code)}&srcdb={quote(term)}" if base != page.url else page.url
