"""The CSV form of a table: what a spreadsheet takes as text, and what as a value."""

import csv
import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from courseatlas.arrow import from_rows, to_arrow
from courseatlas.schema import COURSES, PROVIDERS, Table
from flows.publication.csv_file import write_csv

# quotes, what JSON escapes, what it does not, and nothing
TEXTS = ["ai", 'say "hi"', "back\\slash", "two\nlines", "\x01", "é 😀 \u2028", "a, b", ""]


def written(table: Table, row: dict[str, Any], path: Path) -> str:
    write_csv(table, to_arrow(table, from_rows(table, [row])), path)
    return path.read_bytes().decode()


def test_a_text_that_would_start_a_formula_gets_an_apostrophe(tmp_path: Path) -> None:
    for begin in "=+-@\t\r":
        text = written(PROVIDERS, {"provider_id": "x", "name": f"{begin}cmd()"}, tmp_path / "p.csv")
        assert f'"\'{begin}cmd()"' in text
    text = written(PROVIDERS, {"provider_id": "x", "name": "a=b\n=c"}, tmp_path / "p.csv")
    assert '"a=b\n=c"' in text


def test_text_stands_in_quotes_and_numbers_and_dates_do_not(tmp_path: Path) -> None:
    """What a spreadsheet needs to take the one as it is and the other as values."""
    row = {
        "id": "mit:course:6.390",
        "code": "6.390",
        "credits_min": 12.0,
        "price_amount": Decimal("49.90"),
        "topics": ["ai"],
        "starts_on": datetime.date(2026, 9, 1),
        "fetched_at": datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC),
    }
    head, line = written(COURSES, row, tmp_path / "c.csv").splitlines()
    cells = dict(zip(head.replace('"', "").split(","), line.split(","), strict=True))
    assert (
        cells["code"] == '"6.390"'
        and cells["topics"] == '"[""ai""]"'
        and cells["fetched_at"] == '"2026-08-01T00:00:00.000Z"'
    )
    assert (cells["credits_min"], cells["price_amount"], cells["starts_on"], cells["ends_on"]) == (
        "12",
        "49.90",
        "2026-09-01",
        "",
    )


def test_a_list_is_json_as_python_prints_it(tmp_path: Path) -> None:
    for texts in (TEXTS, [], ["x", None], None):
        lines = written(COURSES, {"id": "a", "topics": texts}, tmp_path / "c.csv")
        (row,) = csv.DictReader(lines.splitlines(keepends=True))
        assert row["topics"] == ("" if texts is None else json.dumps(texts, ensure_ascii=False))
