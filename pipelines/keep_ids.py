"""Keep ids: a row that a release knows under another name keeps the id that it has there."""

import pandas as pd

from courseatlas.arrow import series, values
from courseatlas.ids import RecordNames, make_id, stable_ids
from courseatlas.text import slug
from pipelines.step import CurationContext, StepResult, nothing_ends


def keep_ids(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows with `id` as the releases know it, and `other_ids`.

    `other_ids` are the ids that the row's key and its other names would give; a release maps them
    to the row's id.
    """
    names = [
        RecordNames(own, [make_id(source, context.kind, slug(name)) for name in others])
        for source, own, others in zip(
            values(frame["source_id"]), values(frame["id"]), values(frame["aliases"]), strict=True
        )
    ]
    ids = stable_ids(names, context.known_ids)
    other_ids = [
        [name for name in dict.fromkeys((record.own, *record.others)) if name != record_id]
        for record, record_id in zip(names, ids, strict=True)
    ]
    columns = {
        "id": series(ids, "string", frame.index),
        "other_ids": series(other_ids, "list<string>", frame.index),
    }
    return nothing_ends(frame.assign(**columns))
