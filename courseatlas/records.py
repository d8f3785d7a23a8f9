"""What a platform takes and gives: a page in, records out."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from hashlib import sha256
from typing import Any, NotRequired, TypedDict
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
import orjson
from lxml.html import HtmlElement

from courseatlas.html_parser import html_parser
from courseatlas.parsing import PARSERS
from courseatlas.schema import TABLE_OF_KIND
from courseatlas.unclosed_markup import close_repeated
from courseatlas.values.dates import DateOrder, date_order

KINDS = ("program", "course", "event")

# a byte order mark and white space, which may stand before a document
_BLANK = b"\xef\xbb\xbf \r\n\t\f\v"
# how far into a document its first tags are looked for
_HEAD = 500
_FIRST_TAGS = 2000
_CENTURY = re.compile(rb"/(?:19|20|21)")
_LANGUAGE = re.compile(rb"""<html\b[^>]*\slang\s*=\s*["']?([A-Za-z0-9-]+)""", re.I)


class Unreadable(ValueError):
    """The page is not what its platform serves: no document, broken JSON, a login or a challenge.

    `code` is the word of the page ledger for it; the URL ends as `error:<code>`.
    """

    def __init__(self, message: str, code: str = "unreadable"):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Page:
    """One fetched response.

    `body` is decoded from its transfer and content coding, and is otherwise kept byte for byte.
    `fetched_at` is RFC 3339 in UTC. `encoding` is that of the HTTP header; None lets the document
    say.
    """

    url: str
    body: bytes
    content_type: str = "text/html"
    fetched_at: str | None = None
    encoding: str | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the body, hexadecimal."""
        return sha256(self.body).hexdigest()

    @cached_property
    def path(self) -> str:
        """The path of the page's address."""
        return urlsplit(self.url).path

    @cached_property
    def head(self) -> bytes:
        """The first 500 bytes of the body after a byte order mark and white space."""
        return self.body.lstrip(_BLANK)[:_HEAD]

    @cached_property
    def is_json(self) -> bool:
        """Whether the body begins as a JSON object or list."""
        return self.head.startswith((b"{", b"["))

    @cached_property
    def is_html(self) -> bool:
        """Whether the body begins with a tag. An XML document does so too."""
        return self.head.startswith(b"<")

    @cached_property
    def is_sitemap(self) -> bool:
        """Whether the body is a site map or an index of site maps (sitemaps.org, version 0.9)."""
        return b"<urlset" in self.head or b"<sitemapindex" in self.head

    @cached_property
    def date_order(self) -> DateOrder | None:
        """Which of day and month comes first in the page's dates with slashes, if they tell."""
        if not _CENTURY.search(self.body):
            return None
        body = self.body.replace(b"\\/", b"/")  # some JSON escapes its slashes
        return date_order(body.decode("latin-1"))

    @cached_property
    def language(self) -> str | None:
        """The language that the document declares, as a BCP 47 tag; None where it declares none."""
        declared = _LANGUAGE.search(self.body[:_FIRST_TAGS])
        return declared[1].decode("ascii") if declared else None

    @cached_property
    def tree(self) -> HtmlElement:
        """The root of the HTML document. Raises Unreadable where there is none."""
        from courseatlas.character_sets import html_text

        header = self.content_type
        if self.encoding:
            header = f"{self.content_type}; charset={self.encoding}"
        text = html_text(header, self.body).replace("\0", "")
        try:
            root = lxml.html.document_fromstring(
                text.encode("utf-8", "replace"), parser=html_parser()
            )
        except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as e:
            raise Unreadable(f"no HTML document in {len(self.body)} bytes: {e}") from e
        close_repeated(root)
        return root

    @cached_property
    def xml(self) -> lxml.etree._Element:
        """The root of the XML document. Raises Unreadable where there is none."""
        parser = lxml.etree.XMLParser(
            recover=True, resolve_entities=False, no_network=True, huge_tree=True
        )
        root = None
        with suppress(lxml.etree.XMLSyntaxError):  # an empty body, which has nothing to recover
            root = lxml.etree.fromstring(self.body.lstrip(_BLANK), parser)
        if root is None:
            raise Unreadable(f"no XML document in {len(self.body)} bytes")
        return root

    @cached_property
    def json(self) -> Any:
        """The JSON document. Raises Unreadable where there is none."""
        try:
            # not strict: Udemy prints raw newlines in strings
            return json.loads(self.body.decode("utf-8-sig"), strict=False)
        except (ValueError, RecursionError) as e:
            raise Unreadable(f"no JSON document: {e}") from e


