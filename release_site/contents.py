"""A release as the pages of its site read it: its tables, and each record as lists name it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa

from courseatlas.arrow import to_arrow
from courseatlas.releases import Release
from courseatlas.relevance import load
from courseatlas.schema import (
    BY_NAME,
    CHANGES,
    COURSE_PREREQUISITES,
    KIND_OF_TABLE,
    PROFILE_LINKS,
    PROGRAM_COURSES,
    PROGRAM_TOPICS,
    PROVIDERS,
    RECORD_TABLES,
)
from courseatlas.terms import Topic
from release_site.brief import RecordBrief, brief
from release_site.documents import described_dataset, feed_address, guide_addresses
from release_site.grouped_rows import GroupedRows

# records that are plain Python values at a time
_BATCH = 2000
_LISTED_IN = ["program_id", "course_id", "role", "group_title"]


@dataclass(frozen=True)
class SiteContents:
    """What the pages of a site say, by id. `released` is the day of the release.

    `briefs` has every record of the release, in the order of their tables and ids; `guides` is
    profile -> the address of its guide. `feed` is the address of the feed of what is new, and
    `dataset` describes the release in schema.org's terms; both are None for a release of before.
    """

    version: str
    released: date
    records: Mapping[str, pa.Table]
    providers: Mapping[str, dict[str, Any]]
    topics: Mapping[str, Topic]
    briefs: Mapping[str, RecordBrief]
    program_courses: GroupedRows
    programs_of_course: GroupedRows
    program_topics: GroupedRows
    prerequisites: GroupedRows
    needed_by: GroupedRows
    recommendations: GroupedRows
    changes: pa.Table
    guides: Mapping[str, str]
    feed: str | None
    dataset: Mapping[str, Any] | None

    def rows(self, kind: str, columns: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
        """The records of a kind as plain Python values, a batch at a time.

        Of `columns` the rows have those that the table has; without columns they have all.
        """
        table = self.records[kind]
        names = [name for name in columns if name in table.column_names]
        return _rows(table.select(names) if columns else table)

    def provider_name(self, provider_id: str) -> str:
        """The name of a provider, else its id."""
        provider = self.providers.get(provider_id)
        return str(provider["name"]) if provider else provider_id

    def topic_title(self, topic: str) -> str:
        """The title of a topic, else its key."""
        known = self.topics.get(topic)
        return known.title if known else topic

    @cached_property
    def by_provider(self) -> dict[str, list[RecordBrief]]:
        """The records of each provider, by title."""
        return _grouped(self.briefs.values(), lambda record: (record.provider_id,))

    @cached_property
    def by_topic(self) -> dict[str, list[RecordBrief]]:
        """The records of each topic, by title."""
        return _grouped(self.briefs.values(), lambda record: record.topics)


def read_contents(release: Release) -> SiteContents:
    """Read a release. Raises DamagedRelease or StorageError, which name the file."""
    released = date.fromisoformat(release.version.partition(".")[0])
    records = {KIND_OF_TABLE[table.name]: _table(release, table.name) for table in RECORD_TABLES}
    providers = {row["provider_id"]: row for row in release.rows(PROVIDERS.name)}
    names = {provider_id: row["name"] for provider_id, row in providers.items()}
    listed = _table(release, PROGRAM_COURSES.name)
    prerequisites = _table(release, COURSE_PREREQUISITES.name)
    return SiteContents(
        version=release.version,
        released=released,
        records=records,
        providers=providers,
        topics=load().topics,
        briefs={
            row["id"]: brief(row, kind, names, released)
            for kind, table in records.items()
            for row in _rows(table)
        },
        program_courses=GroupedRows(listed, "program_id", ["position"]),
        programs_of_course=GroupedRows(listed.select(_LISTED_IN), "course_id", ["program_id"]),
        program_topics=GroupedRows(_table(release, PROGRAM_TOPICS.name), "program_id"),
        prerequisites=GroupedRows(prerequisites, "course_id", COURSE_PREREQUISITES.key[1:]),
        needed_by=GroupedRows(
            prerequisites.select(["prerequisite_id", "course_id"]), "prerequisite_id", ["course_id"]
        ),
        recommendations=GroupedRows(_table(release, PROFILE_LINKS.name), "record_id"),
        changes=_table(release, CHANGES.name),
        guides=guide_addresses(release.path),
        feed=feed_address(release.path),
        dataset=described_dataset(release.path),
    )


def _table(release: Release, name: str) -> pa.Table:
    return to_arrow(BY_NAME[name], release.table(name))


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for start in range(0, table.num_rows, _BATCH):
        yield from table.slice(start, _BATCH).to_pylist()


def _grouped(
    records: Iterable[RecordBrief], keys: Callable[[RecordBrief], Iterable[str]]
) -> dict[str, list[RecordBrief]]:
    groups: dict[str, list[RecordBrief]] = {}
    for record in sorted(records, key=lambda record: record.order):
        for key in keys(record):
            groups.setdefault(key, []).append(record)
    return groups
