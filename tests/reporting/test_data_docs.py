"""Data Docs show numbers: no value of the data reaches them, and they ask no other host for anything."""

import re

import pandas as pd
import pytest

from courseatlas.findings import Check
from courseatlas.schema import BY_NAME, COURSES
from reporting.data_docs import data_docs
from tests.support import healthy
from validation.check import check
from validation.suites import suite

TABLES = healthy.tables(100)
KNOWN = healthy.references(TABLES)
POISON = '<script>alert("poison")</script>'


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    frame = TABLES["courses"]
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    for number, row in enumerate(rows):
        row |= {
            "title": f"{POISON}{number}",
            "description": "{{ secret }}",
            "credit_unit": "bushels",
            "url": "https://foreign.example.com/x",
        }
    checks = check(COURSES, pd.DataFrame(rows, dtype=object), True, KNOWN).checks
    checks += check(BY_NAME["providers"], TABLES["providers"], True, KNOWN).checks
    assert any(POISON in example.value for one in checks for example in one.examples)
    return data_docs(checks)


def test_there_is_a_page_per_suite_and_an_index_that_leads_to_it(pages: dict[str, str]) -> None:
    assert set(pages) == {"index.html", "courses.html", "providers.html"}
    assert 'href="courses.html"' in pages["index.html"]
    for rule in suite(COURSES, KNOWN):
        assert rule.name.replace("'", "&#39;").replace(">", "&gt;") in pages["courses.html"], (
            rule.name
        )


def test_no_value_of_the_data_appears(pages: dict[str, str]) -> None:
    for page in pages.values():
        for value in (
            "<script",
            "alert(",
            "poison",
            "secret",
            "bushels",
            "foreign.example",
            "x:course:",
            "example.edu",
        ):
            assert value not in page, value


def test_a_number_of_the_results_appears(pages: dict[str, str]) -> None:
    line = next(
        line for line in pages["courses.html"].splitlines() if "title holds no markup" in line
    )
    assert "does not hold" in line and "100.0%" in line and "warning" in line


def test_nothing_is_loaded_and_nothing_can_run(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert (
            "default-src 'none'" in page
            and "<script" not in page
            and "<link" not in page
            and "<img" not in page
        )
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|url\(|@import""", page)


def test_a_rule_that_could_not_be_checked_is_shown_without_what_it_said() -> None:
    page = data_docs(
        [
            Check(
                "courses",
                "title is fine",
                "warning",
                False,
                3,
                0,
                f"it raised ValueError: {POISON}",
            )
        ]
    )["courses.html"]
    assert "could not be checked" in page and "alert" not in page


def test_no_checks_make_an_index_that_says_so() -> None:
    assert "no suite was run" in data_docs([])["index.html"]
