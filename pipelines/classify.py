"""Classify: relevance and topics of each row; rows that are not about AI/ML end here, unless a
profile recommends them.
"""

import pandas as pd

from courseatlas.arrow import rows_of, series, values
from courseatlas.outcomes import FILTERED, outcomes
from courseatlas.relevance import Relevance, RelevanceResult
from courseatlas.words import SUPPORTING
from pipelines.prefilter import RULE, describe
from pipelines.row_relevance import row_relevance
from pipelines.step import Classify, CurationContext, StepResult

# the columns that the rules of a profile look at
_LOOKED_AT = (
    "source_id",
    "title",
    "topics",
    "code",
    "cip_code",
    "credential_type",
    "academic_level",
)


def classify(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows about AI/ML or bordering on it, with `relevance`, its score, topics and terms.

    Other rows that a profile recommends are `supporting`.
    The text of a row may differ from the text that the prefilter judged: merging fills
    descriptions.
    """
    results = row_relevance(frame, values(frame["components"]), context)
    index = frame.index
    classified = frame.assign(
        relevance=series([result.relevance for result in results], "string", index),
        relevance_score=series([result.score for result in results], "double", index),
        topics=series([list(result.topics) for result in results], "list<string>", index),
        matched_terms=series(
            [list(result.matched_terms) for result in results], "list<string>", index
        ),
    )
    is_none = pd.Series([result.relevance == "none" for result in results], index, dtype=bool)
    is_dropped = is_none & ~_supports(classified, is_none, context)
    relevance = classified["relevance"].mask(is_none, SUPPORTING)
    dropped = classified[is_dropped]
    ended = outcomes(
        values(dropped["record_number"]),
        FILTERED,
        "classify",
        rule=RULE,
        detail=[describe(results[position]) for position in is_dropped.to_numpy().nonzero()[0]],
        id=values(dropped["id"]),
    )
    kept = classified.assign(relevance=relevance)[~is_dropped]
    return kept.reset_index(drop=True), ended


def _supports(frame: pd.DataFrame, among: pd.Series, context: CurationContext) -> pd.Series:
    """Which of some rows a profile recommends."""
    names = [name for name in _LOOKED_AT if name in frame]
    rows = rows_of(frame.loc[among, names])
    meets = {
        position: context.supporting.meets(context.kind, row)
        for position, row in zip(frame.index[among], rows, strict=True)
    }
    return pd.Series(meets, dtype=bool).reindex(frame.index, fill_value=False)


def remembering(relevance: Relevance) -> Classify:
    """A classifier that judges a text about AI/ML once, for the prefilter and for `classify`."""
    results: dict[tuple[str, str | None], RelevanceResult] = {}

    def classify_text(title: str, description: str | None) -> RelevanceResult:
        result = results.get((title, description))
        if result is None:
            result = relevance.classify(title, description)
            if result.relevance != "none":  # most of a catalog is not, and never asked for again
                results[title, description] = result
        return result

    return classify_text
