"""Prefilter: records that are not about AI/ML end here, before all their other columns are cleaned.

Those that a profile may recommend go on.

A university's catalog is mostly about other subjects; those rows need an id, for the programs that
list them, and nothing else.
"""

import pandas as pd

from courseatlas.arrow import values
from courseatlas.outcomes import FILTERED, MERGED, combine, outcomes
from courseatlas.relevance import RelevanceResult
from pipelines.row_relevance import row_relevance
from pipelines.step import CurationContext, StepResult

RULE = "about AI/ML"


def prefilter(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows of each id of which at least one record may be released.

    It is about AI/ML or borders on it, or it may meet a rule of a profile.
    A course that two pages print may say what it is about on one of them only. Of the other ids one
    record is `filtered`; further records of the same id are `merged` into it.
    """
    listed = [record["components"] for record in frame["record"]]
    results = row_relevance(frame, listed, context)
    named = zip(
        values(frame["source_id"]), values(frame["title"]), values(frame["code"]), strict=True
    )
    relevant = pd.Series(
        [
            result.relevance != "none" or _may_support(context, names, result)
            for result, names in zip(results, named, strict=True)
        ],
        frame.index,
        dtype=bool,
    )
    kept = frame["id"].isin(frame.loc[relevant, "id"])
    dropped = frame[~kept]
    repeated = dropped["id"].duplicated()
    first, others = dropped[~repeated], dropped[repeated]
    reasons = [
        describe(result) for result, goes_on in zip(results, kept, strict=True) if not goes_on
    ]
    filtered = outcomes(
        values(first["record_number"]),
        FILTERED,
        "prefilter",
        rule=RULE,
        detail=[reason for reason, again in zip(reasons, repeated, strict=True) if not again],
        id=values(first["id"]),
    )
    merged = outcomes(
        values(others["record_number"]),
        MERGED,
        "prefilter",
        id=values(others["id"]),
        merged_into=values(others["id"]),
    )
    return frame[kept], combine([filtered, merged])


def _may_support(
    context: CurationContext, names: tuple[str, str, str | None], result: RelevanceResult
) -> bool:
    row = dict(zip(("source_id", "title", "code"), names, strict=True), topics=result.topics)
    return context.supporting.may_meet(context.kind, row)


def describe(result: RelevanceResult) -> str:
    """Why a record is not about AI/ML, in a sentence with its score."""
    return f"{result.because} (relevance score {result.score:g})"
