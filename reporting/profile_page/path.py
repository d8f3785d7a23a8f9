"""One whole path through a profile: the best record of each recommendation that is met."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of
from courseatlas.profiles import Profile, Recommendation
from courseatlas.schema import RECORD_TABLES
from reporting.profile_page.amounts import AmountRange, Totals, least_to_most, together

Link = Mapping[str, Any]
Row = Mapping[str, Any]

# one takes a single one of these: their recommendations are ways, not steps
ALTERNATIVES = ("field_of_study", "degree_program")


@dataclass(frozen=True)
class LinkedRows:
    """The links of one profile by recommendation, best first, and the rows they name, by id."""

    links: Mapping[str, Sequence[Link]]
    rows: Mapping[str, Row]


@dataclass(frozen=True)
class Step:
    """A recommendation that is met, and the record that a path takes for it."""

    recommendation: Recommendation
    record_id: str

    @property
    def is_alternative(self) -> bool:
        """Whether a path takes one of such steps and not all of them."""
        return self.recommendation.kind in ALTERNATIVES


@dataclass(frozen=True)
class StageTotals:
    """What the steps of a stage take together, and what one of its alternatives takes."""

    every: Totals
    one_of: Totals


@dataclass(frozen=True)
class LearningPath:
    """The steps of one whole path, and what they take by stage (a section's id) and in all."""

    steps: tuple[Step, ...]
    stages: Mapping[str, StageTotals]
    whole: StageTotals


def linked_rows(profile: Profile, tables: Mapping[str, pd.DataFrame]) -> LinkedRows:
    """The links of a profile and the rows of the release that they name."""
    own = tables["profile_links"][tables["profile_links"]["profile_id"] == profile.id]
    links: dict[str, list[Link]] = {}
    for link in rows_of(own):
        links.setdefault(link["recommendation_id"], []).append(link)
    ids = own["record_id"].dropna()
    frames = [tables[table.name] for table in RECORD_TABLES]
    rows = {row["id"]: row for frame in frames for row in rows_of(frame[frame["id"].isin(ids)])}
    return LinkedRows(links, rows)


def learning_path(profile: Profile, linked: LinkedRows) -> LearningPath:
    """The path that takes the first record of each recommendation that is met.

    A record counts once, in the stage that takes it first. The parts of a recommendation that is
    taken as a whole do not count beside it, as the courses of a certificate.
    """
    steps = tuple(_steps(profile, linked.links))
    return LearningPath(
        steps,
        {
            section.id: _totals(
                [step for step in steps if step.recommendation.section == section.id], linked.rows
            )
            for section in profile.sections
        },
        _totals(steps, linked.rows),
    )


def path_document(path: LearningPath) -> dict[str, Any]:
    """A path in plain values, as `profile.json` holds it."""
    return {
        "steps": [
            {
                "recommendation_id": step.recommendation.id,
                "record_id": step.record_id,
                "counted": "one_of" if step.is_alternative else "every",
            }
            for step in path.steps
        ],
        "stages": {name: _stage_document(totals) for name, totals in path.stages.items()},
        "whole": _stage_document(path.whole),
    }


def _steps(profile: Profile, links: Mapping[str, Sequence[Link]]) -> Iterator[Step]:
    best = {
        each.id: links[each.id][0]["record_id"]
        for each in profile.recommendations
        if links[each.id][0]["status"] == "met"
    }
    parts = {part for each in profile.recommendations if best.get(each.id) for part in each.parts}
    taken: set[str] = set()
    for recommendation in profile.recommendations:
        record_id = best.get(recommendation.id)
        if record_id and recommendation.id not in parts and record_id not in taken:
            taken.add(record_id)
            yield Step(recommendation, record_id)


def _totals(steps: Sequence[Step], rows: Mapping[str, Row]) -> StageTotals:
    every = [rows[step.record_id] for step in steps if not step.is_alternative]
    ways = [rows[step.record_id] for step in steps if step.is_alternative]
    return StageTotals(together(every), least_to_most(ways))


def _stage_document(totals: StageTotals) -> dict[str, Any]:
    return {
        "every": _totals_document(totals.every),
        "one_of": _totals_document(totals.one_of),
    }


def _totals_document(totals: Totals) -> dict[str, Any]:
    known = totals.with_time + totals.with_credits_only
    priced = totals.with_price + totals.free + totals.recurring
    return {
        "records": totals.records,
        "time": [_amount_document(amount) for amount in totals.time],
        "credits": [_amount_document(amount) for amount in totals.credits],
        "time_unknown": totals.records - known,
        "cost": [_amount_document(amount) for amount in totals.cost],
        "free": totals.free,
        "recurring": totals.recurring,
        "cost_unknown": totals.records - priced,
    }


def _amount_document(amount: AmountRange) -> dict[str, Any]:
    return {
        "unit": amount.unit,
        "low": float(amount.low),
        "high": float(amount.high),
        "records": amount.records,
    }
