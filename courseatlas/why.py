"""Why: what became of a record or a page, from the files that runs and releases keep.

A record is named by its id or by words of its title, a page by its address. The answer for a record
that a run read comes from the outcomes of that run; the answer for a row that no crawl gave (carried
forward, expired, given up, or dropped by its catalog) comes from the releases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from courseatlas.outcomes import FILTERED, HELD_BACK, LEFT_OUT, MERGED, QUARANTINED, RELEASED
from courseatlas.pages import outcome_label
from courseatlas.releases import Release, all_releases
from courseatlas.schema import RECORD_TABLES

Row = Mapping[str, Any]
# what a step does for a record that goes on
_PASSED = {
    "normalize": "its title, description and code are in one form",
    "identify": "it has an id",
    "prefilter": "it is about AI/ML or borders on it",
    "clean": "its fields are in their declared types",
    "parse": "its printed values are read",
    "withhold_collisions": "its key names no other thing",
    "merge_duplicates": "it is the fullest record of its id",
    "classify": "it has a relevance and topics",
    "assign_codes": "it has the codes of its field, where a rule names one",
    "check_tables": "it breaks no rule",
    "apply_gates": "its source passes its gates",
}
_LEFT = {
    "last_seen": "it was carried forward for too long: nobody saw it since {old}",
    "rule": "a carried row, it breaks a rule of today: {old}",
    "source_id": "its source is read no more, and a person let its rows go",
    None: "its catalog does not list it any more",
}


@dataclass(frozen=True)
class Explanation:
    """What became of one record or page: a heading, and lines of (what, sentence)."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Candidate:
    """One of several things that a question may mean: its id or address, its title, its outcome."""

    name: str
    title: str
    outcome: str


