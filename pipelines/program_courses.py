"""Relate programs to the courses that they list."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of, values
from courseatlas.text import one_line
from pipelines.identify import cross_listed, normal

Components = Sequence[Mapping[str, Any]]


class _CourseFinder:
    """Finds the course that a program means among all courses that were read.

    A course is found by its code in the program's own source, then in the other sources of the
    institution, then by a title that only one course of the source has.
    """

    def __init__(self, catalog: pd.DataFrame, institutions: Mapping[str, str]):
        self._institutions = institutions
        self._by_code: dict[tuple[str, str], str] = {}
        self._by_title: dict[tuple[str, str], set[str]] = {}
        for course in rows_of(catalog):
            source_id, course_id = course["source_id"], course["id"]
            title = (source_id, course["title"].casefold())
            self._by_title.setdefault(title, set()).add(course_id)
            for code in filter(None, [course["code"], *course["cross_listed"]]):
                for place in (source_id, institutions[source_id]):
                    self._by_code.setdefault((place, normal(code)), course_id)

    def course_id(self, source_id: str, code: str | None, title: str) -> str | None:
        """The id of the course, or None where the catalog does not have it."""
        codes = [code, *cross_listed(code)] if code else []
        for place in (source_id, self._institutions[source_id]):
            for candidate in codes:
                course_id = self._by_code.get((place, normal(candidate)))
                if course_id is not None:
                    return course_id
        named = self._by_title.get((source_id, one_line(title).casefold()), set())
        return min(named) if len(named) == 1 else None


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
    finder = _CourseFinder(catalog, institutions)
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
