"""Relate courses to the courses that their prerequisites name."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of, values
from courseatlas.ids import source_of
from courseatlas.prerequisites import prerequisites
from courseatlas.prerequisites.chains import Chains
from pipelines.course_finder import CourseFinder

Row = Mapping[str, Any]
# circles that are told one by one; of more only the number
_TOLD_CYCLES = 3
_TOLD_COURSES = 3


def course_prerequisites(courses: pd.DataFrame, finder: CourseFinder) -> list[dict[str, Any]]:
    """Rows of `course_prerequisites` for the courses of a release.

    The course of a code is looked for in the source of the course that names it, then in the other
    sources of the institution.
    """
    released = set(values(courses["id"]))
    rows = []
    stated = courses.loc[courses["prerequisites_text"].notna()]
    for course in rows_of(stated[["id", "source_id", "prerequisites_text"]]):
        for prerequisite in prerequisites(course["prerequisites_text"]):
            found = finder.by_code(course["source_id"], prerequisite.code)
            rows.append(
                {
                    "course_id": course["id"],
                    **prerequisite._asdict(),
                    "prerequisite_id": found if found in released else None,
                }
            )
    return rows


def prerequisite_warnings(
    rows: Sequence[Row], finder: CourseFinder, read_sources: Collection[str]
) -> Iterator[tuple[str, str]]:
    """(course id, sentence) about codes that name no course, and about courses in a circle.

    Codes are counted per source, of the sources that this run read: the courses of another source
    are not known.
    """
    yield from _dangling_codes(rows, finder, read_sources)
    cycles = Chains(rows).cycles()
    for cycle in cycles[:_TOLD_CYCLES]:
        yield cycle[0], f"its prerequisites lead back to it, by {_others(cycle)}"
    if len(cycles) > _TOLD_CYCLES:
        yield cycles[_TOLD_CYCLES][0], f"so do those of {len(cycles) - _TOLD_CYCLES} more circles"


def _others(cycle: Sequence[str]) -> str:
    """The courses of a circle beside its first, the first few by id."""
    if len(cycle) == 1:
        return "itself"
    left = len(cycle) - 1 - _TOLD_COURSES
    more = f" and {left} more" if left > 0 else ""
    return ", ".join(cycle[1 : 1 + _TOLD_COURSES]) + more


def _dangling_codes(
    rows: Sequence[Row], finder: CourseFinder, read_sources: Collection[str]
) -> Iterator[tuple[str, str]]:
    named = Counter(source_of(row["course_id"]) for row in rows)
    dangling: dict[str, list[Row]] = {}
    for row in rows:
        source_id = source_of(row["course_id"])
        if source_id in read_sources and finder.by_code(source_id, row["code"]) is None:
            dangling.setdefault(source_id, []).append(row)
    for source_id, left in dangling.items():
        first = left[0]
        yield (
            first["course_id"],
            f"{len(left)} of {named[source_id]} prerequisites of {source_id} name no course that "
            f"was read; the first is {first['code']}",
        )
