"""Find the course that a program or another course means among all courses that were read."""

from collections.abc import Mapping

import pandas as pd

from courseatlas.arrow import values
from courseatlas.text import one_line
from pipelines.identify import cross_listed, normal

_COLUMNS = ["source_id", "id", "title", "code", "cross_listed"]


class CourseFinder:
    """Finds a course by its code, or by its title.

    A course is found by its code in the source that names it, then in the other sources of the
    institution, then by a title that only one course of the source has.
    """

    def __init__(self, catalog: pd.DataFrame, institutions: Mapping[str, str]):
        self._institutions = institutions
        self._by_code: dict[tuple[str, str], str] = {}
        # a catalog is large and read column by column; None is a title that several courses have
        self._by_title: dict[tuple[str, str], str | None] = {}
        columns = (values(catalog[name]) for name in _COLUMNS)
        for source_id, course_id, title, code, cross_listed_codes in zip(*columns, strict=True):
            key = (source_id, title.casefold())
            is_first = self._by_title.setdefault(key, course_id) == course_id
            if not is_first:
                self._by_title[key] = None
            for each in filter(None, [code, *cross_listed_codes]):
                for place in self._places(source_id):
                    self._by_code.setdefault((place, normal(each)), course_id)

    def _places(self, source_id: str) -> tuple[str, ...]:
        institution = self._institutions.get(source_id, source_id)
        return (source_id,) if institution == source_id else (source_id, institution)

    def by_code(self, source_id: str, code: str) -> str | None:
        """The id of the course of a code, or None where the catalog does not have it."""
        codes = [normal(each) for each in (code, *cross_listed(code))]
        keys = [(place, each) for place in self._places(source_id) for each in codes]
        return next((self._by_code[key] for key in keys if key in self._by_code), None)

    def course_id(self, source_id: str, code: str | None, title: str) -> str | None:
        """The id of a course by code, else by title; None where the catalog does not have it."""
        course_id = self.by_code(source_id, code) if code else None
        if course_id is not None:
            return course_id
        return self._by_title.get((source_id, one_line(title).casefold()))
