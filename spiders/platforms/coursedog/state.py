"""The state that Nuxt leaves in a page: which school's catalog it is, and where its API stands.

Version 2 of Nuxt prints a call, `window.__NUXT__=(function(a,b){return {…school:a…}}("x","y"))`,
whose values may be its arguments. Version 3 prints a table in JSON, whose values are places in it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.etree

from courseatlas.records import Page

_DEFAULT_API = "https://app.coursedog.com/api/v1"
_TABLE = lxml.etree.XPath("string(//script[@id='__NUXT_DATA__'])")
_STRING = r'"(?:[^"\\]|\\.)*"'
_CALL = re.compile(r"window\.__NUXT__\s*=\s*\(function\((?P<names>[\w$,\s]*)\)\s*\{", re.S)
_ARGUMENTS = re.compile(r"\}\((?P<values>[^<]*)\)\)?;?\s*</script>", re.S)
_ARGUMENT = re.compile(rf"({_STRING})|([^,\"]+)", re.S)
_ID = re.compile(r"[A-Za-z0-9_-]{2,64}")
_API = re.compile(r"https?://[\w.:-]+/api/v1(?=[\"'\\/?\s])")


@dataclass(frozen=True)
class PageCatalog:
    """The catalog that a page belongs to: the API's address, the school's id and its own."""

    api: str
    school: str
    id: str


def catalog_of_page(page: Page) -> PageCatalog | None:
    """The catalog that the state of a page names, or None."""
    text = page.body.decode("utf-8", "replace")
    for school, catalog in [*_of_table(page), *_of_call(text)]:
        if _ID.fullmatch(school) and _ID.fullmatch(catalog):
            printed = _API.search(text.replace("\\u002F", "/"))
            return PageCatalog(printed[0] if printed else _DEFAULT_API, school, catalog)
    return None


def _of_table(page: Page) -> Iterator[tuple[str, str]]:
    """(school, catalog) of each object of the table that has both."""
    try:
        table = json.loads(_TABLE(page.tree) or "[]")
    except (ValueError, RecursionError):
        return
    for entry in table if isinstance(table, list) else ():
        if isinstance(entry, dict) and {"school", "activeCatalog"} <= entry.keys():
            school, catalog = (_at(table, entry[name]) for name in ("school", "activeCatalog"))
            if isinstance(school, str) and isinstance(catalog, str):
                yield school, catalog


def _at(table: list[Any], place: Any) -> Any:
    is_place = isinstance(place, int) and not isinstance(place, bool) and 0 <= place < len(table)
    return table[place] if is_place else None


def _of_call(text: str) -> Iterator[tuple[str, str]]:
    """(school, catalog) as the call returns them, each a string or the name of an argument."""
    call = _CALL.search(text)
    arguments = _ARGUMENTS.search(text, call.end()) if call else None
    values: dict[str, str] = {}
    if call and arguments:
        names = [name.strip() for name in call["names"].split(",")]
        printed = [match[0].strip() for match in _ARGUMENT.finditer(arguments["values"])]
        values = dict(zip(names, printed, strict=False))
    found = [_value(name, text, values) for name in ("school", "activeCatalog")]
    if all(found):
        yield found[0], found[1]


def _value(name: str, text: str, arguments: dict[str, str]) -> str:
    """The string that the state has under a name, or ''."""
    for match in re.finditer(rf"\b{name}:(?:({_STRING})|([\w$]+))", text):
        printed = match[1] or arguments.get(match[2], "")
        if printed.startswith('"') and len(printed) > 2:
            return printed.strip('"')
    return ""
