"""Addresses of SmartCatalog IQ: an edition, a catalog in it, and the sections below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import lxml.etree

from courseatlas.records import Page
from spiders.page.links import joined, page_links
from spiders.page.markup import has_class

# "/en/2025-2026/catalog/courses", "/current/orc/…", "/en/catalogs/<school>/2023/…" of the API
_PATH = re.compile(
    r"/(?:sitecore/content/catalogs/[^/]+/|(?:[a-z]{2}/)?(?:catalogs/[^/]+/)?)"
    r"(?P<edition>current|(?:[a-z]+-)*20\d\d(?:-(?:20)?\d\d)?(?:-[a-z]+)*)(?:/(?P<rest>.*))?",
    re.I,
)
_YEARS = re.compile(r"20\d\d(?:-(?:20)?\d\d)?")
_YEARS_OF_CATALOG = re.compile(r"(?:^|-)20\d\d(?:-(?:20)?\d\d)?(?=-|$)")
# the sections of a catalog that list neither courses nor programs
_ASIDE = re.compile(
    r"(?:academic-)?(?:calendars?|polic(?:y|ies)|regulations?)(?:-.*)?"
    r"|(?:admissions?|tuition|fees|expenses|scholarships?|accreditation|welcome)(?:-.*)?"
    r"|financial-(?:aid|assistance|information|matters|polic|services).*"
    r"|students?-(?:affairs|conduct|handbook|life|resources|rights|services|success|support).*"
    r"|campus-(?:life|map|resources|safety|services).*|board-of-.*"
    r"|(?:administration|directory|faculty|faculty-and-(?:administration|staff)|archives?|search"
    r"|contact(?:-us)?)",
    re.I,
)
# rows of requirements lead to courses, which their own sections list
_LINKS = lxml.etree.XPath(f"//a[@href][not({has_class('sc-courselink')})]")
# a heading over a block tells all that the course's own page does
_DESCRIBED = lxml.etree.XPath(
    f"//*[{has_class('course-name')}][following-sibling::*[1][self::div][@class]]//a/@href"
)
_API = re.compile(rb"https://iq\dprod\d\.smartcatalogiq\.com/apis/[^\"'\s<>\\]+", re.I)
_FORMAT = re.compile(r"[?&](?:format|callback)=[^&]*")


@dataclass(frozen=True)
class CatalogPath:
    """A path of a catalog: the edition as the address prints it, and the path below it.

    `path` has no years, so that it is the same in each edition: "catalog/programs/lamps".
    """

    edition: str
    path: str

    @property
    def section(self) -> str:
        """The part of the path that names the section of the catalog, or ''."""
        return self.path.partition("/")[2].partition("/")[0]


def catalog_path(url: str) -> CatalogPath | None:
    """The edition and the path that an address, or a path of the API, names; None for others.

    >>> catalog_path("https://x.smartcatalogiq.com/en/2025-2026/2025-2026-Catalog/Courses/")
    CatalogPath(edition='2025-2026', path='catalog/courses')
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    parts = _PATH.fullmatch(path)
    if parts is None:
        return None
    folders = (parts["rest"] or "").casefold().strip("/").split("/")
    folders[0] = _YEARS_OF_CATALOG.sub("", folders[0]).strip("-")
    return CatalogPath(parts["edition"], "/".join(folders).strip("/"))


def edition(url: str) -> str | None:
    """The years that an address names, or "current"; None where it names no edition."""
    place = catalog_path(url)
    if place is None:
        return None
    years = _YEARS.search(place.edition)
    return years[0] if years else place.edition.casefold()


def program_key(url: str) -> str | None:
    """The path of a program in every edition, or None where the address names no edition."""
    place = catalog_path(url)
    return place.path if place and place.path else None


def links(page: Page) -> Iterator[str]:
    """The sections that a page leads to within its edition, and the API that it calls.

    A page without an edition, as the root, leads to the newest that it links to. A page without
    links to any edition leads wherever it does.
    """
    if page.is_sitemap:
        yield from page_links(page)
        return
    described = {joined(page.url, href) for href in _DESCRIBED(page.tree)}
    addresses = dict.fromkeys(joined(page.url, each.get("href")) for each in _LINKS(page.tree))
    places = {url: catalog_path(url) for url in addresses if url not in described}
    known = {url: place for url, place in places.items() if place is not None}
    own = catalog_path(page.url)
    if not known and own is None:
        yield from page_links(page)
        return
    followed = own.edition if own else _newest({place.edition for place in known.values()})
    for url, place in known.items():
        if place.edition == followed and not _ASIDE.fullmatch(place.section):
            yield url
    yield from api_addresses(page)


def _newest(editions: set[str]) -> str:
    """The edition that is called current, else the one with the greatest years, then a revised one.

    >>> _newest({"2024-2025", "2025-2026", "2025-2026-updated"})
    '2025-2026-updated'
    """
    return max(editions, key=lambda each: (each.casefold() == "current", _years(each), each))


def _years(edition: str) -> str:
    years = _YEARS.search(edition)
    return years[0] if years else ""


def api_addresses(page: Page) -> Iterator[str]:
    """The addresses of the API that a page calls, for an answer in JSON."""
    for found in dict.fromkeys(_API.findall(page.body)):
        url = found.decode("ascii", "replace").replace("&amp;", "&")
        yield f"{_FORMAT.sub('', url)}&format=json"
