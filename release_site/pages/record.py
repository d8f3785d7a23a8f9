"""What the pages of programs, courses and events share: facts, topics, evidence and links."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from courseatlas.text import slug
from release_site.addresses import provider_page, topic_page
from release_site.brief import RecordBrief
from release_site.contents import SiteContents
from release_site.labels import KINDS, RELEVANCE, country_name, day, spoken
from release_site.search_marks import joined_code, search_filters
from reporting.profile_page.choice import choice

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
    facts = dict(_stated_facts(row, record, contents))
    return {
        "record": record,
        "joined_code": joined_code(record.code),
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
        "filters": search_filters(row, record, contents),
        "line": " · ".join(filter(None, [record.provider, record.code, record.facts])),
    }


def _stated_facts(
    row: Mapping[str, Any], record: RecordBrief, contents: SiteContents
) -> Iterator[tuple[str, str]]:
    """(name, words) of what the catalog states."""
    chosen = choice(row, {record.provider_id: record.provider}, contents.released)["facts"]
    provider = contents.providers.get(record.provider_id, {})
    facts = {
        "Code": record.code,
        "Also listed as": ", ".join(row.get("cross_listed") or []),
        "Credential": _words(row.get("credential_type")),
        "Award": row.get("award"),
        "Level": _words(row.get("academic_level")),
        "Difficulty": _words(row.get("difficulty")),
        "Credits": credit_words(row),
        "Length": chosen["length"] if _has_time(row) else "",
        "Effort": _effort(row),
        "Price": chosen["price"],
        "Delivery": _words(row["delivery"]),
        "Pace": _words(row.get("pacing")),
        "Language": chosen["language"],
        "Dates" if record.kind == "event" else "Next start": chosen["next start"],
        "Place": row.get("place"),
        "Country": country_name(provider["country"]) if provider else "",
        "Campuses": ", ".join(row.get("campuses") or []),
        "Organizer": row.get("organizer"),
        "Part of": row.get("parent_event"),
        "Deadlines": row.get("deadlines_text"),
        "College": row.get("college"),
        "Department": row.get("department"),
        "Instructors": ", ".join(row.get("instructors") or []),
        "Offered by": ", ".join(row["offered_by"]),
        "Rating": _rating(row),
        "Enrolled": f"{row['enrolled_count']:,}" if row.get("enrolled_count") else "",
        "Edition": row["edition"],
        "Licence": row["license"],
        "CIP 2020": row.get("cip_code"),
        "ISCED-F 2013": row.get("isced_f_code"),
    }
    return ((name, words) for name, words in facts.items() if words)


def credit_words(row: Mapping[str, Any]) -> str:
    """The credits of a course or program with their unit; '' where none are stated.

    >>> credit_words({"credits_min": 3.0, "credits_max": 4.0, "credit_unit": "semester_hour"})
    '3–4 semester hours'
    """
    for prefix in ("credits", "credits_total"):
        low, high = row.get(f"{prefix}_min"), row.get(f"{prefix}_max")
        if low is not None:
            number = f"{low:g}" if high in (None, low) else f"{low:g}–{high:g}"
            unit = (row["credit_unit"] or "credit").replace("_", " ")
            if unit in ("ects", "ceu"):
                return f"{number} {unit.upper()}"
            return f"{number} {unit}{'' if number == '1' else 's'}"
    return ""


def _has_time(row: Mapping[str, Any]) -> bool:
    """Whether the length of a record is a time, and not its credits over again."""
    names = ("duration_hours", "duration_weeks", "duration_months", "duration_text")
    return any(row.get(name) for name in names)


def _effort(row: Mapping[str, Any]) -> str:
    low, high = row.get("effort_hours_per_week_min"), row.get("effort_hours_per_week_max")
    numbers = [f"{number:g}" for number in dict.fromkeys([low, high]) if number is not None]
    return f"{'–'.join(numbers)} hours per week" if numbers else ""


def _rating(row: Mapping[str, Any]) -> str:
    if row.get("rating_value") is None:
        return ""
    count = f", {row['rating_count']:,} ratings" if row.get("rating_count") else ""
    return f"{row['rating_value']:g} of 5{count}"


def _words(word: str | None) -> str:
    return spoken(word) if word else ""


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
