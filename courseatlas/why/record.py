"""What became of a record that a run read: its page, the steps it took, its outcome, what to do."""

from collections.abc import Iterator, Sequence

from courseatlas.outcomes import FILTERED, HELD_BACK, LEFT_OUT, MERGED, QUARANTINED, RELEASED
from courseatlas.pages import outcome_label
from courseatlas.releases import Release
from courseatlas.why.past import rows_of_release
from courseatlas.why.values import Explanation, Row, RunFiles, rows_where

# what a step does for a record that goes on
_PASSED = {
    "normalize": "its title, description and code are in one form",
    "identify": "its key makes an id",
    "keep_ids": "it has the id that earlier releases gave it, if any did",
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


def explain_record(record: Row, run: RunFiles, releases: Sequence[Release]) -> Explanation:
    """The page, what each step made of the record, its outcome, and what to do."""
    heading = f"{record['title']} ({record['id'] or record['key']})"
    return Explanation(heading, tuple(_lines(record, run, releases)))


def outcome_sentence(record: Row) -> str:
    """The outcome of a record with its rule, its reason, or the record that it was merged into."""
    outcome = str(record["outcome"]).replace("_", " ")
    if record["merged_into"]:
        return f"{outcome} into {record['merged_into']}"
    if record["rule"]:
        return f"{outcome} by the rule “{record['rule']}”: {record['detail']}"
    return outcome


def _lines(record: Row, run: RunFiles, releases: Sequence[Release]) -> Iterator[tuple[str, str]]:
    yield "run", run.run_id
    yield "page", _page(record, run)
    yield from _steps(record, run)
    yield "outcome", outcome_sentence(record)
    for sentence in _further_rules(record, run):
        yield "rule", sentence
    if record["outcome"] == RELEASED:
        yield from _row_in_release(record["id"], releases)
    if record["outcome"] == MERGED:
        for other in run.records_where("id", record["merged_into"]):
            if other["outcome"] != MERGED:
                yield "that record", outcome_sentence(other)
    yield "to do", _remedy(record, run)


def _page(record: Row, run: RunFiles) -> str:
    url = record["evidence_url"]
    position = f", record {record['page_position']} of the page" if record["page_position"] else ""
    pages = run.pages_of(url)
    return f"{url}{position}: {outcome_label(pages[0])}" if pages else f"{url}{position}"


def _steps(record: Row, run: RunFiles) -> Iterator[tuple[str, str]]:
    """The steps that the record took; the last one is the step in which it ended."""
    for step in run.steps:
        if step == record["step"]:
            break
        has_id = step == "keep_ids" and record["id"]
        yield step, f"its id is {record['id']}" if has_id else _PASSED[step]
    yield record["step"], f"it ended here: {record['outcome'].replace('_', ' ')}"


def _further_rules(record: Row, run: RunFiles) -> list[str]:
    """The rules that a quarantined record breaks besides the first."""
    if record["outcome"] != QUARANTINED or not record["id"]:
        return []
    rows = rows_where(run.quarantine, "id", record["id"])
    return [f"“{row['rule']}”: {row['detail']}" for row in rows if row["rule"] != record["rule"]]


def _row_in_release(record_id: str, releases: Sequence[Release]) -> Iterator[tuple[str, str]]:
    for release in reversed(releases):
        for table, row in rows_of_release("id", record_id, release):
            last_seen = f"last seen on {row['last_seen']}"
            yield "release", f"{release.version}, {table}: {row['freshness']}, {last_seen}"
            return


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
