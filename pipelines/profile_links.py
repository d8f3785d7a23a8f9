"""Relate the profile's recommendations to the records that meet them, best first, each with a reason in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from courseatlas.profiles import Match, Profile, Recommendation

# a name that the catalog has changed a little is the same thing; one that it has changed more may be
SAME_NAME, LIKE_NAME = 0.9, 0.75
# a rule that finds more than these is met many times over; a reader wants the best
MOST = 20
_KINDS = ("program", "course", "event")
_READ = frozenset(("id", "source_id", "title", "relevance", "relevance_score", "topics", "credential_type", "academic_level", "difficulty"))


@dataclass(frozen=True, order=True)
class Found:
    """A record that fits a recommendation's rule. `score` is from 0 to 1; `likeness`: the name differs; `listed`: a program lists it."""

    record_id: str
    score: float
    reason: str
    likeness: bool = False
    listed: bool = False


def profile_links(profile: Profile, tables: Mapping[str, pd.DataFrame], listed: pd.DataFrame, available: set[str]) -> list[dict]:
    """Rows of `profile_links`: per recommendation the records that meet it, best first, else one row with the reason.

    `listed` is `program_courses`, in which a named course may stand without a row of its own; `available` are the sources whose rows
    this release holds.
    """
    # every rule walks over the rows: as plain objects they are read several times as fast
    plain = {name: frame[[column for column in frame if column in _READ]].astype(object) for name, frame in tables.items()}
    found = {one.id: _best(one.match, plain, listed) for one in profile.recommendations}
    _give_up_twins(found)
    met = {one.id for one in profile.recommendations if any(row.score >= SAME_NAME or not row.likeness for row in found[one.id])}
    rows: list[dict] = []
    for recommendation in profile.recommendations:
        base: dict = {
            "profile_id": profile.id,
            "recommendation_id": recommendation.id,
            "recommendation": recommendation.text,
            "kind": recommendation.kind,
        }
        status, why = _status(recommendation, met, bool(found[recommendation.id]), available)
        rows += [
            base
            | {
                "status": status,
                "record_id": row.record_id,
                "match_score": row.score,
                "match_reason": row.reason + (f"; {why}" if why else ""),
            }
            for row in found[recommendation.id]
        ] or [base | {"status": status, "match_reason": why or _nothing(recommendation.match)}]
    return rows


def _give_up_twins(found: dict[str, list[Found]]) -> None:
    """A record that one recommendation names outright is no likeness of another: "Low Dimension" is not a renamed "High Dimension"."""
    owned = {row.record_id for rows in found.values() for row in rows if row.score >= SAME_NAME and not row.listed}
    for name, rows in found.items():
        own = [row for row in rows if row.score >= SAME_NAME]
        found[name] = (
            own if own and any(row.likeness for row in rows) else [row for row in rows if not row.likeness or row.record_id not in owned]
        )


def _status(recommendation: Recommendation, met: set[str], found: bool, available: set[str]) -> tuple[str, str]:
    """The status of a recommendation, and what its parts or its sources add to the reason."""
    sources = recommendation.match.source
    if not found and sources and not set(sources) & available:
        return "source_unavailable", f"this release holds no rows of {' or '.join(sources)}"
    parts = [part for part in recommendation.parts if part in met]
    share = f"{len(parts)} of its {len(recommendation.parts)} parts are met" if recommendation.parts else ""
    if recommendation.id in met and len(parts) == len(recommendation.parts):
        return "met", share
    return ("partly_met" if found or parts else "not_found"), share


def _nothing(match: Match) -> str:
    of = f" of {' or '.join(match.source)}" if match.source else ""
    what = f"is named “{match.named}”" if match.named else "fits the rule"
    return f"no {match.kind or 'record'}{of} in this release {what}"


def _best(match: Match, tables: Mapping[str, pd.DataFrame], listed: pd.DataFrame) -> list[Found]:
    found = [row for kind in _KINDS if match.kind in (None, kind) for row in _matches(match, tables[f"{kind}s"])]
    if match.named and not found:
        inside = _where(listed, [not match.source or program.split(":")[0] in match.source for program in listed["program_id"]])
        inside = pd.DataFrame({"id": inside["program_id"], "title": inside["course_title"]})
        found = [
            Found(one.record_id, one.score, f"listed by the program: {one.reason}", one.likeness, True)
            for one in _named(match.named, inside)
        ]
    return sorted(found, key=lambda row: (-row.score, row.record_id))[:MOST]


def _matches(match: Match, frame: pd.DataFrame) -> Iterator[Found]:
    """The rows of a table that every part of the rule holds for."""
    if match.source:
        frame = frame[frame["source_id"].isin(match.source)]
    for name, allowed in (
        ("relevance", match.relevance),
        ("credential_type", match.credential_type),
        ("academic_level", match.academic_level),
    ):
        if allowed:
            frame = frame[frame[name].isin(allowed)] if name in frame else frame.iloc[:0]
    if match.topics:
        frame = _where(frame, [bool(set(match.topics) & set(topics)) for topics in frame["topics"]])
    pattern = re.compile(match.title, re.I) if match.title else None
    if pattern and not match.named:
        frame = _where(frame, [bool(pattern.search(title)) for title in frame["title"]])
    if match.unless:
        unwanted = re.compile(match.unless, re.I)
        frame = _where(frame, [not unwanted.search(title) for title in frame["title"]])
    if match.named:
        yield from _named(match.named, frame)
        return
    levels = [frame[name] if name in frame else [None] * len(frame) for name in ("academic_level", "difficulty")]
    for record_id, title, relevance, score, topics, *level in zip(
        frame["id"], frame["title"], frame["relevance"], frame["relevance_score"], frame["topics"], *levels, strict=True
    ):
        reasons, sure = [], 0.5 + 0.4 * float(score)
        if pattern and (said := pattern.search(title)):
            # the more of the title the rule's words are, the more the thing is about them; a source that the rule names is half the proof
            sure = (0.8 if match.source else 0.6) + (0.15 if match.source else 0.35) * len(said[0]) / len(title)
            reasons.append(f"its title says “{said[0].strip()}”")
        if match.topics:
            reasons.append("it is about " + " and ".join(topic.replace("_", " ") for topic in sorted(set(match.topics) & set(topics))))
        if match.relevance or not reasons:
            reasons.append({"core": "AI is its subject", "applied": "AI is a named part of it", "adjacent": "it borders on AI"}[relevance])
        if wanted := next((one for one in level if isinstance(one, str) and one in match.prefer), None):
            sure += 0.04
            reasons.append(f"its level is {wanted}")
        yield Found(record_id, round(sure, 2), "; ".join(reasons))


def _named(name: str, frame: pd.DataFrame) -> Iterator[Found]:
    """The rows whose title is the name, or much like it."""
    for record_id, title in zip(frame["id"], frame["title"], strict=True):
        score = round(fuzz.token_sort_ratio(name, title, processor=default_process) / 100, 2)
        if score >= LIKE_NAME:
            reason = "it has the very name" if score == 1 else f"named “{name}” by the article, “{title}” by the catalog"
            yield Found(record_id, score, reason, likeness=score < 1)


def _where(frame: pd.DataFrame, mask: list[bool]) -> pd.DataFrame:
    # a plain list of no booleans would select no columns instead of no rows
    return frame[pd.Series(mask, index=frame.index, dtype=bool)]
