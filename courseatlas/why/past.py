"""What became of a row that the last run did not read: it is carried forward, or gone."""

from collections.abc import Iterator, Sequence

import pyarrow.parquet as pq

from courseatlas.releases import Release
from courseatlas.schema import RECORD_TABLES
from courseatlas.why.values import Explanation, Row, RunFiles

_COLUMNS = ["id", "title", "source_id", "freshness", "last_seen", "url"]
# why a row left, by the field of its row of `changes`
_REASONS = {
    "last_seen": "it was carried forward for too long: nobody saw it since {old}",
    "rule": "a carried row, it breaks a rule of today: {old}",
    "source_id": "its source is read no more, and a person let its rows go",
    None: "its catalog does not list it any more",
}


def explain_past(
    record_id: str, run: RunFiles | None, releases: Sequence[Release]
) -> Explanation | None:
    """A row of the last release, or one that an earlier release had; None for an unknown id."""
    if not releases:
        return None
    for table, row in rows_of_release("id", record_id, releases[-1]):
        lines = _lines_of_row(table, row, run, releases[-1])
        return Explanation(f"{row['title']} ({record_id})", tuple(lines))
    known_ids = releases[-1].ids()
    if record_id not in known_ids:
        return None
    return Explanation(record_id, tuple(_lines_of_gone(known_ids[record_id], releases)))


def rows_of_release(column: str, value: str, release: Release) -> list[tuple[str, Row]]:
    """(table, row) for each row of a release's record tables with a value in a column."""
    rows = []
    for table in RECORD_TABLES:
        path = release.path / f"{table.name}.parquet"
        found = pq.read_table(path, columns=_COLUMNS, filters=[(column, "=", value)])
        rows += [(table.name, row) for row in found.to_pylist()]
    return rows


def _lines_of_row(
    table: str, row: Row, run: RunFiles | None, release: Release
) -> Iterator[tuple[str, str]]:
    yield "release", f"{release.version}, {table}: {row['freshness']}"
    yield "last seen", f"on {row['last_seen']}"
    yield "page", row["url"]
    health = run.health.get(row["source_id"]) if run else None
    if row["freshness"] == "stale":
        yield "outcome", "carried forward: its source failed, and its last good row stands in"
        if health and health["message"]:
            yield "to do", f"{health['state']}: {health['message']}"
        return
    yield "outcome", "a row of the release that the last run was not asked to read"
    yield "to do", f"nothing; `courseatlas refresh --source {row['source_id']}` reads it again"


def _lines_of_gone(known: Row, releases: Sequence[Release]) -> Iterator[tuple[str, str]]:
    yield "first seen", f"on {known['first_seen']}"
    yield "last seen", f"on {known['last_seen']}"
    yield "last release", f"{known['last_release']} held it"
    for release in reversed(releases):
        rows = release.rows("changes")
        removed = [row for row in rows if row["id"] == known["id"] and row["change"] == "removed"]
        if removed:
            reason = _REASONS[removed[0]["field"]].format(old=removed[0]["old"])
            yield "outcome", f"it left with release {release.version}: {reason}"
            break
    yield "to do", "nothing; it returns with its id when its catalog lists it again"
