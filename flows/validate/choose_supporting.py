"""Choose supporting: of the rows that are not about AI/ML, the best that a profile recommends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from courseatlas.arrow import values
from courseatlas.outcomes import FILTERED, RELEASED, combine, outcomes
from courseatlas.profiles import Recommendation
from courseatlas.releases import Release
from courseatlas.words import SUPPORTING
from flows.runs import Run
from flows.validate.apply_gates import GatedTables
from flows.validate.keep_last_good import Departure, KeptTables
from pipelines.prefilter import RULE
from pipelines.profile_links import LIMIT, matches_of, rows_to_match

# a row that was chosen stays until it falls below this rank, so that it does not come and go
_LAST_RANK = 2 * LIMIT
_BELOW = f"not about AI/ML; for every recommendation of a profile there are {LIMIT} better records"


@dataclass(frozen=True)
class ChosenTables:
    """The record tables without the supporting rows that are not among the best.

    `outcomes` holds the records of this run that end here and those that are released. `departures`
    tells of rows of the last release that leave although their catalogs did not drop them.
    """

    tables: Mapping[str, pd.DataFrame]
    outcomes: pd.DataFrame
    departures: Mapping[str, Departure]


def choose_supporting(run: Run, gated: GatedTables, kept: KeptTables) -> ChosenTables:
    """Keep the best supporting rows of each recommendation.

    They compete with all rows that the release would have, whatever these are about and whether
    they were read today or are carried forward. Where the scores are equal the id decides.
    """
    before = _supporting_ids(run.previous)
    chosen = _chosen(run.plan.recommendations, kept.tables, before)
    left = frozenset(_supporting(kept.tables.values())) - chosen
    is_left = {name: frame["id"].isin(list(left)) for name, frame in gated.tables.items()}
    return ChosenTables(
        tables={
            name: frame[~frame["id"].isin(list(left))].reset_index(drop=True)
            for name, frame in kept.tables.items()
        },
        outcomes=combine(
            part
            for name, frame in gated.tables.items()
            for part in (_released(frame[~is_left[name]]), _filtered(frame[is_left[name]]))
        ),
        departures={record_id: Departure("relevance", SUPPORTING) for record_id in left & before},
    )


def _released(frame: pd.DataFrame) -> pd.DataFrame:
    numbers, ids = values(frame["record_number"]), values(frame["id"])
    return outcomes(numbers, RELEASED, "publish", id=ids)


def _filtered(frame: pd.DataFrame) -> pd.DataFrame:
    numbers, ids = values(frame["record_number"]), values(frame["id"])
    return outcomes(numbers, FILTERED, "choose_supporting", rule=RULE, detail=_BELOW, id=ids)


def _chosen(
    recommendations: Iterable[Recommendation],
    tables: Mapping[str, pd.DataFrame],
    before: frozenset[str],
) -> frozenset[str]:
    ids = frozenset(_supporting(tables.values()))
    candidates = {
        name: rows_to_match(frame[frame["id"].isin(list(ids))]) for name, frame in tables.items()
    }
    concerned = [
        recommendation
        for recommendation in recommendations
        if recommendation.match.may_support and matches_of(recommendation, candidates)
    ]
    if not concerned:
        return frozenset()
    rows = {name: rows_to_match(frame) for name, frame in tables.items()}
    return frozenset(
        match.record_id
        for recommendation in concerned
        for rank, match in enumerate(matches_of(recommendation, rows)[:_LAST_RANK])
        if match.record_id in ids and (rank < LIMIT or match.record_id in before)
    )


def _supporting_ids(release: Release | None) -> frozenset[str]:
    return frozenset(_supporting(release.record_tables.values()) if release else ())


def _supporting(frames: Iterable[pd.DataFrame]) -> Iterator[str]:
    for frame in frames:
        yield from values(frame.loc[frame["relevance"] == SUPPORTING, "id"])
