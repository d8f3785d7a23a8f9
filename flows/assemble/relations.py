"""Relate courses: to the programs that list them, to topics, and to their prerequisites."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from courseatlas import relevance
from courseatlas.arrow import from_rows, rows_of, to_frame, values
from courseatlas.findings import Check, StopReason
from courseatlas.schema import COURSE_PREREQUISITES, PROGRAM_COURSES, PROGRAM_TOPICS, Table
from flows.curate import CuratedTables
from flows.runs import Run
from pipelines.course_finder import CourseFinder
from pipelines.course_prerequisites import course_prerequisites, prerequisite_warnings
from pipelines.program_courses import program_courses
from pipelines.program_topics import program_topics, with_topics
from pipelines.totals import total_mismatches
from validation.check import check, quarantine_rows
from validation.references import References

Row = Mapping[str, Any]
Rows = Sequence[Row]


@dataclass(frozen=True)
class RelatedCourses:
    """The rows of the tables that relate courses, by table, after the suite of listed courses.

    `warnings` are pairs of a record id and a sentence.
    """

    rows: Mapping[str, Rows]
    quarantine: Rows
    checks: tuple[Check, ...]
    warnings: tuple[tuple[str, str], ...]
    stop_reasons: tuple[StopReason, ...]


@dataclass(frozen=True)
class _ListedCourses:
    """Rows of `program_courses`.

    `carried` are the programs that keep the rows of the last release.
    """

    rows: Rows
    carried: frozenset[str]
    warnings: Sequence[tuple[str, str]]


def relate_courses(
    run: Run,
    curated: CuratedTables,
    records: Mapping[str, pd.DataFrame],
    references: References,
) -> RelatedCourses:
    """Relate the courses of a release, and those of the wider catalog that its programs list."""
    known_courses = _known_courses(curated.catalog, records["courses"])
    listed = _listed_courses(run, curated, records)
    rows, quarantine, checks, stop_reasons = _accepted(listed.rows, references)
    finder = CourseFinder(known_courses, _institutions(run))
    prerequisites = course_prerequisites(records["courses"], finder)
    read_sources = frozenset(values(curated.catalog["source_id"]))
    return RelatedCourses(
        rows={
            PROGRAM_COURSES.name: rows,
            PROGRAM_TOPICS.name: _program_topics(
                run, rows, records["programs"], known_courses, listed.carried
            ),
            COURSE_PREREQUISITES.name: prerequisites,
        },
        quarantine=quarantine,
        checks=checks,
        warnings=(
            *listed.warnings,
            *prerequisite_warnings(prerequisites, finder, read_sources),
        ),
        stop_reasons=stop_reasons,
    )


def _institutions(run: Run) -> dict[str, str]:
    return {source.id: source.institution for source in run.plan.sources.values()}


def _known_courses(catalog: pd.DataFrame, courses: pd.DataFrame) -> pd.DataFrame:
    """Every course that was read, and the released ones that this run did not read."""
    carried = courses[~courses["id"].isin(values(catalog["id"]))]
    if carried.empty:
        return catalog
    renamed = carried.rename(columns={"credits_min": "credits"})[list(catalog.columns)]
    return renamed if catalog.empty else pd.concat([catalog, renamed], ignore_index=True)


def _listed_courses(
    run: Run,
    curated: CuratedTables,
    records: Mapping[str, pd.DataFrame],
) -> _ListedCourses:
    """Rows of `program_courses`, and warnings about totals that contradict them.

    Programs that this run read have their components; those that are carried forward keep the rows
    of the last release.
    """
    programs = records["programs"]
    released = {record_id for frame in records.values() for record_id in values(frame["id"])}
    was_read = programs["id"].isin(list(curated.components)) & (programs["freshness"] != "stale")
    read = programs[was_read]
    rows = program_courses(
        read, curated.components, curated.catalog, released, _institutions(run), curated.aliases
    )
    carried = frozenset(values(programs.loc[~was_read, "id"]))
    before = _rows_before(run, PROGRAM_COURSES, carried)
    kept = [row | {"in_release": row["course_id"] in released} for row in before]
    had_topics = run.previous and "topics" in run.previous.columns(PROGRAM_COURSES.name)
    classify = relevance.load().classify
    unread = [] if had_topics else kept
    listed = [*rows, *unread]
    topics = with_topics(listed, records["courses"], _texts(curated, listed), classify)
    declared = relevance.load().topics
    known = [
        row | {"topics": [topic for topic in row["topics"] if topic in declared]} for row in kept
    ]
    return _ListedCourses(
        [*topics, *(known if had_topics else [])],
        carried,
        total_mismatches(read, rows, curated.catalog),
    )


def _texts(curated: CuratedTables, listed: Rows) -> pd.DataFrame:
    """The titles and descriptions of the courses that programs list, as far as they were read."""
    ids = pa.array({row["course_id"] for row in listed if row["course_id"]}, pa.string())
    return to_frame(curated.descriptions.to_table(filter=ds.field("id").isin(ids)))


def _rows_before(run: Run, table: Table, programs: Collection[str]) -> list[dict[str, Any]]:
    """The rows that the last release has of some programs."""
    if not programs or run.previous is None:
        return []
    return [row for row in run.previous.rows(table.name) if row["program_id"] in programs]


def _accepted(
    listed: Rows, references: References
) -> tuple[Rows, Rows, tuple[Check, ...], tuple[StopReason, ...]]:
    """The listed courses without those that break a rule; only a broken key stops the release.

    With them come the rows for the quarantine, the checks, and why the release must stop.
    """
    if not listed:
        return [], [], (), ()
    checked = check(PROGRAM_COURSES, from_rows(PROGRAM_COURSES, listed), False, references)
    return (
        rows_of(checked.accepted),
        quarantine_rows(PROGRAM_COURSES, checked, "related"),
        checked.checks,
        (checked.stop_reason,) if checked.stop_reason else (),
    )


def _program_topics(
    run: Run,
    listed: Rows,
    programs: pd.DataFrame,
    known_courses: pd.DataFrame,
    carried: frozenset[str],
) -> Rows:
    """Rows of `program_topics`; those of a program that is carried forward stay.

    The courses of its catalog were not read, so that their credits are not known. A release of
    before may not have the table.
    """
    declared = relevance.load().topics
    before = [row for row in _rows_before(run, PROGRAM_TOPICS, carried) if row["topic"] in declared]
    kept = {row["program_id"] for row in before}
    credits = _by_id(known_courses, "credits")
    counted = [row for row in listed if row["program_id"] not in kept]
    return [*program_topics(counted, _by_id(programs, "credential_type"), credits), *before]


def _by_id(frame: pd.DataFrame, column: str) -> dict[str, Any]:
    return dict(zip(values(frame["id"]), values(frame[column]), strict=True))
