"""What a person is told to do about a page without a record."""

import pytest

from courseatlas.page_remedies import page_that_tells_most, remedy_of_page

URL = "https://catalog.example.edu/courses/"


def page(outcome: str, code: str | None = None, url: str = URL) -> dict[str, str | None]:
    return {"source_id": "example", "url": url, "outcome": outcome, "code": code}


@pytest.mark.parametrize(
    ("row", "part"),
    [
        (page("error", "http_503"), "opens in a browser"),
        (page("error", "dns"), "opens in a browser"),
        (page("error", "http_404"), "`courseatlas sources probe https://catalog.example.edu/`"),
        (page("error", "login"), "public pages"),
        (page("error", "too_large"), "single pages"),
        (page("error", "reader_failed"), f"extract - --url {URL} --source example`"),
        (page("robots"), "`state: forbidden`"),
        (page("offsite", url="https://other.example.edu/"), "other.example.edu to its `hosts`"),
        (page("no_record"), "shows what its reader makes of it"),
        (page("listing"), "nothing, if it only leads to others"),
    ],
)
def test_the_remedy_is_that_of_the_outcome_and_its_code(row: dict, part: str) -> None:
    assert part in (remedy_of_page(row) or "")


def test_an_address_is_quoted_for_a_shell() -> None:
    remedy = remedy_of_page(page("no_record", url=f"{URL}?a=1&b=$(x)"))
    assert f"--url '{URL}?a=1&b=$(x)'" in (remedy or "")


def test_a_page_that_gives_no_record_by_its_outcome_needs_nothing() -> None:
    assert remedy_of_page(page("redirect")) is None


def test_what_kept_a_page_away_says_more_than_what_was_not_found_on_one() -> None:
    ledger = [page("redirect"), page("listing"), page("no_record"), page("error", "http_503")]
    assert page_that_tells_most(ledger) == ledger[3]
    assert page_that_tells_most(ledger[:3]) == ledger[2]
    assert page_that_tells_most(ledger[:1]) is None
