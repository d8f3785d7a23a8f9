"""Programs of one title at one school, of which the title is the catalog's only key."""

from collections import defaultdict

import pandas as pd

from courseatlas.arrow import values
from courseatlas.text import slug
from courseatlas.values.words import credential


def keys_of_programs(frame: pd.DataFrame) -> list[str]:
    """The key of each program; programs of one title have their degree or their school behind it.

    A BA and a BS in "Data Science" are `Data-Science~BA` and `Data-Science~BS`, and those of two
    departments `Data-Science~Mathematics` and `Data-Science~Statistics`. Keys stay as they are
    where a title stands alone, where the pages do not all say what tells them apart, and where the
    catalog gives a key of its own, such as a code: its pages may differ and mean one program.
    """
    keys = values(frame["key"])
    titles = [slug(title) for title in values(frame["title"])]
    rows = list(zip(values(frame["source_id"]), keys, strict=True))
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, (row, title) in enumerate(zip(rows, titles, strict=True)):
        if row[1] == title:
            places[row].append(place)
    repeated = [group for group in places.values() if len(group) > 1]
    marks = _marks(frame) if repeated else []
    for group in repeated:
        columns = zip(*(marks[place] for place in group), strict=True)
        telling = [column for column in columns if all(column) and len(set(column)) > 1]
        for place, *parts in zip(group, *telling, strict=True):
            keys[place] = "~".join([keys[place], *parts])
    return keys


def _marks(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """What may tell the program of each row from others: its degree, department and college."""
    marks = []
    for title, record in zip(values(frame["title"]), frame["record"].tolist(), strict=True):
        fields = record["fields"]
        kind, award, _ = credential(fields.get("credential_text") or title)
        stated = (award or kind, fields.get("department"), fields.get("college"))
        marks.append(tuple(slug(mark or "") for mark in stated))
    return marks