@dataclass(frozen=True)
class Component:
    """A course, or a range of courses, that a program lists.

    `role` is `required`, `elective` or `component`. `alternative_to` is the position, from 1, of
    the component that an "or" row stands for. Components that are taken together, as one of several
    ways, have the same `option`. A range has no code of its own: it goes from `range_from` to
    `range_to`, or without an upper end, and leaves out `excluded_codes`. `course_alias` is an alias
    of the course's record, where the page names it by a number of the vendor alone: code and title
    are then those of the record, once all pages are read.
    """

    course_code: str | None
    course_title: str
    role: str
    group_title: str | None = None
    choose_count: int | None = None
    choose_credits: float | None = None
    alternative_to: int | None = None
    range_from: str | None = None
    range_to: str | None = None
    excluded_codes: tuple[str, ...] = ()
    option: int | None = None
    course_alias: str | None = None


@cache
def field_names(kind: str) -> frozenset[str]:
    """The names that `Record.fields` may have: the columns of the kind's table and printed columns.

    Printed columns (`credits_text`, …) are those that `courseatlas.parsing` makes typed columns of.
    Raises ValueError for a kind that is not one of KINDS.
    """
    if kind not in TABLE_OF_KIND:
        raise ValueError(f"{kind!r} is not a kind of record; use one of {', '.join(KINDS)}")
    return frozenset(TABLE_OF_KIND[kind].names).union(PARSERS)


@dataclass(frozen=True)
class Record:
    """One program, course or event as a page states it.

    `fields` maps names of `field_names(kind)` to strings as printed, and to lists of strings where
    the column is a list. `courseatlas.parsing` makes the typed columns of them. `key` is the
    catalog's own key and becomes the last part of the id. `aliases` are other names of the record:
    those that pages which do not print the key have for it, and those of earlier readers.

    Raises TypeError for a field that no table has, so that a misspelled name is not lost.
    """

    kind: str
    key: str
    url: str
    title: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    components: tuple[Component, ...] = ()
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not field_names(self.kind).issuperset(self.fields):
            raise TypeError(_unknown_fields(self.kind, self.key, self.fields))


def _unknown_fields(kind: str, key: str, fields: Mapping[str, Any]) -> str:
    """The message for fields that no table has, with the nearest name for each."""
    known_names = field_names(kind)
    problems = []
    for name in sorted(fields.keys() - known_names):
        nearest = get_close_matches(name, sorted(known_names), n=1)
        hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
        problems.append(f"{name!r} is not a field of a {kind}{hint}")
    return f"record {key!r}: {'; '.join(problems)}"


class CrawlRecord(TypedDict):
    """One line of a crawl's `records.jsonl`: a record, and the archived page that it was read from.

    `page_position` counts the records of a page from 1. `freshness` is `fresh`, or `unchanged` for
    a page that the site confirmed to be as it was. `date_order` is the order of day and month that
    the page's dates tell, `page_language` the language that it declares.
    """

    source_id: str
    kind: str
    key: str
    url: str
    title: str
    fields: Mapping[str, Any]
    components: list[dict[str, Any]]
    aliases: list[str]
    evidence_url: str
    page_position: int
    fetched_at: str | None
    payload_sha256: str
    freshness: str
    date_order: NotRequired[DateOrder | None]
    page_language: NotRequired[str | None]


def crawl_record(
    record: Record, page: Page, source_id: str, page_position: int, freshness: str
) -> CrawlRecord:
    """The line that a crawl writes for a record of a page."""
    return {
        "source_id": source_id,
        "kind": record.kind,
        "key": record.key,
        "url": record.url,
        "title": record.title,
        "fields": record.fields,
        "components": [asdict(component) for component in record.components],
        "aliases": list(record.aliases),
        "evidence_url": page.url,
        "page_position": page_position,
        "fetched_at": page.fetched_at,
        "payload_sha256": page.digest,
        "freshness": freshness,
        "date_order": page.date_order,
        "page_language": page.language,
    }


def as_line(row: CrawlRecord) -> bytes:
    """A crawl record as a line of JSON.

    Half a surrogate pair, which JSON may escape and UTF-8 cannot hold, becomes U+FFFD; a number of
    more than 64 bits, which no column holds, becomes null.
    """
    try:
        return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        whole = _as_json(row)
        return orjson.dumps(whole, option=orjson.OPT_APPEND_NEWLINE)


def _as_json(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {_as_json(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_as_json(item) for item in value]
    return None if isinstance(value, int) and value.bit_length() > 63 else value
