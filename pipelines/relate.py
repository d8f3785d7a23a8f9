"""Relate: programs to the courses they list, the profile's recommendations to the rows that meet them."""

import re
from collections.abc import Mapping

import pandas as pd

from courseatlas.profiles import Match, Profile
from pipelines.identify import cross_listed, normal


def program_courses(programs: pd.DataFrame, catalog: pd.DataFrame, released: set[str]) -> list[dict]:
    """Rows of `program_courses` for the programs' components. `catalog` is every course read of the sources, also those left out of the release."""
    ids: dict[tuple[str, str], str] = {}
    for source, course_id, code, others in zip(catalog["source_id"], catalog["id"], catalog["code"], catalog["cross_listed"], strict=True):
        for one in [code, *others]:
            if one:
                ids.setdefault((source, normal(one)), course_id)
    rows = []
    for source, program_id, components in zip(programs["source_id"], programs["id"], programs["components"], strict=True):
        for position, component in enumerate(components or [], 1):
            code = component["course_code"]
            course_id = next((found for one in _codes(code) if (found := ids.get((source, normal(one))))), None)
            rows.append(
                component | {"program_id": program_id, "course_id": course_id, "in_release": course_id in released, "position": position}
            )
    return rows


def _codes(code: str | None) -> list[str]:
    return [code, *cross_listed(code)] if code else []


def profile_links(profile: Profile, tables: Mapping[str, pd.DataFrame], available: set[str]) -> list[dict]:
    """Rows of `profile_links`: per recommendation the records that meet it, best first, else one row with the reason.

    `available` are the sources whose rows this release holds.
    """
    rows: list[dict] = []
    for recommendation in profile.recommendations:
        base: dict = {
            "profile_id": profile.id,
            "recommendation_id": recommendation.id,
            "recommendation": recommendation.text,
            "kind": recommendation.kind,
        }
        found = _matches(recommendation.match, tables)
        missing = [source for source in recommendation.match.source if source not in available]
        if found:
            rows += [
                base | {"status": "met", "record_id": record_id, "match_score": score, "match_reason": reason}
                for record_id, score, reason in found
            ]
        elif recommendation.match.source and len(missing) == len(recommendation.match.source):
            rows.append(base | {"status": "source_unavailable", "match_reason": f"no rows of {', '.join(missing)} in this release"})
        else:
            rows.append(base | {"status": "not_found", "match_reason": "no record of this release fits the rule"})
    return rows


def _matches(match: Match, tables: Mapping[str, pd.DataFrame], most: int = 20) -> list[tuple[str, float, str]]:
    found = []
    for kind in [match.kind] if match.kind else ["program", "course", "event"]:
        frame = tables[f"{kind}s"]
        if match.source:
            frame = frame[frame["source_id"].isin(match.source)]
        if match.title:
            frame = _where(frame, [bool(re.search(match.title, title, re.I)) for title in frame["title"]])
        if match.topics:
            frame = _where(frame, [bool(set(match.topics) & set(topics)) for topics in frame["topics"]])
        for name, allowed in (("credential_type", match.credential_type), ("academic_level", match.academic_level)):
            if allowed and name in frame:
                frame = frame[frame[name].isin(allowed)]
        for record_id, title, score in zip(frame["id"], frame["title"], frame["relevance_score"], strict=True):
            # a named title is the surest match; a topic is as sure as the record is about AI/ML
            sure = 0.95 if match.title and match.source else 0.8 if match.title else round(0.5 + 0.4 * float(score), 2)
            by = " and ".join(word for word, used in (("source", match.source), ("title", match.title), ("topic", match.topics)) if used)
            found.append((record_id, sure, f"{by}: {title}"))
    return sorted(found, key=lambda row: (-row[1], row[0]))[:most]


def _where(frame: pd.DataFrame, mask: list[bool]) -> pd.DataFrame:
    # a plain list of no booleans would select no columns instead of no rows
    return frame[pd.Series(mask, index=frame.index, dtype=bool)]
