"""Relate the profile's recommendations to the records that meet them, best first, with reasons."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from courseatlas.arrow import rows_of
from courseatlas.ids import source_of
from courseatlas.profiles import Match, Profile, Recommendation

Row = Mapping[str, Any]
# a name that the catalog has changed a little is the same thing; one that it has changed more may
# be
SAME_NAME, LIKE_NAME = 0.9, 0.75
# a rule that finds more is met many times over; a reader wants the best
LIMIT = 20
_TABLES = ("programs", "courses", "events")
_READ = (
    "id",
    "source_id",
    "title",
    "relevance",
    "relevance_score",
    "topics",
    "credential_type",
    "academic_level",
    "difficulty",
)
_RELEVANCE_REASONS = {
    "core": "AI is its subject",
    "applied": "AI is a named part of it",
    "adjacent": "it borders on AI",
}


@dataclass(frozen=True, order=True)
class RecordMatch:
    """A record that fits the rule of a recommendation.

    `score` is from 0 to 1. `is_like` says that the name differs a little; `is_listed` that only a
    program lists the thing.
    """

    record_id: str
    score: float
    reason: str
    is_like: bool = False
    is_listed: bool = False


def profile_links(
    profile: Profile,
    tables: Mapping[str, pd.DataFrame],
    listed: pd.DataFrame,
    available: Collection[str],
) -> list[dict[str, Any]]:
    """Rows of `profile_links`: per recommendation the records that meet it, best first.

    A recommendation that no record meets has one row with the reason. `listed` is
    `program_courses`, in which a named course may stand without a row of its own; `available` are
    the sources whose rows this release has.
    """
    # every rule goes over the rows: as plain dictionaries they are read several times as fast
    rows = {name: _rows(tables[name]) for name in _TABLES}
    listed_rows = [
        {"id": row["program_id"], "title": row["course_title"]} for row in rows_of(listed)
    ]
    matches = _without_twins(
        {
            recommendation.id: _best(recommendation.match, rows, listed_rows)
            for recommendation in profile.recommendations
        }
    )
    met = {
        name
        for name, records in matches.items()
        if any(record.score >= SAME_NAME or not record.is_like for record in records)
    }
    links: list[dict[str, Any]] = []
    for recommendation in profile.recommendations:
        links += _links(profile, recommendation, matches[recommendation.id], met, available)
    return links


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return rows_of(frame[[name for name in _READ if name in frame]])


def _links(
    profile: Profile,
    recommendation: Recommendation,
    records: Sequence[RecordMatch],
    met: set[str],
    available: Collection[str],
) -> Iterator[dict[str, Any]]:
    status, addition = _status(recommendation, met, bool(records), available)
    link = {
        "profile_id": profile.id,
        "recommendation_id": recommendation.id,
        "recommendation": recommendation.text,
        "kind": recommendation.kind,
        "status": status,
    }
    if not records:
        yield link | {"match_reason": addition or _no_match(recommendation.match)}
    for record in records:
        yield link | {
            "record_id": record.record_id,
            "match_score": record.score,
            "match_reason": "; ".join(filter(None, (record.reason, addition))),
        }


def _without_twins(matches: Mapping[str, list[RecordMatch]]) -> dict[str, list[RecordMatch]]:
    """The matches without likenesses of a record that another recommendation names outright.

    "Low Dimension" is not a renamed "High Dimension".
    """
    owned = {
        record.record_id
        for records in matches.values()
        for record in records
        if record.score >= SAME_NAME and not record.is_listed
    }
    return {name: _own_matches(records, owned) for name, records in matches.items()}


def _own_matches(records: list[RecordMatch], owned: set[str]) -> list[RecordMatch]:
    own = [record for record in records if record.score >= SAME_NAME]
    if own and any(record.is_like for record in records):
        return own
    return [record for record in records if not record.is_like or record.record_id not in owned]


def _status(
    recommendation: Recommendation, met: set[str], has_records: bool, available: Collection[str]
) -> tuple[str, str]:
    """The status of a recommendation, and what its parts or its sources add to the reason."""
    sources = recommendation.match.source
    if not has_records and sources and not set(sources) & set(available):
        names = " or ".join(sources)
        return "source_unavailable", f"this release has no rows of {names}"
    met_parts = [part for part in recommendation.parts if part in met]
    all_parts = len(recommendation.parts)
    share = f"{len(met_parts)} of its {all_parts} parts are met" if all_parts else ""
    if recommendation.id in met and len(met_parts) == all_parts:
        return "met", share
    return ("partly_met" if has_records or met_parts else "not_found"), share


def _no_match(match: Match) -> str:
    sources = f" of {' or '.join(match.source)}" if match.source else ""
    condition = f"is named “{match.named}”" if match.named else "fits the rule"
    return f"no {match.kind or 'record'}{sources} in this release {condition}"


def _best(
    match: Match, rows: Mapping[str, Sequence[Row]], listed: Sequence[Row]
) -> list[RecordMatch]:
    records = [
        record
        for table in _TABLES
        if match.kind is None or table == f"{match.kind}s"
        for record in _matches(match, rows[table])
    ]
    if match.named and not records:
        of_sources = [
            row for row in listed if not match.source or source_of(row["id"]) in match.source
        ]
        records = [
            RecordMatch(
                record.record_id,
                record.score,
                f"listed by the program: {record.reason}",
                record.is_like,
                True,
            )
            for record in _named(match.named, of_sources)
        ]
    return sorted(records, key=lambda record: (-record.score, record.record_id))[:LIMIT]


def _matches(match: Match, rows: Iterable[Row]) -> Iterator[RecordMatch]:
    """The rows for which every part of the rule holds."""
    fitting = list(rows)
    for holds in _conditions(match):
        fitting = [row for row in fitting if holds(row)]
    if match.named:
        yield from _named(match.named, fitting)
        return
    pattern = re.compile(match.title, re.I) if match.title else None
    for row in fitting:
        yield _judge(match, pattern, row)


def _conditions(match: Match) -> list[Callable[[Row], bool]]:
    """The parts of a rule that a row must meet."""
    conditions: list[Callable[[Row], bool]] = []
    words = {
        "source_id": match.source,
        "relevance": match.relevance,
        "credential_type": match.credential_type,
        "academic_level": match.academic_level,
    }
    for name, allowed in words.items():
        if allowed:
            conditions.append(_is_in(name, frozenset(allowed)))
    if match.topics:
        topics = set(match.topics)
        conditions.append(lambda row: bool(topics & set(row["topics"])))
    if match.title and not match.named:
        conditions.append(_title_matches(match.title))
    if match.unless:
        unwanted = _title_matches(match.unless)
        conditions.append(lambda row: not unwanted(row))
    return conditions


def _is_in(name: str, allowed: frozenset[str]) -> Callable[[Row], bool]:
    return lambda row: row.get(name) in allowed


def _title_matches(pattern: str) -> Callable[[Row], bool]:
    compiled = re.compile(pattern, re.I)
    return lambda row: bool(compiled.search(row["title"]))


def _judge(match: Match, pattern: re.Pattern[str] | None, row: Row) -> RecordMatch:
    """How well a row that fits the rule fits it, and why."""
    reasons, score = [], 0.5 + 0.4 * float(row["relevance_score"])
    words = pattern.search(row["title"]) if pattern else None
    if words:
        # the more of the title the words of the rule are, the more the thing is about them; a
        # source that the rule names is half the proof
        lowest, span = (0.8, 0.15) if match.source else (0.6, 0.35)
        score = lowest + span * len(words[0]) / len(row["title"])
        reasons.append(f"its title says “{words[0].strip()}”")
    if match.topics:
        topics = sorted(set(match.topics) & set(row["topics"]))
        named = " and ".join(topic.replace("_", " ") for topic in topics)
        reasons.append(f"it is about {named}")
    if match.relevance or not reasons:
        reasons.append(_RELEVANCE_REASONS[row["relevance"]])
    levels = (row.get("academic_level"), row.get("difficulty"))
    preferred = [level for level in levels if level in match.prefer]
    if preferred:
        score += 0.04
        reasons.append(f"its level is {preferred[0]}")
    return RecordMatch(row["id"], round(score, 2), "; ".join(reasons))


def _named(name: str, rows: Iterable[Row]) -> Iterator[RecordMatch]:
    """The rows whose title is the name, or much like it."""
    for row in rows:
        title = row["title"]
        ratio = fuzz.token_sort_ratio(name, title, processor=default_process)
        score = round(ratio / 100, 2)
        if score >= LIKE_NAME:
            reason = (
                "it has the very name"
                if score == 1
                else f"named “{name}” by the article, “{title}” by the catalog"
            )
            yield RecordMatch(row["id"], score, reason, is_like=score < 1)
