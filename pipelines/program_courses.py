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
    aliases: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Rows of `program_courses`.

    `components` maps a program's id to what it lists, in the order of its page. `catalog` holds
    every course that was read, also those that are not in the release; `institutions` says to whom
    each source belongs, for a university may print its programs in one catalog and its courses in
    another. A range of courses names no course. `aliases` maps other names of records to their ids:
    a course that a program names by an alias alone has the code and the title of its record, one
    that it names by its code alone has the title.
    """
    if programs.empty:
        return []
    finder = CourseFinder(catalog, institutions)
    named = _named_by_alias(components, catalog, aliases)
    titles = _titles_of_codes(components, catalog)
    rows = []
    pairs = zip(values(programs["source_id"]), values(programs["id"]), strict=True)
    for source_id, program_id in pairs:
        for position, component in enumerate(components.get(program_id, ()), 1):
            alias = component.get("course_alias")
            known = named.get(aliases.get(f"{source_id}:course:{alias}", "")) if alias else None
            code, title = known or (component["course_code"], component["course_title"])
            is_range = component.get("range_from") is not None
            course_id = None if is_range else finder.course_id(source_id, code, title)
            rows.append(
                {
                    **{name: component[name] for name in component if name != "course_alias"},
                    "course_code": code,
                    "course_title": titles.get(course_id, title) if title == code else title,
                    "program_id": program_id,
                    "course_id": course_id,
                    "in_release": course_id in released,
                    "position": position,
                }
            )
    return rows


def _titles_of_codes(
    components: Mapping[str, Components], catalog: pd.DataFrame
) -> dict[str | None, str]:
    """Id -> title of the courses of the catalog; none where no program prints a code alone."""
    listed = (component for each in components.values() for component in each)
    if not any(component["course_title"] == component["course_code"] for component in listed):
        return {}
    return dict(zip(values(catalog["id"]), values(catalog["title"]), strict=True))


def _named_by_alias(
    components: Mapping[str, Components], catalog: pd.DataFrame, aliases: Mapping[str, str]
) -> dict[str, tuple[str | None, str]]:
    """Id -> (code, title) of the courses that have an alias; none where no program uses one."""
    listed = (component for each in components.values() for component in each)
    if not any(component.get("course_alias") for component in listed):
        return {}
    wanted = catalog[catalog["id"].isin(list(aliases.values()))]
    pairs = zip(values(wanted["code"]), values(wanted["title"]), strict=True)
    return dict(zip(values(wanted["id"]), pairs, strict=True))
