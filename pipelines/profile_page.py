"""What the profile's page shows: sections, recommendations and their records with provider, level, duration and price, in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from courseatlas.arrow import to_arrow
from courseatlas.codes.occupations import occupations
from courseatlas.profiles import Profile
from courseatlas.schema import BY_NAME
from courseatlas.words import LINK_STATUS

# records shown of a recommendation; the table holds the others
SHOWN = 6


def profile_view(profile: Profile, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Plain values for the template, in the profile's order."""
    providers = dict(zip(tables["providers"]["provider_id"], tables["providers"]["name"], strict=True))
    linked = tables["profile_links"]["record_id"].dropna()
    records = {
        row["id"]: _record(row, providers)
        for name in ("programs", "courses", "events")
        for row in to_arrow(BY_NAME[name], tables[name][tables[name]["id"].isin(linked)]).to_pylist()
    }
    links: dict[str, list[dict]] = {}
    for row in to_arrow(BY_NAME["profile_links"], tables["profile_links"]).to_pylist():
        links.setdefault(row["recommendation_id"], []).append(row)
    sections = []
    for section in profile.sections:
        shown = [
            _recommendation(one.text, links[one.id], records, bool(one.parts))
            for one in profile.recommendations
            if one.section == section.id
        ]
        counts = {status: sum(one["status"] == status for one in shown) for status in LINK_STATUS}
        sections.append(
            {"title": section.title, "statements": section.statements, "recommendations": shown, "counts": counts} | _bar(counts)
        )
    return {
        "title": profile.title,
        "source_title": profile.source_title,
        "source_retrieved": profile.source_retrieved,
        "occupations": [{"code": code, "title": occupations()[code].title} for code in profile.occupation_codes],
        "sections": sections,
        "counts": {status: sum(section["counts"][status] for section in sections) for status in LINK_STATUS},
    }


def _bar(counts: Mapping[str, int]) -> dict[str, Any]:
    """A stacked bar of a hundred units, and the same in words."""
    whole, x = sum(counts.values()) or 1, 0.0
    parts: list[dict[str, Any]] = []
    for status, count in counts.items():
        width = round(100 * count / whole, 2)
        if count:
            parts.append({"status": status, "x": round(x, 2), "width": width, "count": count})
        x += width
    return {"bar": parts, "label": ", ".join(f"{part['count']} {part['status'].replace('_', ' ')}" for part in parts)}


def _recommendation(text: str, links: list[dict], records: Mapping[str, dict], has_parts: bool) -> dict[str, Any]:
    met = [records[link["record_id"]] | {"why": link["match_reason"]} for link in links if link["record_id"]]
    return {
        "text": text,
        "status": links[0]["status"],
        "reason": links[0]["match_reason"],
        "share": links[0]["match_reason"].rpartition("; ")[2] if has_parts else None,
        "records": met[:SHOWN],
        "more": max(0, len(met) - SHOWN),
    }


def _record(row: Mapping[str, Any], providers: Mapping[str, str]) -> dict[str, Any]:
    offered = [name for name in row.get("offered_by") or [] if name not in providers[row["provider_id"]]]
    return {
        "title": row["title"],
        "url": row["url"],
        "provider": providers[row["provider_id"]] + (f" ({', '.join(offered)})" if offered else ""),
        "level": _level(row),
        "duration": _duration(row),
        "price": _price(row),
        "stale": row["freshness"] == "stale",
    }


def _level(row: Mapping[str, Any]) -> str:
    words = [row.get("award") or row.get("credential_type"), row.get("academic_level"), row.get("difficulty")]
    return ", ".join(word.replace("_", " ") for word in words if word)


def _duration(row: Mapping[str, Any]) -> str:
    if row.get("starts_on") and "organizer" in row:
        last = row.get("ends_on")
        return f"{row['starts_on']:%d %b %Y}" + (f" to {last:%d %b %Y}" if last and last != row["starts_on"] else "")
    for name, unit in (("duration_months", "month"), ("duration_weeks", "week"), ("duration_hours", "hour")):
        if value := row.get(name):
            return f"{value:.3g} {unit}{'' if value == 1 else 's'}"
    if row.get("duration_text"):
        return row["duration_text"]
    least, most = row.get("credits_min", row.get("credits_total_min")), row.get("credits_max", row.get("credits_total_max"))
    if least is None:
        return ""
    amount = f"{least:g}" if most in (None, least) else f"{least:g}–{most:g}"
    return f"{amount} {(row.get('credit_unit') or 'credit').replace('_', ' ')}{'' if amount == '1' else 's'}"


def _price(row: Mapping[str, Any]) -> str:
    amount, kind = row.get("price_amount"), row.get("price_kind")
    if kind == "free":
        return "free"
    if amount is None:
        return ""
    if kind in ("subscription", "tuition") and row.get("price_text"):
        return row["price_text"]
    return f"{row.get('price_currency') or ''} {amount:,}".strip().removesuffix(".00")
