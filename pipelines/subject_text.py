"""The text that says what a record is about, beside its title."""

from collections.abc import Iterator

import pandas as pd

from courseatlas.arrow import values


def subject_texts(frame: pd.DataFrame) -> Iterator[str | None]:
    """The description of each row, with the topics of a variable-topic number below it."""
    descriptions = values(frame["description"])
    if "topic_titles" not in frame:
        yield from descriptions
        return
    for description, topics in zip(descriptions, values(frame["topic_titles"]), strict=True):
        text = "\n".join(filter(None, [description, "; ".join(topics or ())]))
        yield text or None
