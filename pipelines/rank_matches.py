"""How well a record fits a recommendation, and why: the best first, for the person meant.

The level of a record counts most, then how directly its title or its topics say what is
recommended, then whether it is open to all, then how much its page says. Nothing depends on the
day, so that the order changes only when a catalog does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from courseatlas.profiles import Match, Recommendation
from courseatlas.values.codes import subject_of
from courseatlas.words import SUPPORTING
from pipelines.match_rules import Row, likeness

_LEVEL, _DIRECTNESS, _OPENNESS, _COMPLETENESS = 0.45, 0.35, 0.12, 0.08
# what the columns `academic_level` and `difficulty` say of a record's fit for an audience
_FITS: Mapping[str, Mapping[str, float]] = {
    "secondary": {
        "secondary": 1.0, "beginner": 1.0, "mixed": 0.6, "undergraduate": 0.5, "intermediate": 0.4,
        "professional": 0.3, "advanced": 0.0, "graduate": 0.0,
    },
    "undergraduate": {
        "undergraduate": 1.0, "intermediate": 0.9, "beginner": 0.9, "mixed": 0.8, "graduate": 0.5,
        "advanced": 0.5, "secondary": 0.3, "professional": 0.4,
    },
    "career_changer": {
        "professional": 1.0, "beginner": 1.0, "intermediate": 0.9, "mixed": 0.8,
        "undergraduate": 0.6, "graduate": 0.6, "advanced": 0.5, "secondary": 0.2,
    },
    "professional": {
        "professional": 1.0, "graduate": 0.9, "advanced": 0.9, "intermediate": 0.9, "mixed": 0.8,
        "beginner": 0.7, "undergraduate": 0.6, "secondary": 0.1,
    },
}  # fmt: skip
_UNSTATED = 0.5
# a page that says these says what a reader needs to choose
_TOLD = ("description", "delivery", "price_amount", "language")
_LENGTHS = (
    "duration_hours",
    "duration_weeks",
    "duration_months",
    "credits_min",
    "credits_total_min",
    "starts_on",
)
_RELEVANCE_REASONS = {
    "core": "AI is its subject",
    "applied": "AI is a named part of it",
    "adjacent": "it borders on AI",
    SUPPORTING: "it supports the profession",
}


@dataclass(frozen=True, order=True)
class RecordMatch:
    """A record that fits the rule of a recommendation.

    `score` is from 0 to 1. `is_like` says that the name differs a little; `is_listed` that only a
    program lists the thing.
    """

    record_id: str
    score: float
    reason: str
    is_like: bool = False
    is_listed: bool = False


def judge(recommendation: Recommendation, row: Row) -> RecordMatch:
    """How well a row that meets the rule fits the recommendation, and what decided it."""
    match = recommendation.match
    level, level_reason = _level(recommendation.audience, row)
    directness, reasons = _directness(match, row)
    openness, open_reason = _openness(row)
    told = [row.get(name) is not None for name in _TOLD]
    told.append(any(row.get(name) is not None for name in _LENGTHS))
    score = (
        _LEVEL * level
        + _DIRECTNESS * directness
        + _OPENNESS * openness
        + _COMPLETENESS * sum(told) / len(told)
    )
    if match.relevance or not reasons:
        reasons.append(_RELEVANCE_REASONS[row["relevance"]])
    reasons += [reason for reason in (level_reason, *open_reason) if reason]
    return RecordMatch(row["id"], round(score, 3), "; ".join(reasons))


def is_for(audience: str, row: Row) -> bool:
    """Whether a row is of a level that an audience can begin with; one that states none is."""
    return _level(audience, row)[0] > 0


def by_name(name: str, row: Row) -> RecordMatch:
    """How much a row is the thing of a name."""
    score = likeness(name, row["title"])
    reason = (
        "it has the very name"
        if score == 1
        else f"named “{name}” by the article, “{row['title']}” by the catalog"
    )
    return RecordMatch(row["id"], score, reason, is_like=score < 1)


def _level(audience: str, row: Row) -> tuple[float, str]:
    """The fit of what a row says of its level, and the words for it.

    One that says nothing lies in the middle; events have no level.
    """
    stated = [row.get("academic_level"), row.get("difficulty")]
    levels = [level for level in stated if level]
    if not levels:
        has_level = "academic_level" in row or "difficulty" in row
        return _UNSTATED, "it states no level" if has_level else ""
    fits = [_FITS[audience][level] for level in levels]
    return sum(fits) / len(fits), f"its level is {' and '.join(levels)}"


def _directness(match: Match, row: Row) -> tuple[float, list[str]]:
    """How directly a row says what is recommended, 0 to 1, and by what."""
    shares, reasons = [0.0], []
    words = re.search(match.title, row["title"], re.I) if match.title else None
    if words:
        # the more of the title the words of the rule are, the more the thing is about them
        shares.append(0.5 + 0.5 * len(words[0]) / len(row["title"]))
        reasons.append(f"its title says “{words[0].strip()}”")
    topics = sorted(set(match.topics) & set(row["topics"]))
    if topics:
        shares.append(0.5)
        reasons.append(f"it is about {' and '.join(topic.replace('_', ' ') for topic in topics)}")
    if match.subjects and subject_of(row.get("code") or "") in match.subjects:
        shares.append(0.5)
        reasons.append(f"its code is {row['code']}")
    if match.cip and str(row.get("cip_code")).startswith(match.cip):
        shares.append(0.8)
        reasons.append(f"its field has the CIP code {row['cip_code']}")
    if not reasons:
        shares.append(float(row["relevance_score"]))
    return max(shares), reasons


def _openness(row: Row) -> tuple[float, list[str]]:
    is_free = row.get("price_kind") == "free" or row.get("price_amount") == 0
    is_online = row.get("delivery") == "online"
    words = [word for word, holds in (("free", is_free), ("online", is_online)) if holds]
    return 0.6 * is_free + 0.4 * is_online, [f"it is {' and '.join(words)}"] if words else []
