"""Khan Academy: ContentForPath answers, the partners' TSV export, and the topic tree of the old public API.

Its pages are drawn by script: a page without such data is a shell and holds no record. Everything on the site is free.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line, paragraphs

_SITE = "https://www.khanacademy.org/"
# the export and the content answers name a licence by its short form
_LICENSES = {
    "cc-by-nc-sa": "CC BY-NC-SA",
    "cc-by-nc-nd": "CC BY-NC-ND",
    "cc-by-sa": "CC BY-SA",
    "cc-by": "CC BY",
    "yt-standard": "Standard YouTube",
}
_JSON_MARKS = ((b'"contentRoute"',), (b'"unitChildren"', b'"translatedTitle"'), (b'"ka_url"', b'"children"'))


def recognises(page: Page) -> bool:
    """Whether the page is one of the three shapes."""
    start = page.body.lstrip(b"\xef\xbb\xbf \r\n\t")[:2000]
    if start[:1] in (b"{", b"["):
        return any(all(mark in page.body for mark in marks) for marks in _JSON_MARKS)
    header = start.split(b"\n")[0].split(b"\t")
    return {b"id", b"kind", b"slug", b"children_ids"} <= {name.strip(b'"\r') for name in header}


def read(page: Page) -> Iterator[Record]:
    """The courses of a page, each once. A script shell gives none. Raises Unreadable for an answer without its content."""
    start = page.body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if start == b"<":
        return
    found = _of_json(page.json) if start in (b"{", b"[") else _of_export(page.body)
    seen: set[str] = set()
    for record in found:
        if record.key not in seen:
            seen.add(record.key)
            yield record


def _of_json(answer: Any) -> Iterator[Record]:
    held = answer.get("data") if isinstance(answer, dict) else None
    route = held.get("contentRoute") if isinstance(held, dict) else None
    if route is not None:
        # a path that the site lists for nobody has its data in `unlistedPathData`
        data = route.get("listedPathData") or route.get("unlistedPathData")
        if not data:
            raise Unreadable("the answer holds no listedPathData: the path or the query's hash has changed", "changed")
        if course := data.get("course"):
            yield from _course(course)
    elif isinstance(answer, dict) and "unitChildren" in answer:
        yield from _course(answer)
    else:
        yield from _of_tree(answer)


def _course(course: dict[str, Any]) -> Iterator[Record]:
    """A course as ContentForPath states it."""
    units = [one_line(unit.get("translatedTitle")) for unit in course.get("unitChildren") or [] if isinstance(unit, dict)]
    yield from _record(
        title=course.get("translatedTitle"),
        path=course.get("relativeUrl") or course.get("slug"),
        description=course.get("translatedDescription"),
        subject=(course.get("parent") or {}).get("translatedTitle"),
        units=units,
        license=course.get("kaUserLicense"),
    )


def _of_tree(node: Any, above: str = "") -> Iterator[Record]:
    """The courses of the old tree. An address tells a node's place: domain/course/unit; shelves without an address are courses of their units."""
    if isinstance(node, list):
        for one in node:
            yield from _of_tree(one, above)
        return
    if not isinstance(node, dict):
        return
    children = [_topic(child) for child in node.get("children") or [] if isinstance(child, dict)]
    title = one_line(node.get("translated_title") or node.get("title") or node.get("name"))
    depth = len(list(filter(None, _path(node).split("/"))))
    units = [child for child in children if child.get("kind") == "Topic" and _path(child).count("/") == 2]
    path = _path(node) if depth == 2 else _path(units[0]).rpartition("/")[0] if units and not depth else ""
    if path and (depth == 2 or all(_path(unit).startswith(path + "/") for unit in units)):
        yield from _record(
            title=title,
            path=path,
            description=node.get("translated_description") or node.get("description"),
            subject=above,
            units=[one_line(unit.get("translated_title") or unit.get("title")) for unit in units],
            license=None,
        )
    else:
        for child in children:
            yield from _of_tree(child, title)


def _topic(node: dict[str, Any]) -> dict[str, Any]:
    """A node of the tree of 2013 keeps its topic under `playlist`."""
    return node["playlist"] if isinstance(node.get("playlist"), dict) else node


def _path(node: dict[str, Any]) -> str:
    """A topic's path on the site; '' for a shelf or an anchor on the home page."""
    path = one_line(node.get("topic_page_url") or node.get("relative_url"))
    return "" if "#" in path or node.get("kind", "Topic") != "Topic" else path.strip("/")


def _of_export(body: bytes) -> Iterator[Record]:
    """Courses of the export: rows of kind Course, whose children are its units and whose parent is its domain."""
    csv.field_size_limit(1 << 24)  # `children_ids` of a domain is long
    rows = {
        row["id"]: row
        for row in csv.DictReader(io.StringIO(body.decode("utf-8-sig", "replace"), newline=""), dialect="excel-tab")
        if row.get("id")
    }
    domains = {child: row for row in rows.values() if row.get("kind") == "Domain" for child in _children(row)}
    for key, row in rows.items():
        if row.get("kind") != "Course" or (row.get("listed") or "").casefold() in ("false", "0"):
            continue
        domain = domains.get(key, {})
        yield from _record(
            title=_named(row, "title"),
            path="/".join(part for part in (domain.get("slug"), row.get("slug")) if part),
            description=_named(row, "description"),
            subject=_named(domain, "title"),
            units=[_named(rows[child], "title") for child in _children(row) if rows.get(child, {}).get("kind") == "Unit"],
            license=row.get("license"),
        )


def _children(row: dict[str, Any]) -> list[str]:
    """The ids in `children_ids`, a JSON list of {kind, id}; a broken cell names none."""
    try:
        listed = json.loads(row.get("children_ids") or "[]")
    except ValueError:
        return []
    return [str(one["id"]) for one in listed if isinstance(one, dict) and one.get("id")]


def _named(row: dict[str, Any], name: str) -> str:
    return one_line(row.get(f"translated_{name}") or row.get(f"original_{name}") or row.get(name))


def _record(
    title: str | None, path: str | None, description: str | None, subject: str | None, units: list[str], license: str | None
) -> Iterator[Record]:
    """A course, where it has a title and an address of its own. The key is its path on the site."""
    url = urljoin(_SITE, path or "")
    key = url.partition("://")[2].partition("/")[2].strip("/")
    if not (one_line(title) and key):
        return
    fields = {
        "description": paragraphs(description),
        "subject": one_line(subject),
        "syllabus": [unit for unit in units if unit],
        "license": _LICENSES.get((license or "").casefold(), one_line(license)),
    }
    free = {"price_text": "Free"}  # what the site says of all it holds
    yield Record("course", key, url, one_line(title), {name: value for name, value in fields.items() if value} | free)
