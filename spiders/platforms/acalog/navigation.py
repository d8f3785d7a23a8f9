"""Where Acalog's pages lead: the lists, courses and programs of the current edition.

Every edition is a catalog with a number of its own (`catoid`), and numbers its pages anew. The
selector of catalogs marks the one that a page belongs to, and those that are archived.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

import lxml.etree

from courseatlas.records import Page
from spiders.page.hubs import leads_elsewhere, reason_of
from spiders.page.links import Link, Reason, worded_links
from spiders.page.markup import text

_OPTIONS = lxml.etree.XPath("//select[@name='catalog' or @id='select_catalog']/option[@value]")
_SCRIPTED = lxml.etree.XPath("//a[contains(@onclick, 'showCourse')]")
_SHOW_COURSE = re.compile(r"showCourse\(\s*'(\d+)',\s*'(\d+)'")
_HOME = ("", "/", "/index.php")
# page -> (the query that names its subject, why it is followed)
_DETAILS: dict[str, tuple[str, Reason]] = {
    "preview_course_nopop.php": ("coid", "course"),
    "preview_course.php": ("coid", "course"),
    "preview_program.php": ("poid", "program"),
    "preview_entity.php": ("ent_oid", "program_list"),
}
_YEARS = re.compile(r"\b(20\d\d)\b")
_ARCHIVED = re.compile(r"archive", re.I)
_CPAGE = "filter[cpage]"


def links(page: Page, stated: frozenset[str]) -> Iterator[Link]:
    """The links of a page within its own edition.

    `stated` are the courses (`coid`) that the page itself states in full. A list that offers to
    print its courses in full leads there in place of each course. The home page of one catalog also
    leads to the other catalogs of the same years, such as that of the graduate school. So does a
    page that a school puts in its place.
    """
    all_links = [link for link in worded_links(page) if urldefrag(link.url)[0] != page.url]
    expanded = _expanded(page, all_links)
    if expanded:
        yield expanded
    edition = _edition(page, all_links)
    if urlsplit(page.url).path in _HOME:
        for number in (*_others_of_the_year(page, edition), *_of_gateway(page, edition, all_links)):
            yield Link(urljoin(page.url, f"/index.php?catoid={number}"), "edition")
    listed: set[str] = set()
    for link in (*_linked(page, edition, all_links), *_scripted(page, edition)):
        is_stated = expanded is not None or _query(link.url).get("coid") in stated
        if link.url not in listed and not (link.reason == "course" and is_stated):
            listed.add(link.url)
            yield link


def _linked(page: Page, edition: str, all_links: list[Link]) -> Iterator[Link]:
    """The links to lists and details of an edition, print views left aside."""
    for link in all_links:
        query = _query(link.url)
        if query.get("catoid") == edition and "print" not in query:
            followed = _followed(page, link, query)
            if followed:
                yield followed


def _scripted(page: Page, edition: str) -> Iterator[Link]:
    """The courses that a script shows in place: their numbers make the address of each."""
    for element in _SCRIPTED(page.tree):
        shown = _SHOW_COURSE.search(element.get("onclick"))
        if shown and shown[1] == edition:
            address = f"/preview_course_nopop.php?catoid={shown[1]}&coid={shown[2]}"
            yield Link(urljoin(page.url, address), "course", text(element))


def next_pages(page: Page) -> Iterator[Link]:
    """The next page of a list of courses, which `filter[cpage]` numbers from 1."""
    all_links = list(worded_links(page))
    if _expanded(page, all_links):
        return
    own = _query(page.url)
    following = str(_number(own) + 1)
    for link in all_links:
        query = _query(link.url)
        is_alike = query.get("expand", "") == own.get("expand", "") and "print" not in query
        if query.get(_CPAGE) == following and is_alike:
            yield Link(link.url.partition("#")[0], "next_page", link.words)
            return


def _expanded(page: Page, all_links: list[Link]) -> Link | None:
    """The same list with its courses in full, where the page links to it."""
    own = _query(page.url)
    if own.get("expand"):
        return None
    for link in all_links:
        query = _query(link.url)
        is_expanded = query.get("expand") == "1" and "print" not in query
        if is_expanded and all(query.get(key) == own.get(key, "") for key in ("catoid", "navoid")):
            return Link(link.url.partition("#")[0], "course_list", link.words)
    return None


def _followed(page: Page, link: Link, query: dict[str, str]) -> Link | None:
    """The link with why it is followed, and without what differs by the page that it stands on."""
    name = urlsplit(link.url).path.rpartition("/")[2]
    if name in _DETAILS:
        key, reason = _DETAILS[name]
        target = name.replace("preview_course.php", "preview_course_nopop.php")
    elif name == "content.php" and not any(key.startswith("filter[") for key in query):
        key, target = "navoid", name
        reason = reason_of(link.words) or "link"
        if reason == "link" and leads_elsewhere(link.words):
            return None
    else:
        return None
    if key not in query:
        return None
    address = f"/{target}?{urlencode({'catoid': query['catoid'], key: query[key]})}"
    return Link(urljoin(page.url, address), reason, link.words)


def _edition(page: Page, all_links: list[Link]) -> str:
    """The `catoid` of a page: its address, the selected catalog, or that of most of its links."""
    own = _query(page.url).get("catoid")
    if own:
        return own
    selected = [option for option in _OPTIONS(page.tree) if option.get("selected") is not None]
    if selected:
        return str(selected[0].get("value"))
    counted = Counter(_query(link.url).get("catoid", "") for link in all_links)
    counted.pop("", None)
    return counted.most_common(1)[0][0] if counted else ""


def _others_of_the_year(page: Page, edition: str) -> Iterator[str]:
    """The catalogs beside the selected one that are of the same years and not archived."""
    years = {
        str(option.get("value")): _YEARS.findall(text(option))
        for option in _OPTIONS(page.tree)
        if not _ARCHIVED.search(text(option))
    }
    for number, printed in years.items():
        if number != edition and number.isdigit() and printed and printed == years.get(edition):
            yield number


def _of_gateway(page: Page, edition: str, all_links: list[Link]) -> Iterator[str]:
    """The other catalogs that a home page without a selector leads to, each by its years.

    A school may make such a page of pictures: "2026-2027 Graduate Catalog". Of catalogs without
    years in the words of their links none is followed. Inferred from how Acalog's home pages link.
    """
    if _OPTIONS(page.tree):
        return
    years: dict[str, list[str]] = {}
    for link in all_links:
        number, printed = _query(link.url).get("catoid", ""), _YEARS.findall(link.words)
        if number.isdigit() and printed and not _ARCHIVED.search(link.words):
            years.setdefault(number, printed)
    newest = max(years.values(), default=[])
    yield from (each for each, printed in years.items() if printed == newest and each != edition)


def _query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def _number(query: dict[str, str]) -> int:
    page = query.get(_CPAGE, "1")
    return int(page) if page.isdigit() else 1
