"""Khan Academy: answers of `ContentForPath`, the partner export (TSV), and the topic trees of the old API. All of it is free."""

import csv
import html
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from courseatlas.records import Page, Record, Unreadable
from courseatlas.text import one_line, paragraphs, slug
from spiders.readers.jsonld_nodes import plain

_HOME = "https://www.khanacademy.org"
# the licence that Khan Academy prints on its own videos, and by which it names it in its data
_LICENSES = {"cc-by-nc-sa": "CC BY-NC-SA", "CC BY-NC-SA (KA default)": "CC BY-NC-SA"}


def recognises(page: Page) -> bool:
    """Whether the page is one of the three shapes: a content answer, an export with its header, a tree of topics."""
    body = page.body[:200_000]
    return b'"contentRoute"' in body or b"\tchildren_ids" in body[:5000] or b'"extended_slug"' in body or b'"translated_title"' in body and b'"ka_url"' in body


def read(page: Page) -> Iterator[Record]:
    """Every course of an answer, with its units as the syllabus. A page that only loads a script states none."""
    head = page.body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if head == b"{":
        answer = page.json
        if isinstance(answer, dict) and "data" in answer:
            yield from _content(answer)
        else:
            yield from _tree(answer, 0)
    elif head == b"[":
        for node in page.json:
            yield from _tree(node, 0)
    elif b"\t" in page.body[:2000]:
        yield from _export(page)


def _content(answer: dict[str, Any]) -> Iterator[Record]:
    route = (answer.get("data") or {}).get("contentRoute") or {}
    listed = route.get("listedPathData") or route.get("unlistedPathData") or {}
    course = listed.get("course") if isinstance(listed, dict) else None
    if isinstance(course, dict) and course.get("translatedTitle"):
        units = [one_line(unit.get("translatedTitle")) for unit in course.get("unitChildren") or [] if isinstance(unit, dict)]
        content = listed.get("content") or {}
        yield _course(
            course.get("id") or course.get("slug"), course["translatedTitle"], course.get("translatedDescription"), course.get("relativeUrl"), units, content.get("kaUserLicense")
        )


def _tree(node: Any, depth: int) -> Iterator[Record]:
    """The old tree: a topic whose children are topics that hold videos is a course, those children its units."""
    if not isinstance(node, dict) or depth > 8:
        return
    children = [child for child in node.get("children") or [] if isinstance(child, dict)]
    units = [child for child in children if _holds_content(child)]
    title = one_line(node.get("translated_title") or node.get("title") or node.get("standalone_title") or node.get("name"))
    if units and title and depth:
        address = node.get("relative_url") or node.get("topic_page_url") or (f"/{_folder(units[0])}" if _folder(units[0]) else None)
        names = [one_line((unit.get("playlist") or unit).get("title") or unit.get("name")) for unit in units]
        yield _course(node.get("slug") or node.get("id") or slug(title).lower(), title, node.get("description"), address, names, None)
        return
    for child in children:
        yield from _tree(child, depth + 1)


def _holds_content(node: dict[str, Any]) -> bool:
    inner = node.get("playlist") or node
    return any(isinstance(child, dict) and child.get("kind") in ("Video", "Exercise", "Article") for child in inner.get("children") or ())


def _folder(unit: dict[str, Any]) -> str | None:
    """A tree of 2013 names a unit's path, "math/arithmetic/addition"; its course is the path above."""
    path = (unit.get("playlist") or unit).get("extended_slug") or ""
    return path.rpartition("/")[0] or None


def _export(page: Page) -> Iterator[Record]:
    """The export: a row a node; a Course names its units in `children_ids`. Raises Unreadable where the header lacks a column."""
    csv.field_size_limit(10**9)
    rows = list(csv.DictReader(io.StringIO(page.body.decode("utf-8-sig", "replace")), dialect="excel-tab"))
    if rows and not {"id", "kind", "children_ids"} <= rows[0].keys():
        raise Unreadable(f"the export has no column id, kind or children_ids; it has {', '.join(list(rows[0])[:12])}")
    titles = {row["id"]: _title(row) for row in rows}
    for row in rows:
        if row["kind"] != "Course" or str(row.get("listed") or "true").lower() in ("false", "0") or not _title(row):
            continue
        try:
            children = json.loads(row["children_ids"] or "[]")
        except ValueError:
            children = []
        units = [titles.get(str(child.get("id")), "") for child in children if isinstance(child, dict) and child.get("kind") == "Unit"]
        description = row.get("translated_description") or row.get("description") or row.get("original_description")
        address = row.get("relative_url") or row.get("canonical_url") or row.get("url")
        yield _course(row["id"], _title(row), description, address or f"/{row.get('slug') or ''}", [unit for unit in units if unit], row.get("license"))


def _title(row: dict[str, str]) -> str:
    return one_line(row.get("translated_title") or row.get("title") or row.get("original_title"))


def _course(key: Any, title: str, description: Any, address: Any, units: list[str], license: Any) -> Record:
    fields = {
        "description": paragraphs(plain(description)) if description else None,
        "syllabus": [html.unescape(unit) for unit in units if unit],
        "price_text": "Free",
        "delivery": "online",
        "pacing": "self_paced",
        "license": _LICENSES.get(str(license), one_line(str(license))) if license else None,
    }
    return Record("course", slug(str(key)), urljoin(_HOME, str(address or "/")), one_line(title), {name: value for name, value in fields.items() if value})
