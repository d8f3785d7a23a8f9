"""Classify: relevance and topics of each row; rows that are not about AI/ML end here."""

import pandas as pd

from courseatlas.arrow import series, values
from courseatlas.outcomes import FILTERED, outcomes
from courseatlas.relevance import Relevance, RelevanceResult
from pipelines.prefilter import RULE, describe
from pipelines.step import Classify, CurationContext, StepResult


def classify(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows about AI/ML or bordering on it, with `relevance`, its score, topics and terms.

    The text of a row may differ from the text that the prefilter judged: merging fills
    descriptions.
    """
    texts = zip(values(frame["title"]), values(frame["description"]), strict=True)
    results = [context.classify(title or "", description) for title, description in texts]
    index = frame.index
    classified = frame.assign(
        relevance=series([result.relevance for result in results], "string", index),
        relevance_score=series([result.score for result in results], "double", index),
        topics=series([list(result.topics) for result in results], "list<string>", index),
        matched_terms=series(
            [list(result.matched_terms) for result in results], "list<string>", index
        ),
    )
    is_relevant = pd.Series([result.relevance != "none" for result in results], index, dtype=bool)
    dropped = classified[~is_relevant]
    ended = outcomes(
        values(dropped["record_number"]),
        FILTERED,
        "classify",
        rule=RULE,
        detail=[describe(result) for result in results if result.relevance == "none"],
        id=values(dropped["id"]),
    )
    return classified[is_relevant].reset_index(drop=True), ended


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
