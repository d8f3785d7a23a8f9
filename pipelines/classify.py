"""Classify: relevance and topics of each row."""

import pandas as pd

from courseatlas.relevance import Relevance, RelevanceResults


def classify(frame: pd.DataFrame, relevance: Relevance, known: RelevanceResults) -> pd.DataFrame:
    """The rows with `relevance, relevance_score, topics, matched_terms`; `none` stands there until `relevant` drops it.

    `known` are verdicts reached before; a text that cleaning or merging changed is judged anew.
    """
    texts = list(zip(frame["title"], frame["description"], strict=True))
    verdicts = [known.get(text) or relevance.classify(text[0] or "", text[1]) for text in texts]
    return frame.assign(
        relevance=[verdict.relevance for verdict in verdicts],
        relevance_score=[verdict.score for verdict in verdicts],
        topics=pd.Series([list(verdict.topics) for verdict in verdicts], index=frame.index, dtype=object),
        matched_terms=pd.Series([list(verdict.matched_terms) for verdict in verdicts], index=frame.index, dtype=object),
    )


def relevant(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that a release holds: those about AI/ML or bordering on it."""
    return frame[frame["relevance"] != "none"]
