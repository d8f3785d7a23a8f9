"""What a reader takes and gives: a page in, records out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from lxml.html import HtmlComment, HtmlElement

KINDS = ("program", "course", "event")


class Unreadable(ValueError):
    """The page is not what its reader reads: no document, broken JSON, a login or a challenge. Becomes `error:<code>` in the ledger."""

    def __init__(self, message: str, code: str = "unreadable"):
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Page:
    """One fetched response. `body` is decoded from its transfer and content coding, and otherwise byte for byte."""

    url: str
    body: bytes
    content_type: str = "text/html"
    fetched_at: str | None = None  # RFC 3339, UTC
    encoding: str | None = None  # from the HTTP header; None: let the document say

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the body, hexadecimal."""
        return sha256(self.body).hexdigest()

    @cached_property
    def path(self) -> str:
        return urlsplit(self.url).path

    @cached_property
    def is_json(self) -> bool:
        """Whether the body begins as a JSON object or list, also behind a byte order mark."""
        return self.body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[")

    @cached_property
    def tree(self) -> HtmlElement:
        """The HTML document's root. Raises Unreadable where there is none."""
        from w3lib.encoding import html_to_unicode

        # html_to_unicode is how browsers and Scrapy decide: BOM, header, meta, then a guess
        header = f"{self.content_type}; charset={self.encoding}" if self.encoding else self.content_type
        text = html_to_unicode(header, self.body, default_encoding="utf-8")[1].replace("\0", "")
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
        # lxml.html's own way asks a Python function for the class of every element it touches, to tell forms from the rest
        parser.set_element_class_lookup(lxml.etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))
        try:
            root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as e:
            raise Unreadable(f"no HTML document in {len(self.body)} bytes: {e}") from e
        return root

    @cached_property
    def json(self) -> Any:
        """The JSON document. Raises Unreadable where there is none."""
        try:
            return json.loads(self.body.decode("utf-8-sig"), strict=False)  # Udemy prints raw newlines in strings
        except (ValueError, RecursionError) as e:
            raise Unreadable(f"no JSON document: {e}") from e


@dataclass(frozen=True)
class Component:
    """A course that a program lists. `alternative_to` is the 1-based position of the row that an "or" row stands for."""

    course_code: str | None
    course_title: str
    role: str  # required | elective | component
    group_title: str | None = None
    choose_count: int | None = None
    choose_credits: float | None = None
    alternative_to: int | None = None


@dataclass(frozen=True)
class Record:
    """One program, course or event as a page states it.

    `fields` holds column names of the schema with the strings as printed (`credits_text`, `duration_text`, …), lists of strings where the
    column is a list; `courseatlas.parsing` makes the typed columns of them. `key` is the catalog's own, the last part of the id.
    """

    kind: str
    key: str
    url: str
    title: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    components: tuple[Component, ...] = ()
