"""Where HighPoint's IScripts lead: from the page that people open to subjects, terms and courses.

Each script has an address of its own and answers a GET in JSON:

- the catalog: `H_COURSE_CATALOG…IScript_CatalogSubjects?institution=…` → `IScript_SubjectCourses`
  with a subject → `IScript_CatalogCourseDetails` with a course,
- the class search: `H_CLASS_SEARCH…IScript_ClassSearchOptions?institution=…` → the same with a term
  → `IScript_ClassSearch` with a term, a subject and a page.

Seen in public clients at Pittsburgh, Virginia, Boston, Duke and others (2019 to 2026): all
addresses and parameters, `subjects` of both lists with `subject` and `descr`, `selected_term` of
the options, `courses` with `crse_id`, `effdt` and `crse_offer_nbr`. Inferred: that options list
their `terms` as objects with `strm` or `term`, and `descr`. Pittsburgh answers without a session,
at Virginia and Boston the page for people has to be opened first, which a crawl does not do.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from courseatlas.records import Page, Unreadable
from spiders.page.api_values import Row, objects, words
from spiders.page.links import Link, worded_links
from spiders.page.terms import newest_terms
from spiders.platforms import UNWALKABLE

_SCRIPT = re.compile(
    r"(?P<base>.*/WEBLIB_HCX_CM\.)(?P<group>H_\w+)\.FieldFormula\.IScript_(?P<name>\w+)"
)
_CATALOG, _SEARCH = "H_COURSE_CATALOG", "H_CLASS_SEARCH"
# what all requests for a school's catalog say alike
_SHARED = ("institution", "x_acad_career")
# PeopleSoft's own forms, and the search of HighPoint's mobile pages
_FORMS = (b"ICStateNum", b"/app/catalog/getClassSearch")
_HIGHPOINT = "…/WEBLIB_HCX_CM.H_COURSE_CATALOG.FieldFormula.IScript_Main?institution=…"


def is_script(url: str) -> bool:
    """Whether an address is that of one of HighPoint's scripts."""
    return _SCRIPT.match(url) is not None


def is_form(page: Page) -> bool:
    """Whether a page holds a form whose state the server keeps."""
    return not page.is_json and any(mark in page.body for mark in _FORMS)


def links(page: Page) -> Iterator[Link]:
    """The next answers from a page for people or from a list of subjects, terms or courses.

    A page that leads to HighPoint's pages leads nowhere else.
    """
    script = _SCRIPT.match(page.url)
    if script and page.is_json:
        yield from _of_answer(script, page)
    elif script and script["name"] == "Main":
        yield from _of_main(script, page)
    else:
        all_links = list(worded_links(page))
        scripts = [link for link in all_links if is_script(link.url)]
        yield from (Link(link.url, "course_list", link.words) for link in scripts)
        yield from () if scripts else all_links


def _of_main(script: re.Match[str], page: Page) -> Iterator[Link]:
    """The list that the page for people of a catalog or of a class search begins with."""
    query = _query(page)
    if query.get("institution"):
        is_search = script["group"] == _SEARCH
        name = (_SEARCH, "ClassSearchOptions") if is_search else (_CATALOG, "CatalogSubjects")
        yield Link(_address(script, *name, query), "course_list")


def _of_answer(script: re.Match[str], page: Page) -> Iterator[Link]:
    answer: Row = page.json if isinstance(page.json, dict) else {}
    query = _query(page)
    if script["name"] == "CatalogSubjects":
        for subject, name in _subjects(answer):
            address = _address(script, _CATALOG, "SubjectCourses", query, subject=subject)
            yield Link(address, "course_list", f"{name} ({subject})")
    elif script["name"] == "SubjectCourses":
        for row in objects(answer.get("courses")):
            yield from _details(script, query, row)
    elif script["name"] == "ClassSearchOptions":
        yield from _of_options(script, query, answer)


def _of_options(script: re.Match[str], query: dict[str, str], answer: Row) -> Iterator[Link]:
    """From the options of no term to those of the newest ones; from a term to its subjects."""
    stated = [
        (words(row.get("strm")) or words(row.get("term")) or "", words(row.get("descr")) or "")
        for row in objects(answer.get("terms"))
    ]
    term = query.get("term") or ("" if stated else words(answer.get("selected_term")) or "")
    if term:
        for subject, name in _subjects(answer):
            more = {"term": term, "subject": subject, "page": "1"}
            address = _address(script, _SEARCH, "ClassSearch", query, **more)
            yield Link(address, "course_list", f"{name} ({subject})")
    else:
        for newest in newest_terms(stated):
            address = _address(script, _SEARCH, "ClassSearchOptions", query, term=newest)
            yield Link(address, "edition")


def _details(script: re.Match[str], query: dict[str, str], row: Row) -> Iterator[Link]:
    course, number = words(row.get("crse_id")), words(row.get("catalog_nbr"))
    if course and number:
        chosen = {
            "course_id": course,
            "effdt": words(row.get("effdt")),
            "crse_offer_nbr": words(row.get("crse_offer_nbr")),
            "use_catalog_print": "Y",
        }
        more = {name: value for name, value in chosen.items() if value}
        address = _address(script, _CATALOG, "CatalogCourseDetails", query, **more)
        title = words(row.get("descr")) or ""
        yield Link(address, "course", f"{query.get('subject', '')} {number} {title}".strip())


def _subjects(answer: Row) -> Iterator[tuple[str, str]]:
    """(code, name) of each subject, once."""
    rows = objects(answer.get("subjects"))
    named = {words(row.get("subject")): words(row.get("descr")) for row in rows}
    return ((code, name or "") for code, name in named.items() if code)


def _query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def _address(
    script: re.Match[str], group: str, name: str, query: dict[str, str], **more: str
) -> str:
    """The address of a script beside the given one, for the same school."""
    shared = {key: query[key] for key in _SHARED if query.get(key)}
    base = f"{script['base']}{group}.FieldFormula.IScript_{name}"
    return f"{base}?{urlencode(shared | more)}"


def check(page: Page) -> None:
    """Raise Unreadable, with what can be done, for a page that leads to no course."""
    script = _SCRIPT.match(page.url)
    if script is None:
        return
    if page.is_json:
        _check_subjects(script["name"], page.json)
    elif "/psp/" in page.url:
        address = page.url.replace("/psp/", "/psc/", 1)
        raise Unreadable(
            f"is the frame that a portal puts around a page: give {address}", UNWALKABLE
        )
    elif script["name"] != "Main":
        raise Unreadable(
            "answers with a page in place of JSON: the school serves it within a session alone;"
            " look for another catalog of the school",
            UNWALKABLE,
        )
    elif not _query(page).get("institution"):
        raise Unreadable(
            "names no institution: give the address with ?institution=…, which the requests of"
            " the page name",
            UNWALKABLE,
        )


def check_form(page: Page) -> None:
    """Raise Unreadable for a form, whose answers have no address."""
    if is_form(page):
        raise Unreadable(
            "is a form whose answers the server keeps with a session, so that no address leads to"
            f" them: give the address of HighPoint's catalog ({_HIGHPOINT}), where the school has"
            " it, or that of another catalog of the school",
            UNWALKABLE,
        )


def _check_subjects(name: str, answer: Any) -> None:
    is_list = name in ("CatalogSubjects", "ClassSearchOptions")
    if is_list and not (isinstance(answer, dict) and answer.get("subjects")):
        raise Unreadable(
            "the answer names no subject: `institution` may be that of no school", UNWALKABLE
        )
