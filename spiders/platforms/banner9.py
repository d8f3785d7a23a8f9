"""Ellucian Banner 9 (StudentRegistrationSsb): the searches of a university's registration.

How to recognise a page: JSON with the keys `courseTitle` and `creditHourLow`, and `subjectCode`
(the search of courses) or `subjectCourse` (the search of sections); HTML with the class details of
a section (`aria-labelledby="classDetails"`), or a page below `/ssb/` that carries the token of its
searches (`name="synchronizerToken"`).

In a source's YAML: the root of the registration is enough as `start_urls`
(`https://registration.example.edu/StudentRegistrationSsb/`; of a bare host, that path). Its list of
terms is asked for, `…/ssb/classSearch/getTerms?searchTerm=&offset=1&max=10`, which leads to the
newest term, to its subjects (`get_subject`), to a search of sections for each, and to the same of
courses: the courses are the whole catalog, the sections say what is taught, and by whom. Terms for
a part of the students ("Fall 2026 Extension") stand back. `start_urls` may also name one search,
such as
`…/searchResults/searchResults?txt_subject=CS&txt_term=202610&pageOffset=0&pageMaxSize=500`.
`follow` narrows the searches: `follow: [get_subject, 'txt_subject=(CS|DS)&']`.

A site answers a search only within a session that chose a term. So the term is posted before each
search, in a session of its own: the results of a search stay with its session.

Seen on real answers: Northeastern's of 2022, and Hawaii's class details of 2026. The search cuts a
description at 100 characters; a description that may have been cut is left out. Class details print
the subject's name and not its code, so that they state no code. Their internal number is hidden.

Key: the course's code; of class details, the subject's name and the displayed number. The sections
of a course are one record.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml.html import HtmlElement

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line, paragraphs, slug
from spiders.page.api_values import Row, objects
from spiders.page.fields import distinct, stated
from spiders.page.form import Form
from spiders.page.links import Link, worded_links
from spiders.page.markup import text
from spiders.page.sections import course_title, topic_titles
from spiders.page.strength import Strength
from spiders.page.terms import term_for_all

_KEYS = (b'"courseTitle"', b'"creditHourLow"')
_SUBJECT_KEYS = (b'"subjectCode"', b'"subjectCourse"')
_DETAILS = b'aria-labelledby="classDetails"'
_TOKEN, _OWN_FOLDER = b"synchronizerToken", "/ssb/"
# where the search cuts a description; a whole one ends in a sentence's mark
_CUT = 100

# the folder of the lists that a search is chosen from, and the search
_SEARCHES = {
    "classSearch": ("searchResults/searchResults", "search"),
    "courseSearch": ("courseSearchResults/courseSearchResults", "courseSearch"),
}
_LIST = re.compile(
    r"(?P<base>.*)/(?P<folder>classSearch|courseSearch)/(?P<list>getTerms|get_subject)"
)
_SEARCH = re.compile(
    r"(?P<base>.*)/(?:searchResults/searchResults|(?P<course>courseSearchResults/courseSearchResults))"
)
_MOST_ROWS = 500
# the pages of a registration that are no list and no search, and the folder that is usual
_ROOT_PAGES = ("", "term", "registration")
_USUAL_FOLDER = "StudentRegistrationSsb"


def recognises(page: Page) -> Strength:
    """JSON with the keys of every row, the details of a section, or a page of the registration."""
    has_rows = all(key in page.body for key in _KEYS) and any(
        key in page.body for key in _SUBJECT_KEYS
    )
    is_own_page = page.is_html and _OWN_FOLDER in page.path and _TOKEN in page.body
    return Strength.OWN.when((page.is_json and has_rows) or _DETAILS in page.body or is_own_page)


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer, once.

    Raises Unreadable where the answer is not JSON, or says that no term was chosen.
    """
    if _DETAILS in page.body:
        yield from _of_details(page)
        return
    answer = page.json
    if isinstance(answer, dict) and answer.get("success") is False:
        raise Unreadable("the site answers this search only within a session that chose a term")
    rows = objects(answer.get("data")) if isinstance(answer, dict) else []
    courses: dict[str, list[Row]] = {}
    for row in rows:
        code = _code(row)
        if code:
            courses.setdefault(code, []).append(row)
    for code, sections in courses.items():
        record = _record(code, sections, page)
        if record is not None:
            yield record


