"""Whether "03/04/2027" is in March or in April: one source prints one order, or nothing is known."""

from types import SimpleNamespace
from typing import Any

import pytest

from courseatlas.records import Page
from courseatlas.values.dates import in_order, span
from pipelines.date_orders import date_orders


def order_of(pages: list[dict[str, Any]], declared: str | None = None) -> str | None:
    records = [{"source_id": "example"} | page for page in pages]
    sources = {"example": SimpleNamespace(dates=declared)}
    return date_orders(records, sources)["example"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pages", "declared", "expected"),
    [
        ([{}], None, None),
        ([{"date_order": "day_first"}, {"date_order": None}], None, "day_first"),
        ([{"date_order": "day_first"}, {"date_order": "month_first"}], None, None),
        ([{"page_language": "en-US"}], None, "month_first"),
        ([{"page_language": "en-US"}, {"page_language": "en-GB"}], None, None),
        ([{"page_language": "en"}], None, None),
        ([{"page_language": "en-US", "date_order": "day_first"}], None, "day_first"),
        (
            [{"date_order": "day_first"}, {"date_order": "month_first", "page_language": "en-US"}],
            None,
            None,
        ),
        ([{"date_order": "day_first"}], "month_first", "month_first"),
    ],
)
def test_the_yaml_decides_then_the_pages_dates_then_their_language(
    pages: list[dict[str, Any]], declared: str | None, expected: str | None
) -> None:
    assert order_of(pages, declared) == expected


@pytest.mark.parametrize(
    ("body", "order", "language"),
    [
        (b'<html lang="en-GB"><p>Starts 03/04/2027, ends 24/04/2027</p>', "day_first", "en-GB"),
        (b"<html class=x lang=pt><p>03/04/2027</p>", None, "pt"),
        (b'{"startDt": "08/24/2026", "endDt": "12/07/2026"}', "month_first", None),
        (rb'{"start": "08\/24\/2026"}', "month_first", None),
        (b'<html><a href="/2026/13/04/2027">25/04/2027 and 04/25/2027</a>', None, None),
    ],
)
def test_a_page_tells_its_order_and_its_language(
    body: bytes, order: str | None, language: str | None
) -> None:
    page = Page("https://catalog.example.edu/", body)
    assert (page.date_order, page.language) == (order, language)


@pytest.mark.parametrize(
    ("text", "order", "days"),
    [
        ("03/04/2027", None, None),
        ("03/04/2027", "day_first", "2027-04-03"),
        ("03/04/2027", "month_first", "2027-03-04"),
        ("05/05/2027", None, "2027-05-05"),
        ("25/04/2027", "month_first", "2027-04-25"),
        ("08/24/2026 - 12/07/2026", None, "2026-08-24 to 2026-12-07"),
        ("31/04/2027", "day_first", None),
    ],
)
def test_a_date_with_slashes_is_read_where_its_order_is_known(
    text: str, order: Any, days: str | None
) -> None:
    first, last = span(in_order(text, order))
    found = " to ".join(dict.fromkeys(day.isoformat() for day in (first, last) if day))
    assert found == (days or "")
