"""The topics of listed courses: of the release, of the wider catalog, or of the printed title."""

import pandas as pd

from courseatlas import relevance
from courseatlas.arrow import from_rows
from courseatlas.schema import BY_NAME
from pipelines.program_topics import with_topics

COURSES = pd.DataFrame([{"id": "s:course:1", "topics": ["robotics"]}], dtype=object)
CATALOG = from_rows(
    BY_NAME["courses"],
    [
        {"id": "s:course:1", "title": "Machine Learning", "description": None},
        {"id": "s:course:2", "title": "Topics", "description": "An introduction to machine learning, deep learning and neural networks."},
    ],
)  # fmt: skip


def topics(course_id: str | None, title: str, range_from: str | None = None) -> list[str]:
    row = {"course_id": course_id, "course_title": title, "range_from": range_from}
    (found,) = with_topics([row], COURSES, CATALOG, relevance.load().classify)
    return found["topics"]


def test_a_row_of_the_release_gives_its_topics() -> None:
    assert topics("s:course:1", "Machine Learning") == ["robotics"]


def test_a_course_that_is_not_released_is_classified_by_its_own_text() -> None:
    assert "machine_learning" in topics("s:course:2", "Topics")


def test_a_course_that_no_catalog_has_is_classified_by_the_printed_title() -> None:
    assert topics(None, "Calculus II") == ["mathematics"]
    assert topics(None, "Ceramics") == []


def test_a_range_has_no_topics() -> None:
    assert topics(None, "Machine Learning courses from CS 300", "CS 300") == []
