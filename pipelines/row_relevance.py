"""The relevance of each row: by its title and its text, of a program also by its courses."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

from courseatlas import relevance
from courseatlas.arrow import values
from courseatlas.records import CrawlRecord
from courseatlas.relevance import RelevanceResult
from pipelines.identify import normal
from pipelines.step import CurationContext, TitleOfCourse
from pipelines.subject_text import subject_texts


def row_relevance(
    frame: pd.DataFrame, listed: Sequence[list[dict[str, Any]]], context: CurationContext
) -> list[RelevanceResult]:
    """The relevance of each row; `listed` are the courses that each of them lists.

    A program need not say what its courses are about: where its title and its text are not about
    AI/ML, the titles of its courses decide. A title that names another topic stands: a degree in
    computer science is one, whatever its students may choose.
    """
    rows = zip(
        values(frame["source_id"]),
        values(frame["title"]),
        subject_texts(frame),
        listed,
        strict=True,
    )
    return [_relevance(*row, context) for row in rows]


def titles_of_courses(records: Iterable[CrawlRecord]) -> TitleOfCourse:
    """Finds the title of a course by its source and its code; None for a course that is not read.

    The codes are looked at when the first title is asked for.
    """

    @cache
    def titles() -> Mapping[tuple[str, str], str]:
        return {
            (record["source_id"], normal(record["fields"]["code"])): record["title"]
            for record in records
            if record["fields"].get("code")
        }

    return lambda source_id, code: titles().get((source_id, normal(code)))


def _relevance(
    source_id: str,
    title: str | None,
    text: str | None,
    listed: list[dict[str, Any]],
    context: CurationContext,
) -> RelevanceResult:
    stated = context.classify(title or "", text)
    if stated.relevance != "none" or stated.titled or not listed:
        return stated
    by_courses = relevance.load().classify_courses(_weighed(source_id, listed, context))
    if by_courses.relevance == "none":
        return stated
    topics = {*stated.topics, *by_courses.topics}
    return replace(by_courses, topics=tuple(sorted(topics)))


def _weighed(
    source_id: str, listed: list[dict[str, Any]], context: CurationContext
) -> Iterator[tuple[str, float]]:
    """The titles of listed courses, as printed or as their own records have them, and weights.

    Of a choice of two among eight courses, each weighs a quarter.
    """
    sizes = Counter(map(_choice, listed))
    for component in listed:
        code, title = component["course_code"], component["course_title"]
        if code and title in ("", code):  # a reader names a course without a title by its code
            title = context.title_of_course(source_id, code)
        chosen = component["choose_count"]
        if title:
            yield title, min(1.0, chosen / sizes[_choice(component)]) if chosen else 1.0


def _choice(component: dict[str, Any]) -> tuple[object, ...]:
    return component["group_title"], component["role"], component["choose_count"]
