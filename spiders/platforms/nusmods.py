"""NUSMods' API (api.nusmods.com): the modules of the National University of Singapore by year.

How to recognise a page: JSON with the keys `moduleCode` and `moduleCredit` of every module, or with
`semesters` in a list of modules; the first version of the API begins these names with a capital.

In a source's YAML: `start_urls` name `https://api.nusmods.com/v2/<year>/moduleList.json`, which
leads to the details of each module, or `…/moduleInfo.json`, which has the details of all of them.

Seen on real answers: modules of 2018. The API's documentation describes the lists.

Key: the module's code.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from courseatlas.records import Page, Record
from courseatlas.text import slug
from spiders.page.api_values import Row, prose, words
from spiders.page.fields import distinct_records, stated
from spiders.page.strength import Strength

_CODES = (b'"moduleCode"', b'"ModuleCode"')
_OTHERS = (b'"moduleCredit"', b'"ModuleCredit"', b'"semesters"')
_LISTS = ("moduleList.json", "moduleInfo.json")


def recognises(page: Page) -> Strength:
    """JSON with the keys that every module of a list or an answer has."""
    has_modules = any(key in page.body for key in _CODES)
    is_own = has_modules and any(key in page.body for key in _OTHERS)
    return Strength.OWN.when(page.is_json and is_own)


def links(page: Page) -> Iterator[str]:
    """The details of each module of a list; the list with all details leads nowhere."""
    if page.path.endswith(_LISTS[0]):
        for row in _rows(page):
            yield _address(page, words(row.get("code")) or "")


def read(page: Page) -> Iterator[Record]:
    """Every module of an answer. Raises Unreadable where it is not JSON."""
    return distinct_records(_record(row, page) for row in _rows(page))


def _rows(page: Page) -> Iterator[Row]:
    """The modules, with the names of both versions of the API as one: "title", "credit"."""
    answer = page.json
    for row in answer if isinstance(answer, list) else [answer]:
        if isinstance(row, dict):
            yield {name.lower().removeprefix("module"): value for name, value in row.items()}


def _record(row: Row, page: Page) -> Record | None:
    code, title = words(row.get("code")), words(row.get("title"))
    if not (code and title):
        return None
    credits_text = words(row.get("credit"))
    fields: dict[str, Any] = {
        "code": code,
        "edition": words(row.get("acadyear")),
        "department": words(row.get("department")),
        "description": prose(row.get("description")),
        "credits_text": credits_text,
        "credit_unit": "credit" if credits_text else None,
        "prerequisites_text": prose(row.get("prerequisite")),
        "corequisites_text": prose(row.get("corequisite")),
    }
    return Record("course", slug(code), _address(page, code), title, stated(fields))


def _address(page: Page, code: str) -> str:
    """The address of a module's details, which stand beside the lists."""
    return urljoin(page.url, f"modules/{code}.json") if page.path.endswith(_LISTS) else page.url
