"""Relate the profile's recommendations to the records that meet them, best first, with reasons."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of
from courseatlas.ids import source_of
from courseatlas.profiles import Match, Profile, Recommendation
from courseatlas.words import COMES_CLOSE
from pipelines.match_rules import LIKE_NAME, SAME_NAME, Row, conditions
from pipelines.rank_matches import RecordMatch, by_name, is_for, judge

# a rule that finds more is met many times over; a reader wants the best
LIMIT = 20
# a rule that finds a larger share of all rows, and more than a few, is worth a look
_BROAD, _FEW = 0.05, 3 * LIMIT
# records that come closest to what nothing meets
_CLOSEST = 3
_TABLES = ("programs", "courses", "events")
_READ = (
    "id",
    "source_id",
    "title",
    "description",
    "relevance",
    "relevance_score",
    "topics",
    "code",
    "cip_code",
    "credential_type",
    "academic_level",
    "difficulty",
    "language",
    "delivery",
    "price_amount",
    "price_kind",
    "duration_hours",
    "duration_weeks",
    "duration_months",
    "credits_min",
    "credits_total_min",
    "starts_on",
)


@dataclass(frozen=True)
class ProfileLinks:
    """`links` are the rows of `profile_links`: per recommendation its records, best first.

    `broad` are pairs of a profile and a sentence about a rule that finds too much.
    """

    links: list[dict[str, Any]]
    broad: list[tuple[str, str]]


def profile_links(
    profiles: Sequence[Profile],
    tables: Mapping[str, pd.DataFrame],
    listed: pd.DataFrame,
    available: Collection[str],
) -> ProfileLinks:
    """The records that meet the recommendations of some profiles.

    A recommendation that no record meets has one row with the reason. `listed` is
    `program_courses`, in which a named course may stand without a row of its own; `available` are
    the sources whose rows this release has.
    """
    # every rule goes over the rows: as plain dictionaries they are read several times as fast
    rows = {name: rows_to_match(tables[name]) for name in _TABLES}
    listed_rows = [
        {"id": row["program_id"], "title": row["course_title"]} for row in rows_of(listed)
    ]
    total = sum(map(len, rows.values()))
    links: list[dict[str, Any]] = []
    broad: list[tuple[str, str]] = []
    for profile in profiles:
        by_id = {each.id: each for each in profile.recommendations}
        matches = {each.id: matches_of(each, rows) for each in profile.recommendations}
        own = list(_links_of_profile(profile, matches, listed_rows, available))
        links += [
            closer
            for link in own
            for closer in _or_closest(profile, by_id[link["recommendation_id"]], link, rows)
        ]
        broad += [
            (f"profile {profile.id}", sentence)
            for each in profile.recommendations
            for sentence in _broadness(each, matches[each.id], total)
        ]
    return ProfileLinks(links, broad)


def _or_closest(
    profile: Profile,
    recommendation: Recommendation,
    link: dict[str, Any],
    rows: Mapping[str, Sequence[Row]],
) -> Iterator[dict[str, Any]]:
    """A link as it is, or what comes closest to a recommendation that nothing meets."""
    closest = recommendation.closest
    records = []
    if closest and link["status"] == "not_found":
        records = matches_of(replace(recommendation, match=closest), rows)[:_CLOSEST]
    if not records:
        yield link
    for record in records:
        yield {
            **link,
            "status": "closest",
            "record_id": record.record_id,
            "match_score": record.score,
            "match_reason": (
                f"no catalog lists it any more; last seen in “{profile.source_title}” of "
                f"{profile.source_retrieved}{COMES_CLOSE}{record.reason}"
            ),
        }


def rules_without_match(
    profiles: Iterable[Profile], links: Collection[Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """(profile, sentence) about the rules of each profile that match nothing.

    The catalogs may not have it, or the rule may be wrong.
    """
    missing = {
        (link["profile_id"], link["recommendation_id"])
        for link in links
        if link["status"] == "not_found"
    }
    warnings = []
    for profile in profiles:
        named = [
            f"{each.id} (line {each.line})"
            for each in profile.recommendations
            if (profile.id, each.id) in missing
        ]
        if named:
            rules = "1 rule matches" if len(named) == 1 else f"{len(named)} rules match"
            sentence = f"{rules} no record: {', '.join(named)}"
            warnings.append((f"profile {profile.id}", sentence))
    return warnings


def _broadness(
    recommendation: Recommendation, matches: Sequence[RecordMatch], total: int
) -> Iterator[str]:
    """A sentence about a rule that finds so much that it says little."""
    is_about = recommendation.match.names_subject and not recommendation.match.source
    if is_about and len(matches) > max(_FEW, _BROAD * total):
        examples = ", ".join(match.record_id for match in matches[-3:])
        yield (
            f"{recommendation.id} (line {recommendation.line}) matches {len(matches)} of {total} "
            f"rows, more than {_BROAD:.0%}; is its rule too wide? Its last ones: {examples}"
        )


def _links_of_profile(
    profile: Profile,
    all_matches: Mapping[str, list[RecordMatch]],
    listed: Sequence[Row],
    available: Collection[str],
) -> Iterator[dict[str, Any]]:
    matches = _without_twins(
        {
            each.id: all_matches[each.id][:LIMIT] or _listed_matches(each.match, listed)
            for each in profile.recommendations
        }
    )
    met = {
        name
        for name, records in matches.items()
        if any(record.score >= SAME_NAME or not record.is_like for record in records)
    }
    for recommendation in profile.recommendations:
        yield from _links(profile, recommendation, matches[recommendation.id], met, available)


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


def matches_of(
    recommendation: Recommendation, rows: Mapping[str, Sequence[Row]]
) -> list[RecordMatch]:
    """The records that meet a recommendation, best first; `rows` are by table."""
    match = recommendation.match
    fitting = [
        row
        for table in _TABLES
        if match.kind is None or table == f"{match.kind}s"
        for row in _fitting(match, rows[table])
    ]
    if match.named:
        records = [by_name(match.named, row) for row in fitting]
        records = [record for record in records if record.score >= LIKE_NAME]
    else:
        audience = recommendation.audience
        records = [judge(recommendation, row) for row in fitting if is_for(audience, row)]
    return _best_first(records)


def _best_first(records: Iterable[RecordMatch]) -> list[RecordMatch]:
    return sorted(records, key=lambda record: (-record.score, record.record_id))


def rows_to_match(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The columns that rules and their ranking look at, as plain rows."""
    return rows_of(frame[[name for name in _READ if name in frame]])


def _fitting(match: Match, rows: Iterable[Row]) -> list[Row]:
    fitting = list(rows)
    for holds in conditions(match):
        fitting = [row for row in fitting if holds(row)]
    return fitting


def _listed_matches(match: Match, listed: Sequence[Row]) -> list[RecordMatch]:
    """The programs that list a named course that has no row of its own."""
    if not match.named:
        return []
    of_sources = [row for row in listed if not match.source or source_of(row["id"]) in match.source]
    named = [by_name(match.named, row) for row in of_sources]
    records = [
        replace(record, reason=f"listed by the program: {record.reason}", is_listed=True)
        for record in named
        if record.score >= LIKE_NAME
    ]
    return _best_first(records)[:LIMIT]
