"""Contact hours: whether the last of the three numbers that a source prints is the credits.

"3-0-3" is three hours of lecture, none of laboratory and three credits at one school, and three
hours of lecture and three of tutorial at another. One course does not tell; all courses of a source
do, as credits lie between the hours of lecture and the sum of lecture and laboratory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from courseatlas.records import CrawlRecord
from courseatlas.sources import Source
from courseatlas.values.credits import ends_in_credits

# fewer courses may agree by chance; more than one in twenty that do not are no misprints
_LEAST_COURSES, _LEAST_SHARE = 10, 0.95


def with_meaning_of_hours(
    records: Iterable[CrawlRecord], sources: Mapping[str, Source]
) -> dict[str, Source]:
    """The sources; those of which the records tell it declare that credits end their hours.

    What a source's YAML declares itself stays.
    """
    found: dict[str, list[bool]] = {source_id: [] for source_id in sources}
    for record in records:
        is_credits = ends_in_credits(record["fields"].get("credits_text"))
        if is_credits is not None:
            found[record["source_id"]].append(is_credits)
    return {
        source_id: replace(source, credits="last_of_hours")
        if source.credits == "as_printed" and _agree(found[source_id])
        else source
        for source_id, source in sources.items()
    }


def _agree(found: list[bool]) -> bool:
    return len(found) >= _LEAST_COURSES and sum(found) >= _LEAST_SHARE * len(found)
