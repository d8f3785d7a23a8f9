"""A row that a step cannot handle is told apart from the others, which go on."""

import json

from pipelines.withhold import tolerant, withheld


def test_only_the_rows_that_raise_are_put_aside_with_what_they_raised() -> None:
    rows = [{"n": number} for number in range(50)]
    rows[7], rows[31] = {"n": "seven"}, {}
    result, good, broken = tolerant(lambda some: [row["n"] + 1 for row in some], rows)
    assert len(result) == len(good) == 48 and result[:8] == [1, 2, 3, 4, 5, 6, 7, 9]
    assert [(row, type(error).__name__) for row, error in broken] == [({"n": "seven"}, "TypeError"), ({}, "KeyError")]


def test_healthy_rows_pass_in_one_step() -> None:
    calls = []
    tolerant(lambda some: calls.append(len(some)), [{}] * 9)
    assert calls == [9]


def test_the_quarantine_row_holds_the_record_and_its_page_but_nothing_of_the_run() -> None:
    record = {
        "source_id": "s",
        "title": "X",
        "fetched_at": "2026-11-24T00:00:00Z",
        "evidence_url": "https://example.edu/",
        "components": [],
    }
    row = withheld(record, "courses", "clean can handle the row", "ValueError: no", None)
    assert json.loads(row["record"]) == {"source_id": "s", "title": "X", "evidence_url": "https://example.edu/"}
    assert row["evidence_url"] == "https://example.edu/" and row["severity"] == "warning"
