"""Khan Academy: answers of its content query, the partners' export, and the tree of its old API.

How to recognise a page: the keys of a `ContentForPath` answer, the columns of the export
(tab-separated), or the keys of a topic tree.

In a source's YAML: `start_urls` name course pages and the listing of the export's public bucket
(`https://storage.googleapis.com/public-content-export-data?prefix=en-export`), which leads to the
newest export; `follow` must name the export. The site's pages are filled by a script and state no
record by themselves.

Seen on real data: topic trees of 2013. Modelled on the documentation of the export and on clients
of the query: the other two shapes. Everything on the site is free.

Key: the course's id, which stays when its path on the site changes; the old tree gives the path
alone.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from courseatlas.records import Page, Record, Unreadable
from spiders.page.api_values import line_of, member, objects, paragraphs_of
from spiders.page.fields import distinct_records, stated
from spiders.page.links import joined
from spiders.page.strength import Strength

_SITE = "https://www.khanacademy.org/"
_EXPORT = re.compile(rb"<Key>(en-export-[^<]+\.tsv)</Key>")
_EXPORT_COLUMNS = {b"id", b"kind", b"slug", b"children_ids"}
# each of the three JSON shapes by keys that it alone has together
_JSON_KEYS = (
    (b'"contentRoute"',),
    (b'"unitChildren"', b'"translatedTitle"'),
    (b'"ka_url"', b'"children"'),
)
# the export and the content answers name a licence by its short form
_LICENSES = {
    "cc-by-nc-sa": "CC BY-NC-SA",
    "cc-by-nc-nd": "CC BY-NC-ND",
    "cc-by-sa": "CC BY-SA",
    "cc-by": "CC BY",
    "yt-standard": "Standard YouTube",
}
_HEADER = 2000
_LARGEST_CELL = 1 << 24

Node = dict[str, Any]


def recognises(page: Page) -> Strength:
    """The keys of one of the JSON shapes, or the columns of the export."""
    if page.is_json:
        has_keys = any(all(key in page.body for key in keys) for keys in _JSON_KEYS)
        return Strength.OWN.when(has_keys)
    columns = page.body[:_HEADER].removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].split(b"\t")
    return Strength.OWN.when({name.strip(b'"\r') for name in columns} >= _EXPORT_COLUMNS)


def links(page: Page) -> Iterator[str]:
    """The newest export that the bucket's listing names."""
    exports = _EXPORT.findall(page.body)
    if exports:
        yield page.url.split("?")[0].rstrip("/") + "/" + max(exports).decode()


def read(page: Page) -> Iterator[Record]:
    """The courses of a page, each once; a page that a script fills gives none.

    Raises Unreadable for an answer without its content.
    """
    if page.is_html:
        return iter(())
    return distinct_records(_of_json(page.json) if page.is_json else _of_export(page.body))


def _of_json(answer: Any) -> Iterator[Record | None]:
    data = answer.get("data") if isinstance(answer, dict) else None
    if isinstance(data, dict) and data.get("contentRoute") is not None:
        route = member(data, "contentRoute")
        # the data of a path that the site does not list stands in `unlistedPathData`
        content = member(route, "listedPathData") or member(route, "unlistedPathData")
        if not content:
            raise Unreadable(
                "the answer holds no listedPathData: the path or the query's hash has changed",
                "changed",
            )
        if member(content, "course"):
            yield _course(member(content, "course"))
    elif isinstance(answer, dict) and "unitChildren" in answer:
        yield _course(answer)
    else:
        yield from _of_tree(answer)


def _course(course: Node) -> Record | None:
    """A course as ContentForPath states it."""
    units = objects(course.get("unitChildren"))
    fields = {
        "description": paragraphs_of(course.get("translatedDescription")),
        "subject": line_of(member(course, "parent").get("translatedTitle")),
        "syllabus": [line_of(unit.get("translatedTitle")) for unit in units],
        "license": line_of(course.get("kaUserLicense")),
    }
    path = course.get("relativeUrl") or course.get("slug")
    return _record(course.get("translatedTitle"), path, fields, line_of(course.get("id")))


