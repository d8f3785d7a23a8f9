"""Relate: programs to the courses they list, the profile's recommendations to the rows that meet them."""

import re
from collections.abc import Mapping

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from courseatlas.profiles import Match, Profile, Recommendation
from courseatlas.text import one_line
from pipelines.identify import cross_listed, normal


def program_courses(programs: pd.DataFrame, catalog: pd.DataFrame, released: set[str], institutions: Mapping[str, str]) -> list[dict]:
    """Rows of `program_courses` for the programs' components.

    `catalog` is every course read of the sources, also those left out of the release; `institutions` says to whom each source belongs,
    as a university may print its programs in one catalog and its courses in another. A course is found by its code in the program's own
    source, then in the institution's others, then by a title that only one course of the source bears.
    """
    ids: dict[tuple[str, str], str] = {}
    titles: dict[tuple[str, str], set[str]] = {}
    for source, course_id, title, code, others in zip(
        catalog["source_id"], catalog["id"], catalog["title"], catalog["code"], catalog["cross_listed"], strict=True
    ):
        titles.setdefault((source, title.casefold()), set()).add(course_id)
        for one in [code, *others]:
            if one:
                ids.setdefault((source, normal(one)), course_id)
                ids.setdefault((institutions[source], normal(one)), course_id)
    rows = []
    for source, program_id, components in zip(programs["source_id"], programs["id"], programs["components"], strict=True):
        for position, component in enumerate(components or [], 1):
            code = component["course_code"]
            places = [(place, normal(one)) for place in (source, institutions[source]) for one in _codes(code)]
            course_id = next((ids[place] for place in places if place in ids), None)
            named = titles.get((source, one_line(component["course_title"]).casefold()), set())
            if course_id is None and len(named) == 1:
                course_id = min(named)
            rows.append(
                component | {"program_id": program_id, "course_id": course_id, "in_release": course_id in released, "position": position}
            )
    return rows


def _codes(code: str | None) -> list[str]:
    return [code, *cross_listed(code)] if code else []


# a name that the catalog has changed a little is the same thing; one that it has changed more may be
SAME_NAME, LIKE_NAME = 0.9, 0.75


def profile_links(profile: Profile, tables: Mapping[str, pd.DataFrame], listed: pd.DataFrame, available: set[str]) -> list[dict]:
    """Rows of `profile_links`: per recommendation the records that meet it, best first, else one row with the reason.

    `listed` is `program_courses`, in which a named course may stand without a row of its own; `available` are the sources whose rows
    this release holds.
    """
    found = {one.id: _matches(one.match, tables, listed) for one in profile.recommendations}
    _give_up_twins(found)
    met = {one.id for one in profile.recommendations if any(score >= SAME_NAME or not one.match.named for _, score, _ in found[one.id])}
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
            base | {"status": status, "record_id": record_id, "match_score": score, "match_reason": reason + why}
            for record_id, score, reason in found[recommendation.id]
        ] or [base | {"status": status, "match_reason": why.strip("; ") or "no record of this release fits the rule"}]
    return rows


def _give_up_twins(found: dict[str, list[tuple[str, float, str]]]) -> None:
    """A record that one recommendation names outright is no likeness of another: "Low Dimension" is not a renamed "High Dimension"."""
    owned = {
        record_id for rows in found.values() for record_id, score, reason in rows if score >= SAME_NAME and not reason.startswith("listed")
    }
    for name, rows in found.items():
        own = [row for row in rows if row[1] >= SAME_NAME]
        found[name] = own or [row for row in rows if row[0] not in owned or " by the article" not in row[2]]


def _status(recommendation: Recommendation, met: set[str], found: bool, available: set[str]) -> tuple[str, str]:
    """The status of a recommendation, and what its parts or its sources add to the reason."""
    sources = recommendation.match.source
    if not found and sources and not set(sources) & available:
        return "source_unavailable", f"no rows of {', '.join(sources)} in this release"
    parts = [part for part in recommendation.parts if part in met]
    share = f"; {len(parts)} of its {len(recommendation.parts)} parts are met" if recommendation.parts else ""
    if recommendation.id in met and len(parts) == len(recommendation.parts):
        return "met", share
    return ("partly_met" if found or parts else "not_found"), share


def _matches(match: Match, tables: Mapping[str, pd.DataFrame], listed: pd.DataFrame, most: int = 20) -> list[tuple[str, float, str]]:
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
        if match.named:
            found += _named(match.named, frame)
            continue
        for record_id, title, score in zip(frame["id"], frame["title"], frame["relevance_score"], strict=True):
            # a named title is the surest match; a topic is as sure as the record is about AI/ML
            sure = 0.95 if match.title and match.source else 0.8 if match.title else round(0.5 + 0.4 * float(score), 2)
            by = " and ".join(word for word, used in (("source", match.source), ("title", match.title), ("topic", match.topics)) if used)
            found.append((record_id, sure, f"{by}: {title}"))
    if match.named and not found:
        inside = _where(listed, [not match.source or program.split(":")[0] in match.source for program in listed["program_id"]])
        inside = pd.DataFrame({"id": inside["program_id"], "title": inside["course_title"]})
        found = [(record_id, score, f"listed by the program: {reason}") for record_id, score, reason in _named(match.named, inside)]
    return sorted(found, key=lambda row: (-row[1], row[0]))[:most]


def _named(name: str, frame: pd.DataFrame) -> list[tuple[str, float, str]]:
    """The rows whose title is the name, or much like it: (id, similarity from 0 to 1, both names where they differ)."""
    rows = []
    for record_id, title in zip(frame["id"], frame["title"], strict=True):
        score = round(fuzz.token_sort_ratio(name, title, processor=default_process) / 100, 2)
        if score >= LIKE_NAME:
            rows.append((record_id, score, title if score == 1 else f"named “{name}” by the article, “{title}” by the catalog"))
    return rows


def _where(frame: pd.DataFrame, mask: list[bool]) -> pd.DataFrame:
    # a plain list of no booleans would select no columns instead of no rows
    return frame[pd.Series(mask, index=frame.index, dtype=bool)]
