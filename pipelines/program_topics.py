"""Relate programs to the topics of the courses that they list."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of
from courseatlas.requirements.asked import (
    Requirement,
    Role,
    Row,
    is_range,
    requirements_of,
    role_of_components,
)
from pipelines.step import Classify

_ROLES: tuple[Role, ...] = ("required", "elective")


def with_topics(
    listed: Sequence[Row], courses: pd.DataFrame, catalog: pd.DataFrame, classify: Classify
) -> list[dict[str, Any]]:
    """Rows of `program_courses` with the topics of each course.

    They are those of the released row, else those of the record in the wider `catalog`, else those
    of the title that the program prints. A range of courses has none.
    """
    released = {row["id"]: row["topics"] for row in rows_of(courses[["id", "topics"]])}
    wanted = {row["course_id"] for row in listed if row["course_id"]} - released.keys()
    texts = catalog.loc[catalog["id"].isin(list(wanted)), ["id", "title", "description"]]
    read = {
        row["id"]: list(classify(row["title"], row["description"]).topics) for row in rows_of(texts)
    }
    topics = {**read, **released}
    return [{**row, "topics": _topics(row, topics, classify)} for row in listed]


def _topics(row: Row, topics: Mapping[str, list[str]], classify: Classify) -> list[str]:
    if row.get("range_from") is not None:
        return []
    known = topics.get(row["course_id"] or "")
    return list(classify(row["course_title"], None).topics) if known is None else known


def program_topics(
    listed: Sequence[Row],
    credential_types: Mapping[str, str],
    credits: Mapping[str, float | None],
) -> list[dict[str, Any]]:
    """Rows of `program_topics`: how many of a program's courses have a topic.

    Courses that are alternatives to each other ("or") count as one: as required where every way
    has the topic, as elective where only some have it. Each course that a choice offers ("choose 2
    of 6") counts as an elective. A course that is listed several times counts once, a range of
    courses never. Of what is only listed ("component") all is required in a series of courses, and
    nothing in a degree: `credential_types` tells which it is. `credits` are those of each course.
    """
    by_program: dict[str, list[Row]] = defaultdict(list)
    for row in listed:
        by_program[row["program_id"]].append(row)
    return [
        {"program_id": program_id, **topic}
        for program_id, rows in by_program.items()
        for topic in _of_program(rows, role_of_components(credential_types[program_id]), credits)
    ]


def _of_program(
    rows: Sequence[Row], components: Role, credits: Mapping[str, float | None]
) -> Iterator[Row]:
    parts = requirements_of(rows, components)
    total = sum(part.most_courses for part in parts)
    for topic in sorted({topic for row in rows for topic in row["topics"]}):
        for role in _ROLES:
            counted = [(part, _courses(part, topic, role)) for part in parts]
            counted = [(part, courses) for part, courses in counted if courses]
            courses = sum(courses for _, courses in counted)
            if courses:
                yield {
                    "topic": topic,
                    "role": role,
                    "courses": courses,
                    "credits": _credits([part for part, _ in counted], topic, credits),
                    "share": round(courses / total, 4),
                }


def _courses(part: Requirement, topic: str, role: Role) -> int:
    """How many courses of a part have a topic, in a role: what every way has is required."""
    fewest, most = part.courses(partial(_has, topic=topic))
    if part.role == "elective":
        return most if role == "elective" else 0
    return fewest if role == "required" else most - fewest


def _credits(
    parts: Sequence[Requirement], topic: str, credits: Mapping[str, float | None]
) -> float | None:
    """The credits of the courses with a topic, by the first way that has any; None if unknown."""
    amounts = [
        credits.get(row["course_id"] or "")
        for part in parts
        for row in next(way for way in part.ways if any(_has(row, topic) for row in way))
        if _has(row, topic)
    ]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _has(row: Row, topic: str) -> bool:
    return topic in row["topics"] and not is_range(row)