def _of_tree(node: Any, parent_title: str = "") -> Iterator[Record | None]:
    """The courses of a topic tree.

    An address tells a node's place: domain/course/unit. A shelf without an address is the course of
    the units on it.
    """
    if isinstance(node, list):
        for child in node:
            yield from _of_tree(child, parent_title)
    if not isinstance(node, dict):
        return
    children = [_topic(child) for child in node.get("children") or [] if isinstance(child, dict)]
    title = line_of(node.get("translated_title") or node.get("title") or node.get("name"))
    units = [child for child in children if _is_unit(child)]
    path = _course_path(node, units)
    if not path:
        for child in children:
            yield from _of_tree(child, title)
        return
    names = (line_of(unit.get("translated_title") or unit.get("title")) for unit in units)
    fields = {
        "description": paragraphs_of(node.get("translated_description") or node.get("description")),
        "subject": parent_title,
        "syllabus": list(names),
    }
    yield _record(title, path, fields)


def _topic(node: Node) -> Node:
    """A child of a topic; the tree of 2013 keeps it under `playlist`."""
    playlist = node.get("playlist")
    return playlist if isinstance(playlist, dict) else node


def _path(node: Node) -> str:
    """A topic's path on the site; '' for a shelf or an anchor on the home page."""
    path = line_of(node.get("topic_page_url") or node.get("relative_url"))
    return "" if "#" in path or node.get("kind", "Topic") != "Topic" else path.strip("/")


def _is_unit(node: Node) -> bool:
    return node.get("kind") == "Topic" and _path(node).count("/") == 2


def _course_path(node: Node, units: list[Node]) -> str:
    """The path of the course that a node is, or '' if it is not a course."""
    path = _path(node)
    if path:
        return path if path.count("/") == 1 else ""
    shared = _path(units[0]).rpartition("/")[0] if units else ""
    return shared if all(_path(unit).startswith(shared + "/") for unit in units) else ""


def _of_export(body: bytes) -> Iterator[Record | None]:
    """The courses of the export: their children are units, their parent is a domain."""
    csv.field_size_limit(_LARGEST_CELL)  # the children of a domain fill one cell
    lines = io.StringIO(body.decode("utf-8-sig", "replace"), newline="")
    rows = {row["id"]: row for row in csv.DictReader(lines, dialect="excel-tab") if row.get("id")}
    domains = {
        child: row for row in rows.values() if row.get("kind") == "Domain" for child in _ids(row)
    }
    for key, row in rows.items():
        if row.get("kind") != "Course" or _is_unlisted(row):
            continue
        domain = domains.get(key, {})
        children = [rows.get(child, {}) for child in _ids(row)]
        fields = {
            "description": paragraphs_of(_named(row, "description")),
            "subject": _named(domain, "title"),
            "syllabus": [_named(unit, "title") for unit in children if unit.get("kind") == "Unit"],
            "license": row.get("license"),
        }
        slugs = (domain.get("slug"), row.get("slug"))
        path = "/".join(slug for slug in slugs if slug)
        yield _record(_named(row, "title"), path, fields, key)


def _is_unlisted(row: Node) -> bool:
    return (row.get("listed") or "").casefold() in ("false", "0")


def _ids(row: Node) -> list[str]:
    """The ids in `children_ids`, a JSON list of {kind, id}; a broken cell gives no id."""
    try:
        children = json.loads(row.get("children_ids") or "[]")
    except ValueError:
        return []
    return [str(each["id"]) for each in objects(children) if each.get("id")]


def _named(row: Node, name: str) -> str:
    return line_of(row.get(f"translated_{name}") or row.get(f"original_{name}") or row.get(name))


def _record(
    title: str | None, path: str | None, fields: dict[str, Any], own_id: str | None = None
) -> Record | None:
    """A course that has a title and an address of its own, or None."""
    url = joined(_SITE, path or "")
    place = url.partition("://")[2].partition("/")[2].strip("/")
    if not (line_of(title) and place):
        return None
    key, aliases = (own_id, (place,)) if own_id else (place, ())
    license_name = fields.get("license") or ""
    all_fields = fields | {
        "syllabus": [unit for unit in fields["syllabus"] if unit],
        "license": _LICENSES.get(license_name.casefold(), line_of(license_name)),
        "price_text": "Free",  # what the site says of all that it holds
    }
    return Record("course", key, url, line_of(title), stated(all_fields), aliases=aliases)
