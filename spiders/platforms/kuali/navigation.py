"""Where Kuali's answers lead: from a school to its current catalog, its lists and their details."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from courseatlas.records import Page
from spiders.page.api_values import Row, objects, words
from spiders.page.links import Link, Reason
from spiders.page.schema_org import as_list

API = "/api/v1/catalog/"
_CURRENT = f"{API}public/catalogs/current"
_ALL = f"{API}public/catalogs"
# notes in the address of the list which catalog a page shows; the API has no such parameter
_BESIDE = "?beside="
_VENDOR = ".kuali.co"
# the script of a school's page: which catalog it shows, and which host answers for it
_CATALOG_ID = re.compile(rb"""\bcatalogId["']?\s*[=:]\s*["']([0-9a-f]{12,32})["']""", re.I)
_SUBDOMAIN = re.compile(rb"""\bsubdomain["']?\s*[=:]\s*["'](https?://[^"'/]+)/?["']""", re.I)
_HOST = re.compile(rb"""(https?://[\w.-]+\.kuali\.co)(?=["'/])""", re.I)
_DETAILS: dict[str, Reason] = {"courses": "course", "programs": "program"}
_LISTS: dict[str, Reason] = {"courses": "course_list", "programs": "program_list"}
_YEAR = re.compile(r"\b(20\d\d)\b")


def first_urls(start_urls: Sequence[str]) -> list[str]:
    """The start URLs; the root of a school at the vendor is its current catalog."""
    return [_current_catalog(url) for url in start_urls]


def is_shell(page: Page) -> bool:
    """Whether a page is a school's own, whose script shows the catalog."""
    return page.is_html and _host_of_shell(page) is not None


def links(page: Page) -> Iterator[Link]:
    """The lists of a catalog, or the details of each course or program of a list."""
    if is_shell(page):
        yield from _lists_of_shell(page)
        return
    base, mark, path = page.url.split("?")[0].partition(API)
    kind, _, catalog = path.strip("/").partition("/")
    answer = page.json
    if mark and kind == "public":
        catalogs = [row for row in objects(as_list(answer)) if row.get("_id")]
        shown = page.url.partition(_BESIDE)[2]
        for catalog_row in _beside(catalogs, shown) if shown else _newest(catalogs):
            yield from _lists(base, catalog_row["_id"])
    elif mark and kind in _DETAILS:
        for row in objects(answer):
            if row.get("pid"):
                address = f"{base}{API}{kind.removesuffix('s')}/{catalog}/{row['pid']}"
                yield Link(address, _DETAILS[kind], words(row.get("title")) or "")


def _current_catalog(url: str) -> str:
    parts = urlsplit(url)
    is_root = parts.path in ("", "/") and (parts.hostname or "").endswith(_VENDOR)
    return f"{parts.scheme}://{parts.netloc}{_CURRENT}" if is_root else url


def _host_of_shell(page: Page) -> str | None:
    """The address of the host whose API a page's script asks; None for a page of other software."""
    host = _SUBDOMAIN.search(page.body) or _HOST.search(page.body)
    catalog, is_named = _CATALOG_ID.search(page.body), b"kuali" in page.body
    if host and (catalog or b"kuali-catalog" in page.body):
        return host[1].decode()
    # a page that names a catalog and no host is answered by its own
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}" if catalog and is_named else None


def _lists_of_shell(page: Page) -> Iterator[Link]:
    """The lists of the catalog that the script names, else the school's current catalog.

    The school's other catalogs of the same years are in its list of catalogs.
    """
    host, catalog = _host_of_shell(page), _CATALOG_ID.search(page.body)
    if catalog:
        yield from _lists(str(host), catalog[1].decode())
        yield Link(f"{host}{_ALL}{_BESIDE}{catalog[1].decode()}", "edition")
    else:
        yield Link(f"{host}{_CURRENT}", "edition")


def _lists(base: str, catalog: str) -> Iterator[Link]:
    for kind, reason in _LISTS.items():
        yield Link(f"{base}{API}{kind}/{catalog}", reason)


def _newest(catalogs: Sequence[Row]) -> list[Row]:
    """The newest catalog, and those that begin with it: that of the graduate school, say."""
    newest = max(catalogs, key=_age, default=None)
    return [newest, *_beside(catalogs, newest["_id"])] if newest else []


def _beside(catalogs: Sequence[Row], shown: str) -> list[Row]:
    """The other catalogs that begin on the same day, or in the same year, as the one shown."""
    age = next((_age(catalog) for catalog in catalogs if catalog["_id"] == shown), ("", ""))
    is_dated = any(age)
    return [each for each in catalogs if is_dated and _age(each) == age and each["_id"] != shown]


def _age(catalog: Row) -> tuple[str, str]:
    """What orders catalogs by their age: the day that one begins, else the year in its title."""
    begins = next((catalog[key] for key in ("startDate", "dateStart") if catalog.get(key)), "")
    year = _YEAR.search(words(catalog.get("title")) or "")
    return str(begins), year[1] if year else ""