def session_form(url: str) -> Form | None:
    """The choice of a term, which opens the session of a search or of a list of subjects."""
    address, query = url.partition("?")[0], dict(parse_qsl(urlsplit(url).query))
    search, choice = _SEARCH.fullmatch(address), _LIST.fullmatch(address)
    term = query.get("txt_term") or query.get("term")
    if term is None or (search is None and choice is None):
        return None
    if search:
        base, mode = search["base"], "courseSearch" if search["course"] else "search"
    elif choice:
        base, mode = choice["base"], _SEARCHES[choice["folder"]][1]
    return Form(f"{base}/term/search?mode={mode}", (("term", term),))


def first_urls(start_urls: Sequence[str]) -> list[str]:
    """The start URLs; the root of a registration is its list of terms."""
    return [_terms_of_root(url) for url in start_urls]


def _terms_of_root(url: str) -> str:
    """The list of terms below the root of a registration; any other address as it is.

    >>> _terms_of_root("https://reg.example.edu/register/ssb/term/termSelection?mode=search")
    'https://reg.example.edu/register/ssb/classSearch/getTerms?searchTerm=&offset=1&max=10'
    """
    parts = urlsplit(url)
    base, is_below_ssb, rest = f"{parts.path.rstrip('/')}/".partition("/ssb/")
    base = base.rstrip("/")
    if is_below_ssb:
        is_root = rest.partition("/")[0] in _ROOT_PAGES
    else:
        is_root = base.rpartition("/")[2] in ("", _USUAL_FOLDER)
    if not is_root:
        return url
    folder = base or f"/{_USUAL_FOLDER}"
    return (
        f"{parts.scheme}://{parts.netloc}{folder}/ssb/classSearch/getTerms"
        "?searchTerm=&offset=1&max=10"
    )


def links(page: Page) -> Iterator[Link]:
    """From the terms to the subjects of the newest; from these to the searches for each."""
    choice = _LIST.fullmatch(page.url.partition("?")[0])
    if choice is None:
        yield from worded_links(page)
        return
    rows = objects(page.json)
    if choice["list"] == "getTerms":
        terms = [(_words(row, "code"), _words(row, "description")) for row in rows]
        query = {"searchTerm": "", "term": term_for_all(terms), "offset": 1, "max": _MOST_ROWS}
        if query["term"]:
            address = f"{choice['base']}/{choice['folder']}/get_subject?{urlencode(query)}"
            yield Link(address, "edition")
        return
    term = dict(parse_qsl(urlsplit(page.url).query)).get("term", "")
    for row in rows:
        subject = _words(row, "code")
        if not subject:
            continue
        query = {
            "txt_subject": subject,
            "txt_term": term,
            "pageOffset": 0,
            "pageMaxSize": _MOST_ROWS,
        }
        address = f"{choice['base']}/{_SEARCHES[choice['folder']][0]}?{urlencode(query)}"
        yield Link(address, "course_list", f"{_words(row, 'description')} ({subject})")
    if choice["folder"] == "classSearch" and rows:
        # a site without the search of courses fails here, and not once per subject
        yield Link(page.url.replace("/classSearch/", "/courseSearch/"), "course_list")


def next_pages(page: Page) -> Iterator[str]:
    """The same search from where this answer ends; none at the end, or where it does not count."""
    if _DETAILS in page.body:
        return
    answer = page.json
    if not isinstance(answer, dict):
        return
    try:
        offset = int(answer["pageOffset"]) + len(answer["data"])
        total = int(answer["totalCount"])
    except (KeyError, TypeError, ValueError):
        return
    if answer["data"] and offset < total and "pageOffset=" in page.url:
        yield re.sub(r"(pageOffset=)\d+", rf"\g<1>{offset}", page.url)


