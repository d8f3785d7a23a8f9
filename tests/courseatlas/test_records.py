"""Pages and records: what a page is told to be, and which fields a record may have."""

import pytest

from courseatlas.parsing import PARSERS
from courseatlas.records import (
    KINDS,
    Page,
    Record,
    Unreadable,
    as_line,
    crawl_record,
    field_names,
)
from courseatlas.schema import TABLE_OF_KIND
from spiders.page.api_rows import key_paths

# parts of other columns in `api_rows.yml`
PARTS = {"title", "url", "starts", "ends", "weeks", "weeks_min", "effort_min", "effort_max"} | {
    "runs",
    "best_run",
    "components",
    "ceus",
}


@pytest.mark.parametrize("body", [b'{"a": 1}', b"  [1]", b'\xef\xbb\xbf{"a": 1}', b"\n\n{"])
def test_json_begins_with_a_brace_or_a_bracket_also_behind_a_byte_order_mark(body: bytes) -> None:
    page = Page("https://example.org/", body)
    assert page.is_json and not page.is_html and not page.is_sitemap


@pytest.mark.parametrize("body", [b"<html></html>", b"\n\n\n<!DOCTYPE html>", b"<?xml?><a/>"])
def test_markup_begins_with_a_tag(body: bytes) -> None:
    page = Page("https://example.org/", body)
    assert page.is_html and not page.is_json and not page.is_sitemap


@pytest.mark.parametrize("root", [b"<urlset>", b"<sitemapindex>"])
def test_a_site_map_is_told_by_its_root(root: bytes) -> None:
    assert Page("https://example.org/sitemap.xml", b'<?xml version="1.0"?>' + root).is_sitemap


def test_what_is_no_document_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="no JSON document"):
        _ = Page("https://example.org/", b"{").json
    with pytest.raises(Unreadable, match="no HTML document"):
        _ = Page("https://example.org/", b"").tree


@pytest.mark.parametrize(
    ("kind", "misspelt", "right"),
    [
        ("course", "descripton", "description"),
        ("course", "credit_text", "credits_text"),
        ("program", "campus", "campuses"),
        ("event", "organiser", "organizer"),
    ],
)
def test_a_misspelt_field_raises_an_error_with_the_nearest_right_name(
    kind: str, misspelt: str, right: str
) -> None:
    with pytest.raises(TypeError, match=f"'10-301'.*{misspelt!r}.*did you mean {right!r}"):
        Record(kind, "10-301", "https://example.org/", "Seeing", {misspelt: "x"})


def test_a_field_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="'parent_event' is not a field of a course"):
        Record("course", "x", "https://example.org/", "Seeing", {"parent_event": "x"})


def test_a_kind_that_has_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="use one of program, course, event"):
        Record("lecture", "x", "https://example.org/", "Seeing")


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_a_kind_are_its_columns_and_the_printed_ones(kind: str) -> None:
    assert field_names(kind) == {*TABLE_OF_KIND[kind].names, *PARSERS}


def test_keys_of_api_rows_state_columns_that_a_record_may_have() -> None:
    fields = frozenset().union(*map(field_names, KINDS))
    assert set(key_paths()) - fields == PARTS - fields


def test_the_line_of_a_crawl_has_the_record_s_place_on_its_page() -> None:
    page = Page("https://example.org/courses", b"<p>", fetched_at="2026-11-23T05:00:00Z")
    record = Record("course", "10-301", "https://example.org/10-301", "Seeing", {"code": "10-301"})
    line = crawl_record(record, page, "cmu", 7, "fresh")
    assert (line["page_position"], line["evidence_url"], line["key"]) == (7, page.url, "10-301")
    assert (line["payload_sha256"], line["fetched_at"]) == (page.digest, page.fetched_at)


def test_an_xml_document_is_read_also_where_it_is_damaged_and_nothing_is_unreadable() -> None:
    assert Page("https://example.org/", b"\n<?xml version='1.0'?><a><b>1</a>").xml.tag == "a"
    with pytest.raises(Unreadable, match="no XML document"):
        _ = Page("https://example.org/", b"").xml


def test_a_number_that_no_column_holds_loses_no_record() -> None:
    row = {"title": "Seeing", "credits": 10**30, "sizes": [1, -(10**40)]}
    assert as_line(row) == b'{"title":"Seeing","credits":null,"sizes":[1,null]}\n'  # type: ignore[arg-type]
