"""Whether "3-0-3" ends in the credits: all courses of a source tell, or its YAML."""

from pathlib import Path
from typing import Any

import pytest

from courseatlas import sources
from courseatlas.values.credits import credits, credits_as
from pipelines.contact_hours import with_meaning_of_hours

SOURCE = """
name: Example University
platform: courselist
provider: {type: university, country: US, website: https://www.example.edu/}
start_urls: [https://catalog.example.edu/]
hosts: [catalog.example.edu]
"""
FITTING = ["3-0-3", "(3-2-4)", "2-6-4", "0-6-2", "1-0-1"] * 2


@pytest.mark.parametrize(
    ("texts", "declared", "expected"),
    [
        (FITTING, "", "last_of_hours"),
        ([*FITTING, None, "3 credits", ["no", "text"]], "", "last_of_hours"),
        (FITTING[:9], "", "as_printed"),
        ([*FITTING, "3-2-0", "3-1-1"], "", "as_printed"),
        (["3-0-9"] * 20, "", "as_printed"),
        (FITTING, "credits: sum_of_hours", "sum_of_hours"),
    ],
)
def test_credits_end_the_hours_of_a_source_where_all_its_courses_fit(
    texts: list[Any], declared: str, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "example.yml"
    path.write_text(SOURCE + declared)
    records = [{"source_id": "example", "fields": {"credits_text": text}} for text in texts]
    told = with_meaning_of_hours(records, {"example": sources.load(path)})  # type: ignore[arg-type]
    assert told["example"].credits == expected


def test_the_last_of_three_numbers_is_the_credits_where_a_source_says_so() -> None:
    assert credits(credits_as("last_of_hours", "(3-2-4)"))[:2] == (4, 4)
    assert credits(credits_as("as_printed", "(3-2-4)"))[:2] == (None, None)
    assert credits_as("last_of_hours", "3 credits") == "3 credits"
