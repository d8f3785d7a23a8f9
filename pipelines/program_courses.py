"""Relate programs to the courses that they list."""

from collections.abc import Mapping

import pandas as pd

from courseatlas.text import one_line
from pipelines.identify import cross_listed, normal


def program_courses(programs: pd.DataFrame, catalog: pd.DataFrame, released: set[str], institutions: Mapping[str, str]) -> list[dict]:
    """Rows of `program_courses` for the programs' components.

    `catalog` is every course read of the sources, also those left out of the release; `institutions` says to whom each source belongs,
    as a university may print its programs in one catalog and its courses in another. A course is found by its code in the program's own
    source, then in the institution's others, then by a title that only one course of the source bears.
    """
    ids: dict[tuple[str, str], str] = {}
    titles: dict[tuple[str, str], set[str]] = {}
    for source, course_id, title, code, others in zip(
        catalog["source_id"], catalog["id"], catalog["title"], catalog["code"], catalog["cross_listed"], strict=True
    ):
        titles.setdefault((source, title.casefold()), set()).add(course_id)
        for one in [code, *others]:
            if one:
                ids.setdefault((source, normal(one)), course_id)
                ids.setdefault((institutions[source], normal(one)), course_id)
    rows = []
    for source, program_id, components in zip(programs["source_id"], programs["id"], programs["components"], strict=True):
        for position, component in enumerate(components or [], 1):
            code = component["course_code"]
            places = [(place, normal(one)) for place in (source, institutions[source]) for one in _codes(code)]
            course_id = next((ids[place] for place in places if place in ids), None)
            named = titles.get((source, one_line(component["course_title"]).casefold()), set())
            if course_id is None and len(named) == 1:
                course_id = min(named)
            rows.append(
                component | {"program_id": program_id, "course_id": course_id, "in_release": course_id in released, "position": position}
            )
    return rows


def _codes(code: str | None) -> list[str]:
    return [code, *cross_listed(code)] if code else []
