"""Relate programs to the courses that they list."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from courseatlas.arrow import values
from pipelines.course_finder import CourseFinder

Components = Sequence[Mapping[str, Any]]


def program_courses(
    programs: pd.DataFrame,
    components: Mapping[str, Components],
    catalog: pd.DataFrame,
    released: set[str],
    institutions: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Rows of `program_courses`.

    `components` maps a program's id to what it lists, in the order of its page. `catalog` holds
    every course that was read, also those that are not in the release; `institutions` says to whom
    each source belongs, for a university may print its programs in one catalog and its courses in
    another. A range of courses names no course.
    """
    if programs.empty:
        return []
    finder = CourseFinder(catalog, institutions)
    rows = []
    pairs = zip(values(programs["source_id"]), values(programs["id"]), strict=True)
    for source_id, program_id in pairs:
        for position, component in enumerate(components.get(program_id, ()), 1):
            code, title = component["course_code"], component["course_title"]
            is_range = component.get("range_from") is not None
            course_id = None if is_range else finder.course_id(source_id, code, title)
            rows.append(
                {
                    **component,
                    "program_id": program_id,
                    "course_id": course_id,
                    "in_release": course_id in released,
                    "position": position,
                }
            )
    return rows
