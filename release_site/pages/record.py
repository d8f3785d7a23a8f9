"""What the pages of programs, courses and events share: facts, topics, evidence and links."""

from collections.abc import Mapping, Sequence
from typing import Any

from courseatlas.text import slug
from release_site.addresses import provider_page, topic_page
from release_site.brief import RecordBrief
from release_site.contents import SiteContents
from release_site.facts import stated_facts
from release_site.labels import KINDS, RELEVANCE, day, spoken

# what readers look for first; a page that does not state it is told
_ASKED_FOR = {
    "program": ("Level", "Credits", "Length", "Price", "Delivery", "Language"),
    "course": ("Level", "Credits", "Length", "Price", "Delivery", "Language", "Next start"),
    "event": ("Dates", "Place", "Delivery", "Language"),
}


def record_view(
    row: Mapping[str, Any], record: RecordBrief, contents: SiteContents
) -> dict[str, Any]:
    """Plain values for the template `record.html.j2`, which the page of each kind extends."""
    provider = contents.providers.get(record.provider_id)
    facts = dict(stated_facts(row, record, contents))
    return {
        "record": record,
        "row": row,
        "kind": KINDS[record.kind],
        "provider_address": provider_page(record.provider_id) if provider else "",
        "topics": [(contents.topic_title(topic), topic_page(topic)) for topic in record.topics],
        "facts": facts,
        "unstated": [name.lower() for name in _ASKED_FOR[record.kind] if name not in facts],
        "relevance": RELEVANCE[row["relevance"]],
        "same": named_records(row["same_as"], contents),
        "recommendations": _recommendations(record, contents),
        "evidence": {
            "read_on": day(row["fetched_at"].date()),
            "first_seen": day(row["first_seen"]),
            "last_seen": day(row["last_seen"]),
        },
    }


def _recommendations(record: RecordBrief, contents: SiteContents) -> list[dict[str, str]]:
    """The recommendations of profiles that lead to a record, and where the guide tells them."""
    return [
        {
            "text": link["recommendation"],
            "reason": link["match_reason"],
            "profile": spoken(link["profile_id"].replace("-", "_")),
            "address": contents.guides.get(link["profile_id"], ""),
            "anchor": f"take-{slug(link['recommendation_id'])}",
        }
        for link in contents.recommendations.of(record.id)
    ]


def named_records(ids: Sequence[str], contents: SiteContents) -> list[RecordBrief]:
    """The records of these ids that are in the release, each once, in the order of the ids."""
    return [contents.briefs[each] for each in dict.fromkeys(ids) if each in contents.briefs]
