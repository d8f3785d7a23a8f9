"""What a search of courses cuts or does not print: descriptions and requisites, one POST each.

They are asked for where a course's title, or what is printed of its description, borders on AI/ML:
a catalog has thousands of courses, and each costs a session and a request.

The answer prints neither title nor code. So its address carries the code, the title and the
subject's name as the search printed them, in names that no form of Banner has, beside those of the
search's own form (`txt_subject`), so that `follow` narrows details and searches alike.

Seen in public readers and on answers of Northeastern (2022) and Arkansas Tech (2026): the form, the
sections, the tables, and a description whose entities are encoded once more. Inferred: that a
server passes over names in an address that it does not know, and the sentence for a course without
description.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from courseatlas import relevance
from courseatlas.records import Page, Record
from courseatlas.text import slug
from spiders.page.api_values import objects, prose
from spiders.page.fields import stated
from spiders.page.links import Link
from spiders.page.markup import fragment, has_class
from spiders.platforms.banner9.prerequisites import corequisites_text, prerequisites_text
from spiders.platforms.banner9.rows import (
    code_of,
    printed_description,
    title_of,
    whole_description,
    words,
)

SEARCH = "/courseSearchResults/courseSearchResults"
_FOLDER = "/courseSearchResults/"
DESCRIPTION = "getCourseDescription"
PREREQUISITES, COREQUISITES = "getPrerequisites", "getCorequisites"
_ADDRESS = re.compile(
    rf"(?P<base>.*){_FOLDER}(?P<kind>{DESCRIPTION}|{PREREQUISITES}|{COREQUISITES})"
)
_MARK = re.compile(rb'aria-labelledby=(?:"|&quot;)(?:courseDescription|preReqs|coReqs)')
_NOTHING = re.compile(r"no (?:course )?description (?:information )?(?:is )?available\W*", re.I)
# an answer may be encoded as a whole, and its words once more
_MOST_ENCODINGS = 2


@dataclass(frozen=True)
class Detail:
    """The course that the address of a detail is about, and which of its details it asks for."""

    base: str
    kind: str
    term: str
    subject: str
    number: str
    code: str
    title: str
    subject_name: str


def detail_of(url: str) -> Detail | None:
    """What the address of a detail asks for; None for any other address."""
    address, _, query = url.partition("?")
    found = _ADDRESS.fullmatch(address)
    values = dict(parse_qsl(query))
    names = ("txt_term", "txt_subject", "txt_courseNumber", "code", "title", "subjectName")
    term, subject, number, code, title, name = (values.get(each, "") for each in names)
    if found is None or not (term and subject and number and code and title):
        return None
    return Detail(found["base"], found["kind"], term, subject, number, code, title, name)


def is_details(page: Page) -> bool:
    """Whether a page is a description or the requisites of a course."""
    return _MARK.search(page.body) is not None


def form_body(url: str) -> str | None:
    """The form that is posted to the address of a detail; None for any other address.

    >>> form_body(
    ...     "https://x.edu/ssb/courseSearchResults/getPrerequisites?txt_subject=CS&txt_term=202610"
    ...     "&txt_courseNumber=6140&code=CS+6140&title=Machine+Learning"
    ... )
    'term=202610&subjectCode=CS&courseNumber=6140'
    """
    detail = detail_of(url)
    if detail is None:
        return None
    form = {
        "term": detail.term,
        "subjectCode": detail.subject,
        "courseNumber": detail.number,
    }
    return urlencode(form)


def links_to_details(page: Page) -> Iterator[Link]:
    """The details of the courses of a search that border on AI/ML.

    The description is asked for where it was cut or is not printed, the requisites always.
    """
    address, _, query = page.url.partition("?")
    term = dict(parse_qsl(query)).get("txt_term")
    answer = page.json if page.is_json and address.endswith(SEARCH) else None
    if not isinstance(answer, dict) or not term:
        return
    vocabulary, base = relevance.load(), address.removesuffix(SEARCH)
    for row in objects(answer.get("data")):
        title, description = title_of([row]), printed_description(row)
        subject, number = words(row, "subjectCode"), words(row, "courseNumber")
        if not (title and subject and number):
            continue
        if vocabulary.classify(title, description).relevance == "none":
            continue
        course = {
            "txt_subject": subject,
            "txt_term": term,
            "txt_courseNumber": number,
            "code": code_of(row),
            "title": title,
            "subjectName": words(row, "subjectDescription"),
        }
        description_kinds = () if whole_description(row) else (DESCRIPTION,)
        for kind in (*description_kinds, PREREQUISITES, COREQUISITES):
            yield Link(f"{base}{_FOLDER}{kind}?{urlencode(course)}", "course", title)


def read_details(page: Page) -> Iterator[Record]:
    """The course of a detail, with its description or its requisites; none without these."""
    detail = detail_of(page.url)
    if detail is None or not is_details(page):
        return
    column, value = _value(detail, _decoded(page))
    if value:
        fields = {"code": detail.code, "subject": detail.subject_name, column: value}
        key = slug(detail.code)
        yield Record("course", key, page.url, detail.title, stated(fields))


def _value(detail: Detail, markup: str) -> tuple[str, str]:
    """The column that a detail is about, and what its markup says; '' where it says nothing."""
    if detail.kind == DESCRIPTION:
        return "description", _description(markup)
    tables = fragment(markup).xpath(f".//table[{has_class('basePreqTable')}]")
    codes = {detail.subject_name: detail.subject}
    if detail.kind == PREREQUISITES:
        return "prerequisites_text", prerequisites_text(tables[0], codes) if tables else ""
    return "corequisites_text", corequisites_text(tables[0], codes) if tables else ""


def _decoded(page: Page) -> str:
    """The markup of an answer, which may itself be encoded."""
    markup = page.body.decode(page.encoding or "utf-8", "replace")
    for _ in range(_MOST_ENCODINGS):
        if "<section" in markup:
            break
        markup = html.unescape(markup)
    return markup


def _description(markup: str) -> str:
    description = prose(fragment(markup).text_content()) or ""
    return "" if _NOTHING.fullmatch(description) else description
