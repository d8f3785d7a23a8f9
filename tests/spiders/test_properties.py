"""What holds for every reader, whatever the page: pages of the tests and of the sample, mutated."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courseatlas.records import Page, Record, Unreadable
from courseatlas.values.codes import split_code
from spiders import platforms
from spiders.page import pdf_text
from tests.spiders.test_platforms import examples, sample_pages

# parts of documents that change what the bytes around them mean
PARTS = [
    *(b"<", b">", b'"', b"\0", b"<table>", b"</div>", b"<![CDATA[", b"&#0;", b"{", b"]", b","),
    *(b"null", b"-1", b"1e999", b"true", b"[]", b"{}", b"\xff\xfe", b"\xed\xa0\x80", b"NaN"),
]
# units that readers convert: minutes and seconds of video, milliseconds, mean ratings
CONVERTED = {"duration_hours", "rating_value"}


@cache
def pages() -> tuple[tuple[str, Page], ...]:
    """(platform, page) of each page that a platform is sure of."""
    known = ((platforms.recognise(page), page) for _, page in [*examples(), *sample_pages()])
    return tuple((name, page) for name, page in known if name)


def read(name: str, page: Page) -> list[Record]:
    """All records of a page; none of a page that cannot be read."""
    try:
        return list(platforms.load(name).read(page))
    except Unreadable:
        return []


def read_json(page: Page) -> Any:
    """The JSON document of a page, or the error where there is none."""
    try:
        return page.json
    except Unreadable as e:
        return e


@st.composite
def with_another_value(draw: st.DrawFn, value: Any) -> Any:
    """A JSON document with one of its values, however deep, replaced by one of another type."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        name = draw(st.sampled_from(sorted(value)))
        return value | {name: draw(with_another_value(value[name]))}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(with_another_value(value[place])), *value[place + 1 :]]
    return draw(st.sampled_from((None, "", "x", 0, -1.5, True, [], [None], ["x"], {}, {"x": 1})))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Page]:
    """A page with some of its bytes left out, repeated, or replaced, or as another type."""
    name, page = draw(st.sampled_from(pages()))
    body = page.body
    is_json = page.is_json and not isinstance(read_json(page), Unreadable)
    if is_json and draw(st.booleans()):
        return name, replace(page, body=json.dumps(draw(with_another_value(page.json))).encode())
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.sampled_from((0, 1, 7, 60, 2000))))
        change = draw(st.sampled_from((b"", body[start:end] * 2, *PARTS)))
        body = body[:start] + change + body[end:]
    return name, replace(page, body=body)


@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
@given(mutated())
def test_no_page_makes_a_reader_fail_or_repeat_a_key(named: tuple[str, Page]) -> None:
    name, page = named
    records = read(name, page)
    keys = [(record.kind, record.key) for record in records]
    assert len(keys) == len(set(keys)) and all(key for _, key in keys)
    for read_links in (platforms.load(name).links, platforms.load(name).next_pages):
        try:
            list(read_links(page))
        except Unreadable:
            continue


def printed(page: Page) -> str:
    """What a page prints, without white space and marks: of its bytes, its strings and its text."""
    text = page.body.decode("utf-8", "replace")
    texts = [text, html.unescape(html.unescape(text))]
    if pdf_text.is_pdf(page.body):
        texts += [line.words for each in pdf_text.pages(page.body) for line in each.lines]
    if page.is_json:
        texts.append(json.dumps(read_json(page), ensure_ascii=False, default=str))
    return re.sub(r"[\W_]", "", html.unescape(" ".join(texts))).casefold()


def numbers(record: Record) -> Iterator[str]:
    """The whole digits of each number that a reader gives itself."""
    for name, value in record.fields.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and name not in CONVERTED:
            yield f"{value:g}".replace(".", "")


@pytest.mark.parametrize("position", range(0, 1000, 10))
def test_what_a_reader_gives_is_printed_on_the_page(position: int) -> None:
    for name, page in pages()[position : position + 10]:
        on_page = printed(page)
        for record in read(name, page):
            code = record.fields.get("code") or ""
            parts = [re.sub(r"[\W_]", "", part).casefold() for part in code.split()]
            assert [part for part in parts if part not in on_page] == [], (name, code)
            assert [digits for digits in numbers(record) if digits not in on_page] == [], name
            assert not code or split_code(record.title).code != code
