"""What the profile page shows: stages, recommendations, the records that meet them, and sums."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from courseatlas.arrow import values
from courseatlas.codes.occupations import occupations
from courseatlas.profiles import Profile, Recommendation, Section
from courseatlas.text import slug
from courseatlas.words import COMES_CLOSE, LINK_STATUS
from reporting.environment import environment
from reporting.profile_page.amounts import Totals
from reporting.profile_page.choice import choice
from reporting.profile_page.path import LearningPath, LinkedRows, learning_path, linked_rows
from reporting.profile_page.script import page_script
from reporting.profile_page.sentences import cost_sentence, time_sentence

# records per recommendation on the page; the table has the others
SHOWN = 5
_OCCUPATION = "https://www.onetonline.org/link/summary/"
_AUDIENCES = {
    "secondary": "pupils",
    "undergraduate": "students",
    "career_changer": "people who change careers",
    "professional": "people at work",
}
_STATUSES = {
    "met": "met",
    "partly_met": "partly met",
    "closest": "offered no more",
    "not_found": "not found",
    "source_unavailable": "source not read",
}
_FILTERS = {
    "free": "free",
    "online": "online",
    "soon": "starts soon",
    "ai": "about AI",
}


def profile_page(profile: Profile, version: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """The HTML of a profile, as a release of that version holds it."""
    template = environment().get_template("profile.html.j2")
    released = date.fromisoformat(version.partition(".")[0])
    view = profile_view(profile, tables, released)
    return template.render(view=view, version=version, script=page_script())


def profile_view(
    profile: Profile, tables: Mapping[str, pd.DataFrame], released: date
) -> dict[str, Any]:
    """Plain values for the template, in the order of the profile.

    `released` is the day of the release. No order depends on it.
    """
    linked = linked_rows(profile, tables)
    names = (values(tables["providers"][name]) for name in ("provider_id", "name"))
    providers = dict(zip(*names, strict=True))
    choices = {name: choice(row, providers, released) for name, row in linked.rows.items()}
    stages = [_stage(profile, section, linked, choices) for section in profile.sections]
    counts = {status: sum(stage["counts"][status] for stage in stages) for status in LINK_STATUS}
    path = learning_path(profile, linked)
    return {
        "title": profile.title,
        "source_title": profile.source_title,
        "source_retrieved": profile.source_retrieved,
        "occupations": [
            {"code": code, "title": occupations()[code].title, "url": f"{_OCCUPATION}{code}"}
            for code in profile.occupation_codes
        ],
        "stages": stages,
        "statuses": _STATUSES,
        "counts": counts,
        "coverage": [
            _bar("All stages", counts),
            *(_bar(stage["title"], stage["counts"]) for stage in stages),
        ],
        "filters": _filters(stages),
        "path": list(_path_rows(profile, path)),
    }


def _stage(
    profile: Profile,
    section: Section,
    linked: LinkedRows,
    choices: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    recommendations = [
        _recommendation(recommendation, linked, choices)
        for recommendation in profile.recommendations
        if recommendation.section == section.id
    ]
    statuses = [shown["status"] for shown in recommendations]
    return {
        "id": slug(section.id),
        "title": section.title,
        "statements": section.statements,
        "recommendations": recommendations,
        "counts": {status: statuses.count(status) for status in LINK_STATUS},
    }


def _recommendation(
    recommendation: Recommendation,
    linked: LinkedRows,
    choices: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    links = linked.links[recommendation.id]
    named = [link for link in links if link["record_id"]]
    shown = [
        choices[link["record_id"]] | {"why": _sentence(_reason_parts(link["match_reason"])[1])}
        for link in named[:SHOWN]
    ]
    return {
        "id": slug(recommendation.id),
        "text": recommendation.text,
        "audience": _AUDIENCES[recommendation.audience],
        "status": links[0]["status"],
        "reason": _sentence(_reason_parts(links[0]["match_reason"])[0]),
        "share": _share_of_parts(recommendation, linked),
        "choices": shown,
        "tags": [tag for tag in _FILTERS if any(each["tags"][tag] for each in shown)],
        "more": len(named) - len(shown),
    }


def _reason_parts(reason: str) -> tuple[str, str]:
    """What became of a recommendation, and why a record is shown for it.

    They differ for what is offered no more; of all others the reason says both.
    """
    lost, _, closest = reason.partition(COMES_CLOSE)
    return lost, closest or reason


def _share_of_parts(recommendation: Recommendation, linked: LinkedRows) -> str | None:
    """How many of the parts are met, in words; None for a recommendation without parts."""
    if not recommendation.parts:
        return None
    met = sum(linked.links[part][0]["status"] == "met" for part in recommendation.parts)
    return f"{met} of its {len(recommendation.parts)} parts are met"


def _filters(stages: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The filters that keep something, in the order of `_FILTERS`."""
    tags = {tag for stage in stages for shown in stage["recommendations"] for tag in shown["tags"]}
    return [{"tag": tag, "words": words} for tag, words in _FILTERS.items() if tag in tags]


def _path_rows(profile: Profile, path: LearningPath) -> Iterator[dict[str, Any]]:
    """What the stages take, then all of them, then the one field of study or degree."""
    for section in profile.sections:
        totals = path.stages[section.id]
        if totals.every.records:
            yield _path_row(section.title, totals.every)
        if totals.one_of.records:
            title = f"{section.title}: one of {totals.one_of.records}"
            yield _path_row(title, totals.one_of, is_choice=True)
    ways = path.whole.one_of.records
    if path.whole.every.records:
        without = ", without a field of study or degree" if ways else ""
        yield _path_row(f"All stages{without}", path.whole.every)
    if ways:
        title = f"And one field of study or degree, of {ways}"
        yield _path_row(title, path.whole.one_of, is_choice=True)


def _path_row(title: str, totals: Totals, *, is_choice: bool = False) -> dict[str, Any]:
    return {
        "title": title,
        "records": totals.records,
        "time": time_sentence(totals, is_choice=is_choice),
        "cost": cost_sentence(totals, is_choice=is_choice),
    }


def _bar(title: str, counts: Mapping[str, int]) -> dict[str, Any]:
    """A stacked bar that is a hundred units wide, and the same in words."""
    total, x = sum(counts.values()) or 1, 0.0
    parts: list[dict[str, Any]] = []
    for status, count in counts.items():
        width = round(100 * count / total, 2)
        if count:
            parts.append({"status": status, "x": round(x, 2), "width": width})
        x += width
    words = [f"{count} {_STATUSES[status]}" for status, count in counts.items() if count]
    return {"title": title, "parts": parts, "words": ", ".join(words) or "no recommendation"}


def _sentence(text: str) -> str:
    """A reason as a sentence of the page.

    >>> _sentence("its title says “Python”; it is free")
    'Its title says “Python”; it is free.'
    """
    return f"{text[:1].upper()}{text[1:]}."