def _code(row: Row) -> str:
    """The subject's code and the number that the site displays, which may not be the internal one.

    >>> _code({"subject": "ICS", "courseNumber": "1110", "courseDisplay": "111"})
    'ICS 111'
    """
    subject = _words(row, "subjectCode") or _words(row, "subject")
    number = _words(row, "courseDisplay") or _words(row, "courseNumber")
    return f"{subject} {number}" if subject and number else ""


def _record(code: str, rows: list[Row], page: Page) -> Record | None:
    """A course with the title that most of its rows carry; values only where the rows agree."""
    title = course_title(_words(row, "courseTitle") for row in rows)
    if not title:
        return None
    amounts = [credits for credits in map(_credits, rows) if credits]
    counting = [credits for credits in amounts if credits["credits_max"]] or amounts
    fields = {
        "code": code,
        "subject": _words(rows[0], "subjectDescription"),
        "department": _words(rows[0], "department"),
        "description": _whole(_description(rows[0])),
        "edition": _agreed([_words(row, "termDesc") for row in rows]),
        "instructors": distinct(name for row in rows for name in _people(row)),
        "topic_titles": topic_titles(_words(row, "courseTitle") for row in rows),
        **(counting[0] if counting and all(each == counting[0] for each in counting) else {}),
    }
    return Record("course", slug(code), page.url, title, stated(fields))


def _words(row: Row, key: str) -> str:
    value = row.get(key)
    return one_line(html.unescape(str(value))) if isinstance(value, str | int) else ""


def _description(row: Row) -> str:
    return paragraphs(html.unescape(row.get("courseDescription") or ""))


def _whole(description: str) -> str:
    """The description, or '' for one that the search may have cut."""
    is_cut = len(description) >= _CUT - 1 and description[-1:] not in ".!?)"
    return "" if is_cut else description


def _agreed(values: list[str]) -> str:
    """The value that all rows state, or ''."""
    return values[0] if len(set(values)) == 1 else ""


def _people(row: Row) -> list[str]:
    faculty = row.get("faculty")
    people = faculty if isinstance(faculty, list) else []
    return [_words(person, "displayName") for person in people if isinstance(person, dict)]


def _credits(row: Row) -> dict[str, Any]:
    """Banner counts credit in hours; without an upper bound there is one amount."""
    least, most = row.get("creditHourLow"), row.get("creditHourHigh")
    if least is None:
        least = row.get("creditHours")
    if not isinstance(least, int | float):
        return {}
    return {
        "credits_min": float(least),
        "credits_max": float(most if isinstance(most, int | float) and most else least),
        "credit_unit": "semester_hour",
    }


def _of_details(page: Page) -> Iterator[Record]:
    """The course of a section's class details, by the labels and ids of its lines."""
    values = {element.get("id"): text(element) for element in page.tree.iter("span")}
    labels = {label: value for label, value in _labelled(page.tree) if value}
    title = course_title([values.get("courseTitle", "")])
    number = values.get("courseDisplay") or values.get("courseNumber") or ""
    subject = values.get("subject", "")
    if not title or not number:
        return
    credits = labels.get("Credit Hours", "")
    fields = {
        "subject": subject,
        "edition": labels.get("Associated Term"),
        "credits_text": f"Credit Hours: {credits}" if credits else None,
        "delivery_text": labels.get("Instructional Method"),
    }
    yield Record("course", slug(f"{subject} {number}"), page.url, title, stated(fields))


def _labelled(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """(label, value) of each bold label that a line of loose text follows."""
    for label in tree.iter("span"):
        if label.get("class") == "status-bold":
            yield text(label).rstrip(": "), one_line(label.tail)
