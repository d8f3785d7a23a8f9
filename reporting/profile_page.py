"""What the profile page shows: sections, recommendations, and the records that meet them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of, values
from courseatlas.codes.occupations import occupations
from courseatlas.profiles import Profile, Recommendation, Section
from courseatlas.schema import RECORD_TABLES
from courseatlas.words import LINK_STATUS

# records per recommendation on the page; the table has the others
SHOWN = 6
_DURATIONS = (("duration_months", "month"), ("duration_weeks", "week"), ("duration_hours", "hour"))


def profile_view(profile: Profile, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Plain values for the template, in the order of the profile."""
    providers = dict(
        zip(
            values(tables["providers"]["provider_id"]),
            values(tables["providers"]["name"]),
            strict=True,
        )
    )
    own = tables["profile_links"][tables["profile_links"]["profile_id"] == profile.id]
    links: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(own):
        links.setdefault(row["recommendation_id"], []).append(row)
    linked = own["record_id"].dropna()
    records = {
        row["id"]: _record(row, providers)
        for table in RECORD_TABLES
        for row in rows_of(tables[table.name][tables[table.name]["id"].isin(linked)])
    }
    sections = [_section(profile, section, links, records) for section in profile.sections]
    return {
        "title": profile.title,
        "source_title": profile.source_title,
        "source_retrieved": profile.source_retrieved,
        "occupations": [
            {"code": code, "title": occupations()[code].title} for code in profile.occupation_codes
        ],
        "sections": sections,
        "counts": {
            status: sum(section["counts"][status] for section in sections) for status in LINK_STATUS
        },
    }


def _section(
    profile: Profile,
    section: Section,
    links: Mapping[str, Sequence[Mapping[str, Any]]],
    records: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    recommendations = [
        _recommendation(recommendation, links, records)
        for recommendation in profile.recommendations
        if recommendation.section == section.id
    ]
    counts = {
        status: sum(shown["status"] == status for shown in recommendations)
        for status in LINK_STATUS
    }
    shown_section = {
        "title": section.title,
        "statements": section.statements,
        "recommendations": recommendations,
        "counts": counts,
    }
    return shown_section | _bar(counts)


def _bar(counts: Mapping[str, int]) -> dict[str, Any]:
    """A stacked bar that is a hundred units wide, and the same in words."""
    total, x = sum(counts.values()) or 1, 0.0
    parts: list[dict[str, Any]] = []
    for status, count in counts.items():
        width = round(100 * count / total, 2)
        if count:
            parts.append({"status": status, "x": round(x, 2), "width": width, "count": count})
        x += width
    words = [f"{part['count']} {part['status'].replace('_', ' ')}" for part in parts]
    return {"bar": parts, "label": ", ".join(words)}


def _recommendation(
    recommendation: Recommendation,
    links: Mapping[str, Sequence[Mapping[str, Any]]],
    records: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    own = links[recommendation.id]
    met = [
        records[link["record_id"]] | {"why": link["match_reason"]}
        for link in own
        if link["record_id"]
    ]
    return {
        "text": recommendation.text,
        "status": own[0]["status"],
        "reason": own[0]["match_reason"],
        "share": _share_of_parts(recommendation, links),
        "records": met[:SHOWN],
        "more": max(0, len(met) - SHOWN),
    }


def _share_of_parts(
    recommendation: Recommendation, links: Mapping[str, Sequence[Mapping[str, Any]]]
) -> str | None:
    """How many of the parts are met, in words; None for a recommendation without parts."""
    if not recommendation.parts:
        return None
    met = sum(links[part][0]["status"] == "met" for part in recommendation.parts)
    return f"{met} of its {len(recommendation.parts)} parts are met"


def _record(row: Mapping[str, Any], providers: Mapping[str, str]) -> dict[str, Any]:
    provider = providers[row["provider_id"]]
    others = ", ".join(name for name in row.get("offered_by") or [] if name not in provider)
    return {
        "title": row["title"],
        "url": row["url"],
        "provider": f"{provider} ({others})" if others else provider,
        "level": _level(row),
        "duration": _duration(row),
        "price": _price(row),
        "stale": row["freshness"] == "stale",
    }


def _level(row: Mapping[str, Any]) -> str:
    words = [
        row.get("award") or row.get("credential_type"),
        row.get("academic_level"),
        row.get("difficulty"),
    ]
    return ", ".join(word.replace("_", " ") for word in words if word)


def _duration(row: Mapping[str, Any]) -> str:
    """The length of a row: the days of an event, a duration, else credits."""
    if row.get("starts_on") and "organizer" in row:
        first, last = row["starts_on"], row.get("ends_on")
        until = f" to {last:%d %b %Y}" if last and last != first else ""
        return f"{first:%d %b %Y}{until}"
    for name, unit in _DURATIONS:
        value = row.get(name)
        if value:
            return f"{value:.3g} {unit}{'' if value == 1 else 's'}"
    return row.get("duration_text") or _credits(row)


def _credits(row: Mapping[str, Any]) -> str:
    lowest = row.get("credits_min", row.get("credits_total_min"))
    highest = row.get("credits_max", row.get("credits_total_max"))
    if lowest is None:
        return ""
    amount = f"{lowest:g}" if highest in (None, lowest) else f"{lowest:g}–{highest:g}"
    unit = (row.get("credit_unit") or "credit").replace("_", " ")
    return f"{amount} {unit}{'' if amount == '1' else 's'}"


def _price(row: Mapping[str, Any]) -> str:
    amount, kind = row.get("price_amount"), row.get("price_kind")
    if kind == "free":
        return "free"
    if amount is None:
        return ""
    if kind in ("subscription", "tuition") and row.get("price_text"):
        return str(row["price_text"])
    return f"{row.get('price_currency') or ''} {amount:,}".strip().removesuffix(".00")
