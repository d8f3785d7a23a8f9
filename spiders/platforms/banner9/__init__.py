r"""Ellucian Banner 9 (StudentRegistrationSsb): the searches of a university's registration.

How to recognise a page: JSON with the keys `courseTitle` and `creditHourLow`, and `subjectCode`
(the search of courses) or `subjectCourse` (the search of sections); HTML with the class details of
a section (`aria-labelledby="classDetails"`) or with a course's description or requisites, or a
page below `/ssb/` that carries the token of its searches (`name="synchronizerToken"`).

In a source's YAML: the root of the registration is enough as `start_urls`
(`https://registration.example.edu/StudentRegistrationSsb/`; of a bare host, that path). Its list of
terms is asked for, `…/ssb/classSearch/getTerms?searchTerm=&offset=1&max=10`, which leads to the
newest term, to its subjects (`get_subject`), to a search of sections for each, and to the same of
courses: the courses are the whole catalog, the sections say what is taught, and by whom. Terms for
a part of the students ("Fall 2026 Extension") stand back. `start_urls` may also name one search,
such as
`…/searchResults/searchResults?txt_subject=CS&txt_term=202610&pageOffset=0&pageMaxSize=500`.
`follow` narrows the searches: `follow: [get_subject, 'txt_subject=(CS|DS)&']`.

The search cuts a description at 100 characters and prints no requisites. They are asked for, by
a POST each, of the courses whose title or printed words border on AI/ML; what a search may have cut
is left out. `follow: [get_subject, 'searchResults\?', 'courseSearchResults\?']` leaves these out.

A site answers a search only within a session that chose a term. So the term is posted before each
search, in a session of its own: the results of a search stay with its session.

Seen on real answers: Northeastern's of 2022, and Hawaii's class details of 2026. Class details
print the subject's name and not its code, so that they state no code. Their internal number is
hidden.

Key: the course's code; of class details, the subject's name and the displayed number. The sections
of a course are one record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from courseatlas.records import Page, Record, Unreadable
from spiders.page.api_values import Row, objects
from spiders.page.form import Form
from spiders.page.links import Link, worded_links
from spiders.page.strength import Strength
from spiders.page.terms import term_for_all
from spiders.platforms.banner9.class_details import is_class_details, read_class_details
from spiders.platforms.banner9.details import (
    detail_of,
    form_body,
    is_details,
    links_to_details,
    read_details,
)
from spiders.platforms.banner9.rows import code_of, course_of, words

_KEYS = (b'"courseTitle"', b'"creditHourLow"')
_SUBJECT_KEYS = (b'"subjectCode"', b'"subjectCourse"')
_TOKEN, _OWN_FOLDER = b"synchronizerToken", "/ssb/"
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
    is_fragment = is_class_details(page) or is_details(page)
    return Strength.OWN.when((page.is_json and has_rows) or is_fragment or is_own_page)


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer, once.

    Raises Unreadable where the answer is not JSON, or says that no term was chosen.
    """
    if is_class_details(page):
        yield from read_class_details(page)
        return
    if is_details(page) or detail_of(page.url):
        yield from read_details(page)
        return
    answer = page.json
    if isinstance(answer, dict) and answer.get("success") is False:
        raise Unreadable("the site answers this search only within a session that chose a term")
    rows = objects(answer.get("data")) if isinstance(answer, dict) else []
    courses: dict[str, list[Row]] = {}
    for row in rows:
        code = code_of(row)
        if code:
            courses.setdefault(code, []).append(row)
    for code, sections in courses.items():
        record = course_of(code, sections, page)
        if record is not None:
            yield record


def session_form(url: str) -> Form | None:
    """The choice of a term, which opens the session of a search, a detail or a list of subjects."""
    address, query = url.partition("?")[0], dict(parse_qsl(urlsplit(url).query))
    detail = detail_of(url)
    if detail:
        return Form(f"{detail.base}/term/search?mode=courseSearch", (("term", detail.term),))
    search, choice = _SEARCH.fullmatch(address), _LIST.fullmatch(address)
    term = query.get("txt_term") or query.get("term")
    if term is None or (search is None and choice is None):
        return None
    if search:
        base, mode = search["base"], "courseSearch" if search["course"] else "search"
    elif choice:
        base, mode = choice["base"], _SEARCHES[choice["folder"]][1]
    return Form(f"{base}/term/search?mode={mode}", (("term", term),))


def posted_body(url: str) -> str | None:
    """The course whose description or requisites are asked for."""
    return form_body(url)


def request_headers(url: str, start_urls: Sequence[str]) -> Mapping[str, str]:
    """What is posted is a form, as the search's own script sends it."""
    if form_body(url) is None:
        return {}
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Requested-With": "XMLHttpRequest",
    }


def supplement(url: str) -> str | None:
    """Descriptions and requisites add to the courses of a search."""
    detail = detail_of(url)
    return detail.kind if detail else None


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
    """From the terms to the subjects of the newest, to the searches for each, and to details."""
    if detail_of(page.url):
        return
    choice = _LIST.fullmatch(page.url.partition("?")[0])
    if choice is None:
        yield from links_to_details(page)
        yield from worded_links(page)
        return
    rows = objects(page.json)
    if choice["list"] == "getTerms":
        terms = [(words(row, "code"), words(row, "description")) for row in rows]
        query = {"searchTerm": "", "term": term_for_all(terms), "offset": 1, "max": _MOST_ROWS}
        if query["term"]:
            address = f"{choice['base']}/{choice['folder']}/get_subject?{urlencode(query)}"
            yield Link(address, "edition")
        return
    term = dict(parse_qsl(urlsplit(page.url).query)).get("term", "")
    for row in rows:
        subject = words(row, "code")
        if not subject:
            continue
        query = {
            "txt_subject": subject,
            "txt_term": term,
            "pageOffset": 0,
            "pageMaxSize": _MOST_ROWS,
        }
        address = f"{choice['base']}/{_SEARCHES[choice['folder']][0]}?{urlencode(query)}"
        yield Link(address, "course_list", f"{words(row, 'description')} ({subject})")
    if choice["folder"] == "classSearch" and rows:
        # a site without the search of courses fails here, and not once per subject
        # it goes before the searches of sections: the courses are the whole catalog
        yield Link(page.url.replace("/classSearch/", "/courseSearch/"), "edition")


def next_pages(page: Page) -> Iterator[str]:
    """The same search from where this answer ends; none at the end, or where it does not count."""
    answer = page.json if page.is_json else None
    if not isinstance(answer, dict):
        return
    try:
        offset = int(answer["pageOffset"]) + len(answer["data"])
        total = int(answer["totalCount"])
    except (KeyError, TypeError, ValueError):
        return
    if answer["data"] and offset < total and "pageOffset=" in page.url:
        yield re.sub(r"(pageOffset=)\d+", rf"\g<1>{offset}", page.url)