@dataclass(frozen=True)
class Answer:
    """The explanations of what a question means, or a short list where it means several things."""

    explanations: tuple[Explanation, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class RunFiles:
    """What is known of a run: the outcomes of its records, its pages, its withheld rows, its sources.

    `remedies` is rule -> what to do. `steps` are the names of the steps in their order.
    """

    run_id: str
    records: pa.Table
    pages: pa.Table
    quarantine: pa.Table
    health: Mapping[str, Row]
    remedies: Mapping[str, str]
    steps: Sequence[str]


def answer(question: str, run: RunFiles | None, output: Path) -> Answer:
    """What became of the record or page that a question names.

    `run` is None where no run left its files; the releases under `output` answer alone.
    """
    question = question.strip()
    releases = all_releases(output)
    if question.startswith(("http://", "https://")):
        return _about_page(urldefrag(question)[0], run, releases)
    named = _records(run, pc.equal, "id", question) if run else []
    if named:
        return Answer(_explain_records(named, run, releases))
    past = _explain_past(question, run, releases)
    if past:
        return Answer((past,))
    return _about_words(question, run, releases)


def _about_page(url: str, run: RunFiles | None, releases: Sequence[Release]) -> Answer:
    if run is None:
        return Answer()
    pages = run.pages.filter(pc.equal(run.pages["url"], url)).to_pylist()
    records = _records(run, pc.equal, "evidence_url", url)
    lines = [("page", _page_sentence(page)) for page in pages]
    lines += [
        ("record", f"{record['title']} ({record['id'] or record['key']}): {_outcome(record)}")
        for record in records
    ]
    if not lines:
        return Answer()
    lines += [("to do", _page_remedy(pages[0]))] if pages and not records else []
    heading = Explanation(f"{url}, run {run.run_id}", tuple(lines))
    if len(records) == 1:
        return Answer((heading, *_explain_records(records, run, releases)))
    return Answer((heading,))


def _about_words(words: str, run: RunFiles | None, releases: Sequence[Release]) -> Answer:
    """Records whose title has all the words, of the run or of the last release."""
    records = _with_words(run.records, words) if run else []
    distinct = {record["id"] or record["key"]: record for record in records}
    if len(distinct) == 1 and run:
        return Answer(_explain_records(records, run, releases))
    candidates = [
        Candidate(name, record["title"], _outcome(record)) for name, record in distinct.items()
    ]
    for row in _with_words_in_release(words, releases):
        if row["id"] not in distinct:
            candidates.append(Candidate(row["id"], row["title"], f"in a release, {row['freshness']}"))
    if len(candidates) == 1:
        past = _explain_past(candidates[0].name, run, releases)
        return Answer((past,)) if past else Answer()
    return Answer(candidates=tuple(candidates))


def _records(run: RunFiles, compare: Any, column: str, value: str) -> list[Row]:
    rows: list[Row] = run.records.filter(compare(run.records[column], value)).to_pylist()
    return rows


def _with_words(table: pa.Table, words: str) -> list[Row]:
    for word in words.split():
        table = table.filter(pc.match_substring(table["title"], word, ignore_case=True))
    rows: list[Row] = table.to_pylist()
    return rows


def _with_words_in_release(words: str, releases: Sequence[Release]) -> list[Row]:
    if not releases:
        return []
    columns = ["id", "title", "freshness"]
    return [
        row
        for table in RECORD_TABLES
        for row in _with_words(
            pq.read_table(releases[-1].path / f"{table.name}.parquet", columns=columns), words
        )
    ]


def _explain_records(
    records: Sequence[Row], run: RunFiles | None, releases: Sequence[Release]
) -> tuple[Explanation, ...]:
    assert run is not None
    return tuple(_explain_record(record, run, releases) for record in records)


def _explain_record(record: Row, run: RunFiles, releases: Sequence[Release]) -> Explanation:
    """The page, what each step made of the record, its outcome, and what to do."""
    lines = [("run", run.run_id), ("page", _page_of(record, run))]
    lines += _steps(record, run)
    lines.append(("outcome", _outcome(record)))
    lines += [("rule", sentence) for sentence in _broken_rules(record, run)]
    if record["outcome"] == RELEASED:
        lines += _row_in_release(record["id"], releases)
    if record["outcome"] == MERGED and record["merged_into"]:
        lines += [
            ("that record", _outcome(other))
            for other in _records(run, pc.equal, "id", record["merged_into"])
            if other["outcome"] != MERGED
        ]
    lines.append(("to do", _remedy(record, run)))
    return Explanation(f"{record['title']} ({record['id'] or record['key']})", tuple(lines))


def _page_of(record: Row, run: RunFiles) -> str:
    url = record["evidence_url"]
    pages = run.pages.filter(pc.equal(run.pages["url"], url)).to_pylist()
    position = f", record {record['page_position']} of the page" if record["page_position"] else ""
    outcome = f": {outcome_label(pages[0])}" if pages else ""
    return f"{url}{position}{outcome}"


def _steps(record: Row, run: RunFiles) -> list[tuple[str, str]]:
    """The steps that the record took; the last one is the step in which it ended."""
    lines = []
    for step in run.steps:
        if step == record["step"]:
            break
        sentence = f"id {record['id']}" if step == "identify" and record["id"] else _PASSED[step]
        lines.append((step, sentence))
    return [*lines, (record["step"], f"it ended here: {record['outcome'].replace('_', ' ')}")]


def _outcome(record: Row) -> str:
    outcome = str(record["outcome"]).replace("_", " ")
    if record["merged_into"]:
        return f"{outcome} into {record['merged_into']}"
    if record["rule"]:
        return f"{outcome} by the rule “{record['rule']}”: {record['detail']}"
    return outcome


def _broken_rules(record: Row, run: RunFiles) -> list[str]:
    """The rules that a quarantined record breaks besides the first."""
    if record["outcome"] != QUARANTINED or not record["id"]:
        return []
    rows = run.quarantine.filter(pc.equal(run.quarantine["id"], record["id"])).to_pylist()
    return [f"“{row['rule']}”: {row['detail']}" for row in rows if row["rule"] != record["rule"]]


def _row_in_release(record_id: str, releases: Sequence[Release]) -> list[tuple[str, str]]:
    for release in reversed(releases):
        for table, row in _rows_of_release(record_id, release):
            last_seen = f"last seen on {row['last_seen']}"
            return [("release", f"{release.version}, {table}: {row['freshness']}, {last_seen}")]
    return []


def _rows_of_release(record_id: str, release: Release) -> list[tuple[str, Row]]:
    columns = ["id", "title", "source_id", "relevance", "freshness", "last_seen", "url"]
    rows = []
    for table in RECORD_TABLES:
        held = pq.read_table(
            release.path / f"{table.name}.parquet",
            columns=columns,
            filters=[("id", "=", record_id)],
        )
        rows += [(table.name, row) for row in held.to_pylist()]
    return rows


def _explain_past(
    record_id: str, run: RunFiles | None, releases: Sequence[Release]
) -> Explanation | None:
    """A row that the run did not read: carried forward, or gone from the releases."""
    if not releases:
        return None
    latest = releases[-1]
    for table, row in _rows_of_release(record_id, latest):
        lines = [
            ("release", f"{latest.version}, {table}: {row['freshness']}"),
            ("last seen", f"on {row['last_seen']}"),
            ("page", row["url"]),
        ]
        if row["freshness"] == "stale":
            lines.append(("outcome", "carried forward: its source failed, its last good row stands"))
        health = run.health.get(row["source_id"]) if run else None
        if health and health["message"]:
            lines.append(("source", f"{health['state']}: {health['message']}"))
        return Explanation(f"{row['title']} ({record_id})", tuple(lines))
    return _explain_gone(record_id, releases)


def _explain_gone(record_id: str, releases: Sequence[Release]) -> Explanation | None:
    known = releases[-1].ids().get(record_id)
    if known is None:
        return None
    lines = [
        ("first seen", f"on {known['first_seen']}"),
        ("last seen", f"on {known['last_seen']}"),
        ("last release", f"{known['last_release']} held it"),
    ]
    for release in reversed(releases):
        removed = [
            row
            for row in release.rows("changes")
            if row["id"] == record_id and row["change"] == "removed"
        ]
        if removed:
            reason = _LEFT[removed[0]["field"]].format(old=removed[0]["old"])
            lines.append(("outcome", f"it left with release {release.version}: {reason}"))
            break
    lines.append(("to do", "nothing; it returns with its id when its catalog lists it again"))
    return Explanation(record_id, tuple(lines))


def _remedy(record: Row, run: RunFiles) -> str:
    """What a person can do about the outcome of a record."""
    outcome, url = record["outcome"], record["evidence_url"]
    if outcome == RELEASED:
        return "nothing: it is a row of the release"
    if outcome == MERGED:
        return f"nothing; see the row of {record['merged_into']}"
    if outcome == FILTERED:
        return (
            "nothing, if it is about something else; if it is about AI/ML, see what decides with "
            "`courseatlas classify FILE.csv --explain` and add the term to courseatlas/vocabulary/"
        )
    if outcome == HELD_BACK:
        health = run.health.get(record["source_id"])
        return str(health["message"]) if health else "see `courseatlas status`"
    if outcome == LEFT_OUT:
        return f"see the page, `courseatlas pages show {url}`, and correct its reader"
    return run.remedies.get(record["rule"]) or f"see the page: `courseatlas pages show {url}`"


def _page_sentence(page: Row) -> str:
    detail = f": {page['detail']}" if page["detail"] else ""
    return f"{outcome_label(page)}, {page['records']} records{detail}"


def _page_remedy(page: Row) -> str:
    if page["outcome"] in ("no_record", "error"):
        source = page["source_id"]
        return (
            f"`courseatlas pages show {page['url']} --body | courseatlas extract - "
            f"--url {page['url']} --source {source}` shows what its reader makes of it"
        )
    return "nothing: a page of this outcome gives no record"
