"""Carnegie Mellon: a page of the catalog (CourseLeaf) or of the schedule of classes. One course has one key, whichever page prints it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from courseatlas.records import Page, Record
from spiders.readers import cmu_schedule, courseleaf


def recognises(page: Page) -> bool:
    """Never by itself: either of its two forms is recognised by its own reader."""
    return False


def read(page: Page) -> Iterator[Record]:
    """The records of either form; the schedule prints "15122" for the catalog's "15-122"."""
    for record in (cmu_schedule if cmu_schedule.recognises(page) else courseleaf).read(page):
        if record.kind == "course" and (number := re.fullmatch(r"(\d{2})-?(\d{3})", record.key)):
            code = f"{number[1]}-{number[2]}"
            record = replace(record, key=code, fields=dict(record.fields) | {"code": code})
        yield record
